"""The merged knowledge, asked both ways: what an actor uses and who uses a tool, whom it targets and who targets a country."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TypeVar

from knowledge.model import (
    Activity,
    Attribution,
    Entity,
    Event,
    Motivation,
    NameClaim,
    Note,
    Records,
    Relation,
    Source,
    Summary,
    Targeting,
    Term,
    Use,
    Vendor,
)
from knowledge.patterns import as_pattern

R = TypeVar("R")
_VERSION = as_pattern(r"\s*\([^)]*\)$|\s+v?\d+(?:\.\d+)*$|\s+ransomware(?:\s+linux)?$")
"""What follows the name of a piece of software where several versions of it are kept apart, or its kind is said."""


class Graph:
    """Read-only view of the merged records. Ids that are not known give empty answers, never errors."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self._spread: dict[str, int] = {}
        self._by_technique_name: dict[str, list[str]] = {}

    def entity(self, entity_id: str) -> Entity | None:
        return self._entities.get(entity_id)

    def is_actor(self, entity_id: str) -> bool:
        """Whether the id is that of an actor."""
        found = self._entities.get(entity_id)
        return found is not None and found.type == "actor"

    def attack_id(self, entity_id: str) -> str:
        """The first ATT&CK id of an entity, such as ``G0007``; empty where it has none."""
        found = self._entities.get(entity_id)
        return next(iter(found.ids.get("attack", ())), "") if found else ""

    def name(self, entity_id: str) -> str:
        """The main name of an entity, or its id where it is not known."""
        found = self._entities.get(entity_id)
        return found.name if found else entity_id

    def vendor_name(self, vendor_id: str) -> str:
        found = self._vendors.get(vendor_id)
        return found.name if found else vendor_id

    def term(self, type_: str, term_id: str) -> Term | None:
        return self._terms.get((type_, term_id))

    def term_name(self, type_: str, term_id: str) -> str:
        found = self._terms.get((type_, term_id))
        return found.name if found else term_id

    def sources(self, source_ids: Iterable[str]) -> list[Source]:
        """The sources of these ids, once each, in order."""
        return [self._sources[i] for i in dict.fromkeys(source_ids) if i in self._sources]

    def names_of(self, entity_id: str) -> list[NameClaim]:
        return self._names.get(entity_id, [])

    def summaries_of(self, entity_id: str) -> list[Summary]:
        return self._summaries.get(entity_id, [])

    def uses_of(self, entity_id: str) -> list[Use]:
        """What the entity uses: software and techniques."""
        return self._uses.get(entity_id, [])

    def uses_of_type(self, entity_id: str, type_: str) -> Iterator[Use]:
        """What the entity uses of one type, ``software`` or ``technique``."""
        for use in self.uses_of(entity_id):
            found = self.entity(use.object)
            if found and found.type == type_:
                yield use

    def users_of(self, object_id: str, type_: str = "actor") -> Iterator[Use]:
        """Who uses a software or technique; a technique counts with its sub-techniques."""
        for use in self._users.get(object_id, []):
            found = self.entity(use.subject)
            if found and found.type == type_:
                yield use

    def same_named(self, technique_id: str) -> list[str]:
        """A technique and those that ATT&CK gives the same name, as the two called Steganography, and programs that MISP calls so."""
        if not self._by_technique_name:
            for entity in self.records.entities:
                if entity.type == "technique" or (entity.type == "software" and entity.layers == ("misp",)):
                    self._by_technique_name.setdefault(entity.name.lower(), []).append(entity.id)
        found = self.entity(technique_id)
        return self._by_technique_name.get(found.name.lower(), [technique_id]) if found else [technique_id]

    def software_called(self, name: str) -> list[str]:
        """Every piece of software that has a name, and its versions where the name has none: LockBit 3.0, LockBit (ELF)."""
        return self._by_software_name.get(name.lower(), [])

    @cached_property
    def _by_software_name(self) -> dict[str, list[str]]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for claim in self.records.names:
            entity = self._entities.get(claim.subject)
            if claim.relation == "same" and entity and entity.type == "software":
                name = claim.name.lower()
                if entity.layers == ("misp",) or _VERSION.search(name):
                    found[_VERSION.sub("", name)][entity.id] = None
                    found[name][entity.id] = None
        return {name: list(ids) for name, ids in found.items()}

    def spread(self, object_id: str) -> int:
        """How many actors use a software or technique."""
        if object_id not in self._spread:
            self._spread[object_id] = len({use.subject for use in self.users_of(object_id)})
        return self._spread[object_id]

    def targetings_of(self, entity_id: str) -> list[Targeting]:
        return self._targetings.get(entity_id, [])

    def attributions_of(self, entity_id: str) -> list[Attribution]:
        return self._attributions.get(entity_id, [])

    def attributed_to(self, country: str) -> list[Attribution]:
        """Attributions of actors to a country (ISO 3166-1 alpha-2)."""
        return self._from_country.get(country, [])

    def motivations_of(self, entity_id: str) -> list[Motivation]:
        return self._motivations.get(entity_id, [])

    def activities_of(self, entity_id: str) -> list[Activity]:
        return self._activities.get(entity_id, [])

    def events_of(self, entity_id: str) -> list[Event]:
        return self._events.get(entity_id, [])

    def incidents(self, ids: Iterable[str]) -> list[Event]:
        """The incidents with some ids, in the order in which they are recorded."""
        places = sorted({place for id_ in ids for place in self._event_places.get(id_, ())})
        return [self.records.events[place] for place in places]

    def notes_of(self, entity_id: str) -> list[Note]:
        return self._notes.get(entity_id, [])

    def relations_of(self, entity_id: str) -> list[Relation]:
        return self._relations.get(entity_id, [])

    def targetings_at(self, type_: str, term_id: str) -> list[Targeting]:
        """Statements that name a country, sector or region as a target.

        A region finds the statements that name it and those that name one of its countries; a country only those that
        name the country: who is said to target Europe is not said to target Malta.
        """
        among = self._targetings_at["sector" if type_ == "sector" else "place"]
        numbers = {number for wanted in self.within(type_, term_id) for number in among.get(wanted, ())}
        return [self.records.targetings[number] for number in sorted(numbers)]

    def within(self, type_: str, term_id: str) -> set[str]:
        """A country, sector or region with what it is made of: sectors within it; the countries and smaller regions inside."""
        if type_ == "country":
            return {term_id}
        if type_ == "sector":
            return self._sectors_within(term_id)
        countries = self._countries_within(term_id)
        inside = {t.id for t in self.records.terms if t.type == "region" and countries and set(t.countries) <= countries}
        return {term_id} | inside | countries

    def events_at(self, type_: str, term_id: str) -> list[Event]:
        """Incidents of somebody in a country, a region's countries, or a sector."""
        events = [event for event in self.records.events if event.subject]
        if type_ == "sector":
            wanted = self._sectors_within(term_id)
            return [event for event in events if wanted & set(event.sectors)]
        countries = self._countries_within(term_id) if type_ == "region" else {term_id}
        return [event for event in events if countries & set(event.countries)]

    @cached_property
    def _targetings_at(self) -> dict[str, dict[str, list[int]]]:
        """Of sectors, and of countries and regions: the id of each -> the numbers of the statements that name it as a target."""
        found: dict[str, dict[str, list[int]]] = {"sector": {}, "place": {}}
        for number, targeting in enumerate(self.records.targetings):
            for type_, ids in (("sector", targeting.sectors), ("place", (*targeting.regions, *targeting.countries))):
                for id_ in dict.fromkeys(ids):
                    found[type_].setdefault(id_, []).append(number)
        return found

    def _sectors_within(self, sector: str) -> set[str]:
        return {sector} | {t.id for t in self.records.terms if t.type == "sector" and t.broader == sector}

    def _countries_within(self, region: str) -> set[str]:
        term = self.term("region", region)
        return set(term.countries) if term else set()

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.records.entities}

    @cached_property
    def _vendors(self) -> dict[str, Vendor]:
        return {vendor.id: vendor for vendor in self.records.vendors}

    @cached_property
    def _terms(self) -> dict[tuple[str, str], Term]:
        return {(term.type, term.id): term for term in self.records.terms}

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {source.id: source for source in self.records.sources}

    @cached_property
    def _names(self) -> dict[str, list[NameClaim]]:
        return _group(self.records.names, lambda r: r.subject)

    @cached_property
    def _summaries(self) -> dict[str, list[Summary]]:
        return _group(self.records.summaries, lambda r: r.subject)

    @cached_property
    def _uses(self) -> dict[str, list[Use]]:
        return _group(self.records.uses, lambda r: r.subject)

    @cached_property
    def _users(self) -> dict[str, list[Use]]:
        users = _group(self.records.uses, lambda r: r.object)
        for technique in [id_ for id_ in users if "." in id_ and self._entities[id_].type == "technique"]:
            parent = technique.partition(".")[0]
            users[parent] = [*users.get(parent, []), *users[technique]]
        return users

    @cached_property
    def _targetings(self) -> dict[str, list[Targeting]]:
        return _group(self.records.targetings, lambda r: r.subject)

    @cached_property
    def _attributions(self) -> dict[str, list[Attribution]]:
        return _group(self.records.attributions, lambda r: r.subject)

    @cached_property
    def _from_country(self) -> dict[str, list[Attribution]]:
        return _group(self.records.attributions, lambda r: r.country)

    @cached_property
    def _motivations(self) -> dict[str, list[Motivation]]:
        return _group(self.records.motivations, lambda r: r.subject)

    @cached_property
    def _activities(self) -> dict[str, list[Activity]]:
        return _group(self.records.activities, lambda r: r.subject)

    @cached_property
    def _events(self) -> dict[str, list[Event]]:
        return _group(self.records.events, lambda r: r.subject)

    @cached_property
    def _event_places(self) -> dict[str, list[int]]:
        return _group(range(len(self.records.events)), lambda place: self.records.events[place].id)

    @cached_property
    def _notes(self) -> dict[str, list[Note]]:
        return _group(self.records.notes, lambda r: r.subject)

    @cached_property
    def _relations(self) -> dict[str, list[Relation]]:
        return _group(self.records.relations, lambda r: r.subject)


def _group(records: Iterable[R], by: Callable[[R], str]) -> dict[str, list[R]]:
    found: dict[str, list[R]] = defaultdict(list)
    for record in records:
        found[by(record)].append(record)
    return dict(found)
