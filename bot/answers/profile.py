"""Who is this actor: one card."""

from bot.answers.evidence import (
    LAYER_NAMES,
    NAME_VERBS,
    actor_ref,
    curated_first,
    events_of,
    layer_words,
    name_items,
    sources_of,
    target_words,
    use_items,
    when_in_words,
    whom_items,
)
from bot.answers.model import Answer, Item, Section
from bot.answers.nearest import NO_MOTIVE
from bot.answers.origin import origin_items, origin_words
from bot.answers.sentences import some
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from knowledge.graph import Graph
from knowledge.model import Entity
from knowledge.patterns import as_pattern


def answer(question: Question, knowledge: KnowledgeBase, actor_id: str) -> Answer:
    """The card of an actor: who it is, names, origin, targets, tools, latest activity, sources, layers."""
    graph = knowledge.graph
    entity = graph.entity(actor_id)
    assert entity is not None
    summaries = curated_first(graph.summaries_of(actor_id))
    headline = summaries[0].text if summaries else f"No source here describes {entity.name}; this is what the catalogues list."
    plain, related = name_items(graph, entity)
    sections = tuple(section for section in _sections(graph, entity, plain, related) if section.items)
    if _ASKS_FOR_MOTIVES.search(question.text):
        return _of_motives(question, graph, entity, sections)
    return Answer(
        question.text, "profile", "answered", _title(graph, entity), headline,
        headline_sources=summaries[0].sources if summaries else (),
        sections=sections, actors=(actor_ref(graph, actor_id),), values=_values(entity, plain), notes=_notes(question, graph, entity),
        layers=layer_words(entity),
    )  # fmt: skip


def _of_motives(question: Question, graph: Graph, entity: Entity, sections: tuple[Section, ...]) -> Answer:
    """What drives an actor, before the rest of its card."""
    motives = _motives(graph, entity.id)
    said = f"Sources give as what drives {entity.name}: {some([item.value.lower() for item in motives])}."
    first = (Section("Motives", motives),) if motives else ()
    return Answer(
        question.text, "profile", "answered" if motives else "unknown", f"Motives of {entity.name}",
        said if motives else f"{NO_MOTIVE} {entity.name}.", headline_sources=motives[0].sources if motives else (),
        sections=(*first, *(section for section in sections if section.title != "Motives")), actors=(actor_ref(graph, entity.id),),
        values=tuple(item.value for item in motives),
    )  # fmt: skip


_ASKS_FOR_MOTIVES = as_pattern(
    r"(?i)\b(?:motives?|motivat(?:ion|ions|es|ed)|what drives|driven by|what are they in it for|"
    r"in it for what)\b"
)
"""``motive?``, ``what drives them``"""


def _motives(graph: Graph, actor_id: str) -> tuple[Item, ...]:
    """What is said to drive an actor, each once with all who say so."""
    found: dict[str, tuple[str, ...]] = {}
    for said in curated_first(m for m in graph.records.motivations if m.subject == actor_id):
        found[said.motivation] = (*found.get(said.motivation, ()), *(s for s in said.sources if s not in found.get(said.motivation, ())))
    return tuple(Item(graph.term_name("motivation", id_), "", sources) for id_, sources in found.items())


def _title(graph: Graph, entity: Entity) -> str:
    origin = origin_words(graph, entity.id)
    return f"{entity.name} · {origin}" if origin else entity.name


def _values(entity: Entity, plain: list[Item]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((entity.name, *(item.value for item in plain))))


def _sections(graph: Graph, entity: Entity, plain: list[Item], related: list[Item]) -> list[Section]:
    name = entity.name
    tools = [item for _, item in use_items(graph, graph.uses_of_type(entity.id, "software"), "object")]
    return [
        Section("Also known as", tuple(plain), 8, f"/apt names {name}", inline=True),
        Section("Related names, not the same", tuple(related), 3, f"/apt names {name}"),
        Section("Origin", tuple(origin_items(graph, entity.id)), 2, f"/apt origin {name}"),
        Section("Motives", _motives(graph, entity.id), 4, inline=True),
        _targets(graph, entity),
        Section("Tools", tuple(tools), 8, f"/apt tools {name}", inline=True),
        Section("Latest activity", tuple(_latest(graph, entity)), 3, f"/apt campaigns {name}"),
    ]


def _targets(graph: Graph, entity: Entity) -> Section:
    targetings = graph.targetings_of(entity.id)
    curated = [t for t in targetings if t.layer == "curated"]
    if curated:
        return Section("Targets", tuple(whom_items(graph, curated)), 3, f"/apt targets {entity.name}")
    places, sectors = target_words(graph, targetings)
    cited = sources_of(targetings)
    items = [Item(title, some(words, 12), cited)
             for title, words in (("Places", places), ("Sectors", sectors)) if words]  # fmt: skip
    return Section("Targets", tuple(items), 3, f"/apt targets {entity.name}")


def _latest(graph: Graph, entity: Entity) -> list[Item]:
    items = []
    activities = curated_first(graph.activities_of(entity.id))
    if activities:
        active = activities[0]
        parts = [f"active since {active.first_seen}" if active.first_seen else "",
                 f"last reported {active.last_reported}" if active.last_reported else ""]  # fmt: skip
        if text := ", ".join(filter(None, parts)):
            items.append(Item(text[0].upper() + text[1:], "", active.sources))
    events = events_of(graph, entity.id)
    items += [Item(event.name, when_in_words(event.when), event.sources) for event in events]
    return items


def _notes(question: Question, graph: Graph, entity: Entity) -> tuple[str, ...]:
    notes = []
    meaning = question.subject
    if meaning and meaning.status == "near":
        notes.append(f"I read “{meaning.name}” as {meaning.read_as}.")
    if meaning and meaning.candidates and meaning.candidates[0].relation not in ("same", "formerly"):
        notes.append(f"“{meaning.name}” {NAME_VERBS[meaning.candidates[0].relation]} {entity.name}; it is not plainly its name.")
    if meaning and (others := [other.entity.name for other in meaning.of_type("software")]):
        notes.append(f"“{meaning.name}” is also used for malware: {', '.join(others)}.")
    if "curated" not in entity.layers:
        notes.append("Not curated by aptbot; taken from " + " and ".join(LAYER_NAMES[layer] for layer in entity.layers) + ".")
    return tuple(notes)
