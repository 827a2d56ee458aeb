"""Where a name that nobody here bears stands in what is told of actors: ``who is Dmitry Khoroshev``, ``who hit Maersk``."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from bot.answers.evidence import actor_ref, curated_first
from bot.answers.lists import one_line
from bot.answers.model import Answer, Item, Section
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from knowledge.graph import Graph
from knowledge.model import Statement
from knowledge.normalise import key
from knowledge.ordinary import ordinary_names

SHORTEST = 5
"""Shorter names stand in other words, or mean too much."""
SHOWN, LONGEST = 5, 300


def answer(question: Question, knowledge: KnowledgeBase) -> Answer | None:
    """What is told with that name in it, of at most ``SHOWN`` actors; None where it stands nowhere."""
    name, graph = question.subject.name if question.subject else "", knowledge.graph
    if len(name) < SHORTEST or not any(map(str.isupper, name)):
        return None
    words = name.split()
    told = [(s, text) for s, text in _told_of_actors(graph) if all(word in text for word in words)]
    written = r"(?<!\w)" + r"(?:\s+[A-Z][\w.]*)?\s+".join(map(re.escape, words)) + r"(?!\w)"
    found = _told_of([pair for pair in told if re.search(written, pair[1])], question, knowledge)
    if found is None:
        return None
    item = found.sections[0].items[0]
    return replace(found, headline=f"“{name}” is named in what is told of {found.title}: {item.detail}")


def named_beside(question: Question, program: str, knowledge: KnowledgeBase) -> Answer | None:
    """What is told of actors with the name of a program in it that no source says anybody uses; None where it stands nowhere."""
    if len(program) < SHORTEST or key(program) in ordinary_names():
        return None
    told = [(s, text) for s, text in _told_of_actors(knowledge.graph) if program in text and _has(text, program)]
    found = _told_of(told, question, knowledge)
    if found is None:
        return None
    item = found.sections[0].items[0]
    said = f"No source here says outright who uses {program}. It is named in what is told of {found.title}: {item.detail}"
    return replace(found, status="related", kind="software", headline=said)


def of_both(question: Question, name: str, word: str, knowledge: KnowledgeBase) -> Answer | None:
    """What is told of actors with a program's name and another word in it; None where no statement of one or few has both."""
    both = [(s, text) for s, text in _told_of_actors(knowledge.graph) if _has(text, name) and _has(text, word)]
    return _told_of(both, question, knowledge)


def _told_of(told: Sequence[tuple[Statement, str]], question: Question, knowledge: KnowledgeBase) -> Answer | None:
    """Some statements as an answer about their actors; None where there are none or too many."""
    graph = knowledge.graph
    found = curated_first({(s.subject, text): s for s, text in told}.values())
    ids = list(dict.fromkeys(s.subject for s in found))
    if not 0 < len(ids) <= SHOWN:
        return None
    items = tuple(Item(graph.name(s.subject), one_line(graph, s, LONGEST), s.sources) for s in found[:SHOWN])
    names = [graph.name(id_) for id_ in ids]
    return Answer(
        question.text, "passages", "answered", ", ".join(names), f"{items[0].value}: {items[0].detail}", headline_sources=items[0].sources,
        sections=(Section("What the sources say", items),), actors=tuple(actor_ref(graph, id_) for id_ in ids), values=tuple(names),
    )  # fmt: skip


@lru_cache(maxsize=2)
def _told_of_actors(graph: Graph) -> list[tuple[Statement, str]]:
    return [(s, text) for s, text in told_in_words(graph) if graph.is_actor(s.subject)]


def _has(text: str, word: str) -> bool:
    return word.lower() in text.lower() and re.search(rf"(?i)(?<!\w){re.escape(word)}(?!\w)", text) is not None


@lru_cache(maxsize=2)
def told_in_words(graph: Graph) -> list[tuple[Statement, str]]:
    """Every statement with what it says in words; made once."""
    records = graph.records
    told: list[tuple[Statement, str]] = [(attribution, attribution.sponsor) for attribution in records.attributions]
    told += [(claim, claim.note) for claim in records.names if claim.note]
    told += [(event, f"{event.name}. {event.text} {', '.join(event.victims)}") for event in records.events]
    told += [(note, note.text) for note in records.notes]
    told += [(summary, summary.text) for summary in records.summaries]
    return told + [(use, use.text) for use in records.uses if use.text]
