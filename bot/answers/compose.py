"""Question -> Answer: each kind has its module; this one picks it and fills in what every answer carries."""

import dataclasses

from bot.answers import (
    abilities,
    about_identity,
    about_software,
    as_told,
    asked_thing,
    comparing,
    described_sets,
    details,
    former_names,
    in_words,
    incidents,
    justice,
    lists,
    mingled,
    of_another,
    of_several,
    one_actor,
    parts_of_names,
    passages,
    premises,
    profile,
    rankings,
    reports,
    same_home,
    technique_sets,
    told_of,
    which_of_two,
    which_tool,
)
from bot.answers.combine import combined
from bot.answers.model import Answer
from bot.answers.unknown import coverage, help_answer, nod, of_nobody, offtopic, unanswerable, unknown_answer
from bot.knowledge_base import KnowledgeBase
from bot.questions.events import find_events
from bot.questions.model import Question
from bot.questions.victims import hit_in
from bot.questions.wording import asks_for_a_list, asks_for_many, is_yesno, strangers, telling_words
from index.errors import IndexUnusable
from index.words import words
from knowledge.marking import AUDIENCE, label, strictest
from knowledge.name_table import Named
from knowledge.names import Meaning
from knowledge.patterns import as_pattern

_PEOPLE_OF = as_pattern(r"(?i)(?:an|ese|ish|ch|i)\s+(?:defectors?|dissidents?|exiles?|emigrants?|diaspora|refugees?|minorit(?:y|ies))\b")
"""``North Korean defectors``: people from there, who are elsewhere"""


def answer_question(question: Question, knowledge: KnowledgeBase) -> Answer:
    """The answer, with the sources that its items cite."""
    found = _answer(question, knowledge)
    if question.aspect != "report":  # of which nothing is asked but who it was
        found = asked_thing.with_the_thing(found, question, knowledge)
        found = details.with_detail(found, question, knowledge)
        found = of_another.told_of_another(found, question, knowledge)
        found = which_tool.told_of_one(found, question, knowledge)
        found = details.without_detail(premises.without_premise(found, question, knowledge), question, knowledge)
        found = mingled.without_detail_of_another(found, question, knowledge)
        found = as_told.with_the_sentence(found, question, knowledge)
    return with_sources(found, knowledge)


def with_sources(found: Answer, knowledge: KnowledgeBase) -> Answer:
    """The answer with the sources that it cites, and a note where they are marked for some readers only."""
    sources = tuple(knowledge.graph.sources(found.cited()))
    marking = strictest(source.tlp for source in sources)
    notes = found.notes if marking == "clear" else (f"Holds {label(marking)}: {AUDIENCE[marking]}.", *found.notes)
    return dataclasses.replace(found, sources=sources, notes=notes)


