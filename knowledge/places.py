"""Names of regions inside countries (ISO 3166-2 through pycountry): Texas, Haifa, Calgary's province."""

from functools import cache

import pycountry

from knowledge.normalise import fold


@cache
def place_words() -> frozenset[str]:
    """Every word of the name of a region inside a country, folded."""
    return frozenset(word for place in pycountry.subdivisions for word in fold(place.name).split() if len(word) > 3)
