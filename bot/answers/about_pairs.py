"""Questions that hold something against an actor: does it …?, what did it do then?, and two actors beside each other."""

from collections.abc import Sequence

from bot.answers.about_origin import without_its_state
from bot.answers.conditions import condition_name, described, evidence_of, grouped
from bot.answers.evidence import actor_ref, curated_first, sources_of, target_words, use_items
from bot.answers.far_from import UNDATED
from bot.answers.in_words import told_in_words
from bot.answers.lists import one_line
from bot.answers.means_alone import ALONE, is_of_means_alone, others_too
from bot.answers.model import UNSAID, Answer, Item, Kind, Section
from bot.answers.origin import attributed, origin_items
from bot.answers.sentences import sentences, some
from bot.answers.sentences_about import flaws_of
from bot.answers.software_kinds import NO_RANSOM, RANSOMWARE, events_with, kind_named, uses_of_kind
from bot.answers.targets_asked import asked_terms, targeting_line
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Condition, Question
from bot.questions.wording import is_yesno
from knowledge.graph import Graph
from knowledge.model import LAYERS, Attribution, Event, Note, Statement, Summary, Targeting, Term, Use
from knowledge.normalise import key
from knowledge.patterns import as_pattern

_KINDS: dict[str, Kind] = {
    "software": "tools", "technique": "techniques", "origin": "attribution", "sponsor": "attribution", "vulnerability": "techniques",
    "motivation": "profile", "malware_type": "tools",
}  # fmt: skip


def yes_or_no(question: Question, knowledge: KnowledgeBase, actor_id: str) -> Answer:
    """Yes where a source says so of the actor, no where one denies it, each with the source; otherwise unknown."""
    graph, name = knowledge.graph, knowledge.graph.name(actor_id)
    kind = _KINDS.get(question.conditions[0].type, "targets")
    items: list[Item] = []
    missing: list[Condition] = []
    met: list[Condition] = []
    for group in grouped(question.conditions):
        stated = [c for c in group if _is_said(graph, c, actor_id)]
        found = [(c, s) for c in stated for s in evidence_of(graph, c, question.period).get(actor_id, ())]
        if group[0].text.lower() in _MEANS:
            found = [(group[0], use) for use in _uses_of_ransomware(graph, actor_id)] + found
        if not found or group[0].text.lower() in _MEANS:
            found = [(group[0], event) for event in events_with(graph, _kind(graph, group[0]), actor_id)] + found
        found.sort(key=lambda pair: LAYERS.index(pair[1].layer))
        items += [Item(_named(graph, c), _said(graph, s, question.conditions), s.sources) for c, s in found[:3]]
        missing += [] if found else group[:1]
        met += [c for c in group if any(c is said for said, _ in found)]
    by_ransomware = all(c.type == "motivation" and c.text.lower() in _MEANS for c in question.conditions)
    about = "using ransomware" if by_ransomware else described(graph, question.conditions, question.period)
    refs = (actor_ref(graph, actor_id),)
    if denied := _denied(graph, question.conditions, actor_id):
        return Answer(
            question.text, kind, "no", f"{name}: {about}", f"No: {denied.detail}", headline_sources=denied.sources,
            sections=(Section("Who says so", (denied,)),), actors=refs,
        )  # fmt: skip
    if not missing and question.aspect == "yesno" and (stateless := without_its_state(question, graph, actor_id, tuple(items))):
        return stateless
    if not missing and (apart := _said_apart(graph, question.conditions, actor_id)):
        return Answer(
            question.text, kind, "unknown", f"{name}: {about}",
            f"No source here describes {name} as {about} in one statement. {apart}",
            sections=(Section("What sources do say", tuple(items)),), actors=refs,
            notes=(UNSAID,),
        )  # fmt: skip
    if not missing and (otherwise := _surer(graph, actor_id, question.conditions)):
        return Answer(
            question.text, "attribution", "contested", f"{name}: {about}",
            f"Sources differ, and otherwise with more confidence: {attributed(name, otherwise[0])}",
            sections=(Section("Who says so", tuple(items)), Section("Who says otherwise", tuple(otherwise))), actors=refs,
            values=tuple(dict.fromkeys(i.value for i in (*otherwise, *items))),
        )  # fmt: skip
    if not missing and (others := others_too(question, graph, actor_id)):
        return Answer(
            question.text, kind, "no", f"{name}: {about}", f"No, not only: sources describe {others} as {about} as well.",
            sections=(Section("Who says so", tuple(items)),), actors=refs, values=tuple(dict.fromkeys(i.value for i in items)),
        )  # fmt: skip
    if not missing:
        return Answer(
            question.text, kind, "yes" if question.aspect == "yesno" else "answered", f"{name}: {about}",
            f"{'Yes: s' if question.aspect == 'yesno' else 'S'}ources describe {name} as {_met(graph, question, met) or about}."
            f"{ALONE * is_of_means_alone(question)}",
            sections=(Section("Who says so", tuple(items)),), actors=refs, values=tuple(dict.fromkeys(i.value for i in items)),
        )  # fmt: skip
    title = f"{name}: {about}"
    if question.aspect == "yesno" and not question.period and (said := told_in_words(question, graph, actor_id, missing, kind, title)):
        return said
    lacking = about if by_ransomware else described(graph, missing, question.period)
    recorded = (Section("What sources do say", tuple(items)),) if items else _instead(graph, actor_id, kind)
    users = _users_of_it(graph, missing)
    used = (Section(f"Who is said to use {graph.name(missing[0].id)}", tuple(item for _, item in users), SHOWN),) if users else ()
    instead = f" {_said_instead(graph, actor_id, missing, users)}".rstrip()
    either = len({c.id for c in question.conditions}) > len(grouped(question.conditions))
    whence = bool(instead) and kind == "attribution" and (either or _FROM_WHICH.search(question.text) is not None)
    return Answer(
        question.text, kind, "answered" if whence else "unknown", f"{name}: {about}",
        f"No source here describes {name} as {lacking}.{instead}",
        sections=(*used, *recorded),
        actors=(*refs, *(actor_ref(graph, id_) for id_, _ in users[:SHOWN])), notes=(UNSAID,),
    )  # fmt: skip


