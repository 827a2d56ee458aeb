"""A text -> its sentences."""

from knowledge.patterns import as_pattern

_SENTENCE = as_pattern(r"(?<=[.!?])\s+(?=[A-Z0-9“\"])")


def sentences(text: str) -> list[str]:
    """The sentences of a text, each in one line."""
    return _SENTENCE.split(" ".join(text.split()))


def some(words: list[str], limit: int = 6, between: str = ", ") -> str:
    """The first of some words in a row, and how many more there are."""
    shown = between.join(words[:limit])
    return f"{shown} and {len(words) - limit} more" if len(words) > limit else shown
