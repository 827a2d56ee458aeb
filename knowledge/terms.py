"""The words that texts have for the terms of the vocabularies. Imports nothing that answering does without."""

from collections.abc import Iterable, Iterator

from knowledge.model import Term
from knowledge.patterns import as_pattern

_ORDER = ("motivation", "sector", "technique", "malware_type", "vulnerability", "sponsor", "region", "country")
"""Where two terms share a word, the later type has it."""


def term_words(terms: Iterable[Term]) -> Iterator[tuple[str, Term]]:
    """(word, term), so that what comes later wins; an id is a word too, unless it is a code."""
    for term in sorted(terms, key=lambda t: _ORDER.index(t.type)):
        yield from ((word, term) for word in (term.name, *term.words))
        if term.type == "country":
            yield from ((f"{word}s", term) for word in term.words if _IS_A_PEOPLE.fullmatch(word))
        if term.type not in ("country", "technique", "malware_type"):
            yield term.id.replace("-", " "), term


_IS_A_PEOPLE = as_pattern(
    r"(?!the |republic )(?:[a-z]+ )?[a-z]*(?:ian|ican|ican|dan|lankan|moan|tuan|ccan|ani|rati|raqi|zeri|zbek|tajik|zakh|czech|greek|"
    r"slovak|pino|thai)"
)
"""``albanian``, ``sri lankan``: of many people with an s"""


def country_names(terms: Iterable[Term]) -> list[tuple[str, ...]]:
    """A row for each country of what it and its people are called, in small letters; the first, one word, stands for all."""
    rows = []
    for term in terms:
        if term.type == "country":
            names = dict.fromkeys(word.lower() for word in (term.name, *term.words) if _IS_A_NAME.fullmatch(word))
            first = next((name for name in names if " " not in name), term.name.lower().replace(" ", ""))
            rows.append((first, *(name for name in names if name != first)))
    return [row for row in rows if len(row) > 1]


_IS_A_NAME = as_pattern(r"[A-Za-z][A-Za-z' -]{2,}")