_FROM_WHICH = as_pattern(
    r"(?i)\b(?:which|what)\s+(?:country|nation|state)\b(?!\s+(?:do|does|did)\b)|\bwhere\s+(?:are|is)\s+(?:they|it)\s+from\b"
)
"""``my boss claims they are Russian. from which country really?``"""
SHOWN = 3
"""So many others who use a tool are named."""


def _users_of_it(graph: Graph, missing: Sequence[Condition]) -> list[tuple[str, Item]]:
    """Whoever is said to use the one program that an actor is not said to use: ``is RARSTONE an APT28 thing``."""
    one = missing[0] if len(missing) == 1 and missing[0].type == "software" and not missing[0].negated else None
    return use_items(graph, graph.users_of(one.id), "subject") if one else []


def _said_instead(graph: Graph, actor_id: str, missing: Sequence[Condition], users: Sequence[tuple[str, Item]]) -> str:
    """What a source says where none says what was asked: who uses that program, who is behind the actor."""
    if users:
        return f"{graph.name(missing[0].id)} is reported to be used by {some([graph.name(id_) for id_, _ in users], SHOWN)}."
    if any(c.type not in ("origin", "sponsor") or c.negated for c in missing):
        return ""
    items = origin_items(graph, actor_id)
    return attributed(graph.name(actor_id), items[0]) if items else ""


def _met(graph: Graph, question: Question, met: Sequence[Condition]) -> str:
    """What is said of an actor, where a part of what is asked is: ``is it GRU or SVR``; empty where all or nothing of it is."""
    asked = [c for c in question.conditions if not c.negated]
    if not met or len(met) >= len(asked):
        return ""
    others = " or ".join(condition_name(graph, c) for c in asked if c not in met)
    return f"{described(graph, met, question.period)}. No source here says so of {others}"


def _said_apart(graph: Graph, conditions: Sequence[Condition], actor_id: str) -> str:
    """That a place and a sector are said of an actor in different statements only; empty where one has both."""
    places, sectors = ([c for c in conditions if c.type in types and not c.negated] for types in (("country", "region"), ("sector",)))
    if not places or not sectors or len(places) + len(sectors) < len(conditions):
        return ""
    of_places, of_sectors = ({id(s) for c in group for s in evidence_of(graph, c).get(actor_id, ())} for group in (places, sectors))
    if of_places & of_sectors:
        return ""
    where, whom = " and ".join(condition_name(graph, c) for c in places), " and ".join(condition_name(graph, c) for c in sectors)
    return f"{whom} and {where} are told of it apart from each other."


