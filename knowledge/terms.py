"""The words that texts have for the terms of the vocabularies. Imports nothing that answering does without."""

from collections.abc import Iterable, Iterator

from knowledge.model import Term

_ORDER = ("motivation", "sector", "technique", "vulnerability", "sponsor", "region", "country")
"""Where two terms share a word, the later type has it."""


def term_words(terms: Iterable[Term]) -> Iterator[tuple[str, Term]]:
    """(word, term), so that what comes later wins; an id is a word too, unless it is a code."""
    for term in sorted(terms, key=lambda t: _ORDER.index(t.type)):
        yield from ((word, term) for word in (term.name, *term.words))
        if term.type not in ("country", "technique"):
            yield term.id.replace("-", " "), term
