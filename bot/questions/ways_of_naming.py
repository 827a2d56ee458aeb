"""What a vendor's way of naming says: ``what does it mean when a Microsoft name ends in Sleet``."""

import re
from collections.abc import Iterator

from bot.questions.model import Question
from bot.questions.reading import Reading
from knowledge.names import Meaning, Names

_QUOTED = r"[\"“‘'`*]?(?P<word>[A-Za-z]{3,})[\"”’'`*]?"
_ASKS = (
    re.compile(
        rf"(?i)\bwhat\s+(?:does|do|is|are|did)\s+(?:the\s+)?(?:words?\s+|suffix\s+|animals?\s+|weather\s+)?{_QUOTED}"
        r"(?:\s+(?:part|bit|at the end))?\s+(?:mean|stand|tell|say|signify|denote|indicate|supposed to (?:mean|be))\b"
    ),
    re.compile(rf"(?i)\b(?:names?|ones?)\s+(?:that\s+|which\s+)?end(?:s|ing)?\s+(?:in|on|with)\s+{_QUOTED}(?=\W|$)"),
    re.compile(rf"(?i)\bsuffix\s+{_QUOTED}(?=\W|$)"),
    re.compile(rf"(?i)\b(?:meaning|sense)\s+of\s+(?:the\s+)?(?:words?\s+|suffix\s+)?{_QUOTED}\s+in\b"),
)
SOME = "Amber"
"""Stands before a word of a vendor's, so that it has the shape of a name."""


def way_of_naming(reading: Reading) -> Question | None:
    """What a word in a vendor's names says of those who bear them; None where no vendor names actors so."""
    for asks in _ASKS:
        match = asks.search(reading.text)
        if match and (meaning := next(_shaped(match["word"], reading.names), None)):
            return reading.decided("names", meaning, aspect="scheme")
    return None


def _shaped(word: str, names: Names) -> Iterator[Meaning]:
    """The word, or its singular, with the scheme that it is a part of."""
    for one in (word.title(), word.title().removesuffix("s")):
        yield from (Meaning(one, "scheme", scheme=scheme) for scheme in names.schemes.of(f"{SOME} {one}"))
