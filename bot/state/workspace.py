"""What a workspace's admins have set."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete, insert, select

from bot.state.database import Database, workspaces


@dataclass(frozen=True)
class Workspace:
    """``channels``: where mentions are answered, everywhere if empty. ``visibility`` of ``/apt``: ``ephemeral`` or ``in_channel``.

    ``noticing``: channels in which a message that names an actor gets a reaction.
    """

    channels: tuple[str, ...] = ()
    visibility: str = "ephemeral"
    noticing: tuple[str, ...] = ()

    def answers_in(self, channel: str) -> bool:
        return not self.channels or channel in self.channels or channel.startswith("D")


def read_workspace(database: Database, team: str) -> Workspace:
    """The settings of a workspace; the defaults where nobody set any. Raises StateError."""
    with database.begin() as connection:
        found = connection.execute(select(workspaces.c.settings).where(workspaces.c.team == team)).scalar()
    kept: dict[str, Any] = json.loads(found or "{}")
    return Workspace(tuple(kept.get("channels", ())), kept.get("visibility", "ephemeral"), tuple(kept.get("noticing", ())))


def write_workspace(database: Database, team: str, workspace: Workspace) -> None:
    """Keep the settings of a workspace. Raises StateError."""
    with database.begin() as connection:
        connection.execute(delete(workspaces).where(workspaces.c.team == team))
        connection.execute(insert(workspaces).values(team=team, settings=json.dumps(asdict(workspace))))
