"""The shapes of names that vendors coin: what a name gives away about who coined it."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from knowledge.model import NameClaim, Scheme


class Schemes:
    """The naming schemes, matched against whole names."""

    def __init__(self, schemes: Iterable[Scheme]) -> None:
        self.schemes = tuple(schemes)

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], Scheme]]:
        return [(re.compile(scheme.pattern, re.IGNORECASE), scheme) for scheme in self.schemes]

    @cached_property
    def _any(self) -> re.Pattern[str]:
        """All patterns at once: most names have the shape of none."""
        return re.compile("|".join(f"(?:{scheme.pattern})" for scheme in self.schemes) or r"(?!)", re.IGNORECASE)

    def of(self, name: str) -> Iterator[Scheme]:
        """Every scheme that the name has the shape of."""
        spaced = " ".join(name.split())
        if not self._any.fullmatch(spaced):
            return
        for pattern, scheme in self._patterns:
            if pattern.fullmatch(spaced):
                yield scheme


def with_scheme_vendors(claims: Iterable[NameClaim], schemes: Iterable[Scheme]) -> list[NameClaim]:
    """Claims whose vendor is not stated get the vendor of the one scheme their name has the shape of, marked as such."""
    shapes = Schemes(schemes)
    found = []
    for claim in claims:
        if not claim.by and claim.relation != "software":
            vendors = {scheme.vendor for scheme in shapes.of(claim.name)}
            if len(vendors) == 1:
                claim = msgspec.structs.replace(claim, by=tuple(vendors), basis="scheme")
        found.append(claim)
    return found
