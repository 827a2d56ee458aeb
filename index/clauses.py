"""The clauses of a long description: each may be told in another passage about the same actor."""

from collections.abc import Callable, Sequence

from knowledge.patterns import as_pattern

_BETWEEN = as_pattern(r"[.;:!?]\s+|,\s+|\s[-–]\s|\s(?:and|then|but|while|so that)\s")
SAYS = 3
"""A clause of fewer words that tell something tells nothing."""


def clauses(text: str, terms: Callable[[str], Sequence[str]]) -> list[str]:
    """The clauses of a text that tell something; none where there is only one."""
    found = [clause for clause in _BETWEEN.split(text) if len(terms(clause)) >= SAYS]
    return found if len(found) > 1 else []
