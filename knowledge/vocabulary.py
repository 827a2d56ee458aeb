"""Words -> terms: countries (ISO 3166 through pycountry), regions, sectors, motivations and vendors."""

import gettext
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import pycountry

from knowledge.loader import Curated
from knowledge.model import Term, Vendor
from knowledge.normalise import fold

_PLURALS = {"sectors": "sector", "regions": "region", "motivations": "motivation", "countries": "country",
            "sponsors": "sponsor", "vulnerabilities": "vulnerability", "techniques": "technique",
            "malware_types": "malware_type"}  # fmt: skip


LANGUAGES = ("de", "es", "fr", "it", "nl", "pt", "ru", "uk", "zh_CN", "zh_TW", "ja", "ko")
SHORTEST = 4
FIRST_HAN = "\u2e80"
"""From here on a character is a syllable or a word: 日本 is not too short."""
ENGLISH = frozenset(
    ("chile", "chili", "dominique", "georgia", "granada", "grenade", "indie", "inde", "island", "jersey", "maurice", "того")
)
"""Names of countries in other languages that mean something else in English, or are too common a word of their own language."""


class Vocabulary:
    """Every term and vendor, found by any of its words, whatever their case and punctuation."""

    def __init__(self, terms: Iterable[Term], vendors: Iterable[Vendor]) -> None:
        self.terms = tuple(terms)
        self.vendors = tuple(vendors)
        self._ids: dict[tuple[str, str], str] = {(term.type, fold(word)): term.id for term in reversed(self.terms) for word in _words(term)}
        self._vendors = {fold(name): v.id for v in self.vendors for name in (v.id, v.name, *v.also)}

    def find(self, type_: str, word: str) -> str | None:
        """The id of the term of that type that the word means."""
        folded = fold(word)
        return self._ids.get((type_, folded)) or self._ids.get((type_, folded.removeprefix("the ")))

    def country(self, word: str) -> str | None:
        """The ISO 3166-1 alpha-2 code of a country, from a code, a name or what its people are called."""
        return self.find("country", word)

    def vendor(self, name: str) -> str | None:
        """The id of the vendor of that name."""
        return self._vendors.get(fold(name))


def build_vocabulary(curated: Curated) -> Vocabulary:
    """From the curated files, with the countries and their official names added from ISO 3166."""
    terms = [*_curated_terms(curated)]
    described = {term.id: term for term in terms if term.type == "country"}
    terms = [term for term in terms if term.type != "country"] + [*_countries(described)]
    vendors = (Vendor(key, v.name, v.kind, tuple(v.also)) for key, v in curated.vendors.items())
    return Vocabulary(terms, vendors)


def _words(term: Term) -> Iterator[str]:
    yield from (term.id, term.name, *term.words)


def _curated_terms(curated: Curated) -> Iterator[Term]:
    for name, entry in curated.vocabularies.items():
        for key, term in entry.value.terms.items():
            countries, words = tuple(term.countries), tuple(term.words)
            yield Term(key, _PLURALS[name], term.name, words, countries, term.broader or "")  # type: ignore[arg-type]


def _countries(described: Mapping[str, Term]) -> Iterator[Term]:
    for country in pycountry.countries:
        names = {getattr(country, key, "") for key in ("name", "common_name", "official_name", "alpha_3")} - {""}
        own = described.get(country.alpha_2)
        name = own.name if own else getattr(country, "common_name", country.name)
        yield Term(country.alpha_2, "country", name, tuple(dict.fromkeys((*(own.words if own else ()), *sorted(names | _abroad(country))))))


def _abroad(country: Any) -> set[str]:
    """What a country is called in other languages, with and without accents, but for what is an English word."""
    own = {country.name, getattr(country, "common_name", country.name)}
    names = {translated.gettext(name) for translated in _translations() for name in own}
    plain = {"".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char)) for name in names}
    long_enough = {name for name in names | plain if len(name) >= SHORTEST or name[:1] >= FIRST_HAN}
    return {name for name in long_enough if name.lower() not in ENGLISH}


@cache
def _translations() -> tuple[gettext.NullTranslations, ...]:
    return tuple(gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language]) for language in LANGUAGES)
