"""Which actors meet what a question asks, and by which statements."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.conditions import Evidence, evidence_of, grouped, is_dated, is_targeting
from bot.questions.conditions import ANYBODY
from bot.questions.intents import says
from bot.questions.model import Condition, Question
from bot.questions.periods import Period
from knowledge.graph import Graph
from knowledge.model import Activity, Attribution, Statement


@dataclass(frozen=True)
class Grounds:
    """Why an actor is listed: the statements, and whether targets asked for together are said apart from each other."""

    statements: list[Statement]
    apart: bool = False


def actors_meeting(question: Question, graph: Graph) -> tuple[dict[str, Grounds], int]:
    """The actors that meet the conditions of a question, each with why; and how many others are ruled out."""
    groups = grouped(question.conditions)
    emerged, ceased = says("emerged", question.text), says("ceased", question.text)
    active = says("active", question.text) and question.period is not None
    period = None if emerged or ceased or active else question.period
    wanted = [_any_of(graph, group, period) for group in groups if not group[0].negated]
    if period and len(wanted) > 1 and not set.intersection(*map(set, wanted)):
        wanted = _dated_once(graph, groups, period)
    unwanted = [_not_doubtful(graph, _any_of(graph, group, None)) for group in groups if group[0].negated]
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
        if is_at_work_in(activity, period):
            found[activity.subject].append(activity)
    for event in graph.records.events:
        if period.overlaps(event.when):
            found[event.subject].append(event)
    return found


def is_at_work_in(activity: Activity, period: Period) -> bool:
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


def _not_doubtful(graph: Graph, evidence: Evidence) -> Evidence:
    """Evidence without attributions of low confidence where another one is sure: the earlier view of an actor rules nobody out."""
    sure = {a.subject for a in graph.records.attributions if a.confidence == "high"}
    doubtful = {actor for actor, given in evidence.items() if all(isinstance(s, Attribution) and s.confidence == "low" for s in given)}
    return {actor: given for actor, given in evidence.items() if actor not in sure & doubtful}


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


def _together(groups: list[list[Statement]]) -> Grounds:
    """The statements that say all that was asked, if there are any; else those that say a part of it each."""
    targetings = [group for group in groups if is_targeting(group[0])]
    others = [statement for group in groups if not is_targeting(group[0]) for statement in group]
    if len(targetings) < 2:
        return Grounds([*(s for group in targetings for s in group), *others])
    first, *rest = targetings
    shared = [s for s in first if all(any(s is other for other in group) for group in rest)]
    return Grounds([*(shared or [group[0] for group in targetings]), *others], apart=not shared)
