"""Whom a report that names nobody fits: the actor of whom most of it is told here, with the passages that tell it."""

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from bot.answers.evidence import actor_ref
from bot.answers.model import Answer, Item, Section
from bot.answers.nearest import in_reply
from bot.answers.unknown import search_is_off
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from bot.questions.reports import Report, read_report
from index.errors import IndexUnusable
from knowledge.normalise import strip_markup
from knowledge.patterns import as_pattern

if TYPE_CHECKING:
    from index.reports import Fit

SURE = 0.73
"""The score from which a report fits an actor, set on reports that fit one against those that fit none."""
CLOSE, OTHERS = 0.15, 3
"""Who fits so little less is told too, so many at most."""
CLEARLY = 0.15
"""So much better than any actor that it names a text must fit another one that is no question."""
SHOWN, NEAR = 6, 0.4
"""So many passages are shown, each so near to a sentence at least."""


def reported(text: str, knowledge: KnowledgeBase) -> Question | None:
    """A text as a report whose actor is asked for; None where it is none, or says itself whose deeds it tells.

    An actor that is only like the one asked for, or near to it, is not the one.
    """
    text = re.sub(r"(?i)^\s*/apt\b", "", strip_markup(text)).strip()
    report = read_report(text)
    if report is None:
        return None
    named = [m for m in knowledge.scanner.scan(text) if m.type == "actor" and not (m.meaning and m.meaning.of_type("software"))]
    question = Question(text, "passages", aspect="report", besides=tuple(id_ for mention in named for id_ in mention.ids))
    if all(_BESIDE.search(text[: mention.start]) or _AND_ITS.match(text[mention.end :]) for mention in named):
        return question
    return question if _fits_another(report, question.besides, knowledge) else None


def _fits_another(report: Report, named: Collection[str], knowledge: KnowledgeBase) -> bool:
    """Whether a report surely fits an actor, and that better than any of those it names, clearly so where it asks nothing."""
    try:
        found = knowledge.search_fitting(report.told)
    except IndexUnusable:
        return False
    if not found or found[0].score < SURE or found[0].entity in named:
        return False
    theirs = max((fit.score for fit in found if fit.entity in named), default=0.0)
    return report.asks or found[0].score >= theirs + CLEARLY


_BESIDE = as_pattern(
    r"(?i)\b(?:overlap\w*|tie[sd]?|link\w*|similar\w*|near(?:er)?|close(?:r|ly)?|resembl\w*|affiliat\w*|sub-?(?:group|cluster|set)\w*|part|"
    r"off-?shoots?|relat\w*|connect\w*|associat\w*|reminds?|reminiscent|unlike|not|instead|code|shar(?:e[sd]?|ing)|ended|install\w*|deliver\w*|"
    r"deploy\w*|handed|passed|sold|infrastructure|besides?|apart|distinct|differ\w*|successor|heirs?|splinter\w*|coordinat\w*|together)\b"
    r"(?:\W+[\w’'-]+){0,4}?\W+$"
)
"""Before an actor that is not the one a report tells of: ``overlaps with Putter Panda``, ``a subgroup of OilRig``."""
_AND_ITS = as_pattern(r"(?i)\s+(?:ecosystem|umbrella|overlaps?|operation|ties|links|toolset|code)\b")


def answer(question: Question, knowledge: KnowledgeBase) -> Answer:
    """Whom a report fits, or that it fits nobody here."""
    text = question.text
    try:
        report = read_report(text)
        found = [fit for fit in knowledge.search_fitting(report.told) if fit.entity not in question.besides] if report else []
    except IndexUnusable as error:
        return search_is_off(question, error)
    if not found or found[0].score < SURE:
        return _nobody(text, found, knowledge)
    best, graph = found[0], knowledge.graph
    close = [fit for fit in found[1 : OTHERS + 1] if fit.score >= max(SURE, best.score - CLOSE)]
    names = [graph.name(fit.entity) for fit in (best, *close)]
    nearly = f" {' and '.join(names[1:])} fit{'' if close[1:] else 's'} almost as well." if close else ""
    return Answer(
        text, "passages", "answered", names[0], f"Of all actors here this fits {names[0]} best.{nearly}",
        sections=(Section(f"What sources say of {names[0]}", _evidence(best, knowledge)),),
        actors=tuple(actor_ref(graph, fit.entity) for fit in (best, *close)), values=tuple(names), notes=(LIKENESS,),
    )  # fmt: skip


LIKENESS = "A likeness is no attribution: hold what you have against the sources."


def _nobody(text: str, found: "list[Fit]", knowledge: KnowledgeBase) -> Answer:
    nearest = _evidence(found[0], knowledge)[:3] if found else ()
    return Answer(
        text, "passages", "unknown", "Not in the knowledge base",
        "No actor here fits what this tells. The nearest passages are below; they may be about something else.",
        sections=(Section("Nearest passages", nearest),) if nearest else (),
    )  # fmt: skip


def _evidence(fit: "Fit", knowledge: KnowledgeBase) -> tuple[Item, ...]:
    """The passages about an actor that are nearest to the sentences, each once, the nearest first."""
    rows = [row for row, near in sorted(fit.nearest, key=lambda found: -found[1]) if near >= NEAR]
    return tuple(dict.fromkeys(in_reply(knowledge.passage_of(row)) for row in rows))[:SHOWN]