def _answer(question: Question, knowledge: KnowledgeBase) -> Answer:
    subject = question.subject
    if question.kind == "help":
        return nod(question) if question.aspect == "nod" else help_answer(question)
    if question.aspect == "scheme":
        return former_names.way_of_naming(question, knowledge)
    if question.kind == "names" and question.aspect in parts_of_names.ASPECTS:
        return parts_of_names.answer(question, knowledge)
    if question.kind == "identity":
        return about_identity.answer(question, knowledge)
    if question.aspect == "whom":
        return of_nobody(question)
    if question.aspect == "offtopic":
        return offtopic(question)
    if question.ranking and (ranked := rankings.answer(question, knowledge)):
        return ranked
    if question.aspect == "others" and subject and _is_told_of_them(question, knowledge):
        return _described(dataclasses.replace(question, kind="passages", aspect="", events=()), knowledge)
    if question.events:
        return incidents.incidents(question, knowledge)
    if question.aspect == "coverage":
        return coverage(question, knowledge)
    if question.aspect == "period":
        return incidents.in_time(question, knowledge)
    if question.aspect == "active":
        return lists.active_in(question, knowledge)
    if question.aspect == "retired" and question.vendor and subject is None:
        return former_names.retired(question, knowledge)
    if question.aspect == "justice" and subject and (found := justice.answer(question, knowledge, subject.of_type("actor")[0].entity.id)):
        return found
    if question.aspect == "report":
        return reports.answer(question, knowledge)
    if question.aspect in ("same-origin", "same-sponsor"):
        return same_home.answer(question, knowledge, question.aspect.removeprefix("same-"))
    if question.aspect == "which-of":
        return which_of_two.answer(question, knowledge)
    if question.kind == "passages":
        return _described(question, knowledge)
    if question.kind == "actors" and question.described and (found := described_sets.answer(question, knowledge)):
        return found
    if question.kind == "actors" and question.unheld and not question.conditions:
        return told_of.answer(question, knowledge) or unknown_answer(question, knowledge)
    if question.kinds:
        each = [dataclasses.replace(question, kind=kind, kinds=()) for kind in question.kinds[:4]]
        found = combined(question.text, [_answer(one, knowledge) for one in each])
        meant = subject.of_type("actor") if subject else ()
        if found.status == "unknown" and len(question.subjects) == 1 and meant and _WHO_IT_IS.search(question.text):
            return profile.answer(dataclasses.replace(question, kind="profile", kinds=()), knowledge, meant[0].entity.id)
        return found
    several = len(question.subjects) > 1
    as_a_set = not several or technique_sets.asks_for_a_set(question)
    if not question.aspect and as_a_set and (found := technique_sets.answer(question, knowledge)):
        compares = several and found.status == "unknown" and not _IS_HOW.match(question.text)
        return comparing.comparison(question, knowledge) if compares else found
    if len(question.subjects) > 1 and question.kind in one_actor.SIDES and question.aspect in ("", "before"):
        return of_several.of_each(question, lambda one: _answer(one, knowledge))
    if of_all := of_several.yes_of_all(question, lambda one: _answer(one, knowledge)):
        return of_all
    if question.kind == "actors" and not (subject and subject.candidates):
        if question.loose and not question.besides and (near := passages.surely(question, knowledge)):
            return near
        listed = described_sets.but_for_their_trade(question, lists.by_conditions(question, knowledge), knowledge)
        if listed.status == "unknown" and (
            whose := of_several.apart(question, lambda one: about_software.answer(question, knowledge, _most_used(one).id))
        ):
            return whose
        if question.aspect == "yesno":
            said = listed.status == "answered"
            return dataclasses.replace(listed, status="yes", headline=f"Yes: {listed.headline}") if said else listed
        asks_who = not asks_for_many(question.text) and any(c.type == "sector" for c in question.conditions)
        if listed.status == "unknown" and asks_who and (events := find_events(question.text, knowledge.graph, (), placed=True)):
            return incidents.incidents(dataclasses.replace(question, events=events), knowledge)
        says_more = telling_words(question.beside_conditions()) and not asks_for_a_list(question.text)
        if listed.status == "unknown" and (says_more or _PEOPLE_OF.search(question.text)):
            near = passages.answer(question, knowledge)
            return near if near.status == "answered" else listed
        return listed
    if question.kind == "comparison" and len(question.subjects) > 1:
        return comparing.comparison(question, knowledge)
    if question.kind == "unknown" and (question.subjects or (subject and subject.candidates)):
        return (
            passages.with_a_number(question, knowledge)
            or passages.with_every_word(question, knowledge)
            or unanswerable(question, knowledge)
        )
    if subject is None or not subject.candidates:
        return (
            passages.literal(question, knowledge)
            or told_of.answer(question, knowledge)
            or (passages.of_a_coined_name(question, knowledge) if question.kind == "unknown" else None)
            or unknown_answer(question, knowledge)
        )
    first = subject.candidates[0].entity
    if bearers := _called_so_by(question, knowledge):
        first, subject = bearers[0], dataclasses.replace(subject, status="same")
    if first.type == "actor":
        return one_actor.answer(question, knowledge, subject, first.id)
    if first.type == "software":
        first = _most_used(subject)
    if first.type == "software" and question.besides and question.conditions:
        return lists.by_conditions(question, knowledge)
    if first.type == "software":
        return about_software.answer(question, knowledge, first.id)
    if first.type == "campaign":
        return incidents.campaign(question, knowledge, first.id)
    return technique_sets.family(question, knowledge, first.id) or lists.by_technique(question, knowledge, first.id)


