"""Dates of facts as people say them. They are days of a calendar, so they are not moved into the reader's time zone."""

import re

from knowledge.patterns import as_pattern

_MONTHS = "January February March April May June July August September October November December".split()
_DATE = as_pattern(r"(?<![\w/.-])((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?(?![\w/-])")


def dates_in_words(text: str) -> str:
    """``2017-02`` as ``February 2017`` and ``2018-02-21`` as ``21 February 2018``, wherever they stand in a text."""
    return _DATE.sub(_in_words, text)


def _in_words(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    return " ".join(filter(None, (day.lstrip("0") if day else "", _MONTHS[int(month) - 1], year)))
