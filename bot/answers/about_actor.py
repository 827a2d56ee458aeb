"""One side of one actor: tools, targets, techniques, campaigns."""

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from bot.answers.evidence import curated_first, events_of, target_words, use_items, when_in_words, whom_items
from bot.answers.model import Answer, Item, Section
from bot.answers.nearest import NO_DATE, NO_VICTIM, NOT_OF_A_KIND, YEAR
from bot.answers.one_side import side_of
from bot.answers.sentences import sentences, some
from bot.answers.software_kinds import PLATFORMS, RANSOMWARE, events_with, is_of_kind, kind_named, says_kind
from bot.answers.targets_told import told_of_targets
from bot.answers.technique_sets import tactic_asked
from bot.knowledge_base import KnowledgeBase
from bot.questions.intents import says
from bot.questions.model import Question
from bot.questions.periods import Period
from bot.questions.things import asked_thing
from bot.questions.wording import is_yesno
from index.words import words
from knowledge.graph import Graph
from knowledge.model import LAYERS, Activity, Event, Targeting, Term
from knowledge.normalise import key
from knowledge.patterns import as_pattern


def tools(question: Question, knowledge: KnowledgeBase, actor_id: str) -> Answer:
    """The malware and tools an actor is said to use; of the kind that is asked for, where any is recorded."""
    graph, kind, period = knowledge.graph, kind_asked(question, knowledge.graph), question.period
    if period and not period.recent and (dated := _tools(graph, actor_id, kind, period)):
        said = f"{graph.name(actor_id)} is reported to have used {some([i.value for i in dated])} {period}."
        return side_of(question, graph, actor_id, "tools", "Tools", dated, said)
    found = _tools(graph, actor_id, kind)
    if _ONLY_ITS.search(question.text) and found:
        return _only_its(question, graph, actor_id, found)
    items = found or _tools(graph, actor_id)
    headline = f"{graph.name(actor_id)} is reported to use {some([i.value for i in items])}."
    reply = side_of(question, graph, actor_id, "tools", "Tools", items, headline)
    if kind and not found and (events := events_with(graph, kind, actor_id)):
        told = tuple(Item(e.name, ". ".join(filter(None, (when_in_words(e.when), e.text))), e.sources) for e in events)
        said = (
            f"{kind.name[:1].upper()}{kind.name[1:]} is told of in incidents of {graph.name(actor_id)}: {some([e.name for e in events])}."
        )
        return replace(side_of(question, graph, actor_id, "tools", "Tools", told, said), sections=(Section("What is told of it", told),))
    recorded = reply.sections[0].items[0] if reply.sections and not items else Item("")
    if sentence := next((s for s in sentences(recorded.detail) if _MALWARE.search(s) and (kind is None or says_kind(kind, s))), ""):
        told_of_it = f"{reply.headline} What is told of it: {sentence}"
        return replace(reply, status="answered", headline=told_of_it, headline_sources=recorded.sources)
    if kind is None or found:
        return reply
    recorded_tools = f" What is recorded: {headline}" if items else ""
    return replace(reply, status="unknown", headline=f"{NOT_OF_A_KIND} {kind.name} it uses.{recorded_tools}")


_ONLY_ITS = as_pattern(
    r"(?i)\b(?:unique|exclusive\w*|nobody else|no one else|no other|(?:its|their) own|proprietary|"
    r"custom\w*|home-?made|bespoke)\b|^\W*only\b|"
    r"\bonly\s+(?:used\s+)?(?:by|it|they|them)\b|\b(?:alone|only)\W*$"
)
"""``tools only used by OilRig``"""


def _only_its(question: Question, graph: Graph, actor_id: str, items: tuple[Item, ...]) -> Answer:
    """Of the tools of an actor those that nobody else is recorded to use."""
    shared = {graph.name(u.object) for u in graph.uses_of_type(actor_id, "software") if graph.spread(u.object) > 1}
    own = tuple(item for item in items if item.value not in shared)
    if not own:
        reply, name = side_of(question, graph, actor_id, "tools", "Tools", items, ""), graph.name(actor_id)
        said = f"Of every tool of {name} another user is recorded here as well: {some([i.value for i in items])}."
        return replace(reply, status="unknown" if is_yesno(question.text) else "answered", headline=said)
    headline = f"Recorded here for {graph.name(actor_id)} and nobody else: {some([i.value for i in own])}. Others may use them too."
    return side_of(question, graph, actor_id, "tools", "Tools", own, headline)


_MALWARE = as_pattern(r"(?i)\b(?:malware|backdoor|trojan|stealer|wiper|loader|implant|spyware|rat|ransomware|worm|botnet)s?\b")
"""What a summary tells of an actor of which no tools are listed may be what it uses."""


