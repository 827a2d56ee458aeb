"""Which actors: those that target a place or a sector, that come from a country, that use a technique."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.answers.conditions import Evidence, described, evidence_of, grouped, is_dated, is_of_no_state, is_targeting
from bot.answers.evidence import actor_ref, curated_first, sources_of, targeting_items, use_items, when_in_words
from bot.answers.model import Answer, Item, Section
from bot.answers.targets_asked import asked_terms, targeting_line
from bot.knowledge_base import KnowledgeBase
from bot.questions.conditions import ANYBODY
from bot.questions.intents import says
from bot.questions.model import Condition, Question
from bot.questions.periods import Period
from knowledge.graph import Graph
from knowledge.model import LAYERS, Activity, Attribution, Event, Motivation, NameClaim, Note, Statement, Summary, Targeting, Use
from knowledge.patterns import as_pattern


def by_conditions(question: Question, knowledge: KnowledgeBase) -> Answer:
    """Actors for which every condition of the question is stated, and none that it rules out.

    Actors of which one statement says all that was asked come first; where it takes several, the reply says so.
    """
    graph = knowledge.graph
    grounds, ruled_out = actors_meeting(question, graph)
    period = question.period
    what = described(graph, question.conditions, period)
    if _ONLY.search(question.text):
        grounds = {actor: why for actor, why in grounds.items() if _nothing_else(graph, actor, question.conditions)}
        what += ", and recorded for nothing else of the kind"
    if _OF_A_STATE.search(question.text):
        of_origin = any(c.type in ("origin", "sponsor") and not c.negated for c in question.conditions)
        grounds = {
            actor: why
            for actor, why in grounds.items()
            if not is_of_no_state(graph, actor) and (of_origin or _is_of_a_country(graph, actor))
        }
        what += (
            ", " + ("" if of_origin else "attributed to a country, ") + "without those of whom a source says that no state is behind them"
        )
    if not grounds and (eased := _any_listed(question)):
        found = by_conditions(eased, knowledge)
        return replace(found, notes=(*found.notes, OF_ANY)) if found.status == "answered" else found
    if period and says("ceased", question.text):
        what = ", ".join(filter(None, (described(graph, question.conditions), f"last reported before {period.start or period.end}")))
    return _list(question, graph, grounds, what, ruled_out)


def _any_listed(question: Question) -> Question | None:
    """``law firms, finance, activists as prey``: three sectors or places in a row as alternatives; None where it has no such row."""
    rows = [[c for c in question.conditions if c.type == type_ and not c.negated] for type_ in ("sector", "country")]
    row = next((row for row in rows if len({c.group for c in row}) >= LISTED), [])
    if not row or re.search(r"(?i)\b(?:both|all (?:of them|three)|as well as)\b", question.text):
        return None
    return replace(question, conditions=tuple(replace(c, group=row[0].group) if c in row else c for c in question.conditions))


LISTED, OF_ANY = 3, "Nobody here is recorded for all of these together; listed is who is recorded for one of them."
_ONLY = as_pattern(
    r"(?i)\b(?:only|solely|exclusively)\s+(?:target\w*|hits?|attacks?|uses?|go(?:es)? after)\b|"
    r"\b(?:targets?|uses?|hits?|attacks?|go(?:es)? after|using|targeting)\s+(?:only|solely|exclusively|nothing but)\s+[a-z]"
)
_OF_A_STATE = as_pattern(
    r"(?i)(?<!no )(?<!not )(?<!non )(?<!non-)\b(?:state|government)(?:[- ](?:backed|sponsored|run|owned|linked|"
    r"aligned))?\s+(?:\w+\s+)?(?:groups?|actors?|hackers?|apts?|spies|teams?)\b"
)


def _is_of_a_country(graph: Graph, actor: str) -> bool:
    return any(attribution.country for attribution in graph.attributions_of(actor))


def _nothing_else(graph: Graph, actor: str, conditions: Sequence[Condition]) -> bool:
    """Whether nothing but what a question names is recorded of an actor, of each kind that it names: ``who only targets banks``."""
    told: list[Targeting | Event] = [*graph.targetings_of(actor), *graph.events_of(actor)]
    recorded = {
        "country": {place for statement in told for place in (*statement.countries, *getattr(statement, "regions", ()))},
        "sector": {sector for statement in told for sector in statement.sectors},
        "software": {use.object for use in graph.uses_of_type(actor, "software")},
        "technique": {use.object for use in graph.uses_of_type(actor, "technique")},
    }
    asked = {type_: {c.id for c in conditions if c.type == type_ and not c.negated} for type_ in recorded}
    return all(recorded[type_] <= ids for type_, ids in asked.items() if ids)


def actors_meeting(question: Question, graph: Graph) -> tuple[dict[str, "Grounds"], int]:
    """The actors that meet the conditions of a question, each with why; and how many others are ruled out."""
    groups = grouped(question.conditions)
    emerged, ceased = says("emerged", question.text), says("ceased", question.text)
    active = says("active", question.text) and question.period is not None
    period = None if emerged or ceased or active else question.period
    wanted = [_any_of(graph, group, period) for group in groups if not group[0].negated]
    if period and len(wanted) > 1 and not set.intersection(*map(set, wanted)):
        wanted = _dated_once(graph, groups, period)
    unwanted = [_any_of(graph, group, None) for group in groups if group[0].negated]
    every = wanted or [_told_actors(graph) if any(c.id == ANYBODY for c in question.conditions) else _known_actors(graph)]
    if period and not any(is_dated(group[0]) for group in groups if not group[0].negated):
        every.append(_at_work(graph, period))
    if active and question.period:
        every.append(_at_work(graph, question.period))
    if question.period and ceased:
        every.append(_ceased(graph, question.period))
    elif question.period and emerged:
        every.append(_emerged(graph, question.period))
    actors = set.intersection(*map(set, every)) - set().union(*map(set, unwanted)) - set(question.besides)
    grounds = {actor: _together([evidence[actor] for evidence in every]) for actor in actors}
    ruled_out = len(set.intersection(*map(set, every)) & set().union(*map(set, unwanted)))
    return grounds, ruled_out


def _dated_once(graph: Graph, groups: Sequence[Sequence[Condition]], period: Period) -> list[Evidence]:
    """Evidence where one condition at least is dated to a period and the others have that date or none."""
    found = [_any_of(graph, group, None) for group in groups if not group[0].negated]
    found = [{actor: [s for s in given if not s.when or period.overlaps(s.when)] for actor, given in each.items()} for each in found]
    found = [{actor: given for actor, given in each.items() if given} for each in found]
    dated = {actor for each in found for actor, given in each.items() if any(period.overlaps(s.when) for s in given)}
    return [{actor: given for actor, given in each.items() if actor in dated} for each in found]


def _at_work(graph: Graph, period: Period) -> Evidence:
    """Actors that were at work in a period, by what is said of their activity or by dated incidents."""
    found: Evidence = defaultdict(list)
    for activity in graph.records.activities:
        if _overlaps(activity, period):
            found[activity.subject].append(activity)
    for event in graph.records.events:
        if period.overlaps(event.when):
            found[event.subject].append(event)
    return found


def _overlaps(activity: Activity, period: Period) -> bool:
    """Whether an activity, of which one end may be all that is known, has a part in common with a period."""
    known = activity.first_seen or activity.last_reported
    return bool(known) and period.overlaps(f"{activity.first_seen or known}/{activity.last_reported or known}")


def _ceased(graph: Graph, period: Period) -> Evidence:
    """Actors that were last reported before a period, or in the year in which it ends where that is when they went quiet."""
    found: Evidence = defaultdict(list)
    for activity in graph.records.activities:
        last = activity.last_reported
        if last and (last[:4] < period.start[:4] if period.start and not period.end else period.overlaps(last)):
            found[activity.subject].append(activity)
    return found


def _emerged(graph: Graph, period: Period) -> Evidence:
    """Actors that were first seen in a period, and by nobody before it."""
    found: Evidence = defaultdict(list)
    for activity in graph.records.activities:
        if activity.first_seen:
            found[activity.subject].append(activity)
    first = {actor: min((a for a in said if isinstance(a, Activity)), key=lambda a: a.first_seen) for actor, said in found.items()}
    return {actor: [activity] for actor, activity in first.items() if period.overlaps(activity.first_seen)}


def _any_of(graph: Graph, group: Sequence[Condition], period: Period | None) -> Evidence:
    """Evidence for any of some alternatives."""
    found: Evidence = defaultdict(list)
    for condition in group:
        for actor, statements in evidence_of(graph, condition, period).items():
            found[actor] += statements
    return found


def _known_actors(graph: Graph) -> Evidence:
    """Every actor that somebody attributes: what a question that only rules out is about."""
    found: Evidence = defaultdict(list)
    for attribution in graph.records.attributions:
        found[attribution.subject].append(attribution)
    return found


def _told_actors(graph: Graph) -> Evidence:
    """Every actor of whom something is told."""
    found: Evidence = defaultdict(list)
    for summary in graph.records.summaries:
        if graph.is_actor(summary.subject):
            found[summary.subject].append(summary)
    return found


@dataclass(frozen=True)
class Grounds:
    """Why an actor is listed: the statements, and whether targets asked for together are said apart from each other."""

    statements: list[Statement]
    apart: bool = False


def _together(groups: list[list[Statement]]) -> Grounds:
    """The statements that say all that was asked, if there are any; else those that say a part of it each."""
    targetings = [group for group in groups if is_targeting(group[0])]
    others = [statement for group in groups if not is_targeting(group[0]) for statement in group]
    if len(targetings) < 2:
        return Grounds([*(s for group in targetings for s in group), *others])
    first, *rest = targetings
    shared = [s for s in first if all(any(s is other for other in group) for group in rest)]
    return Grounds([*(shared or [group[0] for group in targetings]), *others], apart=not shared)


def active_in(question: Question, knowledge: KnowledgeBase) -> Answer:
    """Actors that were at work in a period: first seen before its end, last reported after its start."""
    graph, period = knowledge.graph, question.period
    assert period is not None
    grounds: dict[str, Grounds] = {}
    for activity in graph.records.activities:
        if graph.is_actor(activity.subject) and _overlaps(activity, period):
            grounds.setdefault(activity.subject, Grounds([activity]))
    return _list(question, graph, grounds, f"active {period}", 0)


def by_technique(question: Question, knowledge: KnowledgeBase, technique_id: str) -> Answer:
    """Actors that use a technique or one of its sub-techniques, the curated first."""
    graph = knowledge.graph
    same = [technique_id] if technique_id in question.text.upper() else graph.same_named(technique_id)
    uses = [use for id_ in same for use in graph.users_of(id_)]
    users = [(id_, item) for id_, item in use_items(graph, uses, "subject") if id_ not in question.besides]
    how = {u.subject: u.text for u in reversed(uses)}
    items = tuple(Item(item.value, how.get(id_, ""), item.sources) for id_, item in users)
    ids = [id_ for id_ in same if graph.attack_id(id_)]
    name = f"{' and '.join(ids)} {graph.name(technique_id)}"
    found = graph.sources([technique_id])
    return Answer(
        question.text, "actors", "answered" if items else "unknown", name,
        f"{_actors(len(items))} reported to use {name}." if items else f"No source here says who uses {name}.",
        headline_sources=(technique_id,) if found else (),
        sections=(Section("Actors", items, 12, f"/apt {technique_id}"),) if items else (),
        actors=tuple(actor_ref(graph, id_) for id_, _ in users), values=tuple(i.value for i in items),
    )  # fmt: skip


def _list(question: Question, graph: Graph, grounds: dict[str, Grounds], what: str, ruled_out: int) -> Answer:
    ranked = sorted(grounds, key=_weight(graph, grounds))
    asked = asked_terms(graph, question.conditions)
    items = tuple(Item(graph.name(actor), _why(graph, grounds[actor], asked), sources_of(grounds[actor].statements)) for actor in ranked)
    if not items:
        return Answer(
            question.text, "actors", "unknown", f"Actors {what}", f"No source here names an actor {what}.",
            notes=("That no source here says so does not mean that nobody does.",),
        )  # fmt: skip
    shown = len(items) if len(items) <= 7 else 6
    first = ", ".join(item.value for item in items[:shown])
    more = f" and {len(items) - shown} more" if len(items) > shown else ""
    return Answer(
        question.text, "actors", "answered", f"Actors {what}", f"{_actors(len(items))} {what}: {first}{more}.",
        sections=(Section("Actors", items, 12),), notes=_notes(ruled_out), actors=tuple(actor_ref(graph, a) for a in ranked),
        values=tuple(i.value for i in items),
    )  # fmt: skip


def _actors(count: int) -> str:
    return "1 actor" if count == 1 else f"{count} actors"


def _notes(ruled_out: int) -> tuple[str, ...]:
    if not ruled_out:
        return ()
    return (f"{ruled_out} left out, as a source says of them what was ruled out; of the others no source here does.",)


def _weight(graph: Graph, grounds: dict[str, Grounds]) -> Callable[[str], tuple[bool, int, int, str]]:
    """What one statement says before what is put together; curated first, then the most statements, then the name."""

    def weight(actor: str) -> tuple[bool, int, int, str]:
        found = grounds[actor]
        layer = min(LAYERS.index(s.layer) for s in found.statements)
        return found.apart, layer, -len(found.statements), graph.name(actor).lower()

    return weight


def _why(graph: Graph, grounds: Grounds, asked: set[str]) -> str:
    best = curated_first(grounds.statements)
    if grounds.apart:
        lines = [targeting_line(graph, s, asked) for s in best if isinstance(s, Targeting)]
        return "said in separate statements: " + " / ".join(lines)
    # where somebody comes from was asked for: what they do says more
    best = [s for s in best if not isinstance(s, Attribution | Motivation)] or best
    return targeting_line(graph, best[0], asked) if isinstance(best[0], Targeting) else one_line(graph, best[0], 240)


def one_line(graph: Graph, statement: Statement, limit: int) -> str:
    """What a statement says, in one line of at most ``limit`` characters."""
    text = ""
    if isinstance(statement, Targeting):
        found = next(iter(targeting_items(graph, [statement])), None)
        text = ": ".join(filter(None, (when_in_words(statement.when), found.value))) if found else ""
    elif isinstance(statement, Attribution):
        text = statement.sponsor or (f"{statement.confidence} confidence" if statement.confidence != "unstated" else "")
    elif isinstance(statement, Event):
        text = ", ".join(filter(None, (statement.name, when_in_words(statement.when)))) + f": {statement.text}"
    elif isinstance(statement, Use):
        text = statement.text or "; ".join(filter(None, (graph.name(statement.object), statement.role, when_in_words(statement.when))))
    elif isinstance(statement, Activity):
        text = " to ".join(filter(None, (statement.first_seen, statement.last_reported)))
    elif isinstance(statement, Note | Summary):
        text = statement.text
    elif isinstance(statement, NameClaim):
        text = "; ".join(filter(None, (statement.name, statement.note)))
    return text if len(text) <= limit else text[: limit - 1] + "…"
