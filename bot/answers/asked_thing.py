"""A thing or a number that is asked of one actor: ``which video chat site had they cloned``, ``how many affiliates were registered``.

It is answered by the sentence that tells it, if there is one: it has what the question says, and a name where it speaks of such a
thing, or a number of such things. Where a sentence speaks of the thing and nothing names it, the reply says just that.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.answers.details import untold
from bot.answers.evidence import actor_ref
from bot.answers.model import Answer, Item, Section
from bot.answers.nearest import YEAR, asked_words
from bot.answers.sentences import sentences
from bot.answers.sought import title_of
from bot.answers.told_things import NAME, Told, is_new, numbers_in, said_words, told_sentences
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from bot.questions.things import Thing, asked_thing
from bot.questions.vendors import is_vendor
from bot.questions.wording import asks_for_many
from index.errors import IndexUnusable
from knowledge.graph import Graph
from knowledge.model import Event
from knowledge.patterns import as_pattern

NEAR, NEARER = 0.45, 0.6
"""So much of what a question says, weighed by how rare it is, has a sentence that tells the thing, where it has its noun, and else."""
SURELY, ONE = 0.5, 0.35
"""So much of it has a sentence that speaks of the thing without its name; less where it says ``a`` or ``one`` before its noun."""
LITTLE = 0.2
"""A sentence with a number and so much of a question may tell the number asked for in other words."""
SHOWN = 3
_WHOLE = ("help", "identity", "comparison")
"""Answers that are of no single actor's sides."""
_OF_A_STATE = ("branch", "office", "department")
"""``which branch of the military do they answer to``: whoever is behind an actor is such a one"""
_WITHOUT_NUMBERS = ("passages", "campaigns", "names", "profile")
"""Answers that do not count anything themselves."""


def with_the_thing(answer: Answer, question: Question, knowledge: KnowledgeBase) -> Answer:
    """The answer; the sentences that tell the thing asked for, where it does not begin with one of them; unknown where none does."""
    thing = asked_thing(question.text) if answer.kind not in _WHOLE and question.kind != "actors" else None
    actor_id = _about(question, answer, knowledge.graph) if thing else ""
    if thing is None or not actor_id or (answer.kind == "attribution" and thing.noun in _OF_A_STATE):
        return answer
    try:
        every = list(told_sentences(thing, question, actor_id, knowledge))
    except IndexUnusable:
        return answer
    near = sorted(
        (t for t in every if t.share >= (NEAR if t.has_noun else NEARER)),
        key=lambda t: -t.share - t.has_noun / 4 - (thing.noun in t.sentence.lower()) / 9,
    )
    if found := [told for told in near if told.tells][:SHOWN]:
        begins = answer.status == "answered" and found[0].sentence in answer.headline
        return answer if begins else _telling(question, found, knowledge.graph, actor_id)
    if answer.status not in ("answered", "unknown"):
        return answer
    if thing.counted and (only := _the_only_number(every, question, knowledge)):
        return _telling(question, only, knowledge.graph, actor_id)
    if thing.counted:
        return _without_number(answer, thing, question, every)
    of_somebody = question.subject is not None or bool(question.events)
    if of_somebody and _is_told_nowhere(thing, every, actor_id, knowledge):
        return _untold(answer, thing, knowledge.graph.name(actor_id))
    names_instead = answer.kind == "names" and thing.noun in _BODIES and re.search(r"(?i)\bwhose\b", question.text) is None
    behind = _ASKS_WHO.search(question.text) and not _OF_ONE_OF_THEM.search(question.text)
    if answer.kind == "campaigns" and question.events and not any(_new_names(question, actor_id, knowledge)):
        return untold(answer, f"that {thing.noun}")
    if not of_somebody or behind or (not names_instead and any(told.has_noun and told.tells for told in every)):
        return answer
    unnamed = _left_unnamed(thing, every, question, actor_id, knowledge)
    if names_instead and not unnamed:
        headline = f"No source here names that {thing.noun}. What is recorded: {answer.headline}"
        return replace(answer, status="unknown", headline=headline, parts=())
    return _unnamed(answer, thing, unnamed, knowledge.graph, actor_id) if unnamed else answer


def _telling(question: Question, found: Sequence[Told], graph: Graph, actor_id: str) -> Answer:
    actor, items = actor_ref(graph, actor_id), tuple(Item(title_of(graph, t.statement), t.sentence, t.statement.sources) for t in found)
    first = found[0].statement
    whose = f"{actor.name}, {first.name}" if isinstance(first, Event) else actor.name
    return Answer(
        question.text, "passages", "answered", actor.name, f"{whose}: {items[0].detail}", headline_sources=items[0].sources,
        sections=(Section("What the sources say", items, SHOWN),), actors=(actor,), values=tuple(item.value for item in items),
    )  # fmt: skip


