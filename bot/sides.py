"""One side of one actor, asked by the actor's id: a name may be several actors' (IRIDIUM), an id is one's alone."""

import contextlib
import dataclasses

from bot.answers.compose import answer_question
from bot.answers.model import Answer, Kind
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from bot.replies.pressed import Press
from bot.service import answer_text
from knowledge.names import Meaning, meaning_of

SIDES: tuple[Kind, ...] = ("profile", "names", "tools", "targets", "techniques", "campaigns", "attribution")
_ASKED: dict[Kind, str] = {"attribution": "origin", "comparison": "compare"}


class NoSuchActor(LookupError):
    """The knowledge has no actor of this id; the message names the id."""


def answer_side(actor_id: str, kind: Kind, knowledge: KnowledgeBase) -> Answer:
    """What ``tools APT28`` is answered with, of this very actor. Raises NoSuchActor."""
    meaning = _meaning(actor_id, knowledge)
    question = f"{_ASKED.get(kind, kind)} {meaning.name}"
    return answer_question(Question(question, kind, meaning, subjects=(meaning,)), knowledge)


def answer_comparison(first_id: str, second_id: str, knowledge: KnowledgeBase) -> Answer:
    """What ``compare APT28 vs Turla`` is answered with, of these very actors. Raises NoSuchActor."""
    first, second = _meaning(first_id, knowledge), _meaning(second_id, knowledge)
    question = f"compare {first.name} vs {second.name}"
    return answer_question(Question(question, "comparison", first, subjects=(first, second)), knowledge)


def answer_press(press: Press, knowledge: KnowledgeBase) -> Answer:
    """What a button stands for: a side of the actor that it names by id, or a question."""
    if press.actor and press.side in SIDES:
        with contextlib.suppress(NoSuchActor):
            return answer_side(press.actor, press.side, knowledge)
    return answer_text(press.question, knowledge).answer


def answer_all_sides(actor_id: str, knowledge: KnowledgeBase) -> Answer:
    """Everything that is known of an actor, as one answer with every source once. Raises NoSuchActor."""
    return joined([answer_side(actor_id, kind, knowledge) for kind in SIDES])


def joined(answers: list[Answer]) -> Answer:
    """The first answer, with the sections and the sources of all."""
    sources = {source.id: source for answer in answers for source in answer.sources}
    cited = dict.fromkeys(id_ for answer in answers for id_ in answer.headline_sources)
    sections = tuple(section for answer in answers for section in answer.sections)
    return dataclasses.replace(answers[0], headline_sources=tuple(cited), sections=sections, sources=tuple(sources.values()))


def _meaning(actor_id: str, knowledge: KnowledgeBase) -> Meaning:
    entity = knowledge.names.table.entities.get(actor_id)
    if entity is None or entity.type != "actor":
        raise NoSuchActor(actor_id)
    return meaning_of(entity)
