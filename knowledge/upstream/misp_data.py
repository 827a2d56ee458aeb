"""MISP galaxy clusters in one shape, from the installed package or from official files."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

ACTOR_GALAXIES = ("threat-actor", "microsoft-activity-group", "360net", "tidal-groups")
SOFTWARE_GALAXIES = (
    "tool", "malpedia", "rat", "backdoor", "stealer", "banker", "botnet", "ransomware", "cryptominers", "exploit-kit",
    "android", "tidal-software",
)  # fmt: skip
CAMPAIGN_GALAXIES = ("tidal-campaigns",)
ATTACK_GALAXIES = ("mitre-intrusion-set", "mitre-malware", "mitre-tool")
OTHER_GALAXIES = ("producer", "tidal-references", "target-information", "sector")


@dataclass(frozen=True)
class Cluster:
    """One element of a galaxy; ``meta`` and ``related`` are as MISP has them."""

    galaxy: str
    version: int
    uuid: str
    value: str
    description: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict)
    related: tuple[Mapping[str, Any], ...] = ()

    def texts(self, key: str) -> tuple[str, ...]:
        """A meta field as texts, whether it is one, several or none."""
        value = self.meta.get(key)
        if value is None:
            return ()
        values = value if isinstance(value, list) else [value]
        return tuple(str(item).strip() for item in values if str(item).strip())


def installed_clusters(galaxy: str) -> Iterator[Cluster]:
    """The elements of a galaxy in the package pymispgalaxies."""
    folder = files("pymispgalaxies") / "data" / "misp-galaxy" / "clusters"
    yield from parse_clusters(galaxy, json.loads((folder / f"{galaxy}.json").read_bytes()))


def parse_clusters(galaxy: str, document: Mapping[str, Any]) -> Iterator[Cluster]:
    """The elements of a galaxy's cluster file; ``galaxy`` is the file's name without its ending."""
    for raw in document["values"]:
        yield Cluster(
            galaxy=galaxy,
            version=int(document["version"]),
            uuid=raw.get("uuid") or "",
            value=raw["value"].strip(),
            description=raw.get("description") or "",
            meta=raw.get("meta") or {},
            related=tuple(raw.get("related") or ()),
        )
