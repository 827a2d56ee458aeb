"""What a program does, by the techniques that a catalogue says it uses: what a question asks of it first."""

from dataclasses import dataclass, replace

from bot.answers.evidence import catalogue_url, curated_first
from bot.answers.model import Item, Section
from bot.answers.nearest import asked_words
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from index.errors import IndexUnusable
from knowledge.graph import Graph
from knowledge.model import Use
from knowledge.patterns import as_pattern

TITLE = "What it does"
SHOWN = 5
WORDS = 3
"""A clause of so many words may say alone what is asked."""
_CLAUSE = as_pattern(r"\s*[?.!;,:]\s+|\s+[-–]\s+")
SURE = 0.45
"""Such a share of a question, by rarity, a sentence must have to be its answer."""


@dataclass(frozen=True)
class Abilities:
    """What a program does, the nearest to a question first, and the share of the question that the first one tells."""

    items: tuple[Item, ...]
    share: float

    def sections(self, title: str) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
        """What stands before the rest of a reply, and what stands after it: all of it, first where it answers."""
        section = (Section(title, self.items, SHOWN),) if self.items else ()
        return (section, ()) if self.answering else ((), section)

    @property
    def answering(self) -> Item | None:
        """What tells most of what is asked, where it tells enough of it."""
        return self.items[0] if self.share >= SURE else None


NOTHING = Abilities((), 0.0)


def abilities(question: Question, knowledge: KnowledgeBase, software_id: str) -> Abilities:
    """What a program does; in the order of the catalogue where nothing of it is asked, or where nothing can be looked for."""
    graph = knowledge.graph
    uses = [use for use in curated_first(graph.uses_of_type(software_id, "technique")) if use.text]
    items = [_item(graph, use) for use in uses]
    clauses = [clause for clause in _CLAUSE.split(question.beside_names()) if len(clause.split()) >= WORDS]
    asked = [" ".join(asked_words(each)) for each in (question, *(replace(question, text=clause) for clause in clauses))]
    if not items or not any(asked):  # nothing need be looked for
        return Abilities(tuple(items), 0.0)
    try:
        shares = knowledge.shares(asked, [f"{item.value} {item.detail}" for item in items])
    except IndexUnusable:
        return Abilities(tuple(items), 0.0)
    ranked = sorted(zip(shares, items, strict=True), key=lambda one: -one[0])
    return Abilities(tuple(item for _, item in ranked), ranked[0][0])


def of_its_own(question: Question, knowledge: KnowledgeBase) -> tuple[str, Abilities] | None:
    """The only program that a question names beside no actor, and what it does, where that is asked or tells the answer; else None."""
    named = [c.id for c in question.conditions if c.type == "software" and not c.negated]
    if len(named) != 1 or question.subject or question.subjects or question.events or _WHO.search(question.text):
        return None
    does = abilities(question, knowledge, named[0])
    return (named[0], does) if does.answering or _EXPLAIN.search(question.text) else None


_WHO = as_pattern(r"(?i)\b(?:who|whose|whom|users?|groups?|actors?|operators?|gangs?|crews?|apts?|hackers|anyone|anybody|victims?|hit)\b")
_EXPLAIN = as_pattern(
    r"(?i)\b(?:explain|describe)\b|\b(?:written|coded|programmed)\s+in\b|\b(?:which|what)\s+(?:\w+\s+)?language\b|"
    r"\bwhat\s+(?:[\w.-]+\s+)?(?:does|is|can)\b(?:\s+\w+)?\W*$"
)


def _item(graph: Graph, use: Use) -> Item:
    return Item(f"{use.object} {graph.name(use.object)}", use.text, use.sources, catalogue_url(graph, use.object))
