"""Whether the words around an ambiguous one say that it is a name: ``Play ransomware`` against ``a play``."""

from collections.abc import Sequence

from knowledge.segments import Segments

_STRONG = frozenset("backdoor botnet infostealer loader malware ransomware spyware stealer trojan wiper worm".split())
"""Words that make a name of the word before them even in lower case."""
_AFTER = _STRONG | frozenset(
    "actor actors affiliate affiliates apt crew gang group hackers implant intrusion operators operator rat team threat".split()
)
_BEFORE = _AFTER | frozenset("aka alias as called dubbed groups gangs like named malwares tools tool".split())
_NEAR = 4
"""Another name counts as a neighbour within so many words: ``Turla (aka Snake)``, ``LockBit, Play and Akira``."""


class Context:
    """The words of a text, which spans of them are certainly names, and what is around the others."""

    def __init__(self, found: Segments, certain: Sequence[bool], spans: Sequence[tuple[int, int]]) -> None:
        self.found, self.certain, self.spans = found, list(certain), spans

    def allows(self, number: int) -> bool:
        """Whether the span of that number is a name where it stands. What is one supports those after it."""
        self.certain[number] = self.certain[number] or self._supports(number)
        return self.certain[number]

    def _supports(self, number: int) -> bool:
        first, last = self.spans[number]
        word, before, after = self.found.word(first), self.found.word(first - 1).lower(), self.found.word(last + 1).lower()
        followed = self._is_within(last + 1) and after
        if followed and after in _STRONG:
            return True
        if not (word[:1].isupper() or word[:1].isdigit()):
            return False
        if first == 0 and last == len(self.found) - 1:
            return True
        if followed and after in _AFTER and not self._starts_sentence(first):
            return True
        if self._is_within(first) and (before in _BEFORE or self._is_owned(number)):
            return True
        return not self._starts_sentence(first) and self._has_neighbour(number)

    def _is_within(self, word: int) -> bool:
        """Whether no comma or end of a sentence stands before the word."""
        return 0 < word < len(self.found) and not set(self.found.gap(word)) & set(",;:!?\n()")

    def _starts_sentence(self, word: int) -> bool:
        return word == 0 or bool(set(self.found.gap(word)) & set(".!?\n:"))

    def _is_owned(self, number: int) -> bool:
        """Whether a name in the possessive stands before it: ``Turla's Snake``."""
        first, _ = self.spans[number]
        before = number - 1
        return before >= 0 and self.certain[before] and self.spans[before][1] == first - 2 and self.found.word(first - 1).lower() == "s"

    def _has_neighbour(self, number: int) -> bool:
        first, last = self.spans[number]
        for other, step in ((number - 1, -1), (number + 1, 1)):
            if 0 <= other < len(self.spans) and self.certain[other]:
                gap = first - self.spans[other][1] if step < 0 else self.spans[other][0] - last
                if gap <= _NEAR and self._is_listed(min(first, self.spans[other][1] + 1), max(first, self.spans[other][0])):
                    return True
        return False

    def _is_listed(self, first: int, last: int) -> bool:
        """Whether only what parts the names of a list stands between two words."""
        joining = {"and", "or", "aka", "also", "known", "as", "alias", "formerly", "the", "a", "k"}
        words = [self.found.word(n).lower() for n in range(first, last)]
        marked = any(set(self.found.gap(n)) & set(",/(;|&") for n in range(first, last + 1))
        return all(word in joining for word in words) and (marked or bool(words))
