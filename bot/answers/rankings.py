"""What most actors use or go after, and which actors have the most of something: counted over what is recorded here."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from bot.answers.conditions import condition_name, described, evidence_of
from bot.answers.evidence import actor_ref, events_of, sources_of, when_in_words
from bot.answers.meeting import actors_meeting
from bot.answers.model import Answer, Item, Kind, Section
from bot.answers.sentences import some
from bot.answers.software_kinds import RANSOMWARE, is_of_kind, kind_named
from bot.knowledge_base import KnowledgeBase
from bot.questions.counts import Measure, Ranked, Ranking
from bot.questions.model import Condition, Question, alternatives
from bot.questions.periods import Period
from knowledge.graph import Graph
from knowledge.model import Statement, Term
from knowledge.normalise import key

Counted = dict[str, dict[str, list[Statement]]]
"""What is ranked -> who has it -> the statements that say so."""

_KINDS: dict[Ranked, Kind] = {
    "tools": "tools",
    "malware": "tools",
    "techniques": "techniques",
    "countries": "targets",
    "sectors": "targets",
    "origins": "attribution",
}
_TITLES = {
    "tools": "Tools and malware",
    "malware": "Malware",
    "techniques": "Techniques",
    "countries": "Countries targeted",
    "sectors": "Sectors targeted",
    "origins": "Countries that actors are attributed to",
}
_VERBS = {
    "tools": "reported to use", "malware": "reported to use", "techniques": "reported to use", "countries": "reported to go after",
    "sectors": "reported to go after", "origins": "attributed to",
}  # fmt: skip
SHOWN, SOURCES, NAMED = 10, 3, 5
SEEN = "By when sources first saw them at work; they may be older."
NOTE = "Counted over what is recorded here: what is written about most leads, not what happens most."


def answer(question: Question, knowledge: KnowledgeBase) -> Answer | None:
    """The ranking that a question asks for; None where nothing here can be ranked so."""
    ranking, graph = question.ranking, knowledge.graph
    assert ranking is not None
    kinds = [c for c in question.conditions if c.type == "malware_type" or c.text.lower() == RANSOMWARE.id]
    kind = kind_named(graph, kinds[0].id if kinds[0].type == "malware_type" else RANSOMWARE.id) if kinds else None
    if kind and ranking.of == "malware":  # which ransomware is used most: of software, not of those who blackmail
        question = replace(question, conditions=tuple(c for c in question.conditions if c not in kinds))
    if ranking.of == "alternatives":
        return _of_alternatives(question, graph)
    actors = set(actors_meeting(question, graph)[0]) if question.conditions else {e.id for e in graph.records.entities if e.type == "actor"}
    if question.subjects:
        actors = {subject.of_type("actor")[0].entity.id for subject in question.subjects}
    among = f" of actors {described(graph, question.conditions, question.period)}" if question.conditions else ""
    if not actors:
        return None
    if ranking.of == "actors":
        return _of_actors(question, graph, ranking.by, actors, among)
    return _of_things(question, graph, ranking, actors, among, kind)


def _of_things(
    question: Question, graph: Graph, ranking: Ranking, actors: set[str], among: str, kind: Term | None
) -> Answer | None:  # fmt: skip
    counted = _counted(graph, ranking.of, actors)
    if kind and ranking.of == "malware":
        counted = {id_: users for id_, users in counted.items() if is_of_kind(graph, id_, kind)}
    ranked = sorted(counted, key=lambda id_: (-len(counted[id_]), _shown(graph, ranking.of, id_).lower()))
    if not ranked:
        return None
    items = tuple(_thing(graph, ranking.of, id_, counted[id_]) for id_ in ranked[:SHOWN])
    then = ", ".join(f"{item.value} ({len(counted[id_])})" for item, id_ in zip(items[1:NAMED], ranked[1:NAMED], strict=False))
    number = len(counted[ranked[0]])
    what = f"{kind.name[:1].upper()}{kind.name[1:]}" if kind and ranking.of == "malware" else _TITLES[ranking.of]
    title, who = f"{what}{among}", f"{_actors(number)}{among.removeprefix(' of actors')}"
    headline = f"{items[0].value} leads: {who} {'is' if number == 1 else 'are'} {_VERBS[ranking.of]} it."
    headline += f" Then come {then}." if then else ""
    return Answer(
        question.text, _KINDS[ranking.of], "answered", title, headline,
        sections=(Section("By how many actors", items),), notes=(NOTE,), values=tuple(i.value for i in items),
    )  # fmt: skip


def _counted(graph: Graph, of: Ranked, actors: set[str]) -> Counted:
    found: Counted = defaultdict(lambda: defaultdict(list))
    for thing, statement in _statements(graph, of):
        if statement.subject in actors:
            found[thing][statement.subject].append(statement)
    return found


def _statements(graph: Graph, of: Ranked) -> Iterator[tuple[str, Statement]]:
    records = graph.records
    if of == "origins":
        yield from ((attribution.country, attribution) for attribution in records.attributions if attribution.country)
        return
    if of in ("tools", "malware", "techniques"):
        type_ = "technique" if of == "techniques" else "software"
        for use in records.uses:
            entity = graph.entity(use.object)
            if entity and entity.type == type_ and not (of == "malware" and entity.kind == "tool"):
                yield use.object, use
        return
    for targeting in records.targetings:
        yield from ((id_, targeting) for id_ in (targeting.countries if of == "countries" else targeting.sectors))


def _thing(graph: Graph, of: Ranked, id_: str, users: dict[str, list[Statement]]) -> Item:
    names = sorted((graph.name(actor) for actor in users), key=str.lower)
    return Item(_shown(graph, of, id_), f"{_actors(len(users))}: {some(names, NAMED)}", _some_sources(users.values()))


def _some_sources(statements: Iterable[list[Statement]]) -> tuple[str, ...]:
    return sources_of(statement for group in statements for statement in group)[:SOURCES]


def _shown(graph: Graph, of: Ranked, id_: str) -> str:
    if of == "techniques":
        return f"{id_} {graph.name(id_)}"
    return graph.name(id_) if of in ("tools", "malware") else graph.term_name("sector" if of == "sectors" else "country", id_)


def _of_actors(question: Question, graph: Graph, by: Measure, actors: set[str], among: str) -> Answer | None:
    if by in ("newest", "oldest"):
        ranked, unit = _by_age(graph, actors, newest=by == "newest"), ""
        what = "first seen latest" if by == "newest" else "first seen earliest"
    else:
        measure, when = _MEASURES[by], ""
        if by == "campaigns" and (period := question.period):
            measure, when = _campaigns_of(period), f" {period}"
        ranked, unit = _by_number(graph, actors, measure), f" {by}"
        what = f"with the most {by}{when}"
    if not ranked:
        return None
    items = tuple(item for _, item in ranked[:SHOWN])
    tied = [item.value for item in items[:NAMED] if item.detail == items[0].detail]
    others = ", ".join(f"{item.value} ({item.detail})" for item in items[len(tied) : NAMED])
    return Answer(
        question.text, "actors", "answered", f"Actors{among.removeprefix(' of actors')}, {what}",
        f"{' and '.join(tied)} ({items[0].detail}{unit})" + (f", then {others}." if others else "."),
        sections=(Section(f"Actors {what}", items),), notes=(SEEN if by in ("newest", "oldest") else NOTE,),
        actors=tuple(actor_ref(graph, id_) for id_, _ in ranked[:SHOWN]),
        values=tuple(item.value for item in items),
    )  # fmt: skip


def _by_number(graph: Graph, actors: set[str], having: Callable[[Graph, str], dict[str, Statement]]) -> list[tuple[str, Item]]:
    counted = {actor: having(graph, actor) for actor in actors}
    ranked = sorted((a for a in counted if counted[a]), key=lambda a: (-len(counted[a]), graph.name(a).lower()))
    return [(a, Item(graph.name(a), str(len(counted[a])), sources_of(counted[a].values())[:SOURCES])) for a in ranked[:SHOWN]]


def _by_age(graph: Graph, actors: set[str], newest: bool) -> list[tuple[str, Item]]:
    """Actors by when they were first seen, by the earliest date that a source gives."""
    seen: dict[str, list[Statement]] = defaultdict(list)
    first: dict[str, str] = {}
    for activity in graph.records.activities:
        if activity.subject in actors and activity.first_seen:
            first[activity.subject] = min(activity.first_seen, first.get(activity.subject, activity.first_seen))
            seen[activity.subject].append(activity)
    ranked = sorted(first, key=lambda a: (first[a], graph.name(a).lower()), reverse=newest)
    return [(a, Item(graph.name(a), f"since {when_in_words(first[a])}", sources_of(seen[a])[:SOURCES])) for a in ranked[:SHOWN]]


def _names(graph: Graph, actor: str) -> dict[str, Statement]:
    return {key(claim.name): claim for claim in graph.names_of(actor) if claim.relation in ("same", "formerly")}


def _used(type_: str) -> Callable[[Graph, str], dict[str, Statement]]:
    return lambda graph, actor: {use.object: use for use in graph.uses_of_type(actor, type_)}


def _campaigns(graph: Graph, actor: str) -> dict[str, Statement]:
    return {event.id: event for event in events_of(graph, actor)}


def _campaigns_of(period: Period) -> Callable[[Graph, str], dict[str, Statement]]:
    return lambda graph, actor: {event.id: event for event in events_of(graph, actor) if period.overlaps(event.when)}


def _countries(graph: Graph, actor: str) -> dict[str, Statement]:
    return {country: targeting for targeting in graph.targetings_of(actor) for country in targeting.countries}


def _sectors(graph: Graph, actor: str) -> dict[str, Statement]:
    return {sector: targeting for targeting in graph.targetings_of(actor) for sector in targeting.sectors}


_MEASURES: dict[Measure, Callable[[Graph, str], dict[str, Statement]]] = {
    "names": _names, "tools": _used("software"), "malware": _used("software"), "techniques": _used("technique"), "campaigns": _campaigns,
    "countries": _countries, "sectors": _sectors,
}  # fmt: skip


def _of_alternatives(question: Question, graph: Graph) -> Answer | None:
    """``more groups out of Russia or out of China``: how many of each."""
    group = alternatives(question.conditions)
    if len(group) < 2:
        return None
    found = {condition: evidence_of(graph, condition, question.period) for condition in group}
    ranked = sorted(group, key=lambda condition: -len(found[condition]))
    items = tuple(_alternative(graph, c, found[c]) for c in ranked)
    counts = "; ".join(f"{described(graph, [c])}: {_actors(len(found[c]))}" for c in ranked)
    return Answer(
        question.text, "actors", "answered", " or ".join(item.value for item in items), f"{counts[:1].upper()}{counts[1:]}.",
        sections=(Section("How many", items),), notes=(NOTE,), values=tuple(i.value for i in items),
    )  # fmt: skip


def _alternative(graph: Graph, condition: Condition, found: dict[str, list[Statement]]) -> Item:
    return Item(
        condition_name(graph, condition), f"{_actors(len(found))}, such as {_some_names(graph, found)}", _some_sources(found.values())
    )


def _some_names(graph: Graph, found: dict[str, list[Statement]]) -> str:
    curated = [actor for actor, statements in found.items() if any(s.layer == "curated" for s in statements)]
    return ", ".join(graph.name(actor) for actor in (curated or list(found))[:NAMED])


def _actors(count: int) -> str:
    return "1 actor" if count == 1 else f"{count} actors"


def with_number(answer: Answer, graph: Graph, actor_id: str, noun: str) -> Answer:
    """An answer on a side of an actor, its first line beginning with how many are recorded."""
    measure = next((having for by, having in _MEASURES.items() if by == noun), None)
    if measure is None or answer.status != "answered" or answer.kind == "names":
        return answer
    number = len(measure(graph, actor_id))
    words = {"malware": "pieces of malware and tools", "countries": "countries"}.get(noun, noun.removesuffix("s") if number == 1 else noun)
    return replace(answer, headline=f"{number} {words} recorded here. {answer.headline}") if number else answer