def _surer(graph: Graph, actor_id: str, conditions: Sequence[Condition]) -> list[Item]:
    """Who else is said to be behind an actor with more confidence than whom a question names; nobody where it asks for something else."""
    if any(c.type not in ("origin", "sponsor") or c.negated for c in conditions):
        return []
    agreeing = [s for c in conditions for s in evidence_of(graph, c).get(actor_id, ()) if isinstance(s, Attribution)]
    best = max((_CONFIDENCE.index(s.confidence) for s in agreeing), default=len(_CONFIDENCE))
    surer = [a for a in graph.attributions_of(actor_id) if a not in agreeing and _CONFIDENCE.index(a.confidence) > best]
    if not surer or best >= _CONFIDENCE.index("medium"):
        return []
    said_by = {source for a in surer for source in a.sources}
    return [item for item in origin_items(graph, actor_id) if said_by.intersection(item.sources)]


_CONFIDENCE = ("unstated", "low", "medium", "high")


def _kind(graph: Graph, condition: Condition) -> Term | None:
    return kind_named(graph, RANSOMWARE.id if condition.text.lower() in _MEANS else condition.id)


def _named(graph: Graph, condition: Condition) -> str:
    return RANSOMWARE.name if condition.type == "motivation" and condition.text.lower() in _MEANS else condition_name(graph, condition)


def _uses_of_ransomware(graph: Graph, actor_id: str) -> list[Use]:
    return [use for use in uses_of_kind(graph, RANSOMWARE.id) if use.subject == actor_id and not NO_RANSOM.search(use.text)]


def _denied(graph: Graph, conditions: Sequence[Condition], actor_id: str) -> Item | None:
    """Where a source says that an actor does not do what is asked for: no ransomware, no ransom.

    That no ransomware ran in one incident is no such statement where others tell of the actor's ransomware.
    """
    for condition in conditions:
        if condition.type == "motivation" and condition.text.lower() in _MEANS and not condition.negated:
            told: list[Summary | Note | Event] = [*graph.summaries_of(actor_id), *graph.notes_of(actor_id)]
            told += [] if _uses_of_ransomware(graph, actor_id) else graph.events_of(actor_id)
            for statement in curated_first(told):
                if sentence := next(filter(NO_RANSOM.search, sentences(statement.text)), ""):
                    return Item(graph.name(actor_id), sentence, statement.sources)
    return None


def _is_said(graph: Graph, condition: Condition, actor_id: str) -> bool:
    """Whether a motivation that is asked for by one means, ransomware, is recorded with that means: blackmail has others."""
    if condition.type != "motivation" or condition.text.lower() not in _MEANS:
        return True
    uses = list(graph.uses_of(actor_id))
    said = [*(s.text for s in graph.summaries_of(actor_id)), *(n.text for n in graph.notes_of(actor_id))]
    said += [*(e.text for e in graph.events_of(actor_id)), *(f"{use.text} {use.role}" for use in uses)]
    said = [sentence for text in said for sentence in sentences(text)]
    return any(condition.text.lower() in sentence.lower() and not NO_RANSOM.search(sentence) for sentence in said)


_MEANS = ("ransomware", "ransom")
"""What stands for the motivation extortion in a question, and is not the only way to it."""


def _said(graph: Graph, statement: Statement, conditions: Sequence[Condition]) -> str:
    """What a statement says, of targets what was asked for first."""
    if isinstance(statement, Targeting):
        return targeting_line(graph, statement, asked_terms(graph, conditions))
    return one_line(graph, statement, 300)


def _instead(graph: Graph, actor_id: str, kind: Kind) -> tuple[Section, ...]:
    """What is known of the same kind, so that the reader need not ask again."""
    if kind == "tools":
        items = [item for _, item in use_items(graph, graph.uses_of_type(actor_id, "software"), "object")]
    elif kind == "attribution":
        items = origin_items(graph, actor_id)
    elif kind == "targets":
        places, sectors = target_words(graph, graph.targetings_of(actor_id))
        sources = sources_of(graph.targetings_of(actor_id))[:3]
        items = [Item(", ".join(words), "", sources) for words in (sectors, places) if words]
    else:
        items = []
    title = {"tools": "What it is said to use", "attribution": "Who is said to be behind it", "targets": "Whom it is said to target"}
    return (Section(title[kind], tuple(items[:8])),) if items else ()


