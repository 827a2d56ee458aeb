"""What every listener is given: the knowledge, what is remembered, and the pool that works."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bot.answers.model import Answer
from bot.knowledge_base import KnowledgeBase
from bot.questions.focus import Threads
from bot.settings import Settings
from bot.slack.answered import Answered
from bot.slack.noting import Noting
from bot.slack.seen import Seen
from bot.slack.work import Work
from bot.slack.workspaces import Workspaces
from bot.state.database import Database, StateError
from bot.state.history import note_of
from bot.state.workspace import Workspace, read_workspace

log = logging.getLogger(__name__)

NOT_HERE = "An admin has limited me to other channels. Ask me with `/apt`, or in a direct message."


@dataclass(frozen=True)
class Services:
    """Made once an app. ``overheard``: who else is told of a message in a channel that is not meant for the bot."""

    settings: Settings
    knowledge: KnowledgeBase
    work: Work
    database: Database
    threads: Threads = field(default_factory=Threads)
    seen: Seen = field(default_factory=Seen)
    answered: Answered = field(default_factory=Answered)
    overheard: list[Callable[[Any, Any], None]] = field(default_factory=list)

    @cached_property
    def noting(self) -> Noting:
        """What writes down the questions that were asked."""
        return Noting(self.database)

    @cached_property
    def workspaces(self) -> Workspaces:
        """What the admins of each workspace have set; the defaults where the database cannot be read."""
        return Workspaces(self._settings_of)

    def _settings_of(self, team: str) -> Workspace | None:
        try:
            return read_workspace(self.database, team)
        except StateError as error:
            log.warning("%s", error)
            return None

    def knowledge_in(self, team: str) -> KnowledgeBase:
        """The knowledge that may be shown in a workspace."""
        if self.knowledge.strictest == "clear":
            return self.knowledge
        return self.knowledge.up_to(self.workspaces.read(team).ceiling)

    def refusal(self, team: str, channel: str) -> str:
        """Why a question is not answered in a channel; empty where it is."""
        return "" if self.workspaces.read(team).answers_in(channel) else NOT_HERE

    def noted(self, team: str, channel: str, user: str, answer: Answer, private: bool) -> None:
        """Remember a question, for the home page."""
        self.noting.note(note_of(team, channel, user, answer, private))
