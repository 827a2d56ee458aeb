"""What somebody who is still typing may mean: every name of every actor by its beginning, best first."""

import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from knowledge.model import LAYERS, NameClaim, NameRelation
from knowledge.name_table import Named
from knowledge.names import Names
from knowledge.normalise import key
from knowledge.patterns import as_pattern

MOST = 100
"""A menu of Slack's takes no more."""
VENDORS_SHOWN = 2

_RELATED: dict[NameRelation, str] = {
    "part-of": "part of", "overlaps": "overlaps with", "disputed": "disputed as", "software": "malware of",
}  # fmt: skip
_BETWEEN_WORDS = as_pattern(r"[^\w'’]+|_")
_LAST = "\U0010ffff"


@dataclass(frozen=True)
class Suggestion:
    """A name that an actor is given, and by which vendors. A name that several actors are given makes one for each."""

    name: str
    actor_id: str
    actor_name: str
    by: tuple[str, ...] = ()
    relation: NameRelation = "same"

    @property
    def label(self) -> str:
        """``Sofacy → APT28 (Kaspersky)``; ``APT28`` where it is the actor's main name."""
        if self.name == self.actor_name:
            return self.name
        related = _RELATED.get(self.relation)
        head = f"{self.name}, {related} {self.actor_name}" if related else f"{self.name} → {self.actor_name}"
        more = len(self.by) - VENDORS_SHOWN
        vendors = ", ".join(self.by[:VENDORS_SHOWN]) + (f" and {more} more" if more > 0 else "")
        return f"{head} ({vendors})" if vendors else head


class Suggestions:
    """Finds names by how they, or a word in them, begin; a name with a slip of the pen where nothing begins so."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._all = sorted(_suggestions(names), key=lambda found: _rank(found, names.table.entities[found.actor_id]))
        beginnings = sorted((start, rank, inside) for rank, found in enumerate(self._all) for start, inside in _starts(found.name))
        self._starts = [start for start, _, _ in beginnings]
        self._ranks = [(rank, inside) for _, rank, inside in beginnings]

    def find(self, typed: str, count: int = MOST) -> list[Suggestion]:
        """At most ``count`` names: those typed in full, those that begin so, those with a word that does; curated actors first."""
        wanted = key(typed)
        return (self._beginning(wanted, count) or self._near(typed, count)) if wanted else []

    def _beginning(self, wanted: str, count: int) -> list[Suggestion]:
        best: dict[int, int] = {}
        for position in range(bisect_left(self._starts, wanted), bisect_left(self._starts, wanted + _LAST)):
            rank, inside = self._ranks[position]
            tier = 2 if inside else 0 if self._starts[position] == wanted else 1
            best[rank] = min(tier, best.get(rank, tier))
        return [self._all[rank] for rank in heapq.nsmallest(count, best, key=lambda rank: (best[rank], rank))]

    def _near(self, typed: str, count: int) -> list[Suggestion]:
        meaning = self._names.look_up(typed)
        found = [
            Suggestion(c.claims[0].name if c.claims else meaning.name, c.entity.id, c.entity.name, self._vendors(c.by), c.relation)  # type: ignore[arg-type]
            for c in meaning.of_type("actor")
        ]
        return (found or [s for name in meaning.suggestions for s in self._beginning(key(name), MOST)])[:count]

    def _vendors(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(self._names.vendor_name, ids))


@lru_cache(maxsize=2)
def suggestions_of(names: Names) -> Suggestions:
    """The suggestions of a table of names, made when first asked for."""
    return Suggestions(names)


def _suggestions(names: Names) -> Iterator[Suggestion]:
    """One for each actor and name, as its weightiest claim has it, whatever the spelling of the others."""
    table = names.table
    grouped: dict[tuple[str, str], list[NameClaim]] = defaultdict(list)
    for claim in table.claims:
        if table.entities[claim.subject].type == "actor" and key(claim.name):
            grouped[claim.subject, key(claim.name)].append(claim)
    for (actor_id, name), claims in grouped.items():
        entity = table.entities[actor_id]
        claims.sort(key=lambda claim: (LAYERS.index(claim.layer), not claim.main, claim.name))
        by = dict.fromkeys(names.vendor_name(vendor) for claim in claims for vendor in claim.by)
        shown = entity.name if name == key(entity.name) else claims[0].name
        yield Suggestion(shown, actor_id, entity.name, tuple(by), claims[0].relation)


def _rank(found: Suggestion, entity: Named) -> tuple[bool, bool, int, bool, str, str]:
    """Curated actors before others, names before related ones, shorter before longer, main names before others."""
    return (
        "curated" not in entity.layers, found.relation in _RELATED, len(found.name), found.name != found.actor_name,
        found.name.lower(), found.actor_id,
    )  # fmt: skip


def _starts(name: str) -> Iterator[tuple[str, bool]]:
    """The keys of a name from its beginning and from each of its other words on."""
    yield key(name), False
    words = [word for word in _BETWEEN_WORDS.split(name) if key(word)]
    for first in range(1, len(words)):
        yield key("".join(words[first:])), True
