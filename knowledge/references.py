"""Do the things a curated file refers to exist? Each missing one is a fault with its line."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

import pycountry
from pydantic import BaseModel

from knowledge.faults import Fault
from knowledge.loader import Curated
from knowledge.yaml_reader import Document, Location

UPSTREAM_SOURCES = {"attack": ("attack",), "misp": ("misp",)}
"""Source keys that mean the upstream records the file itself lists under ``ids``."""

COUNTRIES = frozenset(country.alpha_2 for country in pycountry.countries)


@dataclass(frozen=True)
class _Kind:
    what: str
    known: Collection[str]
    where: str


def reference_faults(curated: Curated) -> Iterator[Fault]:
    """Unknown vendors, sectors, regions, countries, motivations and source keys, and sources that nothing cites."""
    terms = {name: set(entry.value.terms) for name, entry in curated.vocabularies.items()}
    kinds = {
        "by": _Kind("vendor", curated.vendors, "knowledge/vendors.yaml"),
        "sectors": _Kind("sector", terms.get("sectors", ()), "knowledge/vocabulary/sectors.yaml"),
        "regions": _Kind("region", terms.get("regions", ()), "knowledge/vocabulary/regions.yaml"),
        "motivation": _Kind("motivation", terms.get("motivations", ()), "knowledge/vocabulary/motivations.yaml"),
        "countries": _Kind("country", COUNTRIES, "ISO 3166-1 alpha-2"),
        "country": _Kind("country", COUNTRIES, "ISO 3166-1 alpha-2"),
    }
    for entry in curated.profiles():
        found = list(walk(entry.value, ()))
        yield from _unknown(found, kinds, entry.document)
        yield from _source_faults(found, entry.value.sources, entry.value.ids, curated, entry.document)
    for name, vocabulary in curated.vocabularies.items():
        yield from _unknown(list(walk(vocabulary.value, ())), kinds, vocabulary.document)
        for key, term in vocabulary.value.terms.items():
            if term.broader and term.broader not in terms[name]:
                line = vocabulary.document.line(("terms", key, "broader"))
                yield Fault(vocabulary.document.file, line, "broader", f"no such term in {name}: correct it", term.broader)


def walk(value: object, path: Location) -> Iterator[tuple[Location, str]]:
    """Every text in a format, with where it stands."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, BaseModel):
        for name, item in value.__dict__.items():
            if item:
                yield from walk(item, (*path, name))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from walk(item, (*path, index))


def _field(path: Location) -> str:
    names = [part for part in path if isinstance(part, str)]
    return names[-1] if names else ""


def _unknown(found: list[tuple[Location, str]], kinds: dict[str, _Kind], document: Document) -> Iterator[Fault]:
    for path, value in found:
        kind = kinds.get(_field(path))
        if kind and value not in kind.known:
            close = get_close_matches(value, kind.known, n=1)
            hint = f"did you mean {close[0]}?" if close else f"add it to {kind.where}, or correct it"
            yield Fault(document.file, document.line(path), ".".join(map(str, path)), f"unknown {kind.what}: {hint}", value)


def _source_faults(
    found: list[tuple[Location, str]],
    own: Collection[str],
    ids: Collection[str],
    curated: Curated,
    document: Document,
) -> Iterator[Fault]:
    cited = {(path, value) for path, value in found if _field(path) == "sources" and path[0] != "sources"}
    for path, value in sorted(cited, key=lambda item: document.line(item[0])):
        where = (document.file, document.line(path), ".".join(map(str, path)))
        if value in UPSTREAM_SOURCES:
            if not any(catalogue in ids for catalogue in UPSTREAM_SOURCES[value]):
                yield Fault(*where, f"cites the {value} record, but ids has no {value}: add the id", value)
        elif value not in own and value not in curated.shared_sources:
            yield Fault(*where, "unknown source key: add it under sources, or correct it", value)
    for key in own:
        line = document.line(("sources", key))
        if key in curated.shared_sources or key in UPSTREAM_SOURCES:
            yield Fault(document.file, line, f"sources.{key}", "this key is taken by a shared source: choose another", key)
        elif key not in {value for _, value in cited}:
            yield Fault(document.file, line, f"sources.{key}", "no fact cites this source: cite it or remove it", key)
