"""The flag of a country, beside its name."""

from functools import lru_cache


def flag(code: str) -> str:
    """The flag of an ISO 3166 code of two letters: a pair of regional indicators."""
    return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in code.upper())


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    import pycountry

    names = {}
    for country in pycountry.countries:
        for name in (country.name, getattr(country, "common_name", ""), getattr(country, "official_name", "")):
            if name:
                names[name.lower()] = country.alpha_2
    return names | _ALSO


_ALSO = {"russia": "RU", "iran": "IR", "north korea": "KP", "south korea": "KR", "syria": "SY", "palestine": "PS", "turkey": "TR",
         "united states": "US", "united kingdom": "GB", "vietnam": "VN", "venezuela": "VE", "taiwan": "TW", "laos": "LA",
         "moldova": "MD", "bolivia": "BO", "tanzania": "TZ", "brunei": "BN", "czech republic": "CZ", "kosovo": "XK"}  # fmt: skip


def flag_of(name: str) -> str:
    """The flag of a country by its English name; empty for what is no country."""
    code = _codes().get(name.strip().lower())
    return flag(code) if code else ""
