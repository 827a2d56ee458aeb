"""What a workspace's admins have set."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete, insert, select

from bot.state.database import Database, workspaces
from knowledge.marking import MARKINGS, Marking

DEFAULT_CEILING: Marking = "green"
"""What is marked stricter is for fewer than a whole workspace, until its admins say otherwise."""


@dataclass(frozen=True)
class Workspace:
    """``channels``: where mentions are answered, everywhere if empty. ``visibility`` of ``/apt``: ``ephemeral`` or ``in_channel``.

    ``noticing``: channels in which a message that names an actor gets a reaction. ``ceiling``: the strictest marking that is shown.
    """

    channels: tuple[str, ...] = ()
    visibility: str = "ephemeral"
    noticing: tuple[str, ...] = ()
    ceiling: Marking = DEFAULT_CEILING

    def answers_in(self, channel: str) -> bool:
        return not self.channels or channel in self.channels or channel.startswith("D")


def read_workspace(database: Database, team: str) -> Workspace:
    """The settings of a workspace; the defaults where nobody set any. Raises StateError."""
    with database.begin() as connection:
        found = connection.execute(select(workspaces.c.settings).where(workspaces.c.team == team)).scalar()
    kept: dict[str, Any] = json.loads(found or "{}")
    ceiling = kept.get("ceiling")
    return Workspace(
        tuple(kept.get("channels", ())), kept.get("visibility", "ephemeral"), tuple(kept.get("noticing", ())),
        ceiling if ceiling in MARKINGS else DEFAULT_CEILING,
    )  # fmt: skip


def write_workspace(database: Database, team: str, workspace: Workspace) -> None:
    """Keep the settings of a workspace. Raises StateError."""
    with database.begin() as connection:
        connection.execute(delete(workspaces).where(workspaces.c.team == team))
        connection.execute(insert(workspaces).values(team=team, settings=json.dumps(asdict(workspace))))
