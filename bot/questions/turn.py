"""One message of a thread: what it says, what it asks by itself, and what was spoken of before."""

from dataclasses import dataclass
from functools import cached_property

from bot.questions.focus import Focus
from bot.questions.identity import Intent
from bot.questions.model import Question
from bot.questions.understand import understand
from bot.questions.wording import plain_text, without_lead
from knowledge.graph import Graph
from knowledge.names import Names


@dataclass(frozen=True)
class Turn:
    """``text`` as it was typed."""

    text: str
    focus: Focus
    names: Names
    graph: Graph
    intent: Intent

    @cached_property
    def asked(self) -> str:
        """What it asks, without mark-up and what people say before."""
        return without_lead(plain_text(self.text))

    @cached_property
    def alone(self) -> Question:
        """What it asks where nothing was spoken of before. Raises QuestionTooLong."""
        return self.understood(self.text)

    @cached_property
    def before(self) -> Question:
        """What was asked last."""
        return self.understood(self.focus.question)

    def understood(self, text: str) -> Question:
        return understand(text, self.names, self.graph, self.intent)
