"""Words that point at whom was spoken of before: ``they``, ``those two``, ``the latter``."""

import re

from bot.questions.focus import Focus
from bot.questions.intents import says
from knowledge.patterns import as_pattern

THOSE = (
    "guys groups? actors? gang crew one kids people folks lot bunch hackers attackers spies crooks outfit team criminals operators".replace(
        " ", "|"
    )
)


_ONE = (
    r"(?:\s+(?:one|group|name|gang|actor))?(?=\W*$|\s*[:,–]|\s+(?:use|do|have|target|is|are|was|hit|active|from|seen|"
    r"known|called|part|behind)|['’]s\b)"
)


_BOTH = r"(?:those|these|the|them|they)\s+two|both(?:\s+(?:of\s+)?(?:them|those|groups))?|the pair|each other|(?<=compare )them"


_WHICH_ONE = (
    r"which (?:one|of (?:them|those|these|the two))(?=\s+(?:is|has|was|have|did|came|goes)\b.*\b(?:longer|older|younger|newer|"
    r"more|first|earlier|bigger|larger|most|fewer|less)\b)"
)
"""``which one has been around longer``: of both"""


_POINTING = (
    (as_pattern(rf"(?i)\b{_WHICH_ONE}"), slice(0, 2)),
    (as_pattern(rf"(?i)\b(?:{_BOTH})\b"), slice(0, 2)),
    (
        as_pattern(
            rf"(?i)\bthe (?:first|former) (?:one|group|gang|actor)\b|\b(?:the\s+)?(?:first|former){_ONE}|"
            r"\bthe former\b(?!\s+(?:names?|soviet|leader|members?|employees?|president|colleagues?|chief|head|boss)\b)"
        ),
        slice(0, 1),
    ),
    (
        as_pattern(rf"(?i)\bthe (?:second|latter) (?:one|group|gang|actor)\b|\b(?:the\s+)?(?:second|other){_ONE}|\bthe latter\b"),
        slice(1, 2),
    ),
)
"""``those two``, ``the first one``, ``the latter``: which of two actors."""
_THE_OTHER = as_pattern(r"(?i)\b(?:the\s+)?other\b")


def points_back(text: str) -> bool:
    """Whether a text has a word for what was spoken of before."""
    return says("pronoun", text) or says("thing", text)


def pointed_at(asked: str, focus: Focus) -> str:
    """The question with the names of those whom it points at; empty where it points at none of two, nor of a list."""
    pair = focus.pair
    if focus.listed and set(focus.listed) != set(pair) and (match := _NUMBERED.search(asked)):
        number = _ORDINALS.index(match["which"].lower())
        return f"{asked[: match.start()]}{focus.listed[number]}{asked[match.end() :]}" if number < len(focus.listed) else ""
    if len(pair) == 2 and says("together", asked) and (they := re.search(r"(?i)\bthey\b", asked)):
        return f"{asked[: they.start()]}{' and '.join(pair)}{asked[they.end() :]}"
    for pattern, which in _POINTING if len(pair) == 2 else ():
        if match := pattern.search(asked):
            if _THE_OTHER.match(match[0]) and pair[1] == focus.actor:
                which = slice(0, 1)
            of = "which of " if match[0].lower().startswith("which") else ""
            return f"{asked[: match.start()]}{of}{' and '.join(pair[which])}{asked[match.end() :]}"
    return ""


_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_NUMBERED = as_pattern(rf"(?i)\b(?:the\s+)?(?P<which>{'|'.join(_ORDINALS)}){_ONE}(?!\s+(?:seen|reported|time|active))")
"""``what does the second one use``, of a list."""


_WORDS = {
    "pronoun": rf"(?:(?:these|those|this|that|the)\s+)?(?:very\s+)?same\s+(?:{THOSE})|"
    rf"(?:these|those|this|that|the)\s+(?:last\s+)?(?:{THOSE})|(?:these|those|that|the)\s+last(?:\s+ones?)?|"
    r"(?:the\s+)?(?:former|latter)|they|them|theirs?|he|his",
    "thing": r"(?:this|that|the)\s+(?:tool|malware|technique|one|thing(?!\s+(?:with|about|is|that)\b))|"
    r"its|(?<!is )(?<!who was )(?<!who is )it|(?<!who was )(?<!who is )it(?!\s+(?:true|right|correct|known|likely|possible|so)\b)",
}  # fmt: skip


def put(asked: str, what: str, name: str) -> str:
    """The first pronoun replaced; ``their tools`` becomes ``NAME's tools``."""

    def named(match: re.Match[str]) -> str:
        return f"{name}'s" if match[0].lower() in ("their", "its", "his") else name

    return re.sub(rf"(?i)\b(?:{_WORDS[what]})\b", named, asked, count=1)
