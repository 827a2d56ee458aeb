"""Which actors: those that target a place or a sector, that come from a country, that use a technique."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.answers.evidence import actor_ref, sources_of, targeting_items, use_items, when_in_words
from bot.answers.model import Answer, Item, Section
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question, TermMention
from knowledge.graph import Graph
from knowledge.model import LAYERS, Attribution, Statement, Targeting

Evidence = dict[str, list[Statement]]


def by_terms(question: Question, knowledge: KnowledgeBase) -> Answer:
    """Actors for which every term of the question is stated; origin and targets are told apart by the question.

    Actors of which one statement says all that was asked come first; where it takes several, the reply says so.
    """
    graph = knowledge.graph
    wanted = [(term, evidence) for term in question.terms if (evidence := _evidence(graph, term)) is not None]
    actors = set.intersection(*(set(evidence) for _, evidence in wanted)) if wanted else set()
    groups = {actor: [evidence[actor] for _, evidence in wanted] for actor in actors}
    described = _described(graph, wanted)
    return _list(question, graph, {actor: _together(found) for actor, found in groups.items()}, described)


@dataclass(frozen=True)
class Grounds:
    """Why an actor is listed: the statements, and whether targets asked for together are said apart from each other."""

    statements: list[Statement]
    apart: bool = False


def _together(groups: list[list[Statement]]) -> Grounds:
    """The statements that say all that was asked, if there are any; else those that say a part of it each."""
    targetings = [group for group in groups if isinstance(group[0], Targeting)]
    others = [statement for group in groups if not isinstance(group[0], Targeting) for statement in group]
    if len(targetings) < 2:
        return Grounds([*(s for group in targetings for s in group), *others])
    first, *rest = targetings
    shared = [s for s in first if all(any(s is other for other in group) for group in rest)]
    return Grounds([*(shared or [group[0] for group in targetings]), *others], apart=not shared)


def _described(graph: Graph, wanted: list[tuple[TermMention, Evidence]]) -> str:
    """``attributed to Iran and targeting Telecommunications in Kazakhstan``."""
    by_type: dict[str, list[str]] = defaultdict(list)
    for term, _ in wanted:
        kind = "origin" if term.origin else "place" if term.type in ("country", "region") else term.type
        name = graph.term_name(term.type, term.id)
        by_type[kind].append(name.lower() if term.type == "motivation" else name)
    parts = [
        f"{words} {' and '.join(by_type[kind])}"
        for kind, words in (("origin", "attributed to"), ("motivation", "motivated by"))
        if by_type[kind]
    ]
    targets = " in ".join(filter(None, (" and ".join(by_type["sector"]), " and ".join(by_type["place"]))))
    return " and ".join((*parts, *((f"targeting {targets}",) if targets else ())))


def by_technique(question: Question, knowledge: KnowledgeBase, technique_id: str) -> Answer:
    """Actors that use a technique or one of its sub-techniques, the curated first."""
    graph = knowledge.graph
    users = use_items(graph, graph.users_of(technique_id), "subject")
    how = {u.subject: u.text for u in reversed(list(graph.users_of(technique_id)))}
    items = tuple(Item(item.value, how.get(id_, ""), item.sources) for id_, item in users)
    name = f"{technique_id} {graph.name(technique_id)}"
    found = graph.sources([technique_id])
    return Answer(
        question.text, "actors", "answered" if items else "unknown", name,
        f"{len(items)} actors are reported to use {name}." if items else f"No source here says who uses {name}.",
        headline_sources=(technique_id,) if found else (),
        sections=(Section("Actors", items, 12, f"/apt {technique_id}"),) if items else (),
        actors=tuple(actor_ref(graph, id_) for id_, _ in users), values=tuple(i.value for i in items),
    )  # fmt: skip


def _evidence(graph: Graph, term: TermMention) -> Evidence | None:
    found: Evidence = defaultdict(list)
    statements: Iterable[Statement]
    if term.origin:
        statements = graph.attributed_to(term.id)
    elif term.type == "motivation":
        statements = [m for m in graph.records.motivations if m.motivation == term.id]
    elif term.type in ("country", "region", "sector"):
        statements = graph.targetings_at(term.type, term.id)
    else:
        return None
    for statement in statements:
        entity = graph.entity(statement.subject)
        if entity and entity.type == "actor":
            found[statement.subject].append(statement)
    return found


def _list(question: Question, graph: Graph, grounds: dict[str, Grounds], described: str) -> Answer:
    ranked = sorted(grounds, key=_weight(graph, grounds))
    items = tuple(Item(graph.name(actor), _why(graph, grounds[actor]), sources_of(grounds[actor].statements)) for actor in ranked)
    if not items:
        return Answer(
            question.text, "actors", "unknown", f"Actors {described}", f"No source here names an actor {described}.",
            notes=("That no source here says so does not mean that nobody does.",),
        )  # fmt: skip
    first = ", ".join(item.value for item in items[:6])
    more = f" and {len(items) - 6} more" if len(items) > 6 else ""
    return Answer(
        question.text, "actors", "answered", f"Actors {described}", f"{len(items)} actors {described}: {first}{more}.",
        sections=(Section("Actors", items, 12),), actors=tuple(actor_ref(graph, a) for a in ranked),
        values=tuple(i.value for i in items),
    )  # fmt: skip


def _weight(graph: Graph, grounds: dict[str, Grounds]) -> Callable[[str], tuple[bool, int, int, str]]:
    """What one statement says before what is put together; curated first, then the most statements, then the name."""

    def weight(actor: str) -> tuple[bool, int, int, str]:
        found = grounds[actor]
        layer = min(LAYERS.index(s.layer) for s in found.statements)
        return found.apart, layer, -len(found.statements), graph.name(actor).lower()

    return weight


def _why(graph: Graph, grounds: Grounds) -> str:
    best = sorted(grounds.statements, key=lambda s: LAYERS.index(s.layer))
    if grounds.apart:
        return "said in separate statements: " + " / ".join(_one(graph, s, 110) for s in best if isinstance(s, Targeting))
    return _one(graph, best[0], 240)


def _one(graph: Graph, statement: Statement, limit: int) -> str:
    text = ""
    if isinstance(statement, Targeting):
        found = next(iter(targeting_items(graph, [statement])), None)
        text = ": ".join(filter(None, (when_in_words(statement.when), found.value))) if found else ""
    elif isinstance(statement, Attribution):
        text = statement.sponsor or (f"{statement.confidence} confidence" if statement.confidence != "unstated" else "")
    return text if len(text) <= limit else text[: limit - 1] + "…"
