"""MISP galaxy -> records of the layer ``misp``. Ids are ``misp:<uuid>``; the merge gives them their final ones."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from knowledge.model import (
    Activity,
    Attribution,
    Confidence,
    Entity,
    Event,
    Motivation,
    NameClaim,
    Records,
    Relation,
    Source,
    Summary,
    Targeting,
    Use,
)
from knowledge.patterns import as_pattern
from knowledge.upstream.misp_data import ACTOR_GALAXIES, CAMPAIGN_GALAXIES, SOFTWARE_GALAXIES, Cluster
from knowledge.upstream.text import plain
from knowledge.vocabulary import Vocabulary

_PUBLISHERS = {"malpedia": "Malpedia", "360net": "Qihoo 360", "microsoft-activity-group": "Microsoft"}
_NAMED_BY_ITS_GALAXY = {"360net": "qihoo-360", "microsoft-activity-group": "microsoft"}
_IN_PARENTHESES = as_pattern(r"^(?P<name>.+?) \((?P<by>[^()]+)\)$")
_LIKELIHOOD = as_pattern(r'likelihood-probability="([^"]+)"')
_ATTACK_ID = as_pattern(r"(?:G|S|C)\d{4}")
_USES = {"uses", "deploys", "delivers"}
_RELATIONS = {"part-of": "part-of", "overlaps": "overlaps", "linked-to": "related-to", "associated-with": "related-to",
              "related-to": "related-to", "variant-of": "variant-of", "successor-of": "successor-of"}  # fmt: skip
_MALWARE_GALAXIES = frozenset(SOFTWARE_GALAXIES) - {"tool", "tidal-software"}


@dataclass
class Misp:
    """What the galaxies say, and which of their elements they hold to be the same or similar."""

    records: Records = field(default_factory=Records)
    similar: list[tuple[str, str, str]] = field(default_factory=list)
    """(id, id or STIX uuid, likelihood): a relation ``similar`` between two elements."""
    unmapped: set[tuple[str, str]] = field(default_factory=set)
    """(vocabulary, word) pairs that no vocabulary maps."""


def read_misp(clusters: Iterable[Cluster], vocabulary: Vocabulary, vendor_of_producer: Mapping[str, str]) -> Misp:
    """All records of the given elements. ``vendor_of_producer`` maps the uuid of a MISP producer to a vendor id."""
    reader = _Reader(vocabulary, vendor_of_producer)
    for cluster in clusters:
        if cluster.uuid:
            reader.read(cluster)
    return reader.misp


class _Reader:
    def __init__(self, vocabulary: Vocabulary, vendor_of_producer: Mapping[str, str]) -> None:
        self.vocabulary = vocabulary
        self.vendor_of_producer = vendor_of_producer
        self.misp = Misp()

    def read(self, cluster: Cluster) -> None:
        records, subject = self.misp.records, f"misp:{cluster.uuid}"
        records.sources.append(_source(cluster, subject))
        records.entities.append(_entity(cluster, subject))
        records.names.extend(self._names(cluster, subject))
        if not _is_attack_copy(cluster) and (text := plain(cluster.description)):
            records.summaries.append(Summary(subject=subject, layer="misp", sources=(subject,), text=text))
        if cluster.galaxy in ACTOR_GALAXIES:
            self._read_actor(cluster, subject)
        if cluster.galaxy in CAMPAIGN_GALAXIES:
            records.events.append(_event(cluster, subject))
        for link in cluster.related:
            self._read_link(subject, cluster, link["type"].strip(), link["dest-uuid"], link.get("tags") or ())

    def _names(self, cluster: Cluster, subject: str) -> Iterator[NameClaim]:
        by_name = self._attributed(cluster)
        main, *others = _values(cluster)
        own = _NAMED_BY_ITS_GALAXY.get(cluster.galaxy)
        if own:
            for name in (main, *others):
                by_name.setdefault(name, own)
        for written in dict.fromkeys((main, *others, *cluster.texts("synonyms"))):
            name, by = written, by_name.get(written, "")
            if (match := _IN_PARENTHESES.match(written)) and (vendor := self.vocabulary.vendor(match["by"])):
                name, by = match["name"], vendor
            yield NameClaim(
                subject=subject, layer="misp", sources=(subject,), name=name, main=written == main,
                by=(by,) if by else (), basis="stated" if by else "",
            )  # fmt: skip

    def _attributed(self, cluster: Cluster) -> dict[str, str]:
        """Name -> vendor, from the galaxy's ``name-attribution`` and ``origin:NAME`` notes where it has them."""
        found: dict[str, str] = {}
        for key in cluster.meta:
            if key.startswith("origin:") and (vendor := self.vocabulary.vendor(" ".join(cluster.texts(key)))):
                found[key.removeprefix("origin:")] = vendor
        for text in cluster.texts("name-attribution"):
            name, _, producer = text.rpartition(":")
            if vendor := self.vendor_of_producer.get(producer):
                found[name] = vendor
        return found

    def _read_actor(self, cluster: Cluster, subject: str) -> None:
        records = self.misp.records
        said: dict[str, Any] = {"subject": subject, "layer": "misp", "sources": (subject,)}
        sponsors = dict.fromkeys((*cluster.texts("cfr-suspected-state-sponsor"), *cluster.texts("GRU")))
        sponsor = ", ".join(name for name in sponsors if not self.vocabulary.country(name))
        country = self._first_country((*cluster.texts("country"), *cluster.texts("cfr-suspected-state-sponsor")))
        if country or sponsor:
            confidence = _confidence(" ".join(cluster.texts("attribution-confidence")))
            records.attributions.append(
                Attribution(**said, country=country, sponsor=sponsor, confidence=confidence,
                            asserted_by=_PUBLISHERS.get(cluster.galaxy, "MISP galaxy"))
            )  # fmt: skip
        for word in (
            *cluster.texts("cfr-type-of-incident"),
            *cluster.texts("motive"),
            *cluster.texts("observed_motivations"),
            *cluster.texts("sector"),
        ):
            if motivation := self.vocabulary.find("motivation", word):
                records.motivations.append(Motivation(**said, motivation=motivation))
        if (since := " ".join(cluster.texts("since"))[:4]) and since.isdigit():
            records.activities.append(Activity(**said, first_seen=since))
        if targeting := self._targeting(cluster, subject):
            records.targetings.append(targeting)

    def _first_country(self, words: Iterable[str]) -> str:
        return next(filter(None, map(self.vocabulary.country, words)), "") or ""

    def _targeting(self, cluster: Cluster, subject: str) -> Targeting | None:
        countries, regions, organizations = [], [], []
        for word in (
            *cluster.texts("cfr-suspected-victims"), *cluster.texts("suspected-victims"), *cluster.texts("observed_countries"),
        ):  # fmt: skip
            if country := self.vocabulary.country(word):
                countries.append(country)
            elif region := self.vocabulary.find("region", word):
                regions.append(region)
            else:
                organizations.append(word)
        sectors = []
        for word in (
            *cluster.texts("cfr-target-category"), *cluster.texts("targeted-sector"), *cluster.texts("target-category"),
            *cluster.texts("target_categories"),
        ):  # fmt: skip
            if sector := self.vocabulary.find("sector", word):
                sectors.append(sector)
            else:
                self.misp.unmapped.add(("sector", word))
        if not (countries or regions or organizations or sectors):
            return None
        return Targeting(
            subject=subject, layer="misp", sources=(subject,), countries=_once(countries), regions=_once(regions),
            sectors=_once(sectors), organizations=_once(organizations),
        )  # fmt: skip

    def _read_link(self, subject: str, cluster: Cluster, kind: str, target: str, tags: Iterable[str]) -> None:
        records = self.misp.records
        said: dict[str, Any] = {"layer": "misp", "sources": (subject,)}
        other = f"misp:{target}"
        if kind == "similar":
            likelihood = _LIKELIHOOD.search(" ".join(tags))
            self.misp.similar.append((subject, other, likelihood[1] if likelihood else ""))
        elif kind == "used-by":
            records.uses.append(Use(subject=other, object=subject, **said))
        elif kind in _USES:
            records.uses.append(Use(subject=subject, object=other, **said))
        elif kind in _RELATIONS:
            relation = Relation(subject=subject, object=other, relation=_RELATIONS[kind], **said)
            records.relations.append(relation)


