"""Times in a question: ``in 2017``, ``since 2023``, ``between 2015 and 2017``, ``late 2017``, ``in March 2021``, ``recently``."""

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge.patterns import as_pattern

_MONTHS = "january february march april may june july august september october november december".split()
_YEAR = r"(?:19[89]\d|20[0-4]\d)"
_A_MONTH = "|".join(m[:3] + "(?:t|" + m[3:] + ")?" if m[3:] else m for m in _MONTHS)
_MONTH = rf"(?P<month>{_A_MONTH})"
_BETWEEN = as_pattern(rf"(?i)\b(?:between|from)?\s*(?P<a>{_YEAR})\s*(?:and|to|until|till|-|–|through)\s*(?P<b>{_YEAR})\b")
_BETWEEN_MONTHS = as_pattern(
    rf"(?i)\b(?:between|from)?\s*(?:the\s+\w+\s+of\s+)?(?P<month_a>{_A_MONTH})\.?\s+(?P<a>{_YEAR})\s*(?:and|to|until|till|-|–|through)\s*"
    rf"(?P<month_b>{_A_MONTH})\.?\s+(?P<b>{_YEAR})\b"
)
_SINCE = as_pattern(
    rf"(?i)\b(?P<word>since|after|before|until|till|prior to|from|by)\s+(?:the\s+)?"
    rf"(?:(?:start|end|begin(?:ning)?|outset)\s+of\s+)?(?P<year>{_YEAR})\b(?:\s+on(?:wards?)?)?"
)
_PART = as_pattern(
    rf"(?i)\b(?:in\s+)?(?P<part>early|mid|late|(?:the\s+)?(?:first|second)\s+half\s+of|Q[1-4])[\s-]*(?:of\s+)?(?P<year>{_YEAR})\b"
)
_IN_MONTH = as_pattern(rf"(?i)\b(?:in\s+|during\s+)?{_MONTH}\.?,?\s+(?P<year>{_YEAR})\b")
_IN = as_pattern(rf"(?i)\b(?:in|during|of|for|throughout|around|back in)?\s*(?P<year>{_YEAR})\b")
_OF_A_PAPER = as_pattern(
    r"(?i)\s+(?:indictment|charges|complaint|sanctions|report|reports|paper|advisory|blog|post|article|book|study|talk|unsealing|case)\b"
)
"""``the 2016 indictment`` says when somebody wrote, not when an actor was at work."""
_RECENT = as_pattern(
    r"(?i)\b(?:recent(?:ly)?|lately|(?<!to the )(?<!to their )(?<!to its )(?<!at the )(?:latest|newest)|these days|nowadays|"
    r"what'?s new|any news|"
    r"(?<!m )(?<!are )(?<!re )(?<!am )(?<!is )new on(?! shift)|currently|this year|last year|past year|last years|past years|"
    r"recent years|last 12 months)\b"
)
RECENT_YEARS = 2
_PARTS = {
    "early": ("01", "04"),
    "mid": ("05", "08"),
    "late": ("09", "12"),
    "q1": ("01", "03"),
    "q2": ("04", "06"),
    "q3": ("07", "09"),
    "q4": ("10", "12"),
}


@dataclass(frozen=True)
class Period:
    """From ``start`` to ``end``, ISO 8601 as precise as the question; empty where it is open. ``text`` are the words for it."""

    start: str
    end: str
    text: str
    recent: bool = False

    def overlaps(self, when: str) -> bool:
        """Whether a date or interval of a statement has a part in common with it; False for no date."""
        first, slash, last = when.partition("/")
        last = last if slash else first
        if not (first or last):
            return False
        if not first:
            first = last[:4]
        return (not self.end or first[: len(self.end)] <= self.end) and (
            not self.start or not last or last[: len(self.start)] >= self.start[: len(last)]
        )

    def is_far_from(self, when: str) -> bool:
        """Whether a date or interval of a statement ends before the year before it, or begins after the year after it; False for none."""
        first, slash, last = when.partition("/")
        first, last = first[:4], (last if slash else first)[:4]
        too_late = bool(first and self.end) and int(first) > int(self.end[:4]) + 1
        return too_late or (bool(last and self.start) and int(last) < int(self.start[:4]) - 1)

    def __str__(self) -> str:
        if self.recent:
            return f"since {self.start}"
        if self.start == self.end:
            return f"in {self.start}"
        return (
            f"from {self.start} to {self.end}" if self.start and self.end else f"since {self.start}" if self.start else f"until {self.end}"
        )


def lies_ahead(period: Period | None, today: datetime.date | None = None) -> bool:
    """Whether a period begins after this year: no source tells of it."""
    return period is not None and period.start[:4] > str((today or datetime.date.today()).year)


def find_period(text: str, today: datetime.date | None = None) -> Period | None:
    """The first period that a text names, unless it is that of a report or of a charge."""
    return _found(text, today or datetime.date.today())


@lru_cache(maxsize=32)
def _found(text: str, today: datetime.date) -> Period | None:
    found = _first_period(text, today)
    return None if found and _OF_A_PAPER.match(text, text.index(found.text) + len(found.text)) else found


_UP_TO = as_pattern(
    r"(?i)\bfrom\s+the\s+(?:very\s+)?(?:first|start|beginning|outset|early)\b[^.?!]*?"
    rf"\b(?:to|until|till|up to)\s+(?:the\s+)?(?P<year>{_YEAR})\b"
)
"""``from the first reports to the 2025 exploit``"""
_OR_LATER = as_pattern(rf"(?i)\b(?:in\s+)?(?P<year>{_YEAR})\s+(?:or|and)\s+(?P<word>later|after|since|earlier|before)\b")


def _first_period(text: str, today: datetime.date) -> Period | None:
    if match := _UP_TO.search(text):
        return Period("", match["year"], match[0])
    if match := _OR_LATER.search(text):
        later = match["word"].lower() in ("later", "after", "since")
        return Period(match["year"], "", match[0]) if later else Period("", match["year"], match[0])
    if match := _BETWEEN_MONTHS.search(text):
        first, last = sorted((_as_date(match["a"], match["month_a"]), _as_date(match["b"], match["month_b"])))
        return Period(first, last, match[0])
    if match := _BETWEEN.search(text):
        first, last = sorted((match["a"], match["b"]))
        return Period(first, last, match[0])
    if match := _SINCE.search(text):
        return _open(match)
    if match := _PART.search(text):
        first, last = _PARTS.get(match["part"].lower(), ("01", "06") if "first" in match["part"].lower() else ("07", "12"))
        return Period(f"{match['year']}-{first}", f"{match['year']}-{last}", match[0])
    if match := _IN_MONTH.search(text):
        date = _as_date(match["year"], match["month"])
        return Period(date, date, match[0])
    if match := _IN.search(text):
        return Period(match["year"], match["year"], match[0])
    if match := _RECENT.search(text):
        year = str(today.year - RECENT_YEARS + 1)
        return Period(year, "", match[0], recent=True)
    return None


def _as_date(year: str, month: str) -> str:
    """A month by its name, in ISO 8601."""
    number = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(month.lower()[:3]))
    return f"{year}-{number:02}"


def _open(match: re.Match[str]) -> Period:
    year, word = int(match["year"]), match["word"].lower()
    if word in ("before", "prior to"):
        return Period("", str(year - 1), match[0])
    if word in ("until", "till"):
        return Period("", str(year), match[0])
    return Period(str(year + (word == "after")), "", match[0])
