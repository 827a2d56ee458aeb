"""A condition -> for which actors sources state it, and with which statements."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from bot.answers.software_kinds import NO_RANSOM, RANSOMWARE, says_kind, uses_of_kind
from bot.questions.conditions import ANYBODY
from bot.questions.conditions import NO_STATE as NO_STATE_AT_ALL
from bot.questions.model import Condition
from bot.questions.naming import is_of_family
from bot.questions.periods import Period
from knowledge.graph import Graph
from knowledge.model import Attribution, Event, Statement, Targeting
from knowledge.normalise import fold
from knowledge.patterns import as_pattern

Evidence = dict[str, list[Statement]]

TARGETED = ("country", "region", "sector")


def is_told_of_people(condition: Condition, actor_id: str, tells: Callable[[set[str], str], bool]) -> bool:
    """Whether people of a sector are told of, by the word of a question, though no record has that sector: ``those academics``."""
    people = condition.type == "sector" and condition.text.islower() and condition.text.endswith("s") and len(condition.text) > SHORT
    return people and tells({actor_id}, condition.text)


SHORT = 6
"""Words of no more letters are said of many things: ``banks``."""


def evidence_of(graph: Graph, condition: Condition, period: Period | None = None) -> Evidence:
    """Actor id -> the statements that say so; only those of the period, where there is one."""
    found: Evidence = defaultdict(list)
    for statement in _statements(graph, condition):
        if period and is_dated(condition) and not period.overlaps(statement.when):
            continue
        if graph.is_actor(statement.subject):
            found[statement.subject].append(statement)
    return found


def is_dated(condition: Condition) -> bool:
    """Whether what states it has a date: where an actor comes from and what drives it has none, a flaw has that of its use in a text."""
    return condition.type not in ("origin", "sponsor", "motivation", "vulnerability", "naming")


def condition_name(graph: Graph, condition: Condition) -> str:
    """The condition's value as a reply shows it."""
    if condition.type in ("software", "technique"):
        name = graph.name(condition.id)
        return f"{condition.id} {name}" if condition.type == "technique" and name != condition.id else name
    type_: str = condition.type
    if type_ == "naming":
        return f"{condition.id} name"
    if condition.id in (ANYBODY, NO_STATE_AT_ALL):
        return "anybody" if condition.id == ANYBODY else "no state"
    if type_ == "origin":
        type_ = "region" if graph.term("region", condition.id) else "country"
    name = graph.term_name(type_, condition.id)
    if condition.type == "region" and name.isupper():
        return f"{name} or a country of it"
    return name.lower() if condition.type == "motivation" else name


def _statements(graph: Graph, condition: Condition) -> Iterable[Statement]:
    if condition.id == NO_STATE_AT_ALL:
        return [a for a in graph.records.attributions if a.sponsor.lower().startswith(OF_NO_STATE) and is_of_no_state(graph, a.subject)]
    if condition.id == ANYBODY:
        return [a for a in graph.records.attributions if a.country or a.sponsor]
    if condition.type == "origin":
        return [a for country in _countries(graph, condition.id) for a in graph.attributed_to(country)]
    if condition.type == "sponsor":
        return _by_sponsor(graph, condition.id)
    if condition.type == "motivation":
        return _driven_by(graph, condition.id)
    if condition.type == "technique":
        ids = [condition.id] if condition.text.upper() == condition.id else graph.same_named(condition.id)
        return [use for id_ in ids for use in graph.users_of(id_)]
    if condition.type == "software":
        return [use for id_ in dict.fromkeys((condition.id, *graph.software_called(condition.text))) for use in graph.users_of(id_)]
    if condition.type == "malware_type":
        return [*uses_of_kind(graph, condition.id), *(_with_ransomware(graph) if condition.id == RANSOMWARE.id else ())]
    if condition.type == "naming":
        return _of_family(graph, condition.id)
    if condition.type == "vulnerability":
        return _by_vulnerability(graph, condition.id)
    return [*graph.targetings_at(condition.type, condition.id), *graph.events_at(condition.type, condition.id)]


@lru_cache(maxsize=64)
def _driven_by(graph: Graph, motivation: str) -> tuple[Statement, ...]:
    """The motives that are one, or a narrower one: who extorts is after money."""
    meant = {motivation, *(t.id for t in graph.records.terms if t.type == "motivation" and t.broader == motivation)}
    return tuple(m for m in graph.records.motivations if m.motivation in meant)


@lru_cache(maxsize=2)
def _with_ransomware(graph: Graph) -> tuple[Statement, ...]:
    """The incidents of which it is told that ransomware was used in them."""
    return tuple(e for e in graph.records.events if says_kind(RANSOMWARE, e.text) and not NO_RANSOM.search(e.text))


@lru_cache(maxsize=64)
def _of_family(graph: Graph, family: str) -> tuple[Statement, ...]:
    """The names of a family, each of which somebody has for an actor."""
    return tuple(c for c in graph.records.names if c.relation in ("same", "formerly") and is_of_family(c.name, family))


def _countries(graph: Graph, home: str) -> list[str]:
    """A country, or those of a region."""
    return sorted(id_ for id_ in graph.within("region", home) if graph.term("country", id_)) if graph.term("region", home) else [home]


