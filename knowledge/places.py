"""Names of countries and of regions inside them (ISO 3166 through pycountry): Taiwan, Texas, Haifa, Calgary's province."""

from functools import cache

import pycountry

from knowledge.normalise import fold
from knowledge.patterns import as_pattern


@cache
def is_name_of(word: str, country: str) -> bool:
    """Whether a word is a country's own name (ISO 3166-1 alpha-2), and not what its people are called: ``Taiwan``."""
    found = pycountry.countries.get(alpha_2=country)
    names = (found.name, getattr(found, "common_name", found.name)) if found else ()
    return any(fold(word) == fold(name.partition(",")[0]) for name in names)


def is_a_people(word: str, country: str) -> bool:
    """Whether a word is what a country's people are called: ``Russian``, ``Dutch``; not a name that ends so, as ``Taiwan`` does."""
    return _PEOPLE.search(word) is not None and not is_name_of(word, country)


_PEOPLE = as_pattern(r"(?i)(?:an|ans|ese|ish|is|i|ch|ns|norks?|russkies|brits|yanks)$")


@cache
def _regions() -> dict[str, frozenset[str]]:
    """The name of each region inside a country, folded -> the countries that have one called so."""
    found: dict[str, set[str]] = {}
    for place in pycountry.subdivisions:
        found.setdefault(fold(place.name), set()).add(place.country_code)
    return {name: frozenset(countries) for name, countries in found.items() if len(name) > 3}


def regions_in(text: str) -> dict[str, frozenset[str]]:
    """The regions inside countries that a text names with a capital, folded, each with the countries it may be in: ``Texas``."""
    named = (fold(match[0]) for pattern in _CAPITALS for match in pattern.finditer(text))
    return {name: _regions()[name] for name in named if name in _regions()}


_CAPITALS = (as_pattern(r"\b[A-Z][a-z]+"), as_pattern(r"\b[A-Z][a-z]+\s[A-Z][a-z]+"))


@cache
def place_words() -> frozenset[str]:
    """Every word of the name of a region inside a country, folded."""
    return frozenset(word for place in pycountry.subdivisions for word in fold(place.name).split() if len(word) > 3)
