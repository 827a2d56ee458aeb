"""Which actors: those that target a place or a sector, that come from a country, that use a technique."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from bot.answers.evidence import actor_ref, sources_of, targeting_items, use_items, when_in_words
from bot.answers.model import Answer, Item, Section
from bot.answers.origin import countries_of
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
    wanted = [(term, evidence) for term in question.terms if (evidence := _evidence(graph, term, question.wants_origin)) is not None]
    actors = set.intersection(*(set(evidence) for _, evidence in wanted)) if wanted else set()
    merged = {actor: _together([evidence[actor] for _, evidence in wanted]) for actor in actors}
    return _list(question, graph, merged, _described(graph, wanted, question.wants_origin))


def _together(groups: list[list[Statement]]) -> list[Statement]:
    """The statements that are in every group, if there are any; else all of them."""
    first, *others = groups
    shared = [s for s in first if all(any(s is other for other in group) for group in others)]
    return shared or [s for group in groups for s in group]


def _described(graph: Graph, wanted: list[tuple[TermMention, Evidence]], wants_origin: bool) -> str:
    """``attributed to Iran and targeting Telecommunications in Kazakhstan``."""
    by_type: dict[str, list[str]] = defaultdict(list)
    for term, _ in wanted:
        kind = "origin" if term.type == "country" and wants_origin else "place" if term.type in ("country", "region") else term.type
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


def _evidence(graph: Graph, term: TermMention, wants_origin: bool) -> Evidence | None:
    found: Evidence = defaultdict(list)
    statements: Iterable[Statement]
    if term.type == "country" and wants_origin:
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


def _list(question: Question, graph: Graph, evidence: Evidence, described: str) -> Answer:
    ranked = sorted(evidence, key=_weight(graph, evidence))
    items = tuple(Item(graph.name(actor), _why(graph, evidence[actor]), sources_of(evidence[actor])) for actor in ranked)
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


def _weight(graph: Graph, evidence: Evidence) -> Callable[[str], tuple[int, int, str]]:
    """Curated evidence first, then the most statements, then the name."""

    def weight(actor: str) -> tuple[int, int, str]:
        layer = min(LAYERS.index(s.layer) for s in evidence[actor])
        return layer, -len(evidence[actor]), graph.name(actor).lower()

    return weight


def _why(graph: Graph, statements: list[Statement]) -> str:
    best = min(statements, key=lambda s: LAYERS.index(s.layer))
    if isinstance(best, Targeting):
        found = next(iter(targeting_items(graph, [best])), None)
        when = when_in_words(best.when)
        text = ": ".join(filter(None, (when, found.value))) if found else ""
        return text if len(text) <= 240 else text[:239] + "…"
    if isinstance(best, Attribution):
        countries = countries_of(graph, best.subject)
        return best.sponsor or (f"{best.confidence} confidence" if best.confidence != "unstated" and countries else "")
    return ""