def _tools(graph: Graph, actor_id: str, kind: Term | None = None, period: Period | None = None) -> tuple[Item, ...]:
    dated = (use for use in graph.uses_of_type(actor_id, "software") if period is None or period.overlaps(use.when))
    uses = use_items(graph, dated, "object")
    items = [item for id_, item in uses if kind is None or is_of_kind(graph, id_, kind, item.detail, anywhere=True)]
    named = _named_malware(graph, actor_id, {key(i.value) for i in items}) if period is None else []
    return *items, *(item for item in named if kind is None or says_kind(kind, f"{item.value} {item.detail}"))


def _named_malware(graph: Graph, actor_id: str, told: set[str]) -> list[Item]:
    """What some take for a name of the actor and is really malware of it, but for what is listed anyway."""
    claims = [c for c in graph.names_of(actor_id) if c.relation == "software" and key(c.name) not in told]
    return [Item(c.name, c.note, c.sources) for c in curated_first({key(c.name): c for c in reversed(claims)}.values())]


def kind_asked(question: Question, graph: Graph) -> Term | None:
    """The kind of malware that a question asks for: ``what ransomware do they use``; none where it asks for other malware as well."""
    named = next((c for c in question.conditions if c.type == "malware_type" and not c.negated), None)
    asked = words(question.text.replace(named.text, " ") if named else question.text)
    if not _ANY_TOOL.isdisjoint(asked):
        return None
    id_ = named.id if named else next((word for word in asked if word in (*PLATFORMS, RANSOMWARE.id, "spyware")), "")
    return kind_named(graph, id_)


_ANY_TOOL = frozenset(("malware", "tool", "backdoor"))


def tools_of_a_kind(question: Question, knowledge: KnowledgeBase, actor_id: str) -> Answer | None:
    """The tools of one kind that an actor is said to use; None where no kind is asked for, or none of it is recorded."""
    if kind_asked(question, knowledge.graph) is None:
        return None
    found = tools(question, knowledge, actor_id)
    return found if found.status == "answered" else None


def techniques(question: Question, knowledge: KnowledgeBase, actor_id: str) -> Answer:
    """ATT&CK techniques of an actor, each with how it uses it."""
    graph = knowledge.graph
    uses = list(graph.uses_of_type(actor_id, "technique"))
    how = {u.object: u.text for u in sorted(uses, key=lambda u: -LAYERS.index(u.layer)) if u.text}
    items = [Item(item.value, how.get(id_, ""), item.sources, item.url) for id_, item in use_items(graph, uses, "object")]
    headline = f"{graph.name(actor_id)} is reported to use {len(items)} techniques, such as {', '.join(i.value for i in items[:3])}."
    found = side_of(question, graph, actor_id, "techniques", "Techniques", tuple(items), headline)
    if items or not found.sections or not _HOW.search(question.text) or tactic_asked(question) not in ("", "initial-access"):
        return found
    told = found.sections[0].items[0]
    said = " ".join(sentences(told.detail)[:2])
    return replace(found, status="answered", headline=f"{found.headline} What is told of it: {said}", headline_sources=told.sources)


_HOW = as_pattern(r"(?i)\bhow\b|\bget in\b|\bgets in\b")
"""What a summary tells of an actor of which no techniques are listed answers how it works, though not which techniques it uses."""


def targets(question: Question, knowledge: KnowledgeBase, actor_id: str) -> Answer:
    """Whom an actor is said to target, statement by statement."""
    graph = knowledge.graph
    out = {id_ for c in question.conditions if c.negated and c.type in ("country", "region") for id_ in graph.within(c.type, c.id)}
    targetings = [_without(t, out) for t in graph.targetings_of(actor_id) if not out or not out.issuperset((*t.countries, *t.regions))]
    places, sectors = target_words(graph, targetings)
    items = tuple(whom_items(graph, targetings))
    if items and not places and not sectors:
        told_of_them = (items[0].detail or items[0].value).rstrip(".")
        said = f"No source here says whom {graph.name(actor_id)} targets. What is told of its victims: {told_of_them}."
        none = replace(side_of(question, graph, actor_id, "targets", "Targets", items, said), status="unknown")
        return replace(none, headline_sources=items[0].sources)
    parts = [f"goes after {some(sectors)}" if sectors else "", f"in {some(places)}" if places else ""]
    headline = f"{graph.name(actor_id)} is reported to {' '.join(filter(None, parts)).replace('goes after', 'go after')}."
    if places and not sectors:
        headline = f"{graph.name(actor_id)} is reported to go after {some(places)}."
    found = side_of(question, graph, actor_id, "targets", "Targets", items, headline, values=(*places, *sectors))
    listed = places and sectors and not _WHAT_PEOPLE.search(question.text)
    told = tuple(told_of_targets(graph, actor_id, SHOWN)) if not listed and not out else ()
    if not told:
        return found
    in_words = Section("In the words of sources", told)
    if items:
        return replace(found, sections=(*found.sections, in_words))
    return replace(found, status="answered", headline=told[0].detail, headline_sources=told[0].sources, sections=(in_words,))


