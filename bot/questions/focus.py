"""What a thread is about, one a thread, bounded in number and time."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from bot.answers.model import Item
from bot.questions.model import Condition

MAX_THREADS = 2_000


MAX_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Focus:
    """What was last spoken of: the question, the actor and the software or technique in it, by their main names."""

    question: str = ""
    actor: str = ""
    thing: str = ""
    actor_ids: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    """What the set of actors that was last spoken of has in common."""
    pair: tuple[str, ...] = ()
    """The two actors that were last spoken of, in the order in which they were named."""
    listed: tuple[str, ...] = ()
    """The first actors of the list that was last told."""
    told: tuple[Item, ...] = ()
    """The incident or the first passages that were told last."""
    spoken: tuple[str, ...] = ()
    """The actors spoken of in the thread, as they were called, the last one first."""


class Threads:
    """The focus of each thread, under a key that names workspace, channel and thread. Old and surplus ones are forgotten."""

    def __init__(self, size: int = MAX_THREADS, seconds: float = MAX_SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self._size, self._seconds, self._clock = size, seconds, clock
        self._kept: OrderedDict[str, tuple[float, Focus]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> Focus:
        with self._lock:
            at, focus = self._kept.get(key, (0.0, Focus()))
            return focus if focus.question and self._clock() - at <= self._seconds else Focus()

    def put(self, key: str, focus: Focus) -> None:
        with self._lock:
            self._kept[key] = (self._clock(), focus)
            self._kept.move_to_end(key)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)

    def __len__(self) -> int:
        return len(self._kept)