def _values(cluster: Cluster) -> list[str]:
    """The element's name or names: 360.net writes ``奇幻熊 - APT-C-20``, Tidal adds ``(Deprecated)``."""
    value = cluster.value
    if cluster.galaxy == "360net" and " - " in value:
        own, _, number = value.rpartition(" - ")
        return [number.strip(), own.strip(), value]
    return [re.sub(r"\s+\(Deprecated\)$", "", value)]


def _entity(cluster: Cluster, subject: str) -> Entity:
    type_: Literal["actor", "software", "campaign"] = (
        "actor" if cluster.galaxy in ACTOR_GALAXIES else "campaign" if cluster.galaxy in CAMPAIGN_GALAXIES else "software"
    )
    ids: dict[str, tuple[str, ...]] = {"misp": (cluster.uuid,), "galaxy": (cluster.galaxy,)}
    attack_id = next(filter(_ATTACK_ID.fullmatch, _attack_ids(cluster)), "")
    if attack_id:
        ids["attack"] = (attack_id,)
    kinds = [kind for kind in cluster.texts("type") if kind in ("malware", "tool")]
    return Entity(
        subject, type_, _values(cluster)[0], ("misp",), ids=ids,
        kind=kinds[0] if kinds else "malware" if cluster.galaxy in _MALWARE_GALAXIES else "",
        platforms=cluster.texts("platforms"), references=cluster.texts("refs"),
    )  # fmt: skip


def _is_attack_copy(cluster: Cluster) -> bool:
    """Tidal repeats ATT&CK's texts for what it takes from there."""
    return cluster.galaxy.startswith("tidal") and "MITRE" in cluster.texts("source")


def _attack_ids(cluster: Cluster) -> Iterator[str]:
    """Tidal gives every element an ATT&CK-like id; it is ATT&CK's own only where the element comes from MITRE."""
    if _is_attack_copy(cluster):
        for key in ("group_attack_id", "software_attack_id", "campaign_attack_id"):
            yield from cluster.texts(key)


def _source(cluster: Cluster, subject: str) -> Source:
    title = f"{cluster.galaxy}: {_values(cluster)[0]} (MISP galaxy v{cluster.version})"
    publisher = "Tidal Cyber" if cluster.galaxy.startswith("tidal") else _PUBLISHERS.get(cluster.galaxy, "MISP galaxy")
    page = next((ref for ref in cluster.texts("refs") if "malpedia.caad" in ref), "") if cluster.galaxy == "malpedia" else ""
    return Source(subject, publisher, title, "", page)


def _event(cluster: Cluster, subject: str) -> Event:
    first, last = (" ".join(cluster.texts(key))[:7] for key in ("first_seen", "last_seen"))
    return Event(
        subject="", layer="misp", sources=(subject,), id=subject, name=cluster.value,
        when=first if first == last else f"{first}/{last}", text=plain(cluster.description),
    )  # fmt: skip


def _confidence(value: str) -> Confidence:
    """MISP's attribution-confidence runs from 0 to 100."""
    if not value.isdigit():
        return "unstated"
    return "high" if int(value) >= 75 else "medium" if int(value) >= 50 else "low"


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
