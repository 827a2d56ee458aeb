"""A question as understood: what it is about and what it asks for."""

from dataclasses import dataclass, field

from bot.answers.model import Kind
from knowledge.names import Meaning


@dataclass(frozen=True)
class Mentioned:
    """A name found in a question: the words, where they stand, and what they mean."""

    text: str
    start: int
    end: int
    meaning: Meaning


@dataclass(frozen=True)
class TermMention:
    """A country, region, sector or motivation named in a question. ``origin``: the country actors come from, no target."""

    text: str
    start: int
    end: int
    type: str
    id: str
    origin: bool = False


@dataclass(frozen=True)
class Question:
    """``text`` is the question without mark-up; ``kind`` what it asks for; the rest is what it is about.

    ``pair``: two names held against each other. ``aspect`` narrows the kind: of ``names``, those used ``before`` or ``retired``.
    """

    text: str
    kind: Kind
    subject: Meaning | None = None
    mentions: tuple[Mentioned, ...] = ()
    terms: tuple[TermMention, ...] = field(default=())
    vendor: str = ""
    pair: tuple[Meaning, Meaning] | None = None
    aspect: str = ""
