"""What a question wants counted or ranked: ``how many tools does Turla have``, ``most used tools``, ``who has the most aliases``."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from bot.answers.model import Kind
from bot.questions.intents import counted_nouns
from knowledge.patterns import as_pattern

Ranked = Literal["actors", "origins", "tools", "malware", "techniques", "countries", "sectors", "alternatives"]
Measure = Literal["users", "names", "tools", "malware", "techniques", "campaigns", "countries", "sectors", "newest", "oldest"]
_SIDES: dict[str, Kind] = {
    "names": "names", "tools": "tools", "malware": "tools", "techniques": "techniques", "campaigns": "campaigns", "countries": "targets",
    "sectors": "targets",
}  # fmt: skip


@dataclass(frozen=True)
class Ranking:
    """What is ranked, and by what: tools by their ``users``, actors by how many ``names`` they have or by when they appeared."""

    of: Ranked
    by: Measure = "users"


@cache
def _nouns() -> tuple[dict[str, str], str]:
    """Each word for what can be counted -> its kind, and a pattern of them all."""
    words = {word: kind for kind, nouns in counted_nouns().items() for word in nouns}
    return words, "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def counted_side(text: str) -> Kind | None:
    """The side of an actor of which a text wants the number: ``how many aliases does APT28 have``."""
    return _SIDES.get(counted_noun(text))


def counted_noun(text: str) -> str:
    """The kind of thing that a text wants counted: ``countries``; empty where it names none."""
    words, nouns = _nouns()
    match = re.search(rf"(?i)\b(?:how many|number of|count of|count)\s+(?:[\w-]+\s+){{0,2}}?({nouns})\b", text)
    return words[match[1].lower()] if match else ""


_NUMBER = r"(?:\d+|three|five|ten|twenty)"
_USED = (
    r"(?:used|common|popular|frequent|targeted|attacked|hit|seen|shared|prevalent|favou?red|abused|widespread|deployed|affected|spied on|"
    r"hacked|exploited|known|reported)"
)
_OFTEN = r"(?:often|commonly|frequently|widely|heavily)"
_SORTED = (
    r"(?i)\b(?:top|biggest|largest|leading|rank(?:ed|ing)?|sort(?:ed)?|order(?:ed)?|list)\b[^.?!;]*?\s(?P<by>by\s+)(?:the\s+)?"
    r"(?:number|count|amount|quantity|total)\s+of\s+(?:(?:different|distinct|known|recorded|other)\s+)?"
)
"""``top 5 groups by number of techniques``"""
_ARSENAL = as_pattern(
    r"(?i)\b(?:largest|biggest|greatest|widest|richest|broadest)\s+(?:(?:known|recorded|malware|tool)\s+)?"
    r"(?:tool\s?box(?:es)?|tool\s?sets?|tool\s?kits?|arsenals?|tool\s?chests?|collections?\s+of\s+(?:tools|malware))\b"
)
_AT_END = as_pattern(r"(?i)\b(?:the\s+)?most(?:\s+(?:often|commonly|frequently|of all))?\W*$|\b(?:above all|most (?:often|commonly))\b")
_BUSY = as_pattern(r"(?i)\b(?:most|top)\s+(?:active|prolific|busy|busiest)\b|\bbusiest\b")
_AGE = as_pattern(
    r"(?i)\b(?:(?P<new>newest|youngest|most recent|most recently \w+)|(?P<old>oldest|earliest|longest[- ](?:running|lived|active)))\b"
)
_MORE = as_pattern(r"(?i)\bmore\b.*\b(?:or|than)\b|\bor\b.*\bmore\b")


_PEOPLE = r"\s+(?:[\w-]+\s+)?(?:lot|crowd|suspects|people|folks|players|gangs?|crews?|groups?|actors?)\b"
"""``the usual ransomware lot``: no malware that is usual"""


def find_ranking(text: str) -> Ranking | None:
    """What a text wants ranked; None where it wants no ranking, or one of what is not recorded."""
    words, nouns = _nouns()
    text = " ".join(text.split())
    actors = "|".join(map(re.escape, counted_nouns()["actors"]))
    if match := re.search(
        rf"(?i)\b(?:most|(?:highest|largest|biggest|greatest) number of|longest list of)\s+(?:(?:different|distinct|known|other)\s+)?"
        rf"(?P<noun>{nouns})\b", text,
    ):  # fmt: skip
        return _by_most(words[match["noun"].lower()], text[: match.start()] + text[match.end() :])
    if match := re.search(rf"{_SORTED}(?P<noun>{nouns})\b", text):
        return _by_most(words[match["noun"].lower()], text[: match.start("by")] + text[match.end() :])
    if match := _ARSENAL.search(text):
        return _by_most("tools", text[: match.start()] + text[match.end() :])
    if (age := _AGE.search(text)) and re.search(rf"(?i)^\W*(?:[\w'-]+\s+){{0,4}}?(?:{actors}|one)\b", text[age.end() :]):
        return Ranking("actors", "newest" if age["new"] else "oldest")
    if _BUSY.search(text) and re.search(rf"(?i)\b(?:{actors})\b", text):
        return Ranking("actors", "campaigns")
    ranked = re.search(
        rf"(?i)\b(?:(?:{_NUMBER}\s+|the\s+)?most(?:[\s-]{_OFTEN})?[\s-]{_USED}|commonest|(?:the\s+)?usual(?!{_PEOPLE})|top(?:\s+{_NUMBER})?)\s+"
        rf"(?:[\w'-]+\s+){{0,2}}?(?P<noun>{nouns})\b", text,
    )  # fmt: skip
    if ranked and words[ranked["noun"].lower()] not in ("actors", "names", "campaigns"):
        return Ranking(words[ranked["noun"].lower()])  # type: ignore[arg-type]
    if named := _NAMED_FIRST.search(text):
        kind = next((words[noun] for noun in named[0].lower().split() if noun in words), "")
        if kind in _THINGS and not named["age"]:
            return Ranking(kind)  # type: ignore[arg-type]
        if kind == "actors" and (age := _AGE.search(named["age"] or "")):
            return Ranking("actors", "newest" if age["new"] else "oldest")
    if _AT_END.search(text):
        return _by_its_verb(text)
    return None


_THINGS = ("tools", "malware", "techniques", "countries", "sectors")
_NAMED_FIRST = as_pattern(
    r"(?i)\b(?:which|what)\s+(?:[\w'-]+\s+){1,6}?(?:is|are|gets?|has been|have been|was|were)\s+(?:the\s+)?"
    rf"(?:(?:\w+\s+)?most\b|most\s+(?:{_OFTEN}\s+)?{_USED}|commonest|(?P<age>newest|youngest|most recent|oldest|earliest|longest[- ]\w+))\b"
)
"""``which techniques are most common``, ``which Russian group is the oldest``"""


def _by_most(noun: str, rest: str) -> Ranking | None:
    """``the most aliases`` ranks actors by those; ``hit by the most groups`` ranks what else the text names by its actors."""
    words, nouns = _nouns()
    others = [words[match.lower()] for match in re.findall(rf"(?i)\b(?:{nouns})\b", rest)]
    if noun == "actors" and "countries" in others and _HOME.search(rest):
        return Ranking("origins")
    if noun == "actors":
        other = next((kind for kind in others if kind in _THINGS), "")
        return Ranking(other) if other else None  # type: ignore[arg-type]
    asks_who = "actors" in others or re.search(r"(?i)\b(?:who|whose|anyone|anybody|which one|has|have)\b", rest)
    return Ranking("actors", noun) if asks_who else None  # type: ignore[arg-type]


_HOME = as_pattern(r"(?i)\b(?:has|have|hosts?|runs?|with|comes? from|home to|behind|sponsors?|produces?)\b(?!\s+been\b)")
"""``which country has the most groups``: where they come from, not whom they go after."""


def _by_its_verb(text: str) -> Ranking | None:
    """``which countries do Iranian groups target most``, ``what do they use most``."""
    words, nouns = _nouns()
    if match := re.search(rf"(?i)\b(?:which|what)\s+(?:[\w'-]+\s+)?(?P<noun>{nouns})\b", text):
        kind = words[match["noun"].lower()]
        return Ranking(kind) if kind in _THINGS else None  # type: ignore[arg-type]
    if not re.match(r"(?i)\W*(?:who|whom|what|where)\b", text):
        return None
    if re.search(r"(?i)\b(?:target|attack|hit|go after|going after|hack|goes after)\b", text):
        return Ranking("countries" if re.match(r"(?i)\W*where\b", text) else "sectors")
    return Ranking("tools") if re.search(r"(?i)\b(?:use|rely on|like|deploy|run)\b", text) else None


def find_comparison(text: str) -> Ranking | None:
    """Which of two actors has more of something, or is older: ``who has more tools, Turla or APT28``."""
    words, nouns = _nouns()
    if match := re.search(rf"(?i)\bmore\s+(?:(?:different|distinct|known)\s+)?(?P<noun>{nouns})\b", text):
        noun = words[match["noun"].lower()]
        return Ranking("actors", noun) if noun != "actors" else None  # type: ignore[arg-type]
    if _OLDER.search(text):
        return Ranking("actors", "oldest")
    return Ranking("actors", "newest") if _NEWER.search(text) else None


_OLDER = as_pattern(
    r"(?i)\b(?:older(?!\s+(?!than\b|one\b|or\b|and\b|of\b)\w)|oldest|"
    r"(?:active|around|at work|in business) (?:for )?longer|longer (?:active|around)|"
    r"(?:came|appeared|started|was) first)\b"
)
_NEWER = as_pattern(r"(?i)\b(?:newer|newest|younger|youngest|more recent)\b")


def compares_numbers(text: str) -> bool:
    """Whether a text asks of which of some alternatives there are more: ``more groups out of Russia or out of China``."""
    return _MORE.search(text) is not None