SHOWN = 3
_WHAT_PEOPLE = as_pattern(r"(?i)\b(?:kinds?|sorts?|types?)\s+of\s+(?:people|persons|individuals|victims|folks|users)\b|\bwhat people\b")


def victims(question: Question, knowledge: KnowledgeBase, actor_id: str) -> Answer:
    """The victims of an actor that sources name; unknown where nobody names any."""
    graph = knowledge.graph
    told: list[tuple[Item, Event | Targeting]] = [
        (Item(", ".join(e.victims), ". ".join(filter(None, (e.name, when_in_words(e.when), e.text))), e.sources), e)
        for e in events_of(graph, actor_id)
        if e.victims and (question.period is None or question.period.overlaps(e.when))
    ]
    told += [(Item(", ".join(t.organizations), t.note, t.sources), t) for t in graph.targetings_of(actor_id) if t.organizations]
    kinds = {type_: {c.id for c in question.conditions if c.type == type_ and not c.negated} for type_ in ("sector", "country")}
    named = [item for item, s in told if _is_of(kinds["sector"], s.sectors) and _is_of(kinds["country"], s.countries)]
    if told and not named:
        reply = side_of(question, graph, actor_id, "targets", "Named victims", tuple(item for item, _ in told), "")
        what = f"{NO_VICTIM} of that kind of {graph.name(actor_id)}. Others are named."
        return replace(reply, status="unknown", headline=what)
    if (nouns := _NOUNS.search(question.text)) and not any(kinds.values()):
        told_so = [(item, f"{item.value} {item.detail}".lower()) for item in named]
        sector = _SECTOR_OF.get(nouns[0].lower())
        of_its_kind = [item for item, s in told if sector in s.sectors and item.value[:1].isupper()]
        named = [item for item, text in told_so if all(noun in text for noun in nouns[0].lower().split())] or of_its_kind
    if named and _BY_NAME.search(question.text) and all(item.value.islower() or _UNNAMED.match(item.value) for item in named):
        reply = side_of(question, graph, actor_id, "targets", "Victims", tuple(named), "")
        return replace(reply, status="unknown", headline=f"{NO_VICTIM} of {graph.name(actor_id)} by its name: {named[0].value}.")
    if named and (noun := _left_unnamed(question.text, named)):
        reply = side_of(question, graph, actor_id, "targets", "Victims", tuple(named), "")
        return replace(reply, status="unknown", headline=f"{NO_VICTIM} of {graph.name(actor_id)} of that kind ({noun}) by its name.")
    headline = f"Named as victims of {graph.name(actor_id)}: {some(list(dict.fromkeys(item.value for item in named)))}."
    return side_of(question, graph, actor_id, "targets", "Named victims", tuple(named), headline)


def _left_unnamed(text: str, named: Sequence[Item]) -> str:
    """The noun of whom a question wants by name, where all such victims are told of without it: ``a US airport``; else empty."""
    parts = [part for item in named for part in item.value.split(", ")]
    asked = set(words(text))
    if like := next((part for part in parts if _UNNAMED.match(part) and len(asked.intersection(words(part))) >= ALIKE), ""):
        return like
    thing = asked_thing(text)
    if thing is None or thing.counted:
        return ""
    such = [part for part in parts if thing.noun in part.lower()]
    return thing.noun if such and all(_UNNAMED.match(part) for part in such) else ""


ALIKE = 2
"""So many words of a victim that is told of without its name make it the one that is asked for."""
_UNNAMED = as_pattern(r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|several|some|many)\s")
_BY_NAME = as_pattern(r"(?i)\b(?:names?|called|which one|who exactly|(?:which|what) (?!victims?\b|kinds?\b|sorts?\b|types?\b)\w+)(?:\b|$)")
_NOUN = (
    r"(?:pipeline|port|airport|station|studio|dam|school|university|refinery|newspaper|casino|hotel|law firm|"
    r"chain|cinema|theatre|museum|brewery|shipyard|zoo|club|church|mill|charity|foundation|orchestra)"
)
_SECTOR_OF = {
    "newspaper": "media",
    "station": "media",
    "studio": "media",
    "school": "education",
    "university": "education",
    "church": "religious",
}
"""Of what sector those are of whose victims a source names no such thing: ``which newspaper`` by the Jerusalem Post"""
_NOUNS = as_pattern(rf"(?i)\b{_NOUN}(?:\s+{_NOUN})*\b")
"""``which cinema chain`` is told by whatever has both"""


