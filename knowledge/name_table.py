"""The compiled form of all names: from a key to the claims that use it. Made at build, loaded before anything else."""

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from knowledge.model import Entity, NameClaim, Records, Scheme, Source, Use, Vendor
from knowledge.normalise import key, stem, words_key
from knowledge.segments import name_forms


class Named(msgspec.Struct, frozen=True, array_like=True):
    """What the name table knows of an entity. ``users`` counts for software: the actors said to use it."""

    id: str
    type: str
    name: str
    layers: tuple[str, ...]
    users: tuple[str, ...] = ()


class NameTable(msgspec.Struct, array_like=True):
    """Keys to positions in ``claims``: by the whole name, its stem, its words in any order; and ids of catalogues to entities.

    ``forms`` are the normal forms under which names are found in texts (:mod:`knowledge.segments`).
    """

    whole: dict[str, list[int]]
    stems: dict[str, list[int]]
    words: dict[str, list[int]]
    ids: dict[str, list[str]]
    claims: list[NameClaim]
    entities: dict[str, Named]
    sources: dict[str, Source]
    vendors: dict[str, Vendor]
    schemes: list[Scheme]
    forms: list[str]


def build_name_table(records: Records) -> NameTable:
    """The table of every name and id of the merged records."""
    users = _users(records.uses, records.entities)
    entities = {e.id: Named(e.id, e.type, e.name, e.layers, tuple(sorted(users.get(e.id, ())))) for e in records.entities}
    claims = [claim for claim in records.names if claim.subject in entities]
    whole: dict[str, list[int]] = defaultdict(list)
    stems: dict[str, list[int]] = defaultdict(list)
    by_words: dict[str, list[int]] = defaultdict(list)
    for position, claim in enumerate(claims):
        full, short = key(claim.name), stem(claim.name)
        if full:
            whole[full].append(position)
        if short and short != full:
            stems[short].append(position)
        if words := words_key(claim.name):
            by_words[words].append(position)
    sources = {source.id: source for source in records.sources}
    cited = {source_id for claim in claims for source_id in claim.sources}
    cited |= {source_id for scheme in records.schemes for source_id in scheme.sources}
    return NameTable(
        whole, stems, by_words, _ids(records.entities), claims, entities,
        {i: sources[i] for i in sorted(cited) if i in sources}, {v.id: v for v in records.vendors}, records.schemes,
        _forms(claims, records.entities),
    )  # fmt: skip


def _forms(claims: Iterable[NameClaim], entities: Iterable[Entity]) -> list[str]:
    """How every name and every id of ATT&CK occurs in texts. One letter alone names nothing there."""
    written = {claim.name for claim in claims}
    written |= {
        id_ for entity in entities for id_ in (*entity.ids.get("attack", ()), *((entity.id,) if entity.type == "technique" else ()))
    }
    return sorted({form for name in written if len(key(name)) > 1 for form in name_forms(name)})


def _ids(entities: Iterable[Entity]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for entity in entities:
        values = {entity.id}.union(*(entity.ids.get(catalogue, ()) for catalogue in ("attack", "misp", "stix")))
        for value in sorted(values):
            found[key(value)].append(entity.id)
    return found


def _users(uses: Iterable[Use], entities: Iterable[Entity]) -> dict[str, set[str]]:
    types = {entity.id: entity.type for entity in entities}
    found: dict[str, set[str]] = defaultdict(set)
    for use in uses:
        if types.get(use.subject) == "actor" and types.get(use.object) == "software":
            found[use.object].add(use.subject)
    return found
