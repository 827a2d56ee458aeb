"""What a question asks of one actor: a side of it, whether something is so, or what some sentence tells."""

from collections.abc import Callable
from dataclasses import replace

from bot.answers import (
    about_actor,
    about_names,
    about_origin,
    about_pairs,
    but_not,
    how_used,
    nearest,
    own_malware,
    passages,
    profile,
    rankings,
    relations,
    sought,
    unheard,
)
from bot.answers.model import Answer
from bot.knowledge_base import KnowledgeBase
from bot.questions.counts import counted_noun
from bot.questions.intents import says
from bot.questions.model import Question
from bot.questions.wording import is_yesno
from knowledge.names import Meaning
from knowledge.patterns import as_pattern

SIDES: dict[str, Callable[[Question, KnowledgeBase, str], Answer]] = {
    "profile": profile.answer,
    "names": about_names.answer,
    "tools": about_actor.tools,
    "targets": about_actor.targets,
    "techniques": about_actor.techniques,
    "attribution": about_origin.attribution,
    "campaigns": about_actor.campaigns,
}
"""What answers which side."""


def answer(question: Question, knowledge: KnowledgeBase, subject: Meaning, actor_id: str) -> Answer:
    """The answer to a question about an actor, which ``subject`` means."""
    about = nearest.About(question, knowledge)
    if question.aspect == "victims":
        return about_actor.victims(question, knowledge, actor_id)
    if question.aspect == "own":
        return own_malware.answer(question, knowledge, actor_id)
    if found := _held_against(question, knowledge, actor_id, about):
        counted = question.period is not None and says("count", question.text)
        return nearest.with_nearest(found, about) if found.status == "unknown" or counted else nearest.untold(found, about)
    if question.aspect == "relations":
        return relations.answer(question, knowledge, actor_id)
    if question.sought:
        return nearest.untold(sought.answer(question, knowledge, actor_id), about)
    if subject.status == "contested" and len(subject.of_type("actor")) > 1 and question.kind in ("profile", "names"):
        return about_names.contested(question, knowledge)
    found = SIDES.get(question.kind, profile.answer)(question, knowledge, actor_id)
    if question.kind == "attribution" and found.status == "unknown" and _WHO_THEY_ARE.search(question.text):
        found = profile.answer(replace(question, kind="profile"), knowledge, actor_id)
    if question.aspect == "number":
        return rankings.with_number(found, knowledge.graph, actor_id, counted_noun(question.text))
    told = nearest.untold(nearest.never_there(found, about, actor_id), about)
    return nearest.without_number(nearest.with_nearest(told, about), about)


_WHO_THEY_ARE = as_pattern(
    r"(?i)^(?!.*\b(?:behind|attribut\w*|countr\w*|state|nation\w*|govern\w*|sponsor\w*|from|work\w*|run|runs|unit|backed|based|origin)\b)"
    r"(?:.*\bwho\s+(?:\w+\s+)?(?:is|are)\b|.*\b(?:are|is)\s+(?:those|these|they|that|this)\s+the\b)"
)
"""``who tf is Packrat``, ``OurMine, are those the celeb account people``: of whom nobody says where they are from, what they are"""


def _yes_to_a_kind_of_tool(question: Question, knowledge: KnowledgeBase, actor_id: str) -> Answer | None:
    """``Does Moonstone Sleet use ransomware?``: yes, with what is recorded of that kind; None where nothing is."""
    if question.kind != "tools" or any(
        condition.type not in ("motivation", "technique", "malware_type") for condition in question.conditions
    ):
        return None
    found = about_actor.tools_of_a_kind(question, knowledge, actor_id)
    return replace(found, status="yes", headline=f"Yes: {found.headline}") if found and question.aspect == "yesno" else found


def _held_against(question: Question, knowledge: KnowledgeBase, actor_id: str, about: nearest.About) -> Answer | None:
    """Questions about an actor that ask for more than one of its sides."""
    if question.aspect in ("yesno", "narrowed"):
        told = _yes_to_a_kind_of_tool(question, knowledge, actor_id) or but_not.answer(question, knowledge, actor_id)
        counted = told.status == "unknown" and says("count", question.text)
        return (passages.with_a_number(question, knowledge) if counted else None) or unheard.unheard(told, about)
    if question.kind in ("tools", "techniques") and question.period and about_pairs.was_not_active(question, knowledge, actor_id):
        return about_pairs.not_in_period(question, knowledge, actor_id)
    if question.kind == "tools" and (found := about_actor.tools_of_a_kind(question, knowledge, actor_id)):
        yes = is_yesno(question.text) and not question.period
        return replace(found, status="yes", headline=f"Yes: {found.headline}") if yes else found
    asks_for_a_kind = question.kind == "tools" and about_actor.kind_asked(question, knowledge.graph) is not None
    if question.kind in ("techniques", "tools") and not asks_for_a_kind:
        return how_used.how_it_uses(question, knowledge, actor_id)
    if question.period and question.kind in ("campaigns", "targets"):
        dated = about_pairs.in_period(question, knowledge, actor_id)
        return nearest.at_that_time(dated, question) if dated else about_pairs.not_in_period(question, knowledge, actor_id)
    return None
