"""Names of countries and of regions inside them (ISO 3166 through pycountry): Taiwan, Texas, Haifa, Calgary's province."""

from functools import cache

import pycountry

from knowledge.normalise import fold


@cache
def is_name_of(word: str, country: str) -> bool:
    """Whether a word is a country's own name (ISO 3166-1 alpha-2), and not what its people are called: ``Taiwan``."""
    found = pycountry.countries.get(alpha_2=country)
    names = (found.name, getattr(found, "common_name", found.name)) if found else ()
    return any(fold(word) == fold(name.partition(",")[0]) for name in names)


@cache
def place_words() -> frozenset[str]:
    """Every word of the name of a region inside a country, folded."""
    return frozenset(word for place in pycountry.subdivisions for word in fold(place.name).split() if len(word) > 3)
