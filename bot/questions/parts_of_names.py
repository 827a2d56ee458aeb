"""Names of which somebody remembers a part: ``a ransomware whose name starts with Luka``, ``it's called Moon-something``."""

import re

from bot.questions.model import Question
from bot.questions.reading import Reading
from knowledge.names import Meaning
from knowledge.patterns import as_pattern

_PART = r"[\"“‘'`*]?(?P<part>[^\W_](?:[\w-]*?\w)?)[\"”’'`*]?(?:\s*(?:\.{3}|…|-+))?"
_NAME = r"(?:names?|alias(?:es)?|called|named|handles?)(?:\s+(?:of|for)\s+[^?,]{2,30}?)?"
_ASKS = {
    "begins": (
        rf"(?i)\b{_NAME}\s+(?:that\s+|which\s+|all\s+|both\s+)*(?:starts?|begins?|started|began|starting|beginning)\s+(?:with|in|on|by)\s+"
        rf"(?:the\s+(?:word|letters?)\s+)?{_PART}(?=[\s,.?!]|$)",
        r"\b(?:called|named|calls itself|goes by|name (?:is|was)|it['’]?s|was)\s+[\"“‘'`]?(?P<part>[A-Z]\w{2,})[\s-]*"
        r"(?:something|some\s?thing|sth|whatever|or other|dunno what)\b",
    ),
    "ends": (rf"(?i)\b{_NAME}\s+(?:that\s+|which\s+)?(?:ends?|ended|ending)\s+(?:with|in|on)\s+{_PART}(?=[\s,.?!]|$)",),
    "holds": (
        rf"(?i)\b(?:with|has|have|had|having|contain(?:s|ing)?|got)\s+(?:the\s+word\s+)?{_PART}\s+(?:\w+\s+)?in\s+(?:its|their|his|the)\s+name\b",
        rf"(?i)\b{_NAME}\s+(?:that\s+|which\s+)?(?:contain(?:s|ing)?|includ(?:es?|ing)|has|have|with)\s+(?:the\s+word\s+)?{_PART}(?:\s+in\s+(?:it|them))?\W*$",
    ),
}
_PATTERNS = [(where, as_pattern(pattern)) for where, patterns in _ASKS.items() for pattern in patterns]


def part_of_a_name(reading: Reading) -> Question | None:
    """A question for the names that begin with a part, end in it or have it; None where it asks for nothing of the kind."""
    if any(condition.type == "naming" for condition in reading.question.conditions):
        return None  # all that have a word of a vendor's way of naming
    for where, pattern in _PATTERNS:
        match = pattern.search(reading.question.text)
        if match and not _NO_PART.fullmatch(match["part"]):
            return reading.decided("names", Meaning(match["part"], "unknown"), aspect=where)
    return None


_NO_PART = as_pattern(
    r"(?i)(?:an?|the|this|that|these|those|what|which|any|some|same|such|its|their|his|her|our|your|who|whom|and|for|more|most|other|two|"
    r"three|words?|letters?|nothing|something|anything|been|many|several)"
)


def asks_for_programs(text: str) -> bool | None:
    """Whether a question wants programs that are called so; False where it wants actors, None where it says neither."""
    if _PROGRAM.search(text):
        return True
    return False if _ACTOR.search(text) else None


_PROGRAM = re.compile(
    r"(?i)\b(?:ransomware|locker|malware|tools?|backdoors?|loaders?|trojans?|wipers?|rats?|implants?|stealers?|spyware|rootkits?|botnets?|"
    r"programs?|families|family|worm)\b(?!\s+(?:gangs?|groups?|crews?|actors?|outfits?|operators?)\b)"
)
_ACTOR = re.compile(r"(?i)\b(?:groups?|actors?|gangs?|crews?|apts?|outfits?|teams?|who|adversar(?:y|ies)|threat)\b")
