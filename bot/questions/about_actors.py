"""What a question asks of the actors that it names."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from bot.answers.model import Kind
from bot.questions.counts import counted_side, find_comparison
from bot.questions.deeds import own_operation, own_victim, their_incident
from bot.questions.entities import shaped_name
from bot.questions.intents import fitting, kinds_in_a_row, says
from bot.questions.model import Question
from bot.questions.origins import TARGETING
from bot.questions.periods import lies_ahead
from bot.questions.reading import Reading
from bot.questions.sought import Sought, find_sought
from bot.questions.wording import asks_for_the_whole, is_yesno

OF_ONE_ACTOR = frozenset(("profile", "names", "tools", "targets", "techniques", "attribution", "campaigns"))
UNANSWERABLE, BESIDE = -0.35, -0.1
"""Score from which a question about an actor is one that no source answers, and how much better a side of it may score then."""
SURER = 0.5
"""How much better than the side that a cue names another one must score to be meant instead, where something else is said as well."""
SAYS_MORE = 2
"""So many words beside names and cues make ``the name of their dog`` of a name."""
DESCRIBING_WORDS = 3
"""So many words beside names, places and cues make a description."""

_FITTED: dict[str, Kind] = {"software": "tools", "actors": "targets", "help": "profile", "comparison": "profile"}
"""What a cue that asks for actors means where an actor is named."""


def decide(reading: Reading) -> Question | None:
    """The question as one about actors; None where it names none."""
    question = reading.question
    users = [m for m in question.mentions if not m.meaning.of_type("technique")]
    if users and reading.kind == "techniques" and _asks_for_a_set(reading, len(users)):
        return reading.decided("techniques", users[0].meaning)
    if not question.subjects:
        return None
    if _WORKS_SO.search(reading.text):
        return replace(reading.decided("passages"), subjects=(), many=True, described=True)
    if stranger := shaped_name(reading.text, (*reading.terms, *question.mentions), reading.names, capital=True):
        return replace(reading.decided("unknown", stranger), subjects=())
    if reading.kind == "techniques" and not reading.command and (events := own_victim(reading)):
        return replace(reading.decided("campaigns", aspect="events"), events=events)
    if (_ASKS_WHEN.search(reading.text) or _HOW_MUCH.search(reading.text)) and not reading.command and (events := own_victim(reading)):
        return replace(reading.decided("campaigns", aspect="events"), events=events)
    asks_a_side = len(question.subjects) > 1 or reading.command or reading.kind in ("names", "tools", "techniques")
    if not asks_a_side and (
        events := own_operation(question.subjects[0], reading.graph, re.search(r"(?i)\boperation\b", reading.text) is not None)
    ):
        return replace(reading.decided("campaigns", aspect="events"), events=events)
    if is_yesno(reading.text) and reading.kind != "tools" and (found := their_incident(reading)):
        events, aspect = found
        return replace(reading.decided("campaigns", question.subjects[0], aspect), events=events)
    if len(question.subjects) > 1 and not reading.command and (ranking := find_comparison(reading.text)):
        return replace(reading.decided("actors"), ranking=ranking)
    if len(question.subjects) > 1 and (reading.kind in ("comparison", None) or reading.command == "comparison"):
        return reading.decided("comparison", question.subjects[0])
    return _one_side(reading)


_HOW_MUCH = re.compile(r"(?i)\bhow (?:much|many)\b")
_WORKS_SO = re.compile(r"(?i)\bwho\s+(?:works?|acts?|plays?|operates?|does)\s+like\s+(?:this|that|so)\W*$")
"""``… ended in Black Basta. who works like this?`` asks for whoever does what is told, and not for the one named in it."""


def _asks_for_a_set(reading: Reading, users: int) -> bool:
    """Whether it wants the techniques of several actors or tools, or of a tool: ``techniques used by A but not B``."""
    question = reading.question
    if question.conditions_beside_users() or (users < 2 and question.subjects):
        return False
    mixed = bool(question.subjects) and bool(question.conditions)
    return not mixed or re.search(r"(?i)\b(?:techniques|tactics|ttps)\b", reading.text) is not None


def _one_side(reading: Reading) -> Question:
    if reading.question.period and _ASKS_WHEN.search(reading.text) and re.search(r"\d\W+or\W+\d", reading.text):
        reading = replace(reading, question=replace(reading.question, period=None))
    question, kind = reading.question, reading.kind
    subject = question.subjects[0]
    if kind == "names" and not question.vendor and any(c.type == "malware_type" for c in question.conditions):
        return reading.decided("tools", subject)  # name the Android spyware of Confucius
    if lies_ahead(question.period) or says("future", reading.text) or says("private", reading.text):
        return reading.decided("unknown", subject)
    if len(kinds := kinds_in_a_row(reading.text)) > 1 and not question.conditions:
        return replace(reading.decided(kinds[0], subject), kinds=kinds)
    if (side := counted_side(reading.text)) and reading.extra < DESCRIBING_WORDS and not question.conditions and not question.period:
        return reading.decided(side, subject, "" if side == "names" else "number")
    brief = is_yesno(reading.text) and not question.conditions and reading.extra < SAYS_MORE
    if brief and (says("span", reading.text) or _IS_ACTIVE.search(reading.text)):
        return reading.decided("campaigns", subject, "span")
    placed = all(c.type in ("country", "origin", "sector") for c in question.conditions)
    if says("justice", reading.text) and placed and not question.period and len(question.subjects) == 1:
        return replace(reading.decided("passages", subject, "justice"), loose=True)
    if len(question.subjects) == 1 and (sought := find_sought(reading.text)) and _may_be_told(reading, sought):
        return replace(reading.decided("campaigns", subject), sought=sought, strangers=reading.strangers)
    if len(question.subjects) == 1 and _PEOPLES_NAME.search(reading.text):
        return replace(reading.decided("names", subject), conditions=())
    if question.vendor and kind in ("campaigns", None) and _A_NAME.search(reading.text):
        return reading.decided("names", subject)
    if kind in ("targets", "actors") and _WHO_ELSE.search(reading.text) and not is_yesno(reading.text):
        other = tuple(replace(c, negated=True) for c in question.conditions)
        return replace(reading.decided("targets", subject), conditions=other, period=None)
    if kind == "names" and _OF_VICTIMS.search(reading.text):
        return reading.decided("campaigns" if question.period else "targets", subject, "" if question.period else "victims")
    if kind == "names" and not question.vendor and _OF_MALWARE.search(reading.text):
        return reading.decided("tools", subject)
    if kind == "names" and not question.vendor and _OF_A_THING.search(reading.text):
        return replace(reading.decided("passages", subject), loose=True, fitting=fitting_about(reading.guesses))
    if not is_yesno(reading.text) and len(question.subjects) == 1 and _RELATED.search(reading.text) and not question.conditions:
        return reading.decided("attribution", subject, "relations")
    aspect = _aspect(reading)
    beside = () if question.vendor else reading.strangers
    fitted = _FITTED.get(kind or "", kind)
    if kind == "actors" and not says("count", reading.text) and not TARGETING.search(reading.text):
        fitted = "profile"
    if kind is None and (question.vendor or question.period):
        named = (
            question.vendor and reading.extra < DESCRIBING_WORDS and not TARGETING.search(reading.text) and not says("count", reading.text)
        )
        fitted = "names" if named else "campaigns" if question.period else None
    elif not aspect and len(question.subjects) == 1 and _is_unclear(reading):
        meant = _meant(reading)
        before = "before" if meant == "names" and says("before", reading.text) else ""
        return replace(
            reading.decided(meant, subject, before), loose=True, strangers=beside,
            fitting=None if _tells(question.text) else fitting_about(reading.guesses),
            kinds=() if before else _either(reading, meant),
        )  # fmt: skip
    if fitted in ("profile", "campaigns", None) and question.period:
        fitted = "campaigns"
    recent = question.period is not None and question.period.recent
    told = not aspect and fitted != "names" and not recent and reading.extra and len(question.subjects) == 1
    return replace(
        reading.decided(fitted or "profile", subject, aspect), strangers=beside,
        fitting=fitting_about(reading.guesses) if told else None,
    )  # fmt: skip


def _may_be_told(reading: Reading, sought: Sought) -> bool:
    """Whether a source may tell what is sought. Of sums the sentence decides: one must have the words of the question."""
    return sought == "money" or reading.kind in _NAMING or not _is_unanswerable(reading)


_PEOPLES_NAME = re.compile(r"(?i)\b(?:do|does|did|have)\s+the\s+\w+\s+(?:have|use|give|given|got)\b.*\bname\b")
"""``do the Dutch have a name of their own for it``"""
_A_NAME = re.compile(r"(?i)\b(?:names?|nickname|label|moniker|cryptonym)\b")
_WHO_ELSE = re.compile(r"(?i)\b(?:who|whom|where|what)\s+else\b")
"""``who else do they look at nowadays``, beside a country that is known already"""
_OF_VICTIMS = re.compile(
    r"(?i)\bnames?\s+of\s+(?:the|those|that|their|its)\s+(?:telcos?|carriers?|universit(?:y|ies)|agenc(?:y|ies)|compan(?:y|ies)|victims?|firms?|banks?|organi[sz]ations?|targets?|hospitals?)\b"
)
_OF_MALWARE = re.compile(
    r"(?i)\bnames?\s+of\s+(?:the|that|their|its)\s+(?:\w+\s+)?(?:malware|ransomware|backdoor|implant|loader|wiper|trojan|stealer|rat|rootkit|tool)s?\b"
)
_OF_A_THING = re.compile(
    r"(?i)\bwhat(?:['’]?s| is| are| was| were)\s+(?:the|their|its)\s+(?!(?:group|actor|gang|crew|outfit|actual|real|other|"
    r"same)s?\b)(?:[\w'’-]+\s+){1,4}?called\b|"
    r"\bnames?\s+of\s+(?:the|that|those|their|its|his|this)\s+(?!.*\b(?:that is|who is|behind|runs?)\b)(?!(?:group|actor|gang|"
    r"crew|outfit|cluster|operation|campaign|malware|tool|backdoor|ransomware|"
    r"implant|loader|wiper|trojan|rat|people|person|man|men|boss|leader|guys?|folks)s?\b)[a-z]{3,}"
)
"""``what is the ransom note called``: the name of something else than the actor."""
_OTHERS = r"(?:groups?|gangs?|crews?|actors?|outfits?|clusters?|ones?|crowds?|circles?|organi[sz]ations?)"
_RELATED = re.compile(
    rf"(?i)\b(?:which|what|who|whom|any)\b(?:\s+\w+){{0,3}}?(?:\s+{_OTHERS})?\b.*\b(?:work(?:s|ing)?\s+(?:\w+\s+)?with|"
    rf"partner\w*|team(?:s|ed)? up|"
    rf"co-?operat\w*|collaborat\w*|allied|allies)\b|\b(?:bigger|larger|parent|umbrella)\s+{_OTHERS}\b|\b(?:successor|predecessor|offshoot)s?\b"
)
"""``which other group do they work with``, ``which bigger group are they thought to belong to``"""
_NAMING = ("names", "attribution")
"""Cues that a question for the name of a person has."""
_IS_ACTIVE = re.compile(r"(?i)\bactive\W*$")


def _either(reading: Reading, meant: Kind) -> tuple[Kind, ...]:
    """The two sides of an actor that a question may ask for, where what was learned is surer of neither: both are told then."""
    if meant not in _SIDES or is_yesno(reading.text):
        return ()
    first, second = sorted(_SIDES, key=lambda kind: -reading.guesses.get(kind, -1.0))[:2]
    close = reading.guesses.get(first, -1.0) - reading.guesses.get(second, -1.0) < EITHER
    return (first, second) if meant == first and close else ()


_SIDES: tuple[Kind, ...] = ("tools", "targets", "techniques", "attribution", "campaigns")
EITHER = 0.2


def fitting_about(scores: Mapping[str, float]) -> float | None:
    """How much likelier a question asks for a side of its actor than for what no source tells; None where nothing was learned."""
    return fitting(scores, OF_ONE_ACTOR) if scores else None


_ASKS_WHEN = re.compile(r"(?i)\b(?:(?:what|which) (?:year|month|date)|when)\b")
"""``what year did they turn up, 2015 or 2016``: the years are what may be the answer."""


def _aspect(reading: Reading) -> str:
    positive = [c for c in reading.question.conditions if not c.negated]
    targets = any(c.type in ("country", "region", "sector") for c in positive)
    targets = targets and (reading.kind == "targets" or reading.extra < DESCRIBING_WORDS - 1)
    driven = all(c.type == "motivation" for c in positive) and reading.extra >= SAYS_MORE and _is_unanswerable(reading)
    if is_yesno(reading.text) and positive and not driven and not (reading.kind == "names" and reading.question.vendor):
        return "yesno"
    if reading.kind == "names":
        return "before" if says("before", reading.text) else ""
    return "narrowed" if targets and reading.kind in ("campaigns", "targets", "profile", "comparison", None) else ""


def _is_unclear(reading: Reading) -> bool:
    """Whether a question says more than its cue decides."""
    kind = reading.kind
    if kind in _FITTED and reading.extra and _is_unanswerable(reading):
        return True
    sides = ("targets", "tools", "techniques", *(["attribution"] if reading.extra >= SAYS_MORE else []))
    if is_yesno(reading.text) and not reading.question.conditions and kind in sides:
        return True
    if kind not in ("names", "attribution", "profile") and reading.strange:
        return True
    if kind == "names" and not reading.question.vendor and reading.extra >= SAYS_MORE and _is_unanswerable(reading):
        return True
    return (kind != "names" and reading.extra >= _noise_allowed(reading)) or _means_another_side(reading)


def _means_another_side(reading: Reading) -> bool:
    """Whether what was learned is surer of another side than of the one that a cue names: ``name of their phone spyware``."""
    kind = _FITTED.get(reading.kind or "", reading.kind)
    if reading.command or not reading.extra or kind not in OF_ONE_ACTOR or (reading.question.vendor and kind == "names"):
        return False
    return reading.guess((*OF_ONE_ACTOR, "unknown"))[1] >= reading.guesses.get(kind, -1.0) + SURER


def _noise_allowed(reading: Reading) -> int:
    """How many words beside names and cues a question about an actor may have before it describes something."""
    if reading.kind == "profile" and asks_for_the_whole(reading.text):
        return 2 * DESCRIBING_WORDS
    return 1 if reading.kind is None else DESCRIBING_WORDS - 1 if reading.kind == "profile" else DESCRIBING_WORDS


def _is_unanswerable(reading: Reading) -> bool:
    """Whether what was learned says that no source on actors tells that."""
    unknown = reading.guesses.get("unknown", -1.0)
    return unknown >= UNANSWERABLE and unknown >= reading.guess(OF_ONE_ACTOR)[1] - BESIDE


_TELLS = re.compile(
    r"(?i)\W*(?:fyi|heads[- ]up|ugh|argh|oh no|looks like|seems|just saw|we (?:saw|see|got|have|found)|seeing|note|update|"
    r"client (?:saw|says|got))\b"
)
"""``fyi Storm-2657 changed the bank details of two professors``: nothing is asked, and who that is helps."""


def _tells(text: str) -> bool:
    """Whether a text only says what happened: whoever it names is told of, and nothing more."""
    return _TELLS.match(text) is not None and "?" not in text


def _meant(reading: Reading) -> Kind:
    """What a question asks for that no cue decides: what was learned from the exemplars."""
    kind = reading.kind
    if _tells(reading.question.text):
        return "profile"
    label, _ = reading.guess(OF_ONE_ACTOR)
    if not label:
        return kind if kind in OF_ONE_ACTOR else "profile"
    if _is_unanswerable(reading):
        return "unknown"
    if is_yesno(reading.text) and label not in ("profile", "attribution"):
        return "passages"
    if label not in ("profile", kind) and reading.strange:
        return "passages"
    return cast(Kind, label)