def _the_only_number(every: Sequence[Told], question: Question, knowledge: KnowledgeBase) -> list[Told]:
    """The sentences that count such things, where a question says nothing else and no two of them are of different matters."""
    if any(knowledge.rarity(word) > PLAIN for word in asked_words(replace(question, text=_HOW_MANY.sub(" ", question.text)))):
        return []
    counting = [told for told in every if told.tells]
    numbers = {number for told in counting for number in numbers_in(YEAR.sub(" ", told.sentence))}
    return counting[:SHOWN] if len(numbers) == 1 else []


PLAIN = 4.8
"""The rarity up to which a word says nothing of its own: ``get``, ``take``."""
_HOW_MANY = as_pattern(r"(?i)\bhow many\s+\w+")


_UNITS = (
    r"(?:%|percent\b|(?:dollar|euro|pound|rouble|bitcoin|coin|second|minute|hour|day|week|month|year|"
    r"(?:giga|mega|tera|peta)?byte)s?\b|[GMT]B\b)"
)
_OF_OTHERS = as_pattern(
    rf"(?i)(?<![\w.-])(?:(?:[$€£]\s?)?\d[\d,.]*|an?|half a|some|several|\w+)\s*(?:hundred|thousand|million|billion|trillion)?\s*{_UNITS}|"
    r"[$€£]\s?\d[\d,.]*(?:\s*(?:million|billion|thousand))?"
)
"""Sums, times and shares, which count no things: ``a video of 51 minutes``"""
_MEASURED = as_pattern(rf"(?i){_UNITS}|millions?|thousands?|money|cash")


def _without_number(answer: Answer, thing: Thing, question: Question, every: Sequence[Told]) -> Answer:
    """The answer as unknown, where it counts nothing itself and no sentence has a number that might be the one asked for."""
    measured = _MEASURED.fullmatch(thing.noun)
    of_it = [told for told in every if isinstance(told.statement, Event) and told.statement.id in question.events]
    likely = [told.sentence for told in (every if measured else of_it or every) if told.share >= LITTLE or told.has_noun]
    if not measured:
        likely = [YEAR.sub(" ", _OF_OTHERS.sub(" ", sentence)) for sentence in likely]
    counted = any(map(numbers_in, likely))
    if counted or not any(told.share for told in every) or answer.kind not in _WITHOUT_NUMBERS or answer.status != "answered":
        return answer
    return untold(answer, "that number")


def _untold(answer: Answer, thing: Thing, name: str) -> Answer:
    headline = f"No source here tells of any {thing.noun} in connection with {name}. What is recorded: {answer.headline}"
    return replace(answer, status="unknown", headline=headline, parts=())


def _is_told_nowhere(thing: Thing, every: Sequence[Told], actor_id: str, knowledge: KnowledgeBase) -> bool:
    """Whether nothing about an actor has the noun of the thing; those of bodies, which are told by their names as well, do not count."""
    if not every or thing.noun in _SAID_BY_NAMES or any(told.has_noun for told in every):
        return False
    return not any(knowledge.tells({actor_id}, noun) for noun in thing.alike)


_SAID_BY_NAMES = frozenset(
    (
        "company corporation studio firm contractor newspaper paper magazine "
        "broadcaster bank university college school hospital airline exchange city town "
        "state province republic nickname handle persona brand product institute ministry agency team chain pseudonym shop store retailer "
        "operator carrier provider supplier vpn proxy framework"
    ).split()
)


_BODIES = frozenset(
    (
        "company corporation studio firm vendor contractor newspaper paper magazine "
        "broadcaster provider isp carrier operator hospital clinic bank university "
        "college school airport airline hotel casino ministry embassy supplier retailer shop store insurer utility chain city town"
    ).split()
)
"""Nouns for others than those who are asked about: ``the two providers they sat in, names please``"""


def _unnamed(answer: Answer, thing: Thing, told: Told, graph: Graph, actor_id: str) -> Answer:
    """That the thing is spoken of and not named: ``a certificate authority in Asia``."""
    items = (Item(title_of(graph, told.statement), told.sentence, told.statement.sources),)
    return replace(
        answer, status="unknown", headline=f"No source here names that {thing.noun}. What is recorded of it: {told.sentence}",
        headline_sources=told.statement.sources, sections=(Section("What the sources say", items), *answer.sections), parts=(),
        actors=(actor_ref(graph, actor_id),),
    )  # fmt: skip