_WHO_IT_IS = as_pattern(
    r"(?i)\brings?\s+(?:a|any)\s+bells?\b|\b(?:which|what)\s+(?:group|actor|gang|crew|apt)\s+(?:would|is|was|might|could)\s+(?:that|this|it)\b|"
    r"是(?:哪|什么|誰|谁)|\bwho\s+(?:is|are|was)\s+(?:that|this|it|they)\b"
)
"""``Rezet, does that ring a bell``, ``which group would that be``"""
_IS_HOW = as_pattern(
    r"(?i)\W*(?:how|when|where|why|on which date|which version)\b(?!.*\b(?:both|common|differ\w*|compar\w*|relat\w*|versus|vs)\b)"
)
"""``how did Gallmaker get hold of Pegasus``: what the two share does not answer that"""


def _most_used(meaning: Meaning) -> Named:
    """Of the software that a name may mean the one called just so of which users are known, else the first of which any are."""
    found = [c.entity for c in meaning.of_type("software")]
    used = [entity for entity in found if entity.users]
    return next((e for e in used if e.name.lower() == meaning.name.lower()), next(iter(used), found[0]))


def _is_told_of_them(question: Question, knowledge: KnowledgeBase) -> bool:
    """Whether a passage about an actor names whom others are said to have hit: then it may have done so as well."""
    victim = words(hit_in(question.beside_names(), knowledge.graph)[1])
    assert question.subject is not None
    try:
        near = knowledge.search_about(question.text, [c.entity.id for c in question.subject.of_type("actor")])
        return bool(victim) and any(knowledge.covered(victim, hit) >= 1 for hit in near)
    except IndexUnusable:
        return False


def _called_so_by(question: Question, knowledge: KnowledgeBase) -> list[Named]:
    """Of the actors that a contested name may mean, the one for which the vendor that the question names has a name."""
    subject = question.subject
    if subject is None or subject.status != "contested" or question.kind != "names" or not question.vendor:
        return []
    found = [c.entity for c in subject.of_type("actor")]
    found = [entity for entity in found if any(question.vendor in claim.by for claim in knowledge.graph.names_of(entity.id))]
    return found if len(found) == 1 else []


def _described(question: Question, knowledge: KnowledgeBase) -> Answer:
    """The passages; where none is near enough, what the structure says of the tools and techniques that the question names."""
    if question.many and not question.subject and question.aspect != "beside" and (found := described_sets.answer(question, knowledge)):
        return found
    named = list(question.subject.of_type("actor")) if question.subject else []
    asks_of_a_name = bool(named) and bool(question.strangers) and is_yesno(question.text) and not question.period
    if asks_of_a_name and (said := in_words.yes_of_a_name(question, knowledge.graph, named[0].entity.id)):
        return said
    if program := abilities.of_its_own(question, knowledge):
        return about_software.answer(question, knowledge, *program)
    found = passages.answer(question, knowledge)
    plain = not question.subject and not question.period and question.aspect != "beside" and not strangers(question.beside_names())
    if found.status == "unknown" and plain and (of_a_habit := described_sets.by_habit(question, knowledge)):
        return of_a_habit
    if found.status == "unknown" and not question.subject and (coined := passages.of_a_coined_name(question, knowledge)):
        return coined
    uses = tuple(c for c in question.conditions if c.type in ("software", "technique", "vulnerability", "malware_type"))
    if len({c.type for c in question.conditions}) > 1 and asks_for_many(question.text):
        uses = question.conditions
    if (
        found.status != "unknown"
        or question.aspect == "beside"
        or question.subject
        or not uses
        or is_yesno(question.text)
        or strangers(question.beside_names())
    ):
        return found
    listed = lists.by_conditions(dataclasses.replace(question, conditions=uses), knowledge)
    return described_sets.but_for_strange(question, listed, knowledge) if listed.status == "answered" else found
