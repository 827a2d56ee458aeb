"""Names of actors that are like a name that is none: a slip of the pen away, or near enough to be suggested."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from functools import cached_property, lru_cache

from knowledge.model import LAYERS, NameClaim
from knowledge.name_table import NameTable
from knowledge.normalise import key, stem

NEAR_LENGTH = 5
"""Keys shorter than this have too many neighbours to be read as a slip of the pen."""
SIMILAR, SHORTEST = 0.88, 0.4
"""Jaro-Winkler similarity from which on a name is suggested, and the share of a key's length that a key so similar has at least."""
SUGGESTED = 5


class Neighbours:
    """Looks for names near to those that are none. The last answers are kept, for a question may ask several times."""

    def __init__(self, table: NameTable) -> None:
        self.table = table
        self.suggestions = lru_cache(maxsize=5_000)(self._suggestions)

    def slip_of(self, name: str) -> str:
        """The key of an actor's name that a name is one slip of the pen away from; empty where that is no or more than one actor."""
        near = self._one_slip_away(name)
        return min(near) if self._is_one_actor(near) else ""

    def _suggestions(self, name: str) -> tuple[str, ...]:
        """Names like one that is none, the nearest first."""
        if slip := self.slip_of(name):
            return (self.spelling(slip),)
        wanted = stem(name) or key(name)
        if len(wanted) < NEAR_LENGTH:
            return ()
        from rapidfuzz import process
        from rapidfuzz.distance import JaroWinkler

        similar = process.extract(wanted, self._long_enough(wanted), scorer=JaroWinkler.similarity, score_cutoff=SIMILAR, limit=12)
        keys = [*sorted(self._one_slip_away(name)), *(found for found, _, _ in similar if _digits(found) == _digits(wanted))]
        return tuple(dict.fromkeys(map(self.spelling, keys)))[:SUGGESTED]

    def _one_slip_away(self, name: str) -> set[str]:
        """The keys of actors that differ from that of a name, or from its stem, by one slip of the pen in a letter after the first."""
        full = key(name)
        short = stem(name) or full
        if len(short) < NEAR_LENGTH:
            return set()
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        return {
            found
            for wanted in {short, full}
            if not _is_number(wanted)
            for found, _, _ in process.extract(wanted, self._as_long(wanted), scorer=OSA.distance, score_cutoff=1, limit=None)
            if _digits(found) == _digits(wanted)
        }

    def claims(self, found: str) -> list[NameClaim]:
        """The claims of a key."""
        return [self.table.claims[position] for position in (*self.table.whole.get(found, ()), *self.table.stems.get(found, ()))]

    def spelling(self, found: str) -> str:
        """How the name of a key is written: as the weightiest claim has it, whatever the order of loading."""
        return min(self.claims(found), key=lambda claim: (LAYERS.index(claim.layer), not claim.main, claim.name)).name

    def _is_one_actor(self, keys: Collection[str]) -> bool:
        subjects = {self._subjects(found) for found in keys}
        return len(subjects) == 1 and len(next(iter(subjects))) == 1

    def _subjects(self, found: str) -> frozenset[str]:
        """The actors that a key names: those it is said to mean just so, or else those it relates to."""
        claims = [claim for claim in self.claims(found) if self._is_actors(claim)]
        plain = [claim for claim in claims if claim.relation in ("same", "formerly")]
        return frozenset(claim.subject for claim in plain or claims)

    def _is_actors(self, claim: NameClaim) -> bool:
        return self.table.entities[claim.subject].type == "actor"

    @cached_property
    def _keys(self) -> list[str]:
        """Keys of names of actors, the shortest first: a fixed order, so that no answer depends on the order of loading."""
        found = {*self.table.whole, *self.table.stems}
        long = (name for name in found if len(name) >= NEAR_LENGTH and any(map(self._is_actors, self.claims(name))))
        return sorted(long, key=lambda name: (len(name), name))

    @cached_property
    def _by_letter(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self._keys:
            found.setdefault(name[0], []).append(name)
        return found

    def _as_long(self, wanted: str) -> Sequence[str]:
        """The keys that begin with the letter of another and are as long as it or by one letter longer or shorter."""
        keys = self._by_letter.get(wanted[0], [])
        return keys[bisect_left(keys, len(wanted) - 1, key=len) : bisect_right(keys, len(wanted) + 1, key=len)]

    def _long_enough(self, wanted: str) -> Sequence[str]:
        """The keys that are not so short beside another that they cannot be similar."""
        return self._keys[bisect_left(self._keys, len(wanted) * SHORTEST, key=len) :]


def _is_number(text: str) -> bool:
    """Whether a key is a short prefix and a number, such as ``aptq10``: a letter more makes it another vendor's number."""
    letters = "".join(filter(str.isalpha, text))
    return len(letters) < NEAR_LENGTH and letters != text


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
