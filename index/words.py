"""Text -> the words that count in it. Without numpy, as most questions need nothing else of the index."""

import re
from functools import lru_cache

from knowledge.patterns import as_pattern

_WORD = as_pattern(r"[^\W_]+(?:[-.][^\W_]+)*")
_STOPWORDS = frozenset(
    "a an and are as at be been but by can did do does for from had has have he her his how i if in into is it its me my no not of "
    "on or our she so such that the their them then there these they this to use used uses using was we were what when where which "
    "who whom whose why will with you your group groups actor actors threat".split()
)


def words(text: str) -> list[str]:
    """The words that count: lower case, without the commonest; ``x-agent`` also gives ``xagent``, plurals lose their s."""
    return [form for match in _WORD.finditer(text.lower()) for form in _forms(match[0])]


@lru_cache(maxsize=100_000)
def _forms(word: str) -> tuple[str, ...]:
    if word in _STOPWORDS:
        return ()
    if "-" not in word and "." not in word:
        return (_singular(word),)
    parts = (_singular(part) for part in re.split(r"[-.]", word) if part not in _STOPWORDS)
    return (_singular(word), re.sub(r"[-.]", "", word), *parts)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
