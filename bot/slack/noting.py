"""Writes down what was asked, beside the answers: many questions that come together are one transaction."""

import logging
from threading import Event, Lock, Thread

from bot.state.database import Database, StateError
from bot.state.history import Note, forget_old, note_questions

log = logging.getLogger(__name__)

GATHERED_SECONDS = 0.2
"""So long a question waits for others to be written with it."""
FORGETTING = 50
"""Every so many times, the questions that are too old are deleted."""
WAITING = 10_000
"""So many questions, at most, wait to be written; of more, none is remembered."""


class Noting:
    """Remembers questions in a thread of its own, which begins with the first. An answer never waits or fails for it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = Lock()
        self._writing = Lock()
        self._gathered: list[Note] = []
        self._thread: Thread | None = None
        self._over = Event()
        self._writes = 0

    def note(self, note: Note) -> None:
        """Remember a question soon."""
        with self._lock:
            if len(self._gathered) < WAITING:
                self._gathered.append(note)
            if self._thread is None:
                self._thread = Thread(target=self._run, name="noting", daemon=True)
                self._thread.start()

    def write(self) -> None:
        """Write down what has gathered. A database that cannot be used is logged, and what was to be written is let go."""
        with self._writing:
            with self._lock:
                notes, self._gathered = self._gathered, []
            if not notes:
                return
            self._writes += 1
            try:
                note_questions(self._database, notes)
                if self._writes % FORGETTING == 0:
                    forget_old(self._database)
            except StateError as error:
                log.warning("%s", error)
            except Exception:
                log.exception("%d questions were not remembered", len(notes))

    def close(self) -> None:
        """Write down the rest."""
        self._over.set()
        self.write()

    def _run(self) -> None:
        while not self._over.wait(GATHERED_SECONDS):
            self.write()
