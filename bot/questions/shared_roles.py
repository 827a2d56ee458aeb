"""Places that are joined to each other in a question: all of them origins, or all of them targets."""

import re
from collections.abc import Sequence

from bot.questions.model import TermMention
from bot.questions.origins import CONNECTION, DIRECTLY
from knowledge.patterns import as_pattern

_PLACED = as_pattern(r"(?i)\b(?:in|at|against|across|inside)\s+(?:the\s+|both\s+)?$")
"""``robbing banks in Brazil or Mexico``: both are where"""


_SEATED = as_pattern(
    r"(?i)\b(?:sit|sits|sitting|seated|based|located|live|living|operating|at home|headquartered)\s+(?:in|from|out of)\s+(?:the\s+)?$"
)
"""``hacktivists that sit in Turkey, Tunisia or Belarus``"""


def shared_roles(text: str, terms: Sequence[TermMention], origins: set[int]) -> set[int]:
    """The places (by position) that are origins, where those joined by ``and``, ``or`` or a comma have one role.

    They are origins if the last of them is one, or else if every one is: ``iranian or north korean only``, ``sri lanka and nepal``.
    """
    found = set(origins)
    countries = [term for term in terms if term.type == "country"]
    run: list[TermMention] = []
    for term in countries:
        if run and not re.fullmatch(r"(?i)\s*(?:,|and|or|&|/|,\s*and|,\s*or|and/or)?\s*(?:the\s+)?", text[run[-1].end : term.start]):
            found = _settled(run, found, text)
            run = []
        run.append(term)
    return _settled(run, found, text)


def _settled(run: Sequence[TermMention], origins: set[int], text: str) -> set[int]:
    starts = {term.start for term in run}
    if len(run) > 1 and run[0].start not in origins and _PLACED.search(text[: run[0].start]):
        return origins - starts
    if len(run) > 1 and run[0].start in origins and _SEATED.search(text[: run[0].start]):
        return origins | starts
    last = run[-1] if run else None
    if last and run[0].start not in origins and DIRECTLY.search(text[: run[0].start]) and CONNECTION.match(text[last.end :]):
        return origins
    if len(run) < 2 or starts <= origins or not starts & origins:
        return origins
    return origins | starts if run[-1].start in origins else origins - starts
