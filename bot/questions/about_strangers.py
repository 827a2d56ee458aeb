"""What a question asks of a name that nobody here bears."""

import re

from bot.questions.entities import looks_named, shaped_name
from bot.questions.model import Question
from bot.questions.reading import Reading
from bot.questions.wording import asks_for_many, left_over, looks_like_a_name, starts_with_yesno
from knowledge.ordinary import chat_words
from knowledge.patterns import as_pattern


def yes_of_a_stranger(reading: Reading) -> Question | None:
    """``Does Purple Zebra use Mimikatz``: whoever is meant is not known here."""
    if _THERE.match(reading.text):
        return None
    starts = [*(m.start for m in reading.question.mentions), *(t.start for t in reading.terms)]
    first = min(starts, default=len(reading.text))
    if (
        starts_with_yesno(reading.text)
        and reading.question.conditions
        and (left := left_over(reading.bare[:first]))
        and not _NON.fullmatch(left)
        and not _CAUGHT.search(left)
        and not all(word in chat_words() for word in left.lower().split())  # has somebody a list of …
    ):
        return reading.decided("unknown", reading.names.look_up(left))
    return None


_THERE = as_pattern(r"(?i)\W*(?:is|are|was|were) there\b")
"""``is there a known operator of the Ebury backdoor``: nobody is named"""
_CAUGHT = as_pattern(r"\s(?:arrested|charged|sentenced|extradited|jailed|convicted|indicted|caught|detained|held|killed|sanctioned)$")
"""``was Oleg Nefedov arrested in Armenia``: a person, of whom some passage may tell"""
_NON = as_pattern(r"(?i)non-?")
"""``is there any non-Chinese group using ShadowPad``"""


def stranger(reading: Reading) -> Question | None:
    """A name that nobody here bears, asked about or typed alone."""
    found = looks_named(reading.text, reading.kind, reading.question.mentions, reading.terms, reading.names)
    if found is None and not reading.question.mentions and not reading.whole.candidates and looks_like_a_name(reading.text):
        found = reading.names.look_up(reading.text)
    if found and found.name.islower() and asks_for_many(reading.text) and not looks_like_a_name(reading.text):
        return None  # groups interested in kurds
    if found and asks_for_many(reading.text) and _OF_A_PEOPLE.fullmatch(found.name):
        return None
    if found and asks_for_many(reading.text) and re.match(r"[a-z]+ing\s", found.name):
        return None  # groups known for exploiting Confluence
    return reading.decided("unknown", found) if found and not found.candidates else None


_OF_A_PEOPLE = as_pattern(r"[A-Z][a-z]+(?:ish|ian|ese|ic|an)s?\s[a-z]+")
"""``which groups target Kurdish organisations``"""


def shaped_stranger(reading: Reading) -> Question | None:
    """A name that nobody here bears, of the shape of a vendor's names: ``Volt Blizzard``."""
    named = [m for m in reading.question.mentions if not m.meaning.of_type("technique")]
    if any(not m.meaning.of_type("software") for m in named):
        return None
    found = shaped_name(reading.text, (*reading.terms, *named), reading.names)
    if named and not (found and any(map(str.isdigit, found.name))):
        return None  # beside a program only a numbered name is surely one
    return reading.decided("unknown", found) if found else None
