"""Two actors, or three, beside each other: what sources state of all of them, and what of one alone."""

from collections.abc import Sequence

from bot.answers.evidence import actor_ref, curated_first, relation_in_words, sources_of, target_words, use_items
from bot.answers.model import Answer, Item, Section
from bot.answers.origin import origin_items
from bot.answers.sentences import sentences
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from knowledge.graph import Graph


def comparison(question: Question, knowledge: KnowledgeBase) -> Answer:
    """Two actors (or more) side by side: what sources state of both, and where each comes from."""
    graph = knowledge.graph
    ids = [meaning.of_type("actor")[0].entity.id for meaning in question.subjects][:3]
    names = [graph.name(id_) for id_ in ids]
    tools, techniques = (_shared_uses(graph, ids, type_) for type_ in ("software", "technique"))
    targets = _shared_targets(graph, ids)
    shared = (
        Section("Tools of both, and how many actors use each", tools, 12, inline=True),
        Section("Targets of both", targets, 10, inline=True),
        Section("Techniques of both, and how many actors use each", techniques, 8),
    )
    sections = (
        Section("How they relate", tuple(_related(graph, ids))),
        Section("Who they are", tuple(item for id_ in ids for item in _in_short(graph, id_))),
        Section("Origin", tuple(item for id_ in ids for item in _origin(graph, id_))),
        *shared,
        *(Section(f"Tools of {graph.name(id_)} alone", _own_tools(graph, id_, ids), 6, inline=True) for id_ in ids),
    )
    counts = (("tool", tools), ("technique", techniques), ("target", targets))
    found = [f"{len(items)} {what}{'s' if len(items) > 1 else ''}" for what, items in counts if items]
    both = " and ".join(names)
    headline = (
        f"Sources say that {both} share {' and '.join(filter(None, (', '.join(found[:-1]), found[-1])))}."
        if found
        else f"No source here states the same tool, target or technique of {both}."
    )
    return Answer(
        question.text, "comparison", "answered", " and ".join(names), headline, sections=tuple(s for s in sections if s.items),
        actors=tuple(actor_ref(graph, id_) for id_ in ids), values=tuple(i.value for section in shared for i in section.items),
        notes=("Tools that many actors use say little about kinship.",) if tools else (),
    )  # fmt: skip


def _shared_uses(graph: Graph, ids: Sequence[str], type_: str) -> tuple[Item, ...]:
    uses = [{u.object: u for u in graph.uses_of_type(id_, type_)} for id_ in ids]
    shared = set.intersection(*map(set, uses))
    statements = [u for id_ in ids for u in graph.uses_of_type(id_, type_) if u.object in shared]
    ranked = use_items(graph, statements, "object")
    rarity = {id_: graph.spread(id_) for id_, _ in ranked}
    return tuple(
        Item(item.value, f"{rarity[id_]} actors", item.sources, item.url) for id_, item in sorted(ranked, key=lambda r: rarity[r[0]])
    )


def _shared_targets(graph: Graph, ids: Sequence[str]) -> tuple[Item, ...]:
    words = [dict.fromkeys(w for part in target_words(graph, graph.targetings_of(id_)) for w in part) for id_ in ids]
    shared = [word for word in words[0] if all(word in other for other in words[1:])]
    sources = sources_of(t for id_ in ids for t in graph.targetings_of(id_))[:4]
    return tuple(Item(word, "", sources if number == 0 else ()) for number, word in enumerate(shared))


def _origin(graph: Graph, actor_id: str) -> list[Item]:
    return [Item(graph.name(actor_id), item.value, item.sources) for item in origin_items(graph, actor_id)[:1]]


def _related(graph: Graph, ids: Sequence[str]) -> list[Item]:
    found = [relation for id_ in ids for relation in graph.relations_of(id_) if relation.object in ids]
    return [Item(relation_in_words(graph, relation), relation.note, relation.sources) for relation in found]


def _in_short(graph: Graph, actor_id: str) -> list[Item]:
    """The first sentence of what is said of an actor."""
    return [
        Item(graph.name(actor_id), sentences(summary.text)[0], summary.sources)
        for summary in curated_first(graph.summaries_of(actor_id))[:1]
    ]


def _own_tools(graph: Graph, actor_id: str, ids: Sequence[str]) -> tuple[Item, ...]:
    """The tools that of some actors only this one is said to use, the most telling first."""
    others = {use.object for id_ in ids if id_ != actor_id for use in graph.uses_of_type(id_, "software")}
    used = use_items(graph, graph.uses_of_type(actor_id, "software"), "object")
    return tuple(Item(item.value, "", item.sources[:1], item.url) for id_, item in used if id_ not in others)
