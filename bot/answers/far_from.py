"""Passages that are near a question in their words, and of another time or without the technique that it asks for."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.questions.model import Question
from index.words import words
from knowledge.patterns import as_pattern

if TYPE_CHECKING:
    from index.search import Hit

UNDATED = "No source here dates anything"
"""How a reply begins that nothing of an actor is dated to a time."""


def is_of_another(headline: str, question: Question, near: Sequence["Hit"]) -> bool:
    """Whether a reply that says what no source tells stays so beside some passages: they do not tell it either."""
    if headline.startswith(UNDATED):
        return _is_of_another_time(question, near)
    return _AS_USING.match(headline) is not None and _lacks_the_technique(question, near)


_AS_USING = as_pattern(r"No source here describes .* as using T\d")


def _lacks_the_technique(question: Question, near: Sequence["Hit"]) -> bool:
    """Whether some passages have no word of the techniques that a question names: ``forge golden tickets``."""
    named = {word for c in question.conditions if c.type == "technique" for word in words(c.text)}
    return bool(named) and not any(named.intersection(words(hit.passage.text)) for hit in near)


def _is_of_another_time(question: Question, near: Sequence["Hit"]) -> bool:
    """Whether none of some passages is of the time that a question asks about, nor names its year."""
    period = question.period
    years = set(re.findall(r"\b(?:19|20)\d\d\b", period.text)) if period else set()
    return period is not None and not any(
        period.overlaps(hit.passage.when) or any(year in hit.passage.text for year in years) for hit in near
    )
