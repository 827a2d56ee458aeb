"""MITRE ATT&CK -> records of the layer ``attack``. Ids are ``attack:G0007``; the merge gives them their final ones."""

from collections.abc import Iterator, Mapping

from knowledge.model import Entity, Event, NameClaim, Records, Source, Summary, Use
from knowledge.patterns import as_pattern
from knowledge.upstream.attack_data import STIX_TYPES, AttackData, AttackObject, AttackRelationship, Reference
from knowledge.upstream.text import citations, plain

_CITED_DATE = as_pattern(r"\((?P<date>\d{4})(?:, (?P<month>[A-Z][a-z]+)(?: (?P<day>\d{1,2}))?)?\)\. (?P<title>.+?)\. Retrieved")
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def read_attack(data: AttackData, descriptions: Mapping[str, str], references: Mapping[str, Reference]) -> Records:
    """All records of a release.

    ``descriptions`` gives fuller texts by ATT&CK id and ``references`` what a citation name stands for, both for a
    release that lacks them (the installed package cuts texts and holds no references).
    """
    records = Records()
    reader = _Reader(data, descriptions, {**references, **data.references}, records)
    for found in data.objects.values():
        reader.read_object(found)
    for relationship in data.relationships:
        if relationship.type == "uses":
            reader.read_use(relationship)
    for stix_id in reader.replaced_by:
        reader.read_replacement(stix_id)
    records.sources.extend(reader.cited.values())
    return records


class _Reader:
    def __init__(self, data: AttackData, descriptions: Mapping[str, str], references: Mapping[str, Reference], records: Records) -> None:
        self.data = data
        self.descriptions = descriptions
        self.references = references
        self.records = records
        self.cited: dict[str, Source] = {}
        links = {kind: {} for kind in ("attributed-to", "revoked-by")}  # type: dict[str, dict[str, str]]
        for link in data.relationships:
            if link.type in links:
                links[link.type][link.source] = link.target
        self.campaign_actors, self.replaced_by = links["attributed-to"], links["revoked-by"]

    def read_object(self, found: AttackObject) -> None:
        if found.withdrawn:
            return
        subject, records = entity_id(found), self.records
        title = f"{found.name} ({found.attack_id}), ATT&CK v{self.data.version}"
        records.sources.append(Source(subject, "MITRE ATT&CK", title, self.data.date, found.url))
        records.entities.append(
            Entity(
                subject,
                STIX_TYPES[found.stix_type],  # type: ignore[arg-type]
                found.name,
                ("attack",),
                ids={"attack": (found.attack_id,), "stix": (found.stix_id,)},
                kind=found.stix_type if found.stix_type in ("malware", "tool") else "",
                platforms=found.platforms,
                tactics=found.tactics,
            )
        )
        for name in dict.fromkeys((found.name, *found.aliases)):
            records.names.append(NameClaim(subject=subject, layer="attack", sources=(subject,), name=name, main=name == found.name))
        description = self.descriptions.get(found.attack_id) or found.description
        if text := plain(description):
            records.summaries.append(Summary(subject=subject, layer="attack", sources=(subject,), text=text))
        if found.stix_type == "campaign":
            records.events.append(self._event(found, subject, text))

    def _event(self, found: AttackObject, subject: str, text: str) -> Event:
        actor = self.data.objects.get(self.campaign_actors.get(found.stix_id, ""))
        return Event(
            subject=entity_id(actor) if actor else "",
            layer="attack",
            sources=(subject,),
            when=f"{found.first_seen[:7]}/{found.last_seen[:7]}".strip("/"),
            id=subject,
            name=found.name,
            also=tuple(name for name in found.aliases if name != found.name),
            text=text,
        )

    def read_use(self, link: AttackRelationship) -> None:
        source, target = self.data.objects.get(link.source), self.data.objects.get(link.target)
        if source is None or target is None or source.withdrawn or target.withdrawn:
            return
        subject = entity_id(source)
        sources = (subject, *self._cite(link.description))
        text = plain(link.description)
        self.records.uses.append(Use(subject=subject, layer="attack", sources=sources, object=entity_id(target), text=text))

    def read_replacement(self, stix_id: str) -> None:
        """A withdrawn object's id and names lead to what replaced it."""
        old, new_id, seen = self.data.objects.get(stix_id), stix_id, set[str]()
        while new_id in self.replaced_by and new_id not in seen:
            seen.add(new_id)
            new_id = self.replaced_by[new_id]
        new = self.data.objects.get(new_id)
        if old is None or new is None or new.withdrawn:
            return
        subject = entity_id(new)
        note = f"ATT&CK withdrew {old.attack_id} ({old.name}) in favor of {new.attack_id} ({new.name})"
        for name in dict.fromkeys((old.attack_id, old.name, *old.aliases)):
            relation = NameClaim(subject=subject, layer="attack", sources=(subject,), name=name, relation="formerly", note=note)
            self.records.names.append(relation)

    def _cite(self, description: str) -> Iterator[str]:
        for name in citations(description):
            source_id = f"cited:{name}"
            if source_id not in self.cited:
                self.cited[source_id] = _source_of(source_id, self.references.get(name) or Reference(name))
            yield source_id


def entity_id(found: AttackObject) -> str:
    """``attack:G0007``; a technique is its own id, ``T1566.001``."""
    return found.attack_id if found.stix_type == "attack-pattern" else f"attack:{found.attack_id}"


def _source_of(source_id: str, reference: Reference) -> Source:
    """A citation such as ``ESET. (2016, October). En Route with Sednit. Retrieved …`` taken apart."""
    match = _CITED_DATE.search(reference.text)
    if not match:
        return Source(source_id, "cited by MITRE ATT&CK", reference.name, "", reference.url)
    date = match["date"]
    if match["month"] in _MONTHS:
        date += f"-{_MONTHS.index(match['month']) + 1:02d}"
        date += f"-{int(match['day']):02d}" if match["day"] else ""
    publisher = reference.text[: match.start()].strip().rstrip(".") or "cited by MITRE ATT&CK"
    return Source(source_id, publisher, match["title"], date, reference.url)
