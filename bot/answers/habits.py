"""Who has a habit that a question asks for in its own words: everybody of whom a passage tells it, or whose techniques say so."""

from collections.abc import Sequence, Set
from functools import cached_property
from typing import TYPE_CHECKING

from bot.answers.conditions import evidence_of, grouped
from bot.answers.evidence import actor_ref, use_items
from bot.answers.model import Answer, Section
from bot.answers.nearest import NEAREST, passage_item
from bot.answers.sentences import some
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Condition, Question

if TYPE_CHECKING:
    from index.habits import Habit
    from index.search import Hit

_OF_ACTORS = ("origin", "sponsor")
"""Conditions that a habit never says."""
TELLING = ("technique", "malware_type", "software")
"""Conditions that may say a part of a habit."""
SHOWN = 10


class Asked:
    """The habits that a question is likest to ask for, and who may have them: whoever meets what else it asks.

    ``said``: the words that say something of those who are asked for; ``out``: the actors that are ruled out. Raises IndexUnusable.
    """

    def __init__(self, question: Question, knowledge: KnowledgeBase, said: Sequence[str], out: Set[str]) -> None:
        self._question, self._knowledge, self._out = question, knowledge, out
        found = [likely for likely in knowledge.habits(question.text, said) if likely.score >= LIKELY]
        self._best = found[0] if found else None
        self.habits = [likely.habit for likely in found if likely.score >= found[0].score - ALIKE]

    @property
    def is_sure(self) -> bool:
        best = self._best
        return best is not None and best.score >= SURE and best.near >= NEAR and best.share >= SHARE

    @cached_property
    def told(self) -> "list[Hit]":
        """The passages that tell it of those who may have it, of the time asked for, the nearest to the question first."""
        found = {hit.position: hit for habit in self.habits for hit in self._knowledge.search_habit(self._question.text, habit)}
        period = self._question.period
        hits = (hit for hit in found.values() if period is None or period.overlaps(hit.passage.when))
        return sorted((hit for hit in hits if self.may_be(hit.passage.entities[0])), key=lambda hit: -hit.cosine)

    def may_be(self, actor: str) -> bool:
        """Whether an actor meets everything else that is asked."""
        return self._knowledge.graph.is_actor(actor) and actor not in self._out and all(actor in those for those in self._meeting)

    @cached_property
    def _meeting(self) -> list[set[str]]:
        graph = self._knowledge.graph
        return [
            set().union(*(evidence_of(graph, c) for c in group))
            for group in grouped(self._question.conditions)
            if not group[0].negated and not any(_says(habit, c) for c in group for habit in self.habits)
        ]


SURE, NEAR, SHARE = 0.99, 0.6, 0.3
"""Likelihood, cosine and share of its words from which on all who have a habit are the answer."""
LIKELY, ALIKE = 0.75, 0.08
"""From which likelihood on they are told as well; habits that are as likely as the likeliest by so much are taken together."""


def answer(asked: Asked, question: Question, knowledge: KnowledgeBase) -> Answer | None:
    """All who have the habit that is asked for and meet what else is asked; None where that is not sure, or nobody does."""
    graph = knowledge.graph
    if not asked.is_sure:
        return None
    told: dict[str, Hit] = {}
    for hit in asked.told:
        told.setdefault(hit.passage.entities[0], hit)
    uses = [
        use
        for habit in asked.habits
        for id_ in habit.techniques
        for use in graph.users_of(id_)
        if asked.may_be(use.subject) and use.subject not in told and (question.period is None or question.period.overlaps(use.when))
    ]
    items = [(actor, item) for actor, item in use_items(graph, uses, "subject")]
    chosen = list(dict.fromkeys((*told, *(actor for actor, _ in items))))
    if not chosen:
        return None
    names = [graph.name(actor) for actor in chosen]
    ahead = _ahead(asked, question, knowledge, chosen)
    first = list(dict.fromkeys(hit.about for hit in ahead))
    nearest = f"Nearest to that are passages about {some([graph.name(actor) for actor in first])}. Besides, " if ahead else ""
    sections = (
        Section("Nearest to what you ask", tuple(map(passage_item, ahead))),
        Section("What the sources say, one passage each", tuple(map(passage_item, told.values())), SHOWN),
        Section("By their techniques", tuple(item for _, item in items), SHOWN),
    )
    many = f"{len(names)} actors" if len(names) > 1 else "1 actor"
    called = " or ".join(habit.name for habit in asked.habits)
    return Answer(
        question.text, "passages", "answered", f"{called[:1].upper()}{called[1:]}",
        f"{nearest}{many} of whom sources tell that ({called}): {some(names)}.",
        sections=tuple(section for section in sections if section.items),
        actors=tuple(actor_ref(graph, actor) for actor in (*first, *chosen)), values=tuple(names),
    )  # fmt: skip


def _ahead(asked: Asked, question: Question, knowledge: KnowledgeBase, chosen: Sequence[str]) -> "list[Hit]":
    """The passages that are nearer to the question than any about those who have the habit, where the nearest is so by much."""
    hits = knowledge.search(question.text, LOOKED_AT)
    best = hits[0] if hits else None
    if best is None or best.about in chosen or not asked.may_be(best.about) or knowledge.confidence(question.text, hits) < SURE_OF_ONE:
        return []
    rival = max((hit.score for hit in hits if hit.about in chosen), default=0.0)
    return (
        [hit for hit in hits if hit.score >= rival and hit.about not in chosen and asked.may_be(hit.about)][:NEAREST]
        if best.score - rival >= AHEAD
        else []
    )


LOOKED_AT, SURE_OF_ONE, AHEAD = 24, 0.9, 0.3
"""Of so many passages the nearest are told first, with so much confidence, where the best scores so much more than any of those who have a
habit."""


def _says(habit: "Habit", condition: Condition) -> bool:
    """Whether a condition is a part of what the habit is: ``hotels`` of those who tamper with the networks of hotels."""
    if condition.type in _OF_ACTORS:
        return False
    if condition.type == "technique" and condition.id in habit.techniques:
        return True
    text = f" {condition.text.lower()} "
    return any(text in f" {said.lower()} " for said in (habit.name, *habit.asked, *habit.told))
