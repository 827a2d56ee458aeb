"""A detail of what is told that no source tells: a person's name, a sum, a number. What is recorded is told as no more than that."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from bot.answers.deeds_told import another_deed, another_loot
from bot.answers.evidence import actor_ref
from bot.answers.incidents import THE_INCIDENT
from bot.answers.model import Answer, Item, Section
from bot.answers.nearest import NUMBER, asked_words
from bot.answers.persons import has_person
from bot.answers.sentences import sentences
from bot.answers.sentences_about import sentences_about
from bot.answers.sums import SUM
from bot.answers.told_things import counts
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from bot.questions.things import Thing, asked_thing
from bot.questions.wording import is_yesno, strangers
from index.errors import IndexUnusable
from index.words import words
from knowledge.patterns import as_pattern

Tells = Callable[[str, KnowledgeBase], bool]


def without_detail(answer: Answer, question: Question, knowledge: KnowledgeBase) -> Answer:
    """The answer as unknown, where a detail is asked for that nothing in it tells of what the question speaks of."""
    if answer.status not in ("answered", "yes") or answer.kind == "help" or question.sought:
        return answer
    if _A_LAWYER.search(question.text) and not any(_LAWYER.search(statement) for statement in answer.statements()):
        return untold(answer, "that")
    if question.aspect == "justice":
        return answer
    called = [name for event in knowledge.graph.incidents(question.events) for name in (event.name, *event.also, *event.victims)]
    if question.events and _WHICH_MALWARE.search(question.text) and not _names_malware(answer, knowledge):
        return untold(answer, "what that malware is called")
    if question.events and (missing := _not_of_the_incident(answer, question, called)):
        return untold(answer, missing)
    thing = asked_thing(question.text) if answer.kind in ("software", "passages") else None
    if thing and (answer.kind == "passages" or "machine" in thing.alike) and _counts_others(thing, answer.statements()):
        return untold(answer, "that number")
    for detail in kept():
        if not detail.asks.search(question.text):
            continue
        if detail.what == _NAMED and answer.kind in ("names", "attribution"):
            return with_detail(untold(answer, detail.what), question, knowledge)
        alone = answer.kind == "passages" and not question.subjects and not detail.what.startswith("of ")
        nearest = _nearest(answer) if alone else answer
        told = nearest.statements() if detail.loosely else _with_what_is_asked(nearest, question)
        if unit := _A_UNIT.search(question.text):
            told = (s for statement in told for s in sentences(statement) if set(words(unit["noun"])) <= set(words(s)))
        if not any(detail.tells(sentence, knowledge) for statement in told for sentence in sentences(statement)):
            nowhere = untold(answer, detail.what)
            return with_detail(nowhere, question, knowledge) if detail.elsewhere else nowhere
    return answer


def with_detail(answer: Answer, question: Question, knowledge: KnowledgeBase) -> Answer:
    """The answer; where it is unknown and a detail of one actor is asked for, the sentence about it that tells that, if there is one."""
    meant = question.subject.of_type("actor") if question.subject else ()
    detail = next((detail for detail in kept() if detail.asks.search(question.text)), None) if answer.status == "unknown" else None
    if (
        detail is None
        or detail.what == _LOOSE
        or len(question.subjects) != 1
        or not meant
        or is_yesno(question.text)
        or (answer.kind not in _WITHOUT_DETAILS and detail.what != _NAMED)
    ):
        return answer
    asked = set(asked_words(question)).difference(words(detail.what))
    told = [
        (asked & set(words(sentence)), sentence, statement)
        for sentence, statement in sentences_about(knowledge.graph, meant[0].entity.id)
        if detail.tells(sentence, knowledge)
    ]
    try:
        best = max(told, key=lambda found: _weight(found[0], knowledge), default=None)
        the_only_one = detail.once and len(told) == 1
        if best is None or not (the_only_one or _weight(best[0], knowledge) >= TELLING):
            return answer
    except IndexUnusable:
        return answer
    _, sentence, statement = best
    actor = actor_ref(knowledge.graph, meant[0].entity.id)
    items = (Item(actor.name, sentence, statement.sources),)
    return Answer(
        question.text, "passages", "answered", actor.name, f"{actor.name}: {sentence}", headline_sources=statement.sources,
        sections=(Section("What the sources say", items),), actors=(actor,), values=(sentence,),
    )  # fmt: skip


def _weight(shared: Iterable[str], knowledge: KnowledgeBase) -> float:
    """How much some words tell. Raises IndexUnusable."""
    return sum(map(knowledge.rarity, shared))


TELLING = 4.5
"""The rarity of the words that such a sentence must share with the question."""
_NAMED = "their names"
"""Those of people, and not what an actor or its home is called."""
_LOOSE = "that address"
"""What a sentence may seem to tell by a word of its own: ``the Wall Street Journal``."""
_WITHOUT_DETAILS = ("unknown", "techniques", "tools", "campaigns", "targets", "profile", "passages")
_LAWYER = as_pattern(r"(?i)\b(?:law firms?|lawyers?|attorneys?|counsel|judges?|prosecutors?|insur\w+|auditors?)\b")
_A_LAWYER = as_pattern(
    r"(?i)\b(?:which|what|who|name of the)\s+(?:(?:is|was|are|were|the|their|his)\s+)*(?:\w+\s+)?"
    r"(?:law firm|lawyer|attorney|counsel|judge|insurer|insurance company|auditor)s?\b(?!\s+(?:hit|got|was hit|were hit|fell))"
)


def untold(answer: Answer, what: str) -> Answer:
    recorded = answer.headline.removeprefix("Yes: ")
    beside = "" if answer.kind == "passages" else "What is recorded: "
    headline = f"No source here tells {what}. {beside}{recorded[:1].upper()}{recorded[1:]}"
    return replace(answer, status="unknown", headline=headline, parts=())


def _names_malware(answer: Answer, knowledge: KnowledgeBase) -> bool:
    """Whether an answer has the name of a program, or anything in quotation marks."""
    told = " ".join(answer.statements())
    return any(found.type == "software" for found in knowledge.scanner.scan(told)) or any(mark in told for mark in '“"')


def _not_of_the_incident(answer: Answer, question: Question, called: Iterable[str]) -> str:
    """What is asked of an incident that nothing told of it has: a number, the name of whom it hit, somebody's part in it.

    ``called``: what the incident and those whom it hit are called.
    """
    told = list(answer.statements())
    of_people = _OF_PEOPLE.search(question.text) is not None
    numbers = (_OF_PLACES.sub(" ", statement) if of_people else statement for statement in told)
    counted = any(NUMBER.search(_DATE.sub(" ", said)) or _in_words(said, question.text) for said in numbers)
    if _HOW_MANY.search(question.text) and (not counted or _counts_others(asked_thing(question.text), told)):
        return "that number"
    alone = [section for section in answer.sections if section.title == THE_INCIDENT]
    named = not alone or any(item.value == "Whom" for section in alone for item in section.items)
    if _A_COMPANY.search(question.text) and not named:
        return "which one that was"
    if deed := another_deed(question.text, told) or another_loot(question.text, told):
        return deed
    strange = {word for name in strangers(question.beside_names()) for word in words(name)} if is_yesno(question.text) else set()
    if strange and not strange.intersection(words(" ".join((*told, answer.title, *called)))):
        return "that"
    measured = _HOW_HIGH.search(question.text) or _HOW_MUCH.search(question.text)
    if measured and not set(words(measured["noun"])) <= set(words(" ".join(told))):
        return "that"
    return ""


_WHICH_MALWARE = as_pattern(
    r"(?i)\bnames?\s+of\s+(?:the|that|their)\s+(?:[\w-]+\s+)?"
    r"(?:implant|malware|backdoor|trojan|wiper|ransomware|loader|rootkit|web\s?shell|worm|rat)\b(?!\s+(?:gang|group|crew|actor|outfit))|"
    r"\b(?:which|what)\s+(?:malware\s+famil(?:y|ies)|implant|backdoor|loader|rootkit|web\s?shell)\b"
)
"""``which ransomware hit Kaseya`` asks for the gang"""
_OF_PEOPLE = as_pattern(
    r"(?i)\bhow many\s+(?:of\s+\S+\s+)?(?:\w+\s+)?"
    r"(?:patients|people|customers|users|citizens|employees|students|passengers|voters|members|clients)\b"
)
_OF_PLACES = as_pattern(
    r"(?i)\b\d[\d,.]*\s+(?:\w+\s+)?(?:hospitals|countries|states|days|weeks|months|hours|years|(?:million\s+|billion\s+)?(?:dollars|euros|pounds)|"
    r"bitcoins?|companies|offices|plants|terabytes|gigabytes)\b"
)
"""What is counted that are no people: ``a chain of 140 hospitals``"""


def _counts_others(thing: Thing | None, told: Iterable[str]) -> bool:
    """Whether the number of some things is asked for, and nothing told counts such: ``how many laptops``, ``10,000 dealers``.

    Not of what may be counted by another word: the people and the records of any theft.
    """
    if thing is None or not thing.counted or set(words(thing.noun)) <= COUNTED_ANYHOW:
        return False
    noun = {form for alike in thing.alike for form in words(alike)}
    return not any(counts(noun, sentence) for statement in told for sentence in sentences(statement))


COUNTED_ANYHOW = frozenset(
    words(
        "bytes gigabytes terabytes people persons "
        "customers patients users members citizens voters students clients passengers subscribers residents victims "
        "employees records files documents accounts emails mails messages cards details data entries names rows items copies guests readers"
    )
)


def _in_words(statement: str, text: str) -> bool:
    """Whether a number in words stands before something that a question names: ``three terabytes``."""
    asked = set(words(text))
    return any(asked.intersection(words(match["noun"])) for match in _NUMBER_IN_WORDS.finditer(statement))


_NUMBER_IN_WORDS = as_pattern(
    r"(?i)\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty)\s+(?P<noun>(?:[\w-]+\s+){0,2}[\w-]+)"
)
_HOW_MUCH = as_pattern(
    r"(?i)\bhow much\s+(?P<noun>(?!(?:money|cash|crypto\w*|bitcoins?|btc|ransom|data|information|longer|later|more|less|of|did|do|"
    r"does|was|were|is|has|have|had|in|to|they|he|it|gone|stolen|lost|taken|left|missing|vanished)\b)[a-z]{4,})\b"
)
_HOW_HIGH = as_pattern(
    r"(?i)\bhow (?:high|big|large|long|heavy|old|expensive|severe|fast)\s+(?:was|is|were|are)\s+(?:the|their|its)\s+"
    r"(?P<noun>(?!(?:pile|haul|dump|leak|loot|archive|damage|theft)\b)[a-z]+)\b"
)
"""``how high was the fine``: nothing told of a fine tells that"""


_HOW_MANY = as_pattern(r"(?i)\b(?:how many|number of)\s+(?!(?:groups?|actors?|gangs?|crews?|years?|months?|times)\b)[a-z]")
_BODY = (
    r"(?:hotel|firm|company|bank|provider|carrier|hospital|contractor|exchange|supplier|school|airline|shop|lab|university|operator|"
    r"telecom|telco|ministry|embassy|agency|utility)"
)
_A_COMPANY = as_pattern(
    rf"(?i)\bwhich (?:\w+ )?{_BODY} was (?:it|that|hit)\b|\b(?:company|firm)(?:['’]s)? name\b|\bname of the (?:\w+ )?{_BODY}\b"
)


def _nearest(answer: Answer) -> Answer:
    """An answer by passages with those of the actor that is named first alone: of another one a passage tells no detail."""
    first = answer.actors[0].name if answer.actors else ""
    sections = tuple(replace(s, items=tuple(i for i in s.items if first in i.value)) for s in answer.sections)
    return replace(answer, sections=sections) if any(section.items for section in sections) else answer


def _with_what_is_asked(answer: Answer, question: Question) -> Iterator[str]:
    """The statements of an answer that have a word of the question."""
    asked = set(asked_words(question))
    return (statement for statement in answer.statements() if asked.intersection(words(statement)))


_DATE = as_pattern(
    r"\b(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+)?(?:\d{1,2},\s+)?(?:19|20)\d\d(?:-\d\d)*\b"
)
_A_UNIT = as_pattern(r"(?i)\b(?:how many|number of)\s+(?:\w+\s+)?(?P<noun>gigabytes|terabytes|cards|documents|passwords|phone numbers)\b")


@dataclass(frozen=True)
class Detail:
    """A detail as details.toml has it: what asks for it, whether a sentence tells it, what it is called, whether any sentence will do.

    ``elsewhere``: a sentence about the actor may tell it that its answer leaves out; ``once``: the only one that does is enough.
    """

    asks: re.Pattern[str]
    tells: Tells
    what: str
    loosely: bool
    elsewhere: bool
    once: bool
    row: dict[str, str]


@cache
def kept() -> tuple[Detail, ...]:
    """What details.toml holds."""
    rows = tomllib.loads((Path(__file__).parent / "details.toml").read_text(encoding="utf-8"))["details"]
    return tuple(
        Detail(as_pattern(row["asks"]), _tells(row), row["what"], "loosely" in row, "elsewhere" in row, "once" in row, row) for row in rows
    )


def _tells(row: dict[str, str]) -> Tells:
    known = {"person": _has_person, "country": _has_country, "sum": _telling(SUM), "number": _telling(NUMBER, beside_dates=True)}
    return known.get(row["tells"]) or _telling(as_pattern(row["tells"]), beside_dates="beside_dates" in row)


def _has_person(sentence: str, knowledge: KnowledgeBase) -> bool:
    return has_person(knowledge.graph, sentence)


def _has_country(sentence: str, knowledge: KnowledgeBase) -> bool:
    """Whether a sentence names a country that is nobody's home in it: ``a foreign ministry in Laos``."""
    countries = [term.name for term in knowledge.graph.records.terms if term.type == "country"]
    return any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", sentence) for name in countries if name in sentence)


def _telling(pattern: re.Pattern[str], beside_dates: bool = False) -> Tells:
    """Whether a sentence has what a pattern finds; ``beside_dates``: apart from dates, whose numbers tell nothing."""
    return lambda sentence, _: pattern.search(_DATE.sub(" ", sentence) if beside_dates else sentence) is not None
