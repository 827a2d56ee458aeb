"""The settings of workspaces as read a moment ago, so that not every message asks the database."""

import time
from collections.abc import Callable

from bot.state.workspace import Workspace

SECONDS = 30.0
"""So long the settings of a workspace are taken as read."""


class Workspaces:
    """Reads the settings anew every half a minute. ``read`` gives None where they cannot be read; then the defaults hold."""

    def __init__(
        self, read: Callable[[str], Workspace | None], seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._read, self._seconds, self._clock = read, seconds, clock
        self._kept: dict[str, tuple[float, Workspace | None]] = {}

    def known(self, team: str) -> Workspace | None:
        """The settings as read a moment ago, the defaults where they could not be; None where they have to be read."""
        at, workspace = self._kept.get(team, (None, None))
        return None if at is None or self._clock() - at >= self._seconds else workspace or Workspace()

    def read(self, team: str) -> Workspace:
        """The settings; asks the database where it has to, and each time where it failed."""
        at, workspace = self._kept.get(team, (None, None))
        if at is None or workspace is None or self._clock() - at >= self._seconds:
            workspace = self._read(team)
            self._kept[team] = (self._clock(), workspace)
        return workspace or Workspace()

    def forget(self, team: str) -> None:
        """The settings of a workspace were changed."""
        self._kept.pop(team, None)
