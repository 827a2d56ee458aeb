"""Names that are also words of the language (``vocabulary/ordinary_names.txt``): Play, Page, Snake, Cold River."""

import re
from functools import cache
from importlib.resources import files
from typing import Literal

from knowledge.normalise import key
from knowledge.patterns import as_pattern

Needs = Literal["context", "capitals"]

_SECTION = as_pattern(r"^\[(context|capitals)\b[^]]*\]$", re.MULTILINE)


@cache
def ordinary_names() -> dict[str, Needs]:
    """The key of each ordinary name -> what makes a name of it. Words that questions are made of need context too."""
    text = (files("knowledge") / "vocabulary" / "ordinary_names.txt").read_text(encoding="utf-8")
    found: dict[str, Needs] = dict.fromkeys(question_words(), "context")
    _, *sections = _SECTION.split(text)
    for needs, names in zip(sections[::2], sections[1::2], strict=True):
        found.update({key(name): needs for name in names.replace("\n", " ").split(",") if key(name)})  # type: ignore[misc]
    return found


@cache
def chat_words() -> frozenset[str]:
    """Words that say nothing of what is asked: of meetings, politeness, haste."""
    return frozenset((files("knowledge") / "vocabulary" / "chat_words.txt").read_text(encoding="utf-8").split())


@cache
def question_words() -> frozenset[str]:
    """Words that are names when asked for alone, but not when they just occur in a question."""
    return frozenset((files("knowledge") / "vocabulary" / "common_words.txt").read_text(encoding="utf-8").split())
