"""A question while it is being understood: what was found in it, and what is left beside that."""

from dataclasses import dataclass, replace
from functools import cached_property

from bot.answers.model import Kind
from bot.questions.identity import Intent
from bot.questions.intents import blank, cued_kind, without_cues
from bot.questions.model import Question, TermMention
from index.lexical import words
from knowledge.graph import Graph
from knowledge.names import Meaning, Names


@dataclass(frozen=True)
class Reading:
    """``text`` is what is asked, without lead words and command; ``whole`` what it means if all of it is a name."""

    question: Question
    text: str
    command: Kind | None
    whole: Meaning
    terms: tuple[TermMention, ...]
    names: Names
    graph: Graph
    intent: Intent

    @cached_property
    def kind(self) -> Kind | None:
        """What its cues ask for."""
        return self.command or cued_kind(self.text)

    @cached_property
    def bare(self) -> str:
        """The text without the names, the terms and the period in it."""
        spans = [(m.start, m.end) for m in self.question.mentions] + [(t.start, t.end) for t in self.terms]
        text = blank(self.text, spans)
        return text.replace(self.question.period.text, " ") if self.question.period else text

    @cached_property
    def extra(self) -> int:
        """How many words it has beside its entities and cues: many describe something."""
        return len([word for word in words(without_cues(self.bare)) if not word.isdigit()])

    def decided(self, kind: Kind, subject: Meaning | None = None, aspect: str = "") -> Question:
        """The question as one of a kind."""
        return replace(self.question, kind=kind, subject=subject, aspect=aspect)
