"""The pool that does the work, so that Bolt's own threads only acknowledge; bounded, and every task behind the boundary."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore

from bot.slack.boundary import Tell, handle

WAITING = 300
"""More tasks than this at once are refused with a word, not queued for ever."""


class Work:
    """Runs tasks in a few threads; a task's error is told to the user through ``tell``."""

    def __init__(self, workers: int, waiting: int = WAITING) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="work")
        self._refusing = ThreadPoolExecutor(1, thread_name_prefix="refusing")
        self._free = BoundedSemaphore(waiting)

    def do(self, what: str, task: Callable[[], object], tell: Tell | None) -> None:
        """Do the task soon. ``what`` names it in the log."""
        if not self._free.acquire(blocking=False):
            self._refusing.submit(_tell_busy, what, tell)
            return
        self._pool.submit(self._run, what, task, tell)

    def _run(self, what: str, task: Callable[[], object], tell: Tell | None) -> None:
        try:
            task()
        except Exception as error:
            handle(error, what, tell)
        finally:
            self._free.release()

    def close(self) -> None:
        """Finish what was begun."""
        self._pool.shutdown(wait=True)
        self._refusing.shutdown(wait=True)


def _tell_busy(what: str, tell: Tell | None) -> None:
    try:
        if tell is not None:
            tell("I am answering very many questions at once. Please ask again in a few seconds.")
    except Exception as error:
        handle(error, what, None)
