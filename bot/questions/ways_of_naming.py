"""What a vendor's way of naming says: ``what does it mean when a Microsoft name ends in Sleet``."""

from collections.abc import Iterator

from bot.questions.model import Question
from bot.questions.reading import Reading
from knowledge.names import Meaning, Names
from knowledge.patterns import as_pattern

_QUOTED = r"[\"“‘'`*]?(?P<word>[A-Za-z]{3,})[\"”’'`*]?"
_ASKS = (
    as_pattern(
        rf"(?i)\bwhat\s+(?:does|do|is|are|did)\s+(?:the\s+)?(?:words?\s+|suffix\s+|animals?\s+|weather\s+)?{_QUOTED}"
        r"(?:\s+(?:part|bit|at the end))?\s+(?:mean|stand|tell|say|signify|denote|indicate|supposed to (?:mean|be))\b"
    ),
    as_pattern(rf"(?i)\b(?:names?|ones?)\s+(?:that\s+|which\s+)?end(?:s|ing)?\s+(?:in|on|with)\s+{_QUOTED}(?=\W|$)"),
    as_pattern(rf"(?i)\bsuffix\s+{_QUOTED}(?=\W|$)"),
    as_pattern(rf"(?i)\b(?:meaning|sense)\s+of\s+(?:the\s+)?(?:words?\s+|suffix\s+)?{_QUOTED}\s+in\b"),
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


_WHY = as_pattern(
    r"(?i)\bwhy\b[^?]*\b(?:called|named|dubbed|label+ed|the\s+name)\b|\bwhere\s+(?:does|do|did)\s+(?:the|its|their|that)?\s*(?:name\b|\S+\s+get\b)[^?]*"
    r"\b(?:come\s+from|(?:its|their|the|that)\s+name)\b|\b(?:origins?|story|meaning|reason)\s+(?:of|behind|for)\s+(?:the|its|their|that)\s+(?:nick)?name\b|"
    r"\bhow\s+did\b[^?]*\b(?:get|come\s+by)\s+(?:its|their|the|that)\s+name\b|\bwhat\s+does\s+the\s+name\b[^?]*\bmean\b"
)


def why_so_named(reading: Reading) -> Question | None:
    """``why are they called Sandworm``: the reason for a name, of the one actor spoken of."""
    asked = len(reading.question.subjects) == 1 and not reading.question.vendor and _WHY.search(reading.text)
    return reading.decided("names", reading.subject, aspect="reason") if asked else None


_THING_CALLED = as_pattern(
    r"(?i)\bwhat\s+(?:is|was|are|were)\s+[^?]{2,40}?['’]s\s+(?P<thing>(?:[\w-]+\s+){1,3}?)(?:called|named)\b(?!\s+(?:by|at|in)\b)"
)
_OF_ACTORS = as_pattern(
    r"(?i)\b(?:names?|group|gang|crew|actor|unit|outfit|team|cluster|malware|tools?|backdoors?|loaders?|trojans?|wipers?|rats?|ransomware|implants?|stealers?|"
    r"spyware|rootkits?|botnets?|shell|keylogger|framework|kit|toolset|campaigns?|operations?|sites?|persona|front|company|sponsor|agency)\b"
)


def thing_called(reading: Reading) -> Question | None:
    """``what was XDSpy's made-up aerobics instructor called``: no name of the actor's is asked for, nor one of its malware."""
    if len(reading.question.subjects) != 1:
        return None
    match = _THING_CALLED.search(reading.text) or _HOW_CALLED.search(reading.text)
    thing = match is not None and not _OF_ACTORS.search(match["thing"])
    under_a_name = not reading.question.vendor and _UNDER_WHICH_NAME.search(reading.text)
    return reading.decided("passages", reading.subject) if thing or under_a_name else None


_HOW_CALLED = as_pattern(
    r"(?i)\b(?:how|what)\s+(?:is|was|are|were)\s+(?:the|its|their)\s+(?P<thing>(?:[\w-]+\s+){1,4}?)(?:called|named)\b(?!\s+(?:by|at|in)\b)"
)
"""``how are the two GUI controllers named``"""
_UNDER_WHICH_NAME = as_pattern(
    r"(?i)\b(?:under|using|with)\s+(?:which|what|whose)\s+names?\s+(?:did|do|does)\s+[^?]*\b(?:mail|write|post|pose|send|call|phone|contact|"
    r"approach|apply|register|publish|leak|threaten)\w*\b"
)
"""``under which name did they mail the voters``"""


def _shaped(word: str, names: Names) -> Iterator[Meaning]:
    """The word, or its singular, with the scheme that it is a part of."""
    for one in (word.title(), word.title().removesuffix("s")):
        yield from (Meaning(one, "scheme", scheme=scheme) for scheme in names.schemes.of(f"{SOME} {one}"))
