"""Three layers of records -> one set with final ids, every statement keeping its layer and its sources."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from knowledge.joining import join_records
from knowledge.marked import STATEMENTS
from knowledge.marking import strictest
from knowledge.model import LAYERS, Entity, NameClaim, Records, Source, Statement
from knowledge.normalise import key
from knowledge.upstream.misp import Misp
from knowledge.vocabulary import Vocabulary

S = TypeVar("S", bound=Statement)
_STATEMENTS = tuple(name for name in STATEMENTS if name != "names")


@dataclass
class Merged:
    """The merged records, and what curated files refer to that does not exist: (subject, reference)."""

    records: Records
    final_ids: dict[str, str]
    unresolved: list[tuple[str, str]] = field(default_factory=list)


def merge(curated: Records, attack: Records, misp: Misp, vocabulary: Vocabulary) -> Merged:
    """Join the layers. Curated statements come first; statements about unknown things upstream are left out."""
    layers = (curated, attack, misp.records)
    final = join_records(*layers, misp.similar)
    merged = Merged(Records(terms=list(vocabulary.terms), vendors=list(vocabulary.vendors), schemes=curated.schemes), final)
    merged.records.entities = _merge_entities((entity for layer in layers for entity in layer.entities), final)
    merged.records.sources = [source for layer in layers for source in layer.sources]
    merged.records.sources += _newer_elements(merged.records.sources, curated)
    merged.records.names = _merge_names([claim for layer in layers for claim in layer.names], final)
    for name in _STATEMENTS:
        found = [_resolve(s, final, merged) for layer in layers for s in getattr(layer, name)]
        setattr(merged.records, name, [statement for statement in found if statement is not None])
    return merged


def _newer_elements(sources: Iterable[Source], curated: Records) -> Iterator[Source]:
    """Sources for MISP elements that curated files cite and the installed release does not have yet."""
    known = {source.id for source in sources}
    statements = (s for name in ("names", *_STATEMENTS) for s in getattr(curated, name))
    cited = dict.fromkeys(source for s in statements for source in s.sources if source.startswith("misp:"))
    for source_id in cited:
        if source_id not in known:
            title = f"element {source_id.removeprefix('misp:')} of a release newer than the installed one"
            yield Source(source_id, "MISP galaxy", title)


def _resolve(statement: S, final: Mapping[str, str], merged: Merged) -> S | None:
    """The statement with final ids, or None where it is about something that is not there."""
    changes: dict[str, object] = {}
    for name in ("subject", "object"):
        raw = getattr(statement, name, "")
        if raw and raw not in final:
            if statement.layer == "curated":
                merged.unresolved.append((statement.subject, raw))
            return None
        if raw:
            changes[name] = final[raw]
    for name in ("id", "attack"):
        if (raw := getattr(statement, name, "")) in final:
            changes[name] = final[raw]
    if software := getattr(statement, "software", ()):
        merged.unresolved.extend((statement.subject, raw) for raw in software if raw not in final)
        changes["software"] = tuple(final[raw] for raw in software if raw in final)
    return msgspec.structs.replace(statement, **changes)


def _merge_entities(entities: Iterable[Entity], final: Mapping[str, str]) -> list[Entity]:
    groups: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        groups[final[entity.id]].append(entity)
    return [_merge_entity(id_, group) for id_, group in groups.items()]


def _merge_entity(id_: str, group: list[Entity]) -> Entity:
    first = group[0]
    ids: dict[str, tuple[str, ...]] = {}
    for entity in group:
        for catalogue, values in entity.ids.items():
            ids[catalogue] = tuple(dict.fromkeys((*ids.get(catalogue, ()), *values)))
    layers = {layer for entity in group for layer in entity.layers}
    return Entity(
        id_, first.type, first.name, tuple(layer for layer in LAYERS if layer in layers), ids=ids,
        kind=next((e.kind for e in group if e.kind), ""),
        platforms=next((e.platforms for e in group if e.platforms), ()),
        tactics=next((e.tactics for e in group if e.tactics), ()),
        references=tuple(dict.fromkeys(ref for e in group for ref in e.references)),
        exclusive=first.exclusive, reviewed=first.reviewed, tlp=strictest(entity.tlp for entity in group),
    )  # fmt: skip


def _merge_names(claims: Iterable[NameClaim], final: Mapping[str, str]) -> list[NameClaim]:
    """Claims with final ids. Where a curated file says how a name relates to its actor, upstream's word for it gives way."""
    ruled: dict[tuple[str, str], NameClaim] = {}
    found = []
    for claim in claims:
        subject = final[claim.subject]
        changes: dict[str, object] = {"subject": subject}
        place = (subject, key(claim.name))
        if claim.layer == "curated":
            ruled.setdefault(place, claim)
        elif (rule := ruled.get(place)) and rule.relation != claim.relation and claim.relation == "same":
            changes |= {"relation": rule.relation, "note": "upstream lists it as a plain alias"}
        found.append(msgspec.structs.replace(claim, **changes))
    return found