def _about(question: Question, answer: Answer, graph: Graph) -> str:
    """The one actor that a question is about, by name, by its incident or by what it did; empty where there is none or several."""
    asked = question.subjects or ((question.subject,) if question.subject else ())
    named = {c.entity.id for meaning in asked for c in meaning.bearers()}
    if len(named) > 1 or (len(question.subjects) > 1 and not named):
        return ""
    if named:
        return next(iter(named))
    first = answer.actors[0] if answer.actors else None
    if question.subject:  # who is called as a program is
        of_its_user = question.subject.of_type("software") and answer.kind == "passages" and answer.status == "answered"
        called_so = first and first.name.lower() == question.subject.name.lower()
        return first.id if first and (called_so or (of_its_user and not asks_for_many(question.text))) else ""
    subjects = {event.subject for event in graph.incidents(question.events)}
    if len(subjects) == 1:
        return next(iter(subjects))
    one = first and not subjects and answer.kind == "passages" and answer.status == "answered" and not asks_for_many(question.text)
    return first.id if first and one else ""


_OF_ONE_OF_THEM = as_pattern(
    r"(?i)\b(?:insider|employee|member|suspect|officer|man|woman|broker|founder|leader|contractor)\b[^?]*\bwork(?:s|ed)?\s+(?:for|at)\b"
)
"""``which security company did the insider in the Silence gang work for``"""
_ASKS_WHO = as_pattern(
    r"(?i)^\W*(?:and\s+)?whose\b|\b(?:behind|attributed|belongs?|sponsor\w*|backs?|serv(?:e|es|ing)|orders)\b|\bwork\w*\s+for\b|\b(?:is|are|was)\s+(?:it|they|he|\S+)\s+from\b"
)
"""``which state is it attributed to``: who is behind an actor is told by its attribution"""


def _new_names(question: Question, actor_id: str, knowledge: KnowledgeBase) -> Iterator[str]:
    """What is named in the texts of the incidents that a question is about, beside what it says itself, vendors and actors."""
    said = said_words(question, knowledge.graph, actor_id)
    for event in knowledge.graph.incidents(question.events):
        told = (*event.victims, *sentences(event.text))
        for name in (name for sentence in told for name in re.findall(NAME, _OPENS.sub("", sentence))):
            somebody = is_vendor(name, knowledge.names) or knowledge.names.look_up(name).of_type("actor")
            if not somebody and is_new(name, said, knowledge.graph):
                yield name


_OPENS = as_pattern(r"^[A-Z][a-z]*(?=\s[a-z\d])")
"""The first word of a sentence, which is written large anyway: ``About a million``."""


def _left_unnamed(thing: Thing, every: Sequence[Told], question: Question, actor_id: str, knowledge: KnowledgeBase) -> Told | None:
    """The sentence that speaks of the thing asked for, where none that speaks of such a thing has anything by name."""
    spoken_of = sorted((told for told in every if told.has_noun and told.share >= LITTLE), key=lambda told: -told.share)
    said = said_words(question, knowledge.graph, actor_id)
    if not all(_is_left_unnamed(told, thing, said, knowledge) for told in spoken_of):
        return None
    return next((told for told in spoken_of if _is_sure(told, thing)), None)


def _is_sure(told: Told, thing: Thing) -> bool:
    """Whether a sentence that speaks of such a thing speaks of the one asked for."""
    is_one = re.search(rf"(?i)\b(?:an?|one)\s+(?:[\w-]+\s+){{0,3}}?(?:{'|'.join(thing.alike)})\b", told.sentence) is not None
    hit = isinstance(told.statement, Event) and any(victim[:1].isupper() for victim in told.statement.victims)
    return not hit and told.share >= (ONE if is_one else SURELY)


def _is_left_unnamed(told: Told, thing: Thing, said: set[str], knowledge: KnowledgeBase) -> bool:
    """Whether a sentence speaks of the thing, and of nothing by name but countries and vendors: ``a certificate authority in Asia``."""
    noun = rf"\b(?:{'|'.join(thing.alike)})"
    clause = next((part for part in re.split(r"[;:()]", told.sentence) if re.search(rf"(?i){noun}", part)), told.sentence)
    names = [name for name in re.findall(NAME, clause.strip()[1:]) if is_new(name, said, knowledge.graph)]
    return all(is_vendor(name, knowledge.names) for name in names)
