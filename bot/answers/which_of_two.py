"""Which of two actors does or did something that only passages tell: ``which of them poses as young women``."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers import comparing
from bot.answers.evidence import actor_ref
from bot.answers.model import UNSAID, Answer, Section
from bot.answers.nearest import asked_words, passage_item
from bot.answers.sentences import sentences, some
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from index.errors import IndexUnusable
from index.words import words

if TYPE_CHECKING:
    from index.search import Hit

SHARE = 0.5
"""Share of the question, by rarity, that a passage about one of them must have to be the answer."""
OTHERS = 0.35
"""No more of it may be told of the other one."""
SHOWN = 3


def answer(question: Question, knowledge: KnowledgeBase) -> Answer:
    """The one of whom alone it is told, with the passages; both held beside each other where of both, unknown where of neither."""
    ids = [meaning.of_type("actor")[0].entity.id for meaning in question.subjects]
    names = [knowledge.graph.name(id_) for id_ in ids]
    title, asked = " or ".join(names), asked_words(question)
    try:
        told = {id_: _told(question.text, asked, id_, knowledge) for id_ in ids}
    except IndexUnusable:
        told = {id_: [] for id_ in ids}
    first, second = sorted(ids, key=lambda id_: -_share(told[id_]))
    if _share(told[second]) > OTHERS:
        both = comparing.comparison(question, knowledge)
        return replace(both, headline=f"Something of that is told of both, so no source here tells which of the two. {both.headline}")
    if _share(told[first]) < SHARE:
        return Answer(
            question.text, "passages", "unknown", title, f"No source here tells which of the two that is: {some(names)}.",
            actors=tuple(actor_ref(knowledge.graph, id_) for id_ in ids),
            notes=(UNSAID,),
        )  # fmt: skip
    best = [hit for share, hit in told[first] if share >= _share(told[first]) / 2][:SHOWN]
    name = knowledge.graph.name(first)
    said = max(sentences(best[0].passage.text), key=lambda sentence: len({*words(sentence)}.intersection(asked)))
    return Answer(
        question.text, "passages", "answered", title, f"Of the two that is told of {name}: {said}",
        headline_sources=best[0].passage.sources, sections=(Section("What the sources say", tuple(map(passage_item, best))),),
        actors=(actor_ref(knowledge.graph, first),), values=(name,),
    )  # fmt: skip


def _told(text: str, asked: Sequence[str], actor_id: str, knowledge: KnowledgeBase) -> "list[tuple[float, Hit]]":
    """The passages about an actor with the share of what is asked that each has, the best first. Raises IndexUnusable."""
    own = (hit for hit in knowledge.search_about(text, [actor_id]) if hit.passage.entities[0] == actor_id)
    return sorted(((knowledge.covered(asked, hit), hit) for hit in own), key=lambda each: -(each[0] + each[1].cosine / 2))


def _share(told: "list[tuple[float, Hit]]") -> float:
    return told[0][0] if told else 0.0