def _is_of(asked: set[str], recorded: Sequence[str]) -> bool:
    """Whether anything asked for is recorded, or nothing is asked for."""
    return not asked or not asked.isdisjoint(recorded)


def _without(targeting: Targeting, places: set[str]) -> Targeting:
    """A statement without some places: of ``APT28 but not in Ukraine`` those are not asked for."""
    kept = tuple(c for c in targeting.countries if c not in places), tuple(r for r in targeting.regions if r not in places)
    return msgspec.structs.replace(targeting, countries=kept[0], regions=kept[1]) if places else targeting


def campaigns(question: Question, knowledge: KnowledgeBase, actor_id: str) -> Answer:
    """Campaigns and incidents, the latest first."""
    graph = knowledge.graph
    events = _where_asked(events_of(graph, actor_id), question)
    items = [
        Item(e.name, ". ".join(filter(None, (when_in_words(e.when), e.text.rstrip("."), _attack_id(graph, e)))), e.sources) for e in events
    ]
    items += [Item(f"Note on {n.topic}", n.text, n.sources) for n in graph.notes_of(actor_id)]
    active = [Item("Active", "; ".join(_seen(a)), a.sources) for a in graph.activities_of(actor_id)]
    named = [e.name for e in events] or [i.value for i in items] or [i.detail for i in active]
    headline = f"{graph.name(actor_id)}{', the latest first' if len(events) > 1 else ''}: {some(named, between='; ')}."
    if _COMES_BACK.search(question.text) and (back := [e for e in events if _CAME_BACK.search(f"{e.name}. {e.text}")]):
        return side_of(question, graph, actor_id, "campaigns", "Campaigns", tuple(items + active), _return_of(graph, actor_id, back[0]))
    of_time = question.aspect == "span" or says("span", question.text)
    if not of_time and not events and not question.period and (told := curated_first(graph.summaries_of(actor_id))):
        headline = told[0].text
        items = [Item("What is said of it", told[0].text, told[0].sources), *items]
    if of_time and not items and not active and not _dated(graph, actor_id):
        reply = side_of(question, graph, actor_id, "campaigns", "Campaigns", (), "")
        return replace(reply, headline=f"{NO_DATE} {graph.name(actor_id)} was seen.")
    if of_time and (active := active or _dated(graph, actor_id)):
        headline = f"{graph.name(actor_id)}: {active[0].detail.rstrip('.')}."
        items, active = active + items, []
    return side_of(question, graph, actor_id, "campaigns", "Campaigns", tuple(items + active), headline)


_COMES_BACK = as_pattern(r"(?i)\b(?:c[ao]me?s?\s+back|comeback|return(?:s|ed)?|resurfac\w+|reappear\w*|re-?emerg\w+)\b")
_CAME_BACK = as_pattern(r"(?i)\b(?:came\s+back|comeback|return(?:s|ed)?|resurfaced|reappeared|re-?emerged)\b")


def _return_of(graph: Graph, actor_id: str, event: Event) -> str:
    """``TA542, Return of Emotet (2021-11): …``"""
    when = f" ({when_in_words(event.when)})" if event.when else ""
    return f"{graph.name(actor_id)}, {event.name}{when}: {event.text}"


def _where_asked(events: Sequence[Event], question: Question) -> list[Event]:
    """The incidents in a country or a sector that a question names; all of them where it names none, or none is recorded there."""
    asked = {c.id for c in question.conditions if c.type in ("country", "sector") and not c.negated}
    there = [event for event in events if asked.intersection((*event.countries, *event.sectors))]
    return there or list(events)


def _dated(graph: Graph, actor_id: str) -> list[Item]:
    """The first sentence of what is said of an actor that has a year in it."""
    for summary in curated_first(graph.summaries_of(actor_id)):
        if dated := [sentence for sentence in sentences(summary.text) if YEAR.search(sentence)]:
            return [Item("Active", dated[0], summary.sources)]
    return []


def _attack_id(graph: Graph, event: Event) -> str:
    """``ATT&CK C0051``, for a campaign that ATT&CK numbers."""
    number = graph.attack_id(event.attack)
    return f"ATT&CK {number}" if number and number != event.name else ""


def _seen(activity: Activity) -> list[str]:
    first, last = activity.first_seen, activity.last_reported
    return [*([f"first seen {first}"] if first else []), *([f"last reported {last}"] if last else [])]