def in_period(question: Question, knowledge: KnowledgeBase, actor_id: str) -> Answer | None:
    """What an actor did in a period: incidents, targets and tools whose date lies in it, in order of time."""
    graph, period = knowledge.graph, question.period
    assert period is not None
    dated: dict[str, tuple[str, Item]] = {}
    for event in graph.events_of(actor_id):
        if period.overlaps(event.when):
            dated[key(event.name)] = (event.when, Item(event.name, f"{event.when}: {event.text}{_with_flaws(event)}", event.sources))
    statements: list[Statement] = [*graph.targetings_of(actor_id), *graph.uses_of(actor_id), *graph.notes_of(actor_id)]
    for statement in statements:
        if period.overlaps(statement.when) and (text := one_line(graph, statement, 300)):
            title = {"Targeting": "Targets", "Use": "Used", "Note": "Note"}[type(statement).__name__]
            dated.setdefault(key(text), (statement.when, Item(title, f"{statement.when}: {text}", statement.sources)))
    if not dated:
        return None
    items = tuple(item for _, item in sorted(dated.values(), key=lambda pair: pair[0], reverse=period.recent))
    name = graph.name(actor_id)
    events = [item.value for item in items if item.value not in ("Targets", "Used", "Note")]
    what = some(events, SHOWN_EVENTS) or ("1 dated statement" if len(items) == 1 else f"{len(items)} dated statements")
    return Answer(
        question.text, "campaigns", "answered", f"{name} {period}", f"{name} {period}: {what}.",
        sections=(Section(f"{name} {period}", items, 15),), actors=(actor_ref(graph, actor_id),),
        values=tuple(dict.fromkeys(i.value for i in items)),
    )  # fmt: skip


def _with_flaws(event: Event) -> str:
    """The numbers of the vulnerabilities of an incident that its text does not name, in brackets."""
    unnamed = [flaw for flaw in flaws_of(event) if flaw not in event.text]
    return f" ({', '.join(unnamed)})" if unnamed else ""


SHOWN_EVENTS = 5


_BEGAN = as_pattern(r"(?i)\b(?:go(?:es)? back|active|around|exist\w*|already|at work|start\w*|beg[au]n|operat\w+|alive|going)\b")
"""``does XDSpy go back before 2015``: when it was at work"""


def was_not_active(question: Question, knowledge: KnowledgeBase, actor_id: str) -> bool:
    """Whether a period lies outside all that is known of when an actor was active, and nothing of it is dated so."""
    seen = [f"{a.first_seen}/{a.last_reported}" for a in knowledge.graph.activities_of(actor_id) if a.first_seen and a.last_reported]
    if question.period is None or not seen or any(map(question.period.overlaps, seen)):
        return False
    return in_period(question, knowledge, actor_id) is None


def not_in_period(question: Question, knowledge: KnowledgeBase, actor_id: str) -> Answer | None:
    """That no source dates anything of an actor to a period; None for ``recently``, which the latest activity answers."""
    graph, period = knowledge.graph, question.period
    assert period is not None
    if period.recent:
        return None
    name = graph.name(actor_id)
    told = [a for a in graph.activities_of(actor_id) if a.first_seen and period.overlaps(a.first_seen)]
    if told and _BEGAN.search(question.text):
        since = told[0].first_seen
        return Answer(
            question.text, "campaigns", "yes" if is_yesno(question.text) else "answered", f"{name} {period}",
            f"{'Yes: ' if is_yesno(question.text) else ''}{name} was first seen {since}.", headline_sources=told[0].sources,
            actors=(actor_ref(graph, actor_id),), values=(since,),
        )  # fmt: skip
    seen = [Item("Active", f"{a.first_seen or '?'} to {a.last_reported or '?'}", a.sources) for a in graph.activities_of(actor_id)]
    return Answer(
        question.text, question.kind, "unknown", f"{name} {period}", f"{UNDATED} of {name} {period}.",
        sections=(Section("When it was seen", tuple(seen[:2])),) if seen else (), actors=(actor_ref(graph, actor_id),),
    )  # fmt: skip
