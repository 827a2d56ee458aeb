"""Which number a source has in a reply."""

import re
from collections.abc import Iterable

from bot.answers.model import Answer
from knowledge.marking import label
from knowledge.model import Source


class Numbering:
    """Numbers sources from 1 in the order in which the reply cites them. Reports that are the same count once."""

    def __init__(self, answer: Answer) -> None:
        self._by_id = {source.id: source for source in answer.sources}
        self._numbers: dict[str, int] = {}
        self._given: dict[str, int] = {}
        self.cited: list[Source] = []
        self.shown: set[int] = set()
        """The numbers that were given out; cleared where only those of a part of the reply are wanted."""

    def marks(self, source_ids: Iterable[str]) -> str:
        """``[1][3]`` for these sources; empty where none is known."""
        numbers = dict.fromkeys(self._given.get(i) or self._number(self._by_id[i]) for i in source_ids if i in self._by_id)
        self.shown.update(numbers)
        return "".join(f"[{number}]" for number in numbers)

    def _number(self, source: Source) -> int:
        same = _identity(source)
        if same not in self._numbers:
            self.cited.append(source)
            self._numbers[same] = len(self.cited)
        self._given[source.id] = self._numbers[same]
        return self._numbers[same]


def _identity(source: Source) -> str:
    """Reports at one address are one report, however two catalogues spell its title; what is marked stays apart."""
    address = re.sub(r"^https?://(www\.)?", "", source.url).rstrip("/").lower()
    return f"{source.tlp}|{address or f'{source.publisher}|{source.title}|{source.date}'}"


def describe(source: Source) -> str:
    """``Kaspersky, A Slice of 2017 Sofacy Activity, 2018-02-20``; what is marked says so."""
    return ", ".join(filter(None, (source.publisher, source.title, source.date, marking_of(source))))


def marking_of(source: Source) -> str:
    """``TLP:AMBER``; empty for what is public."""
    return "" if source.tlp == "clear" else label(source.tlp)
