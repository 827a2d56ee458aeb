"""Which actors: those that target a place or a sector, that come from a country, that use a technique."""

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answers.conditions import described, is_of_no_state
from bot.answers.evidence import actor_ref, curated_first, sources_of, targeting_items, use_items, when_in_words
from bot.answers.meeting import Grounds, actors_meeting, is_at_work_in
from bot.answers.model import Answer, Item, Section
from bot.answers.sentences import some
from bot.answers.targets_asked import asked_terms, targeting_line
from bot.knowledge_base import KnowledgeBase
from bot.questions.intents import says
from bot.questions.model import Condition, Question
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
    of_origin = any(c.type in ("origin", "sponsor") and not c.negated for c in question.conditions)
    of_a_body = any(c.type == "sponsor" for c in question.conditions)
    without_states = any(c.id == "state" and c.negated for c in question.conditions)
    if (_OF_A_STATE.search(question.text) and not without_states) or (of_origin and not of_a_body and _IN_SERVICE.search(question.text)):
        grounds = {
            actor: why
            for actor, why in grounds.items()
            if not is_of_no_state(graph, actor) and (of_origin or _is_of_a_country(graph, actor)) and not _is_on_its_own(graph, actor)
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
    """``law firms, finance, activists as prey``: sectors or places in a row as alternatives; None where it has no such row."""
    rows = [[c for c in question.conditions if c.type == type_ and not c.negated] for type_ in ("sector", "country")]
    row = next((row for row in rows if len({c.group for c in row}) >= LISTED), [])
    if not row or re.search(r"(?i)\b(?:both|all (?:of them|three)|as well as)\b", question.text):
        return None
    return replace(question, conditions=tuple(replace(c, group=row[0].group) if c in row else c for c in question.conditions))


LISTED, OF_ANY = 2, "Nobody here is recorded for all of these together; listed is who is recorded for one of them."
_ONLY = as_pattern(
    r"(?i)\b(?:only|solely|exclusively)\s+(?:target\w*|hits?|attacks?|uses?|go(?:es)? after)\b|"
    r"\b(?:targets?|uses?|hits?|attacks?|go(?:es)? after|using|targeting)\s+(?:only|solely|exclusively|nothing but)\s+[a-z]"
)
_OF_A_STATE = as_pattern(
    r"(?i)(?<!no )(?<!not )(?<!non )(?<!non-)\b(?:state|government)(?:[- ](?:backed|sponsored|run|owned|linked|"
    r"aligned))?\s+(?:\w+\s+)?(?:groups?|actors?|hackers?|apts?|spies|teams?)\b"
)
_IN_SERVICE = as_pattern(r"(?i)\bwork(?:s|ing|ed)?\s+(?:for|on behalf of)\s+(?:the\s+)?\w(?!.*\bor\s+against\b)")
"""``hackers working for the Minsk government``: nobody's opponents"""


def _is_of_a_country(graph: Graph, actor: str) -> bool:
    return any(attribution.country for attribution in graph.attributions_of(actor))


def _is_on_its_own(graph: Graph, actor: str) -> bool:
    """Whether money, a cause or fame is all that is said to drive an actor, and no body of a state is said to be behind it."""
    driven = {motivation.motivation for motivation in graph.motivations_of(actor)}
    return bool(driven) and driven <= _OF_NO_STATE and not any(a.sponsor for a in graph.attributions_of(actor))


_OF_NO_STATE = frozenset(("financial-gain", "extortion", "initial-access", "hacktivism", "notoriety"))


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


def active_in(question: Question, knowledge: KnowledgeBase) -> Answer:
    """Actors that were at work in a period: first seen before its end, last reported after its start.

    Since a year long past: those who had begun by then, for of nearly everybody something was reported later.
    """
    graph, period = knowledge.graph, question.period
    assert period is not None
    since = period.start[:4] if not period.end and not period.recent else ""
    veterans = bool(since) and int(since) <= datetime.date.today().year - LONG_AGO
    grounds: dict[str, Grounds] = {}
    for activity in sorted(graph.records.activities, key=lambda a: a.first_seen):
        fits = "" < activity.first_seen[:4] <= since if veterans else is_at_work_in(activity, period)
        if graph.is_actor(activity.subject) and fits:
            grounds.setdefault(activity.subject, Grounds([activity]))
    return _list(question, graph, grounds, f"active {period}{' or longer' if veterans else ''}", 0)


LONG_AGO = 5
"""Years"""


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
    first = some([item.value for item in items], shown)
    return Answer(
        question.text, "actors", "answered", f"Actors {what}", f"{_actors(len(items))} {what}: {first}.",
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
