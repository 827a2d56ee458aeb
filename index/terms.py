"""Text -> the terms by which passages are compared: words without their endings, and one for all that say the same."""

import re
import threading
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from index.words import words

REMEMBERED = 100_000
"""Of so many words the term is remembered."""
_THESAURUS = Path(__file__).parent / "thesaurus.txt"


def thesaurus() -> list[tuple[str, ...]]:
    """The rows of ``thesaurus.txt``."""
    lines = _THESAURUS.read_text(encoding="utf-8").splitlines()
    return [tuple(word.strip() for word in line.split(",")) for line in lines if line and not line.startswith("#")]


EXACT = "="
"""Stands before a word that is taken as it is, not by its stem: ``=reporter`` is no report."""


class Terms:
    """``same``: what is said -> what stands for it; from several words to one, or from one to another."""

    def __init__(self, same: Mapping[str, str]) -> None:
        self.same = dict(same)
        self._known: dict[str, str] = {}
        self._stemming = threading.Lock()

    @classmethod
    def of(cls, rows: Iterable[tuple[str, ...]]) -> "Terms":
        """By the rows of words that say the same, of which the first stands for all. A word behind ``=`` is not inflected."""
        return cls({word.lower(): first.lower() for first, *others in rows for word in others})

    def __call__(self, text: str) -> list[str]:
        """The terms of a text, in its order."""
        lower = text.lower()
        if self._rows:
            lower = self._rows.sub(lambda match: self.same[" ".join(match[0].split())], lower)
        return [self.term(word) for word in words(lower)]

    def term(self, word: str) -> str:
        """The term of a word of :func:`index.words.words`."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            stem = self._stem(word)
            found = self._known[word] = self._exactly.get(word) or self._same_stems.get(stem, stem)
        return found

    @cached_property
    def _rows(self) -> re.Pattern[str] | None:
        """What finds the sayings of several words, the longest first."""
        rows = sorted((said for said in self.same if " " in said), key=len, reverse=True)
        return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(row).replace(r"\ ", r"\s+") for row in rows) + r")(?!\w)") if rows else None

    @cached_property
    def _same_stems(self) -> dict[str, str]:
        """Of the sayings of one word: its stem -> the stem of what stands for it."""
        found = {said: first for said, first in self.same.items() if " " not in said and not said.startswith(EXACT)}
        return {self._stem(form): self._stem(first) for said, first in found.items() for form in words(said)[:1]}

    @cached_property
    def _exactly(self) -> dict[str, str]:
        """Of the words that are not inflected: the word -> the stem of what stands for it."""
        found = {said.removeprefix(EXACT): first for said, first in self.same.items() if said.startswith(EXACT)}
        return {form: self._stem(first) for said, first in found.items() for form in words(said)[:1]}

    def _stem(self, word: str) -> str:
        # no stemmer may be used by two threads at once
        with self._stemming:
            return str(self._stemmer.stemWord(word))

    @cached_property
    def _stemmer(self):  # type: ignore[no-untyped-def]
        import Stemmer

        return Stemmer.Stemmer("english")
