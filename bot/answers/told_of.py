"""Where a name that nobody here bears stands in what is told of actors: ``who is Dmitry Khoroshev``, ``who hit Maersk``."""

import re
from collections.abc import Iterator

from bot.answers.evidence import actor_ref, curated_first
from bot.answers.lists import one_line
from bot.answers.model import Answer, Item, Section
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from knowledge.graph import Graph
from knowledge.model import Statement

SHORTEST = 5
"""Shorter names stand in other words, or mean too much."""
SHOWN, LONGEST = 5, 300


def answer(question: Question, knowledge: KnowledgeBase) -> Answer | None:
    """What is told with that name in it, of at most ``SHOWN`` actors; None where it stands nowhere."""
    name, graph = question.subject.name if question.subject else "", knowledge.graph
    if len(name) < SHORTEST or not any(map(str.isupper, name)):
        return None
    pattern = re.compile(r"(?<!\w)" + r"(?:\s+[A-Z][\w.]*)?\s+".join(map(re.escape, name.split())) + r"(?!\w)")
    found = curated_first({(s.subject, text): s for s, text in _told(graph) if graph.is_actor(s.subject) and pattern.search(text)}.values())
    if not found or len({s.subject for s in found}) > SHOWN:
        return None
    ids = list(dict.fromkeys(s.subject for s in found))
    items = tuple(Item(graph.name(s.subject), one_line(graph, s, LONGEST), s.sources) for s in found[:SHOWN])
    names = [graph.name(id_) for id_ in ids]
    some = ", ".join(names)
    return Answer(
        question.text, "passages", "answered", some, f"“{name}” is named in what is told of {some}: {items[0].detail}",
        headline_sources=items[0].sources,
        sections=(Section("What the sources say", items),), actors=tuple(actor_ref(graph, id_) for id_ in ids), values=tuple(names),
    )  # fmt: skip


def _told(graph: Graph) -> Iterator[tuple[Statement, str]]:
    """Every statement about an actor with what it says in words."""
    records = graph.records
    for attribution in records.attributions:
        yield attribution, attribution.sponsor
    for claim in graph.records.names:
        if claim.note:
            yield claim, claim.note
    for event in records.events:
        yield event, f"{event.name}. {event.text} {', '.join(event.victims)}"
    for note in records.notes:
        yield note, note.text
    for summary in records.summaries:
        yield summary, summary.text
    for use in records.uses:
        if use.text:
            yield use, use.text
