"""Whether what is told of an incident is the deed that a question takes it for: who stole card data from an airline did not wipe it."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.words import words
from knowledge.ordinary import chat_words, question_words
from knowledge.patterns import as_pattern


@dataclass(frozen=True)
class Deed:
    """A deed as deeds_told.toml has it: what it is called, what asks for it and what tells it."""

    what: str
    asks: re.Pattern[str]
    tells: re.Pattern[str]
    row: dict[str, str]


@cache
def deeds() -> tuple[Deed, ...]:
    """What deeds_told.toml holds."""
    rows = tomllib.loads((Path(__file__).parent / "deeds_told.toml").read_text(encoding="utf-8"))["deeds"]
    return tuple(Deed(row["what"], as_pattern(row["asks"]), as_pattern(row["tells"]), row) for row in rows)


def another_deed(asked: str, told: Iterable[str]) -> str:
    """The deed that a question takes an incident for, as a reply calls it, where nothing that is told of it says so; else empty."""
    said = " ".join(told)
    return next((deed.what for deed in deeds() if deed.asks.search(asked) and not deed.tells.search(said)), "")


_TAKEN = as_pattern(
    r"(?i)\b(?:stole|stolen|took|copied|leaked|published|sold|deleted)\s+(?:the\s+)?(?P<what>(?:[a-z-]+\s+){1,3}?)(?:of|from|at|belonging\s+to)\s"
)
_ANYTHING = frozenset(
    words(
        "data file record subscriber member voter passenger guest reader student citizen resident "
        "document mail email e-mail message information detail customer patient client "
        "user employee staff personal private "
        "internal confidential secret money fund million billion thousand hundred people name list database source code coin crypto "
        "cryptocurrency bitcoin dollar euro account medical health credit payment card everything stuff thing all some many lot of"
    )
)
"""What is taken in any theft, called otherwise where it is told."""


def another_loot(asked: str, told: Iterable[str]) -> str:
    """What a question says was taken, where nothing that is told of the incident has any word of it; else empty."""
    match = _TAKEN.search(asked)
    taken = (
        [word for word in words(match["what"]) if word not in _ANYTHING and word not in question_words() | chat_words()] if match else []
    )
    return "of " + match["what"].strip() if match and taken and set(taken).isdisjoint(words(" ".join(told))) else ""
