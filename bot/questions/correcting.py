"""A name that whoever asks takes back: ``who are the Cyber Partisans... no sorry, I meant Punishing Owl``."""

import itertools
from collections.abc import Sequence

from bot.questions.model import Mentioned
from knowledge.patterns import as_pattern

_TAKEN_BACK = as_pattern(
    r"(?i)\W+(?:(?:no|nope|nah|sorry|wait|oops|argh|err|correction|scratch that|"
    r"pardon)\W+)+(?:i\s+mean(?:t)?\W+|make that\W+|rather\W+)?(?:the\s+)?|"
    r"\W+(?:i\s+meant|make that|i mean rather|or rather)\W+(?:the\s+)?"
)


def corrected(text: str, mentions: Sequence[Mentioned]) -> str:
    """The text with the name that is meant in place of the one before it; empty where none is taken back."""
    for wrong, meant in itertools.pairwise(mentions):
        if _TAKEN_BACK.fullmatch(text[wrong.end : meant.start]):
            return f"{text[: wrong.start]}{meant.text}{text[meant.end :]}"
    return ""
