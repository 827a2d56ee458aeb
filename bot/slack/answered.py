"""Which message of ours answers which message of theirs, so that an edit changes the answer and does not add one."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

MAX_KEPT = 5_000


@dataclass(frozen=True)
class Reply:
    """``text``: what was asked; ``ts``: our message."""

    text: str
    ts: str


class Answered:
    """The replies to the last few thousand messages, under a key of workspace, channel and message."""

    def __init__(self, size: int = MAX_KEPT) -> None:
        self._size = size
        self._kept: OrderedDict[str, Reply] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> Reply | None:
        with self._lock:
            return self._kept.get(key)

    def put(self, key: str, reply: Reply) -> None:
        with self._lock:
            self._kept[key] = reply
            self._kept.move_to_end(key)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)

    def forget(self, key: str) -> Reply | None:
        with self._lock:
            return self._kept.pop(key, None)
