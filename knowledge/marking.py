"""Whom a statement may be shown to: the Traffic Light Protocol, TLP 2.0 (FIRST).

A curated file, one of its facts or one of its sources may be marked. A fact is as restricted as the strictest of these; what is not
marked is public, ``clear``, as everything upstream is.
"""

from collections.abc import Iterable
from typing import Literal, get_args

Marking = Literal["clear", "green", "amber", "amber+strict", "red"]
MARKINGS: tuple[Marking, ...] = get_args(Marking)
"""From what everybody may see to what nobody else may."""

AUDIENCE: dict[Marking, str] = {
    "clear": "for everybody", "green": "for the community, not for the public", "amber": "for this organisation and its clients alone",
    "amber+strict": "for this organisation alone", "red": "for those alone whom it was given to",
}  # fmt: skip
"""Whom a marking lets see a fact."""


def strictest(markings: Iterable[Marking]) -> Marking:
    """The strictest of some markings; ``clear`` of none."""
    return max(markings, key=MARKINGS.index, default="clear")


def is_within(marking: Marking, ceiling: Marking) -> bool:
    """Whether what is marked so may be shown where the ceiling is this."""
    return MARKINGS.index(marking) <= MARKINGS.index(ceiling)


def label(marking: Marking) -> str:
    """``TLP:AMBER``, as the protocol writes it."""
    return f"TLP:{marking.upper()}"
