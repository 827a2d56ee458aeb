"""A name -> what it means: who uses it for whom, and how sure that is.

Claims are never chained. A name that several actors bear is contested and gives every candidate; a name that nobody
bears is unknown, with what is near it and what its shape gives away.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from knowledge.model import LAYERS, NameClaim, Scheme, Source
from knowledge.name_table import Named, NameTable
from knowledge.near_names import Neighbours
from knowledge.normalise import LEADING_WORDS, TRAILING_WORDS, key, stem, strip_markup, words_key
from knowledge.patterns import as_pattern
from knowledge.vendor_names import Schemes

Status = Literal["same", "near", "contested", "suggested", "scheme", "unknown"]

_RELATIONS = ("same", "formerly", "part-of", "overlaps", "disputed", "software")
MAX_NAME = 200
"""A longer text is not a name."""
SIBLING_LENGTH = 6
"""Where a shorter word differs, a name of a vendor's shape is rather another of its names than a slip."""
MAX_PARTS = 4
REMEMBERED = 4096
"""For so many texts it is remembered what they mean: the words of questions are often the same, and most are no names."""

_WORD_IN_WORD = as_pattern(r"[^\W_]+")
_PARTING = as_pattern(r"[/|,;=()\[\]]|\b(?:aka|a\.k\.a\.?|also known as|alias|or|and|formerly)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Candidate:
    """An entity that a name may mean, with the claims that say so, the weightiest first."""

    entity: Named
    relation: str
    claims: tuple[NameClaim, ...]

    @property
    def by(self) -> tuple[str, ...]:
        """The vendors that use the name for this entity."""
        return tuple(dict.fromkeys(vendor for claim in self.claims for vendor in claim.by))

    @property
    def source_ids(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(source for claim in self.claims for source in claim.sources))


@dataclass(frozen=True)
class Meaning:
    """What a name means. ``read_as`` is the name it was taken for where it is near one; the rest is empty where unused."""

    name: str
    status: Status
    candidates: tuple[Candidate, ...] = ()
    read_as: str = ""
    suggestions: tuple[str, ...] = ()
    scheme: Scheme | None = None

    def of_type(self, type_: str) -> list[Candidate]:
        return [candidate for candidate in self.candidates if candidate.entity.type == type_]

    def bearers(self) -> list[Candidate]:
        """The actors that are or were called so themselves, and not those to whom the name only leads."""
        return [candidate for candidate in self.of_type("actor") if candidate.relation in ("same", "formerly")]

    def bearers_or_kin(self) -> list[Candidate]:
        """The actors that are called so; those to whom the name leads where nobody is."""
        return self.bearers() or self.of_type("actor")


def meaning_of(entity: Named) -> Meaning:
    """What a name means that is this very entity's, whoever else bears it."""
    return Meaning(entity.name, "same", (Candidate(entity, "same", ()),))


class Names:
    """Looks names up in a table."""

    def __init__(self, table: NameTable) -> None:
        self.table = table
        self.schemes = Schemes(table.schemes)
        self._neighbours = Neighbours(table)
        self.exactly = lru_cache(maxsize=REMEMBERED)(self._exactly)

    def look_up(self, written: str) -> Meaning:
        """What a name means: exact, else without its trimmings, else near, else suggestions, else its scheme."""
        meaning = self.meant(written)
        return meaning if meaning.candidates else self._not_found(meaning.name)

    def meant(self, written: str) -> Meaning:
        """What a name means: exact, else without its trimmings, else near; of one that means nothing no more is looked for."""
        name = _plain(written)
        return self._exactly(name) or self._misspelt(name) or Meaning(name, "unknown")

    def misspelt(self, written: str) -> Meaning | None:
        """What is meant by a name that is none as it stands, if that is plain; nothing suggested."""
        name = _plain(written)
        return None if self._candidates(name) else self._misspelt(name)

    def _exactly(self, written: str) -> Meaning | None:
        """What a name means, if it is one as it stands; nothing near, nothing suggested."""
        candidates = self._candidates(written)
        return Meaning(written, status_of(candidates), tuple(candidates)) if candidates else None

    def may_begin(self, word: str) -> bool:
        """Whether a name, or what is put before one, begins with a word: where it is not, no run of words from there is one."""
        start = key(word)
        if start in LEADING_WORDS:
            return True
        place = bisect_left(self._keys, start)
        return place < len(self._keys) and self._keys[place].startswith(start)

    def may_go_on(self, word: str, after: str) -> bool:
        """Whether a name, with what may be put around it, has a word with another one after it: where it has not, it ends there."""
        following = _WORD_IN_WORD.search(after)
        if key(word) in LEADING_WORDS or following is None or key(following[0]) in TRAILING_WORDS:
            return True
        return self.may_begin((word + following[0]).removesuffix("s"))  # which may be one of a genitive or of a plural

    @cached_property
    def _keys(self) -> list[str]:
        return sorted({*self.table.whole, *self.table.stems, *self.table.ids})

    def sources(self, source_ids: Iterable[str]) -> list[Source]:
        return [self.table.sources[i] for i in dict.fromkeys(source_ids) if i in self.table.sources]

    def vendor_name(self, vendor_id: str) -> str:
        vendor = self.table.vendors.get(vendor_id)
        return vendor.name if vendor else vendor_id

    def _candidates(self, name: str) -> list[Candidate]:
        full, short = key(name), stem(name)
        if not full:
            return []
        table = self.table
        positions = [*table.whole.get(full, ()), *table.stems.get(full, ())]
        ids = table.ids.get(full, [])
        if not positions and not ids and short != full:
            positions = [*table.whole.get(short, ()), *table.stems.get(short, ())]
            ids = table.ids.get(short, [])
        return _written_so_first(self._grouped([table.claims[position] for position in positions], ids), name)

    def _grouped(self, claims: Sequence[NameClaim], ids: Iterable[str]) -> list[Candidate]:
        """The entities that some claims and ids are of, by weight; a program that only MISP has after ATT&CK's technique of that name."""
        by_entity: dict[str, list[NameClaim]] = defaultdict(list)
        for claim in claims:
            by_entity[claim.subject].append(claim)
        for entity_id in ids:
            by_entity.setdefault(entity_id, [])
        found = []
        for entity_id, group in by_entity.items():
            group.sort(key=lambda claim: (LAYERS.index(claim.layer), _RELATIONS.index(claim.relation)))
            relation = group[0].relation if group else "same"
            found.append(Candidate(self.table.entities[entity_id], relation, tuple(group)))
        known = any(candidate.entity.type == "technique" for candidate in found)
        return sorted(found, key=lambda c: (known and c.entity.type == "software" and c.entity.layers == ("misp",), _weight(c)))

    def _reordered(self, name: str) -> Meaning | None:
        """``bear fancy`` is Fancy Bear, if no other name has the same words."""
        claims = [self.table.claims[position] for position in self.table.words.get(words_key(name), ())]
        if len({key(claim.name) for claim in claims}) != 1:
            return None
        candidates = self._grouped(claims, ())
        return Meaning(name, status_of(candidates), tuple(candidates), read_as=min(claim.name for claim in claims))

    def _together(self, name: str) -> Meaning | None:
        """``APT28 (Fancy Bear)``, ``Sofacy / Sednit``: several names of one actor, nothing where they differ or one is unknown."""
        parts = [part for part in _PARTING.split(name) if key(part)]
        if not 1 < len(parts) <= MAX_PARTS:
            return None
        found = [self._candidates(part) for part in parts]
        meant = [[c for c in candidates if c.relation in ("same", "formerly")] for candidates in found]
        actors = [[c for c in candidates if c.entity.type == "actor"] or candidates for candidates in meant]
        shared = set.intersection(*({c.entity.id for c in candidates} for candidates in actors))
        if len(shared) != 1:
            return None
        candidate = next(c for c in found[0] if c.entity.id in shared)
        return Meaning(name, "same", (candidate,), read_as=" = ".join(part.strip() for part in parts))

    def _misspelt(self, name: str) -> Meaning | None:
        return self._reordered(name) or self._together(name) or self._near(name)

    def _near(self, name: str) -> Meaning | None:
        """What a name means that is a slip of the pen away from exactly one actor's, unless a vendor could have coined it so."""
        found = self._neighbours.slip_of(name)
        if not found or (next(self.schemes.of(name), None) and self._may_be_a_sibling(name, found)):
            return None
        return Meaning(name, "near", tuple(self._grouped(self._neighbours.claims(found), ())), read_as=self._neighbours.spelling(found))

    def _not_found(self, name: str) -> Meaning:
        scheme = next(self.schemes.of(name), None)
        suggestions = self._neighbours.suggestions(name)
        if scheme:
            return Meaning(name, "scheme", suggestions=suggestions, scheme=scheme)
        return Meaning(name, "suggested" if suggestions else "unknown", suggestions=suggestions)

    def _may_be_a_sibling(self, name: str, near: str) -> bool:
        """Whether a name of a vendor's shape differs from one it is near to in a short word: Mist Sandstorm, Mint Sandstorm."""
        words = set(map(key, self._neighbours.spelling(near).split()))
        changed = [word for word in map(key, name.split()) if word not in words]
        return min(map(len, changed), default=0) < SIBLING_LENGTH


def _plain(written: str) -> str:
    """A name as it was typed, without markup and what people put around it."""
    return " ".join(strip_markup(written[: 4 * MAX_NAME]).split()).strip(" ?!,;\"'`*~“”")[:MAX_NAME]


def status_of(candidates: Sequence[Candidate]) -> Status:
    """``same`` where one actor (or, without actors, one thing) bears the name; ``contested`` where several may.

    Malware that only the actor itself uses does not contest its name: Sofacy is a group and that group's first stage. Nor
    does malware of which a catalogue knows no more than the name.
    """
    actors = [candidate for candidate in candidates if candidate.entity.type == "actor"]
    others = [candidate for candidate in candidates if candidate.entity.type == "software"]
    if not actors:
        best = [candidate for candidate in candidates if candidate.entity.type == candidates[0].entity.type]
        return "same" if len(best) == 1 else "contested"
    same = [candidate for candidate in actors if candidate.relation in ("same", "formerly")]
    main = [candidate for candidate in same if any(claim.main and claim.layer == "curated" for claim in candidate.claims)]
    if len(main) == 1 and all(_is_stray(candidate) for candidate in same if candidate is not main[0]):
        same = main
    if len(same) != 1:
        return "contested"
    owner = same[0].entity.id
    foreign = [c for c in others if set(c.entity.users) - {owner} or (not c.entity.users and c.entity.layers != ("misp",))]
    return "contested" if foreign and any(claim.main for c in foreign for claim in c.claims) else "same"


def _is_stray(candidate: Candidate) -> bool:
    """Whether only a catalogue's synonym gives an actor the name: that does not contest the main name of a curated file."""
    return all(claim.layer != "curated" and not claim.main for claim in candidate.claims)


def _written_so_first(candidates: list[Candidate], written: str) -> list[Candidate]:
    """Actors of which a source writes the name just so before the others: ``coldriver`` is COLDRIVER rather than Cold River."""
    actors = [c for c in candidates if c.entity.type == "actor"]
    if len(actors) < 2 or any(c.relation != actors[0].relation for c in actors):
        return candidates
    said = written.casefold()
    so = {c.entity.id for c in actors if any(claim.name.casefold() == said for claim in c.claims)}
    return sorted(candidates, key=lambda c: (c.entity.type != "actor", c.entity.id not in so)) if so else candidates


def _weight(candidate: Candidate) -> tuple[int, int, int, int, str]:
    """Order of candidates: actors first, plain claims first, main names first, curated first."""
    types = ("actor", "software", "campaign", "technique")
    main = any(claim.main for claim in candidate.claims) or not candidate.claims
    layer = min((LAYERS.index(claim.layer) for claim in candidate.claims), default=0)
    relation = _RELATIONS.index(candidate.relation)
    return (types.index(candidate.entity.type), relation, 0 if main else 1, layer, candidate.entity.id)
