"""What is held against an actor with a ``not`` in it: ``does APT28 use Mimikatz but not X-Agent``.

That somebody does not do a thing is hardly ever told. So the reply says what sources describe of the rest, and of what is denied that
they do describe it, which makes a no of it, or that none does. Where no yes is asked for (``whom did it hit in Asia but not in Japan``)
what is denied only leaves something out, and the reply says nothing of it.
"""

from dataclasses import replace

from bot.answers.about_pairs import yes_or_no
from bot.answers.conditions import described, grouped
from bot.answers.model import Answer, Section
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Condition, Question

_SAID = ("yes", "answered")


def answer(question: Question, knowledge: KnowledgeBase, actor_id: str) -> Answer:
    """Whether sources describe an actor as all that a question holds against it; what it denies is never confirmed, only not told."""
    denied = tuple(replace(condition, negated=False) for condition in question.conditions if condition.negated)
    rest = tuple(condition for condition in question.conditions if not condition.negated)
    if not denied:
        return yes_or_no(question, knowledge, actor_id)
    if rest and question.aspect != "yesno":
        return yes_or_no(replace(question, conditions=rest), knowledge, actor_id)
    each = [(group, _described_as(group, question, knowledge, actor_id)) for group in grouped(denied)]
    told = next((one for status in (*_SAID, "contested") for one in each if one[1].status == status), None)
    if not rest:
        return (told or each[0])[1]
    base = yes_or_no(replace(question, conditions=rest), knowledge, actor_id)
    if base.status not in _SAID:
        return base
    graph, name = knowledge.graph, knowledge.graph.name(actor_id)
    if told is None:
        about = described(graph, denied, question.period)
        return replace(base, headline=f"{base.headline} No source here describes {name} as {about}.")
    group, found = told
    both = (*_titled(found), *_titled(base))
    if found.status == "contested":
        return replace(found, sections=both)
    about, too = (described(graph, conditions, question.period) for conditions in (rest, group))
    as_well = f"{about}, and as {too}" if base.headline.startswith(_DESCRIBED) else too  # else only the words of a source say it
    return replace(
        found, status="no", title=f"{name}: {about}, and {too}", headline=f"No: sources describe {name} as {as_well}.", sections=both
    )


_DESCRIBED = "Yes: sources describe"


def _titled(answer: Answer) -> tuple[Section, ...]:
    """The sections of an answer, each of which says of what it is the evidence."""
    about = answer.title.partition(": ")[2]
    return tuple(replace(section, title=f"{section.title}: {about}") for section in answer.sections)


def _described_as(group: list[Condition], question: Question, knowledge: KnowledgeBase, actor_id: str) -> Answer:
    return yes_or_no(replace(question, conditions=tuple(group), aspect=""), knowledge, actor_id)
