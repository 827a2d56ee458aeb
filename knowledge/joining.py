"""Which upstream records are the same thing: raw id -> the id it gets in the merged knowledge.

The rules (docs/design): an upstream record joins a curated one only where the curated file lists its id. An uncurated
MISP element joins an ATT&CK one only where it carries the ATT&CK id, where MISP relates the two and they share a name, or
where their main names are equal and nothing contradicts it. Joins are never chained through a third record.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain, count

from knowledge.model import Entity, Records
from knowledge.normalise import key, stem

_LIKELY = {"almost-certain", "very-likely", "likely", ""}
_BASE_GALAXIES = {"actor": ("threat-actor",), "software": ("malpedia", "ransomware", "tool")}


def join_records(curated: Records, attack: Records, misp: Records, similar: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """The final id of every raw id of the three layers, STIX uuids included."""
    joiner = _Joiner(curated, attack, misp, similar)
    joiner.take_curated()
    joiner.take_attack()
    joiner.take_misp()
    return joiner.final


class _Joiner:
    def __init__(self, curated: Records, attack: Records, misp: Records, similar: Iterable[tuple[str, str, str]]) -> None:
        self.curated, self.attack, self.misp = curated, attack, misp
        self.final: dict[str, str] = {entity.id: entity.id for entity in curated.entities}
        self.curated_ids = set(self.final)
        self.taken = set(self.final)
        self.by_stix = {f"misp:{uuid.partition('--')[2]}": e.id for e in attack.entities for uuid in e.ids["stix"]}
        self.misp_entities = {e.id: e for e in misp.entities}
        self.names = _keys_by_subject((*attack.names, *misp.names))
        self.countries = {a.subject: a.country for a in misp.attributions if a.country}
        self.similar: dict[str, list[str]] = defaultdict(list)
        for one, other, likelihood in similar:
            if likelihood in _LIKELY:
                self.similar[one].append(self.by_stix.get(other, other))
        self.members: dict[str, list[str]] = defaultdict(list)

    def take_curated(self) -> None:
        for entity in self.curated.entities:
            for catalogue in ("attack", "misp"):
                for value in entity.ids.get(catalogue, ()):
                    self._join(f"{catalogue}:{value}", entity.id)

    def take_attack(self) -> None:
        for entity in self.attack.entities:
            if entity.id not in self.final:
                self._join(entity.id, entity.id if entity.type == "technique" else self._fresh(entity))
        for uuid, attack_id in self.by_stix.items():
            self.final[uuid] = self.final[attack_id]

    def take_misp(self) -> None:
        order = sorted(self.misp.entities, key=_galaxy_rank)
        by_type = {type_: [e for e in order if e.type == type_] for type_ in ("actor", "software", "campaign")}
        attack_mains = _by_main_name(self.attack.entities)
        for type_, entities in by_type.items():
            mains: dict[str, str] = {}
            for entity in entities:
                if entity.id in self.final:
                    continue
                target = self._attack_match(entity, attack_mains) or self._misp_match(entity, mains)
                final = target or self._fresh(entity)
                self._join(entity.id, final)
                if final not in self.curated_ids:
                    mains.setdefault(f"{type_}:{key(entity.name)}", final)

    def _attack_match(self, entity: Entity, mains: Mapping[tuple[str, str], list[str]]) -> str | None:
        for attack_id in entity.ids.get("attack", ()):
            if final := self.final.get(f"attack:{attack_id}"):
                return final
        candidates = {raw for raw in self.similar[entity.id] if raw.startswith("attack:")}
        related = {raw for raw in candidates if self.names[raw] & self.names[entity.id]}
        if len(related) > 1:
            related = {raw for raw in related if key(entity.name) in self.names[raw]}
        if not related:
            related = set(mains.get((entity.type, key(entity.name)), ()))
        if len(related) != 1:
            return None
        final = self.final[related.pop()]
        return None if final in self.curated_ids or self._contradicts(entity, final) else final

    def _misp_match(self, entity: Entity, mains: Mapping[str, str]) -> str | None:
        final = mains.get(f"{entity.type}:{key(entity.name)}")
        if final is None:
            related = {
                self.final[raw]
                for raw in self.similar[entity.id]
                if raw in self.final and raw.startswith("misp:") and self.names[raw] & self.names[entity.id]
            } - self.curated_ids
            final = related.pop() if len(related) == 1 else None
        return None if final is None or self._contradicts(entity, final) else final

    def _contradicts(self, entity: Entity, final: str) -> bool:
        """Another element of the same galaxy is there under another name, or the countries of origin differ."""
        for other in self.members[final]:
            there = self.misp_entities.get(other)
            if there and there.ids["galaxy"] == entity.ids["galaxy"] and key(there.name) != key(entity.name):
                return True
        own = self.countries.get(entity.id)
        return bool(own) and any(self.countries.get(other, own) != own for other in self.members[final])

    def _join(self, raw: str, final: str) -> None:
        self.final[raw] = final
        self.members[final].append(raw)

    def _fresh(self, entity: Entity) -> str:
        """A readable id of its own: the name, with the layer and a number where that is taken."""
        slug = re.sub(r"[^\w]+", "-", entity.name.lower(), flags=re.UNICODE).strip("-_") or entity.type
        names = chain((slug, f"{slug}.{entity.type}"), (f"{slug}.{number}" for number in count(2)))
        found = next(name for name in names if name not in self.taken)
        self.taken.add(found)
        return found


def _galaxy_rank(entity: Entity) -> tuple[int, str]:
    galaxy = entity.ids["galaxy"][0]
    bases = _BASE_GALAXIES.get(entity.type, ())
    return (bases.index(galaxy) if galaxy in bases else len(bases), galaxy)


def _keys_by_subject(claims: Iterable[object]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        found[claim.subject] |= {key(claim.name), stem(claim.name)}  # type: ignore[attr-defined]
    return found


def _by_main_name(entities: Iterable[Entity]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entity in entities:
        found[entity.type, key(entity.name)].append(entity.id)
    return found