@lru_cache(maxsize=64)
def _by_sponsor(graph: Graph, sponsor: str) -> tuple[Statement, ...]:
    return tuple(_sponsored(graph, sponsor))


def _sponsored(graph: Graph, sponsor: str) -> Iterator[Statement]:
    if sponsor == ANY_STATE:
        yield from (a for a in graph.records.attributions if is_of_a_state(a.sponsor))
        return
    term = graph.term("sponsor", sponsor)
    words = [f" {fold(word)} " for word in ((term.name, *term.words) if term else (sponsor,))]
    for attribution in graph.records.attributions:
        said = f" {fold(attribution.sponsor)} "
        if any(word in said for word in words):
            yield attribution


def is_of_a_state(sponsor: str) -> bool:
    """Whether whoever is said to be behind an actor is a body of a state."""
    return _STATE.search(sponsor) is not None and not NO_STATE.search(sponsor)


def is_of_no_state(graph: Graph, actor_id: str) -> bool:
    """Whether a curated attribution says that no state is behind an actor, and none that a body of a state is."""
    said = [a for a in graph.attributions_of(actor_id) if a.layer == "curated" and a.sponsor]
    denied = [a for a in said if a.sponsor.lower().startswith(OF_NO_STATE)]
    return bool(denied) and not any(is_of_a_state(a.sponsor) for a in said)


OF_NO_STATE = "no state"
"""How a sponsor begins who is none."""


def no_state_said(attribution: Attribution) -> str:
    """The sentence that a source says that no state is behind an actor."""
    said = attribution.sponsor[len(OF_NO_STATE) :].removeprefix(" known").removeprefix(" named")
    return f"No state, a source says: {said.strip(' :,')}."


ASKS_FOR_A_STATE = as_pattern(r"(?i)\b(?:government|state|intelligence|military|army|secret service|(?:country|nation)['’]s)\b")
"""Words of a question whether an actor is a state's."""
ANY_STATE = "state"
"""The sponsor that any body of a state is."""
NO_STATE = as_pattern(r"(?i)\b(?:no state|criminals|supporters|private company|unknown|possibly|perhaps)\b")
_STATE = as_pattern(
    r"(?i)\b(?:state|government|ministry|army|military|armed forces|intelligence|unit|bureau|state security|guard|guards|"
    r"service|agency|directorate|"
    r"gru|svr|fsb|mss|mps|pla|mois|irgc|rgb|nsa|cia|gchq|party)\b"
)


@lru_cache(maxsize=256)
def _by_vulnerability(graph: Graph, vulnerability: str) -> tuple[Statement, ...]:
    """Statements whose text names the vulnerability: by its name or by one of its CVE ids."""
    term = graph.term("vulnerability", vulnerability)
    words = [word.lower() for word in ((term.name, *term.words) if term else (vulnerability,))]
    written = (re.escape(word).replace("cve\\-", "cve[\\s-]") for word in words)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(written) + r")(?!\w)")
    found = []
    for text, statement in _texts(graph):
        if any(word.removeprefix("cve-") in text for word in words) and pattern.search(text):
            found.append(statement)
    return tuple(found)


@lru_cache(maxsize=2)
def _texts(graph: Graph) -> list[tuple[str, Statement]]:
    """What statements say in words, in small letters; made once."""
    records = graph.records
    said: list[tuple[str, Statement]] = [(f"{use.text} {use.role}", use) for use in records.uses]
    said += [(f"{event.name} {' '.join(event.also)} {event.text}", event) for event in records.events]
    said += [(note.text, note) for note in records.notes]
    said += [(summary.text, summary) for summary in records.summaries]
    return [(text.lower(), statement) for text, statement in said if len(text) > 1]


def described(graph: Graph, conditions: Sequence[Condition], period: Period | None = None) -> str:
    """``attributed to Iran and targeting Telecommunications in Kazakhstan, not using PlugX``."""
    groups: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for group in grouped(conditions):
        first = group[0]
        kind: str = "place" if first.type in ("country", "region") else "origin" if first.type in ("origin", "sponsor") else first.type
        kind = "use" if kind in ("software", "technique", "malware_type") else kind
        groups[kind, first.negated].append(" or ".join(dict.fromkeys(condition_name(graph, c) for c in group)))
    parts = []
    for negated in (False, True):
        verbs = [
            f"{verb} {' and '.join(groups[kind, negated])}"
            for kind, verb in (
                ("origin", "attributed to"),
                ("motivation", "motivated by"),
                ("use", "using"),
                ("vulnerability", "exploiting"),
                ("naming", "with a"),
            )
            if (kind, negated) in groups
        ]
        targets = " in ".join(" and ".join(groups[kind, negated]) for kind in ("sector", "place") if (kind, negated) in groups)
        verbs += [f"targeting {targets}"] if targets else []
        parts.append((", not " if negated else "") + " and ".join(verbs) if verbs else "")
    return "".join(parts).removeprefix(", ") + (f" {period}" if period else "")


def grouped(conditions: Sequence[Condition]) -> list[list[Condition]]:
    """The conditions by groups of alternatives."""
    found: dict[int, list[Condition]] = defaultdict(list)
    for condition in conditions:
        found[condition.group].append(condition)
    return list(found.values())


def is_targeting(statement: Statement) -> bool:
    return isinstance(statement, Targeting | Event)
