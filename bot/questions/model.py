"""A question as understood: what it is about and what it asks for."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.answers.model import Kind
from bot.questions.counts import Ranking
from bot.questions.periods import Period
from bot.questions.sought import Sought
from knowledge.names import Meaning

ConditionType = Literal[
    "origin", "sponsor", "country", "region", "sector", "software", "technique", "motivation", "vulnerability", "malware_type",
    "naming",
]  # fmt: skip


@dataclass(frozen=True)
class Mentioned:
    """A name found in a question: the words, where they stand, and what they mean."""

    text: str
    start: int
    end: int
    meaning: Meaning


@dataclass(frozen=True)
class TermMention:
    """A term of a vocabulary in a question, such as a country, a sector, a technique or a kind of malware; or a family of names."""

    text: str
    start: int
    end: int
    type: str
    id: str


@dataclass(frozen=True)
class Condition:
    """What the actors asked for must have. Those of one ``group`` are alternatives; ``negated``: they must not have it."""

    type: ConditionType
    id: str
    text: str
    group: int
    negated: bool = False


def alternatives(conditions: Sequence[Condition]) -> list[Condition]:
    """The conditions of the kind of which a question names most, none of them ruled out: ``in Russia or in China``."""
    types = Counter(condition.type for condition in conditions if not condition.negated)
    most = next((type_ for type_, _ in types.most_common(1)), None)
    return [condition for condition in conditions if condition.type == most and not condition.negated]


@dataclass(frozen=True)
class Question:
    """``text`` is the question without mark-up; ``kind`` what it asks for; the rest is what it is about.

    ``subjects``: every actor it names, the first one being ``subject`` where that is an actor. ``pair``: two names held
    against each other. ``aspect`` narrows the kind: of ``names``, those used ``before`` or ``retired``; of any, ``yesno``.
    ``besides``: actors that are not to be listed again. ``events``: ids of the incidents it names.
    ``kinds``: the sides of an actor that it asks for together. ``loose``: it says more than its kind covers.
    ``strangers``: proper nouns in it that nobody here bears. ``fitting``: how much likelier what was learned holds it to ask for a side
    of its actor than for what no source tells; None where nothing was asked of it. ``many``: it asks for all who do something, not for who
    did one thing. ``described``: beside its conditions it says what they do. ``ranking``: what it wants ranked.
    ``sought``: the thing that it asks for, where only an actor's texts tell of it. ``unheld``: what it says is used and nothing here
    is called.
    """

    text: str
    kind: Kind
    subject: Meaning | None = None
    mentions: tuple[Mentioned, ...] = ()
    conditions: tuple[Condition, ...] = ()
    vendor: str = ""
    pair: tuple[Meaning, Meaning] | None = None
    aspect: str = ""
    period: Period | None = None
    subjects: tuple[Meaning, ...] = ()
    besides: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    loose: bool = False
    strangers: tuple[str, ...] = ()
    fitting: float | None = None
    many: bool = False
    described: bool = False
    ranking: Ranking | None = None
    sought: Sought | None = None
    unheld: tuple[str, ...] = ()

    def conditions_beside_users(self) -> bool:
        """Whether it has conditions other than the software that it names."""
        return any(condition.type != "software" for condition in self.conditions)

    def beside_names(self) -> str:
        """Its text without the names that were found in it."""
        text = self.text
        for mention in self.mentions:
            text = text.replace(mention.text, " ")
        return text

    def beside_conditions(self) -> str:
        """Its text without the words for its conditions and its period."""
        text = self.beside_its_time(self.beside_names())
        for condition in self.conditions:
            text = text.replace(condition.text, " ")
        return text

    def beside_its_time(self, text: str) -> str:
        """A text of it without the words for its period."""
        return text.replace(self.period.text, " ") if self.period else text
