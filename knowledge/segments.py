"""A text as words that an automaton can match, each word knowing where it stood.

The normal form of ``Fancy-Bear’s`` is `` fancy bear s``: every word follows one space; a gap that does not occur inside a
name (a comma, the end of a sentence) puts a line break before that space. ``StormFancy`` has a gap of no width inside.
The same function makes the normal form of names, so that both sides agree. All of it is linear in the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from knowledge.lookalikes import PlainForms
from knowledge.normalise import key
from knowledge.patterns import as_pattern

_PLAIN = PlainForms()
_SPLIT = as_pattern(r"([\W_]+|(?=[A-Z])(?:(?<=[a-z])|(?<=[A-Z0-9])(?=.[a-z])|(?<=\d)(?=[A-Z]{3})))")
_HARD = as_pattern(r"[\W_]+")
_WITHIN = as_pattern(r"[ \t\r\n]{0,3}[-_.'’&+$*`~]?[ \t]{0,2}|[\[({][-._: ][\])}]")
_ENDING = as_pattern(r"[.!?]\s|\n\s*\n")
_LETTERS_DIGITS = as_pattern(r"(?<=[a-z])(?=\d)")


class _Gaps(dict[str, str]):
    """A gap -> what stands for it, remembered: texts repeat few gaps many times."""

    def __missing__(self, gap: str) -> str:
        inside = len(gap) <= 8 and _WITHIN.fullmatch(gap) and not _ENDING.search(gap)
        found = " " if inside else "\n "
        if len(self) < 10_000:
            self[gap] = found
        return found


_GAPS = _Gaps()


@dataclass(frozen=True)
class Segments:
    """A text cut into words. ``parts`` are words at even positions and the gaps between them at odd ones."""

    text: str
    parts: list[str]
    normal: str

    def __len__(self) -> int:
        return self.count

    @cached_property
    def count(self) -> int:
        return len(self.parts) // 2 + 1

    def word(self, number: int) -> str:
        return self.parts[2 * number] if 0 <= number < self.count else ""

    def gap(self, number: int) -> str:
        """What stands before a word."""
        return self.parts[2 * number - 1] if 0 < number < self.count else "\n\n"

    def is_soft(self, number: int) -> bool:
        """Whether nothing stands before a word but the word before it."""
        return 0 < number < self.count and self.parts[2 * number - 1] == ""

    def words(self, start: int, end: int) -> tuple[int, int]:
        """The numbers of the first and the last word between two positions of the normal form."""
        first = bisect_right(self._in_normal, start) - 1
        return first, bisect_right(self._in_normal, end - 1, first) - 1

    def offsets(self, first: int, last: int, end: int) -> tuple[int, int]:
        """Where in the text a run of words starts and, for a position of the normal form in its last word, ends."""
        start_plain = self._in_plain[2 * first]
        last_plain = self._in_plain[2 * last] + max(0, end - self._in_normal[last] - 2)
        if not self._dropped:
            return start_plain, last_plain + 1
        return start_plain + bisect_right(self._dropped, start_plain), last_plain + bisect_right(self._dropped, last_plain) + 1

    @cached_property
    def _in_normal(self) -> list[int]:
        """Where each word's space is in the normal form."""
        lengths = (len(word) + len(_GAPS[gap]) for word, gap in zip(self.parts[::2], self.parts[1::2], strict=False))
        leading = (0, *accumulate(lengths))
        return list(leading)

    @cached_property
    def _in_plain(self) -> list[int]:
        return [0, *accumulate(map(len, self.parts))]

    @cached_property
    def _dropped(self) -> list[int]:
        """For each character without a plain form: how many with one stand before it."""
        if self._in_plain[-1] == len(self.text):
            return []
        without = "".join(char for char in set(self.text) if not _PLAIN[ord(char)])
        places = re.finditer(f"[{re.escape(without)}]", self.text)
        return [match.start() - number for number, match in enumerate(places)]


def segments(text: str) -> Segments:
    """Cut a text into words."""
    plain = text if text.isascii() else text.translate(_PLAIN)
    return _cut(text, _SPLIT.split(plain))


def _cut(text: str, parts: list[str]) -> Segments:
    between = [_GAPS[gap] for gap in parts[1::2]]
    normal = [" "] * (2 * len(between) + 2)
    normal[1::2] = parts[::2]
    normal[2::2] = between
    return Segments(text, parts, "".join(normal).lower())


def name_forms(name: str) -> Iterator[str]:
    """Every normal form that a name has in a text: as written, glued, parted where its case or its digits change."""
    plain = name.translate(_PLAIN).strip()
    parts = _SPLIT.split(plain)
    written = _cut(name, parts).normal.strip()
    hard = " ".join(filter(None, _HARD.split(plain))).lower()
    glued = key(name)
    forms = {written, hard, glued, _LETTERS_DIGITS.sub(" ", hard), re.sub(r"(?<=[a-z]) (?=\d)", "", hard)}
    yield from (f" {form}" for form in sorted(forms) if key(form) == glued and glued)
