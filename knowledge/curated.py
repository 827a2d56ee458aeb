"""The curated formats -> records of the layer ``curated``.

Ids in these records are final for curated things; what a file cites of upstream keeps its raw id
(``attack:S0154``, ``misp:<uuid>``) until the merge.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from knowledge.loader import Curated
from knowledge.marking import Marking, strictest
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
    Scheme,
    Source,
    Summary,
    Targeting,
    Use,
)
from knowledge.patterns import as_pattern
from knowledge.schema import ActorFormat, CampaignFormat, FactFormat, NameFormat, SoftwareFormat, SourceFormat

_ATTACK_ID = as_pattern(r"[GSC]\d{4}")
_UUID = as_pattern(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def curated_records(curated: Curated) -> Records:
    """Everything the curated files say, as records."""
    records = Records()
    for key, source in curated.shared_sources.items():
        records.sources.append(_source(f"shared:{key}", source))
    for vendor, described in curated.vendors.items():
        for scheme in described.schemes:
            records.schemes.append(
                Scheme(
                    vendor, scheme.pattern, scheme.example, scheme.means, tuple(f"shared:{key}" for key in scheme.sources),
                    scheme.country or "", scheme.motivation or "", scheme.retired,
                )
            )  # fmt: skip
    for actor in curated.actors.values():
        _Writer(actor.value, curated, records).write_actor(actor.value)
    for software in curated.software.values():
        _Writer(software.value, curated, records).write_software(software.value)
    return records


def raw_id(reference: str) -> str:
    """The record id of what a file refers to: an ATT&CK id, a MISP uuid or a curated id."""
    if _ATTACK_ID.fullmatch(reference):
        return f"attack:{reference}"
    return f"misp:{reference}" if _UUID.fullmatch(reference) else reference


class _Writer:
    def __init__(self, profile: ActorFormat | SoftwareFormat, curated: Curated, records: Records) -> None:
        self.profile = profile
        self.curated = curated
        self.records = records
        for key, source in profile.sources.items():
            records.sources.append(_source(f"{profile.id}:{key}", source))

    def write_actor(self, actor: ActorFormat) -> None:
        records = self.records
        records.entities.append(
            Entity(
                actor.id, "actor", actor.name, ("curated",), ids=_ids(actor.ids), kind=actor.form, reviewed=actor.reviewed, tlp=actor.tlp
            )
        )
        self._write_common(actor)
        for a in actor.attribution:
            said = self._said(a)
            records.attributions.append(
                Attribution(**said, country=a.country or "", sponsor=a.sponsor, confidence=a.confidence, asserted_by=a.asserted_by)
            )
        for m in actor.motivations:
            records.motivations.append(Motivation(**self._said(m), motivation=m.motivation))
        for t in actor.targets:
            records.targetings.append(
                Targeting(
                    **self._said(t), countries=tuple(t.countries), regions=tuple(t.regions), sectors=tuple(t.sectors),
                    organizations=tuple(t.organizations), software=tuple(map(raw_id, t.software)),
                )
            )  # fmt: skip
        for u in actor.uses:
            records.uses.append(Use(**self._said(u), object=raw_id(u.software), role=u.role))
        for technique in actor.techniques:
            records.uses.append(Use(**self._said(technique), object=technique.technique, text=technique.how))
        for number, campaign in enumerate(actor.campaigns, 1):
            records.events.append(self._event(campaign, number))
        for relation in actor.related:
            said = self._said(relation)
            records.relations.append(Relation(**said, object=raw_id(relation.actor), relation=relation.relation))

    def write_software(self, software: SoftwareFormat) -> None:
        self.records.entities.append(
            Entity(
                software.id, "software", software.name, ("curated",), ids=_ids(software.ids), kind=software.kind,
                platforms=tuple(software.platforms), exclusive=software.exclusive, reviewed=software.reviewed,
                tactics=tuple(software.category), tlp=software.tlp,
            )
        )  # fmt: skip
        self._write_common(software)

    def _write_common(self, profile: ActorFormat | SoftwareFormat) -> None:
        records = self.records
        records.names.extend(self._names(profile.name, profile.names))
        if profile.summary:
            records.summaries.append(Summary(**self._said(profile.summary), text=profile.summary.text.strip()))
        if profile.active:
            said, active = self._said(profile.active), profile.active
            records.activities.append(Activity(**said, first_seen=active.since, last_reported=active.last_reported))
        for n in profile.notes:
            records.notes.append(Note(**self._said(n), topic=n.topic, text=n.text.strip()))

    def _names(self, main: str, names: Iterable[NameFormat]) -> Iterator[NameClaim]:
        listed = False
        for n in names:
            listed = listed or n.name == main
            yield NameClaim(
                **self._said(n), name=n.name, relation=n.relation, by=tuple(n.by), since=n.since, until=n.until,
                confidence=n.confidence, basis="stated" if n.by else "", main=n.name == main,
            )  # fmt: skip
        if not listed:
            cited = [key for key in ("attack", "misp") if key in self.profile.ids]
            sources = self._sources(cited) or self._sources(self.profile.summary.sources if self.profile.summary else ())
            yield NameClaim(subject=self.profile.id, layer="curated", sources=sources, name=main, main=True, tlp=self.profile.tlp)

    def _event(self, campaign: CampaignFormat, number: int) -> Event:
        return Event(
            **self._said(campaign), id=f"{self.profile.id}/{number}", name=campaign.name, text=campaign.what.strip(),
            also=tuple(campaign.also), victims=tuple(campaign.victims), countries=tuple(campaign.countries),
            sectors=tuple(campaign.sectors), software=tuple(map(raw_id, campaign.software)),
            attack=f"attack:{campaign.attack}" if campaign.attack else "",
        )  # fmt: skip

    def _said(self, fact: FactFormat) -> dict[str, Any]:
        when = getattr(fact, "when", "")
        sources = self._sources(fact.sources)
        tlp = strictest((self.profile.tlp, fact.tlp, *map(self._marking_of, fact.sources)))
        return {"subject": self.profile.id, "layer": "curated", "sources": sources, "when": when, "note": fact.note, "tlp": tlp}

    def _marking_of(self, key: str) -> Marking:
        source = self.profile.sources.get(key) or self.curated.shared_sources.get(key)
        return source.tlp if source else "clear"

    def _sources(self, keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(source for key in keys for source in self._resolve(key))

    def _resolve(self, key: str) -> Iterator[str]:
        if key in self.profile.sources:
            yield f"{self.profile.id}:{key}"
        elif key in self.curated.shared_sources:
            yield f"shared:{key}"
        elif key in ("attack", "misp"):
            yield from (f"{key}:{value}" for value in self.profile.ids.get(key, [])[:1])


def _ids(ids: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {catalogue: tuple(values) for catalogue, values in ids.items()}


def _source(source_id: str, source: SourceFormat) -> Source:
    return Source(source_id, source.publisher, source.title, source.date, source.url, source.tlp)
