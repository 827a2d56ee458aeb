"""A short question that nothing answers by itself, of those spoken of in its thread: the passages about them that have its words."""

from collections.abc import Iterable

from bot.answers.evidence import actor_ref
from bot.answers.model import Answer, Section
from bot.answers.nearest import asked_words, passage_item
from bot.answers.sentences import some
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from index.errors import IndexUnusable
from index.words import words

SHARE, WHOLE = 0.6, 0.99
"""Share of its words, by rarity, that a passage must have to be the answer; of one or two words it must have all."""
FEW = 2
TELLING = 5.0
"""The rarity that its rarest word must have: ``seen there?`` says nothing."""
SHOWN = 3


def answer(question: Question, spoken: Iterable[str], knowledge: KnowledgeBase) -> Answer | None:
    """The passages about the actors spoken of that have most of a question; None where none has, or others tell more of it.

    ``spoken``: what they were called.
    """
    graph = knowledge.graph
    meant = dict.fromkeys(c.entity.id for called in spoken for c in knowledge.names.look_up(called).of_type("actor")[:1])
    asked = asked_words(question)
    if not meant or not asked or not words(" ".join(asked)):
        return None
    try:
        if max(map(knowledge.rarity, asked)) < TELLING:
            return None
        told = [(knowledge.covered(asked, hit), hit) for hit in knowledge.search_about(question.text, meant)]
        elsewhere = max((knowledge.covered(asked, hit) for hit in knowledge.search(question.text, SHOWN)), default=0.0)
    except IndexUnusable:
        return None
    told = sorted((each for each in told if each[1].passage.entities[0] in meant), key=lambda each: -(each[0] + each[1].cosine))
    best = told[0][0] if told else 0.0
    if best < (WHOLE if len(asked) <= FEW else SHARE) or best < elsewhere or not knowledge.has_rarest(asked, told[0][1]):
        return None
    hits = [hit for share, hit in told if share >= best / 2][:SHOWN]
    ids = list(dict.fromkeys(hit.passage.entities[0] for hit in hits))
    names = [graph.name(id_) for id_ in ids]
    return Answer(
        question.text, "passages", "answered", names[0], f"Of those spoken of, the nearest passage is about {some(names[:1])}.",
        sections=(Section("What the sources say", tuple(map(passage_item, hits))),), actors=tuple(actor_ref(graph, id_) for id_ in ids),
        values=tuple(names),
    )  # fmt: skip
