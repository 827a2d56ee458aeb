"""A bounded memory of the last few thousand things, under a key; safe from several threads."""

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

MAX_KEPT = 5_000

V = TypeVar("V")


class Recent(Generic[V]):
    """What was put last is kept; of more than ``size`` things the oldest are forgotten."""

    def __init__(self, size: int = MAX_KEPT) -> None:
        self._size = size
        self._kept: OrderedDict[str, V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> V | None:
        with self._lock:
            return self._kept.get(key)

    def put(self, key: str, value: V) -> None:
        with self._lock:
            self._kept[key] = value
            self._kept.move_to_end(key)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)

    def forget(self, key: str) -> V | None:
        with self._lock:
            return self._kept.pop(key, None)
