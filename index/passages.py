"""The merged knowledge -> passages: one small text about one thing, with what it is about and where it comes from."""

import hashlib
from collections.abc import Iterator

import msgspec

from knowledge.graph import Graph
from knowledge.marking import Marking
from knowledge.model import Entity, Event, Statement, Targeting, Use
from knowledge.patterns import as_pattern
from knowledge.upstream.text import plain

_SENTENCE = as_pattern(r"(?<=[.!?])\s+(?=[A-Z0-9“\"])")

MAX_TEXT = 600
"""Characters of a passage; the packaged model reads 256 word pieces; less is faster to embed and loses little."""

CATALOGUE_TEXT = 300
"""Characters kept of catalogue entries for software that nothing else describes."""


class Passage(msgspec.Struct, frozen=True, array_like=True):
    """A text to find. ``entities`` are the ids it is about, the main one first; ``sources`` are source ids; by ``also`` it is
    found too, and never shown: how people ask for it, which no source may call it."""

    id: str
    kind: str
    title: str
    text: str
    entities: tuple[str, ...]
    sources: tuple[str, ...]
    layer: str
    when: str = ""
    tlp: Marking = "clear"
    also: tuple[str, ...] = ()

    @property
    def asked_as(self) -> str:
        """Its title and what else it is asked for as."""
        return ", ".join((self.title, *self.also))

    @property
    def embedded(self) -> str:
        """What is embedded and searched: the text under all that it is asked for as."""
        return f"{self.asked_as}: {self.text}"[:MAX_TEXT]

    @property
    def digest(self) -> str:
        """Content hash under which its embedding is kept."""
        return digest_of(self.embedded)


def digest_of(text: str) -> str:
    """Content hash of a text that is embedded."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def passages_of(graph: Graph) -> list[Passage]:
    """Every passage of the knowledge, in a fixed order."""
    found: list[Passage] = []
    for entity in graph.records.entities:
        if entity.type == "actor":
            found.extend(_about_actor(graph, entity))
        elif entity.type in ("software", "technique"):
            found.extend(_summaries(graph, entity))
    found.extend(_about_event(graph, event) for event in graph.records.events if event.text)
    found.extend(_procedures(graph))
    return found


def _passage(kind: str, number: int, title: str, text: str, said: Statement, *others: str) -> Passage:
    entities = tuple(dict.fromkeys(filter(None, (said.subject, *others))))
    id_ = f"{kind}:{said.subject}:{said.layer}:{number}"
    return Passage(id_, kind, title, text, entities, said.sources, said.layer, said.when, said.tlp)


def _about_actor(graph: Graph, entity: Entity) -> Iterator[Passage]:
    yield from _summaries(graph, entity)
    for number, targeting in enumerate(graph.targetings_of(entity.id)):
        if text := targeting_text(graph, targeting):
            text = f"{text}. {targeting.note}" if targeting.note else text
            yield _passage("targets", number, f"{entity.name}, targets", text, targeting, *targeting.software)
    yield from _notes(graph, entity)
    for number, use in enumerate(graph.uses_of_type(entity.id, "software")):
        if use.role or (use.text and use.layer == "curated"):
            text = f"uses {graph.name(use.object)} as {use.role or use.text}"
            yield _passage("tool", number, entity.name, text, use, use.object)


def _summaries(graph: Graph, entity: Entity) -> Iterator[Passage]:
    """What the subject is. Of software that only MISP describes, just what some actor uses: the rest answers no question
    about actors and would make half of the index."""
    summaries = graph.summaries_of(entity.id)
    described = any(summary.layer != "misp" for summary in summaries) or not any(graph.users_of(entity.id))
    for number, summary in enumerate(summaries):
        if entity.type == "software" and summary.layer == "misp":
            if not described:
                yield _passage("summary", number, entity.name, plain(summary.text, CATALOGUE_TEXT), summary)
        else:
            yield _passage("summary", number, entity.name, summary.text, summary)
    if entity.type == "software":
        yield from _notes(graph, entity)


def _notes(graph: Graph, entity: Entity) -> Iterator[Passage]:
    """A passage a sentence: a long note about several things is near to none of them."""
    number = 0
    for note in graph.notes_of(entity.id):
        for sentence in _SENTENCE.split(note.text):
            yield _passage("note", number, f"{entity.name}, {note.topic}", sentence, note)
            number += 1


def _about_event(graph: Graph, event: Event) -> Passage:
    title = f"{graph.name(event.subject)}, {event.name}" if event.subject else event.name
    text = event.text + (f" Victims: {', '.join(event.victims)}." if event.victims else "")
    others = (*event.software, *((event.attack,) if event.attack else ()), *((event.id,) if event.layer != "curated" else ()))
    return Passage(
        f"event:{event.id}", "event", title, text, tuple(filter(None, (event.subject, *others))) or (event.id,),
        event.sources, event.layer, event.when, event.tlp, event.also,
    )  # fmt: skip


def _procedures(graph: Graph) -> Iterator[Passage]:
    """How actors and campaigns use techniques. Those of software are left to structured answers: they drown the rest."""
    for number, use in enumerate(graph.records.uses):
        subject, technique = graph.entity(use.subject), graph.entity(use.object)
        if not use.text or subject is None or technique is None or technique.type != "technique":
            continue
        if subject.type in ("actor", "campaign"):
            yield _procedure(subject, technique, use, number)


def _procedure(subject: Entity, technique: Entity, use: Use, number: int) -> Passage:
    text = use.text if subject.name in use.text else f"{subject.name}: {use.text}"
    return _passage("technique", number, technique.name, text, use, use.object)


def targeting_text(graph: Graph, targeting: Targeting) -> str:
    """A targeting as a sentence for people and for the encoder."""
    sectors = [graph.term_name("sector", s) for s in targeting.sectors]
    places = [graph.term_name("region", r) for r in targeting.regions]
    places += [graph.term_name("country", c) for c in targeting.countries]
    parts = []
    if sectors or targeting.organizations:
        parts.append("goes after " + ", ".join(dict.fromkeys((*sectors, *targeting.organizations))))
    if places:
        parts.append(("in " if parts else "goes after ") + ", ".join(places))
    text = " ".join(parts)
    if targeting.software:
        text += " with " + ", ".join(map(graph.name, targeting.software))
    return text
