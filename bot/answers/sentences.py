"""A text -> its sentences."""

import re

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"])")


def sentences(text: str) -> list[str]:
    """The sentences of a text, each in one line."""
    return _SENTENCE.split(" ".join(text.split()))
