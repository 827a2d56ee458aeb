"""What was handled already: Slack sends an event again after 1 and after 5 minutes, and people press a button twice."""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

REMEMBERED_SECONDS = 900
MAX_REMEMBERED = 100_000


class Seen:
    """The keys handled in the last while; safe from several threads and bounded."""

    def __init__(self, seconds: float = REMEMBERED_SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._times: OrderedDict[str, float] = OrderedDict()
        self._lock = Lock()

    def is_new(self, key: str) -> bool:
        """Has this not been handled yet? Remembers it. An empty key is always new."""
        now = self._clock()
        with self._lock:
            while self._times and (len(self._times) > MAX_REMEMBERED or next(iter(self._times.values())) < now - self._seconds):
                self._times.popitem(last=False)
            if not key:
                return True
            if key in self._times:
                return False
            self._times[key] = now
            return True

    def forget(self, key: str) -> None:
        """What was begun under this key did not come about; it may be tried again."""
        with self._lock:
            self._times.pop(key, None)
