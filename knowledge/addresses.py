"""The address of a page about an actor or software -> the entity that the page is about.

Pages of ATT&CK are found by their id, elements of MISP galaxies and Malpedia's pages by what the catalogue calls them there. A
page that may be about several entities, or about none, gives none: nothing is guessed.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from html import unescape
from urllib.parse import SplitResult, unquote, urlsplit

from knowledge.graph import Graph
from knowledge.names import Names
from knowledge.normalise import key
from knowledge.patterns import as_pattern

ATTACK = "attack.mitre.org"
MISP = ("misp-galaxy.org", "www.misp-galaxy.org")
MALPEDIA = "malpedia.caad.fkie.fraunhofer.de"
MAX_URL = 2_000
"""A longer address is no page of these."""

_ATTACK_PATH = as_pattern(r"(?:/versions/v[\d.]+)?/(groups|software)/([GS]\d{4})/?", re.IGNORECASE)
_MALPEDIA_PATH = as_pattern(r"/(actor|details)/([^/]+)/?")
_GALAXY_PATH = as_pattern(r"/([\w-]+)/?(?:index\.html)?")
_ATTACK_ID = as_pattern(r"(?:^|-)([gs]\d{4})$", re.IGNORECASE)
_TYPES = {"groups": "actor", "software": "software", "mitre-intrusion-set": "actor", "mitre-malware": "software", "mitre-tool": "software"}
_ACTOR_GALAXY = "threat-actor"
"""Malpedia takes its actors from this galaxy."""


class Addresses:
    """Resolves addresses by the ids and names of the knowledge."""

    def __init__(self, graph: Graph, names: Names) -> None:
        self._graph = graph
        self._names = names

    def entity_id(self, url: str) -> str | None:
        """The id of the actor or software that a page is about; None for other pages and where it may be several."""
        parts = _split(url)
        if parts is None:
            return None
        if parts.hostname == ATTACK:
            return self._of_attack(parts.path)
        if parts.hostname == MALPEDIA:
            return self._of_malpedia(unquote(parts.path))
        return self._of_galaxy(unquote(parts.path), unquote(parts.fragment)) if parts.hostname in MISP else None

    def _of_attack(self, path: str) -> str | None:
        match = _ATTACK_PATH.fullmatch(path)
        return self._by_id(match[2], _TYPES[match[1].lower()]) if match else None

    def _of_galaxy(self, path: str, anchor: str) -> str | None:
        match = _GALAXY_PATH.fullmatch(path)
        if not match or not key(anchor):
            return None
        galaxy = match[1].lower()
        if galaxy in _TYPES:
            attack_id = _ATTACK_ID.search(anchor)
            return self._by_id(attack_id[1], _TYPES[galaxy]) if attack_id else self._by_name(anchor, _TYPES[galaxy])
        if galaxy not in self._galaxies:
            return None
        return self._element(galaxy, anchor)

    def _of_malpedia(self, path: str) -> str | None:
        match = _MALPEDIA_PATH.fullmatch(path)
        if not match:
            return None
        if match[1] == "actor":
            return self._element(_ACTOR_GALAXY, match[2])
        return _only(self._families.get(match[2].lower(), set()))

    def _element(self, galaxy: str, slug: str) -> str | None:
        """What a galaxy calls so; where it calls nothing so, the one thing of that name among those of the galaxy's kind."""
        if found := self._elements.get((galaxy, key(slug))):
            return _only(found)
        return self._by_name(slug, self._galaxies[galaxy])

    def _by_id(self, attack_id: str, type_: str) -> str | None:
        return _only({id_ for id_ in self._names.table.ids.get(key(attack_id), ()) if self._type(id_) == type_})

    def _by_name(self, slug: str, type_: str) -> str | None:
        meaning = self._names.exactly(slug)
        if meaning is None or meaning.status != "same":
            return None
        same = [c.entity.id for c in meaning.of_type(type_) if c.relation in ("same", "formerly")]
        return same[0] if same and meaning.candidates[0].entity.id == same[0] else None

    def _type(self, entity_id: str) -> str:
        found = self._graph.entity(entity_id)
        return found.type if found else ""

    @cached_property
    def _main_claims(self) -> list[tuple[str, str, str, str]]:
        """(galaxy, name, page, entity) of every element of MISP's galaxies; a source's title starts with its galaxy."""
        found = []
        for claim in self._graph.records.names:
            if claim.layer == "misp" and claim.main:
                found += [(s.title.partition(": ")[0], claim.name, s.url, claim.subject) for s in self._graph.sources(claim.sources)]
        return [element for element in found if self._type(element[3]) in ("actor", "software")]

    @cached_property
    def _elements(self) -> Mapping[tuple[str, str], set[str]]:
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for galaxy, name, _, entity in self._main_claims:
            found[galaxy, key(name)].add(entity)
        return found

    @cached_property
    def _families(self) -> Mapping[str, set[str]]:
        """``win.xagent`` -> its entities."""
        found: dict[str, set[str]] = defaultdict(set)
        for _, _, page, entity in self._main_claims:
            parts = _split(page)
            if parts and parts.hostname == MALPEDIA and (match := _MALPEDIA_PATH.fullmatch(parts.path)):
                found[match[2].lower()].add(entity)
        return found

    @cached_property
    def _galaxies(self) -> dict[str, str]:
        """Each galaxy and the type of its elements."""
        return {galaxy: self._type(entity) for galaxy, _, _, entity in self._main_claims}


def _split(url: str) -> SplitResult | None:
    """The parts of a web address; None for anything else."""
    if len(url) > MAX_URL:
        return None
    try:
        parts = urlsplit(unescape(url.strip()))
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") and parts.hostname else None


def _only(ids: set[str]) -> str | None:
    """The one id; None where there are several or none."""
    return next(iter(ids)) if len(ids) == 1 else None
