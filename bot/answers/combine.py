"""Answers to several questions of one message -> one answer."""

import dataclasses
from collections.abc import Sequence

from bot.answers.model import Answer, Item, Section
from knowledge.patterns import as_pattern

_ANSWERED = ("answered", "yes", "no", "related", "contested")


def combined(text: str, answers: Sequence[Answer]) -> Answer:
    """What each question is answered with, then the evidence of each under its title; a nod among questions is left out."""
    told = [answer for answer in answers if not _is_aside(answer)] or list(answers[:1])
    told = [answer for number, answer in enumerate(told) if answer.headline not in [other.headline for other in told[:number]]]
    if len(told) == 1 or len(answers) == 1:
        return told[0]
    first = next((answer for answer in told if answer.status in _ANSWERED), told[0])
    sections = tuple(_under(answer.title, section) for answer in told for section in answer.sections)
    actors = {actor.id: actor for answer in told for actor in answer.actors}
    sources = {source.id: source for answer in told for source in answer.sources}
    return dataclasses.replace(
        first, question=text, title=" · ".join(answer.title for answer in told), headline=" ".join(answer.headline for answer in told),
        headline_sources=(), parts=tuple(Item(answer.title, answer.headline, answer.headline_sources) for answer in told),
        sections=sections, actors=tuple(actors.values()), sources=tuple(sources.values()),
        values=tuple(dict.fromkeys(value for answer in told for value in answer.values)),
        notes=tuple(dict.fromkeys(note for answer in told for note in answer.notes)),
        suggestions=tuple(dict.fromkeys(name for answer in told for name in answer.suggestions)),
    )  # fmt: skip


def _is_aside(answer: Answer) -> bool:
    """A nod, or words beside the question that only resemble a passage: ``a partner dropped the name on a call``."""
    return (answer.kind == "help" and not answer.sections) or (
        answer.kind in ("passages", "unknown") and not _ASKING.search(answer.question)
    )


_ASKING = as_pattern(
    r"(?i)\?|^(?:[^:?]{2,60}:\s+|[^,?]{2,40}(?:,|\s+[–-])\s+)?(?:and\s+|also\s+|plus\s+)?"
    r"(?:who|whom|whose|what|which|where|when|why|how|is|are|was|were|does|do|did|has|have|any|tell|show|list)\b|"
    r"\bwho\s+(?:did|is|was)\s+(?:it|that|this)\b"
)


def _under(title: str, section: Section) -> Section:
    """The section with what it belongs to: ``Tools`` as ``Tools of Turla``, ``Who says so`` as ``Fancy Bear and Sofacy: Who says so``."""
    said = section.title in title or title in section.title
    return dataclasses.replace(
        section, title=max(title, section.title, key=len) if said else f"{title.partition(' · ')[0]}: {section.title}"
    )
