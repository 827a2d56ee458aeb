"""Campaigns and incidents by what they are called or whom they hit: what happened, when, and who is said to have done it."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from bot.answers.abilities import abilities
from bot.answers.conditions import NO_STATE, is_of_no_state
from bot.answers.evidence import actor_ref, use_items, when_in_words
from bot.answers.model import Answer, Item, Section, Status
from bot.answers.origin import origin_words
from bot.answers.sentences import sentences, some
from bot.answers.sentences_about import flaws_of
from bot.answers.sums import SUM
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from bot.questions.victims import hit_in
from bot.questions.wording import is_yesno
from knowledge.graph import Graph
from knowledge.model import LAYERS, Event
from knowledge.normalise import fold
from knowledge.patterns import as_pattern


def campaign(question: Question, knowledge: KnowledgeBase, campaign_id: str) -> Answer:
    """One campaign of a catalogue: what it was and whom it is attributed to."""
    graph = knowledge.graph
    event = next(e for e in graph.records.events if e.id == campaign_id or campaign_id in (e.attack, e.id))
    if not event.subject:  # some catalogues only list techniques under such a name
        name = fold(event.name)
        event = next((e for e in graph.records.events if e.subject and e.layer == "curated" and fold(e.name) == name), event)
    uses = use_items(graph, graph.uses_of_type(campaign_id, "software"), "object")
    actor = event.subject
    tools = (Section("Tools", tuple(item for _, item in uses)),) if uses else ()
    dated = f" ({when_in_words(event.when)})" if event.when else ""
    who = f"Attributed to {graph.name(actor)}{dated}" if actor else f"No source here attributes it to an actor{dated}"
    done_first, done_later = abilities(question, knowledge, campaign_id).sections("What was done")
    known = _details(graph, replace(event, software=()) if tools else event)
    return Answer(
        question.text, "campaigns", "answered", event.name, f"{event.text} {who}.", headline_sources=event.sources,
        sections=(known, *done_first, *tools, *done_later),
        actors=(actor_ref(graph, actor),) if actor else (), values=(event.name,),
    )  # fmt: skip


def in_time(question: Question, knowledge: KnowledgeBase) -> Answer:
    """Every campaign and incident of a period."""
    graph, period = knowledge.graph, question.period
    assert period is not None
    events = sorted((e for e in graph.records.events if period.overlaps(e.when) and e.text), key=lambda e: e.when, reverse=True)
    items = tuple(
        Item(e.name, ". ".join(filter(None, (graph.name(e.subject) if e.subject else "", when_in_words(e.when)))), e.sources)
        for e in events
    )
    ids = list(dict.fromkeys(e.subject for e in events if graph.is_actor(e.subject)))
    return Answer(
        question.text, "campaigns", "answered" if items else "unknown", f"Campaigns {period}",
        f"{len(items)} campaigns and incidents {period}.",
        sections=(Section("Campaigns", items, 15),) if items else (), actors=tuple(actor_ref(graph, id_) for id_ in ids),
        values=tuple(item.value for item in items),
    )  # fmt: skip


def incidents(question: Question, knowledge: KnowledgeBase) -> Answer:
    """The incidents that a question names: what happened and who is said to have done it."""
    graph = knowledge.graph
    events = sorted(graph.incidents(question.events), key=lambda e: (LAYERS.index(e.layer), e.when))
    actors = list(dict.fromkeys(e.subject for e in events if e.subject))
    known = [id_ for id_ in actors if graph.is_actor(id_)]
    first = events[0]
    dated = f" ({when_in_words(first.when)})" if first.when else ""
    named = [_with_origin(graph, id_) if _ASKS_WHERE.search(question.text) else graph.name(id_) for id_ in known]
    who = f"Attributed to {some(named)}{dated}" if known else "No source here attributes it to an actor"
    if len(actors) > 1:
        who = _each(graph, events[:4])
    paid = _of_payment(question.text, who, events) if question.aspect in ("events", "theirs") else None
    status, said, told = paid or _to_what_was_asked(question, graph, f"{who}. {first.text}", events)
    shown = [told, *(event for event in events if event is not told)]
    known = list(dict.fromkeys(e.subject for e in shown if graph.is_actor(e.subject)))
    asked = [question.subject.candidates[0].entity.id] if question.aspect in ("others", "kin") and question.subject else []
    return Answer(
        question.text, "campaigns", status, told.name, said, headline_sources=told.sources,
        sections=(_details(graph, told) if len(shown) == 1 else Section("Incidents", tuple(as_item(graph, e) for e in shown)),),
        actors=tuple(actor_ref(graph, id_) for id_ in dict.fromkeys((*known, *asked))),
        values=tuple(dict.fromkeys((*(graph.name(id_) for id_ in known), *(e.name for e in shown)))),
    )  # fmt: skip


def as_item(graph: Graph, event: Event) -> Item:
    """One of several incidents: who did it, when, and what happened."""
    who = graph.name(event.subject) if event.subject else ""
    return Item(event.name, ". ".join(filter(None, (who, when_in_words(event.when), event.text))), event.sources)


def _details(graph: Graph, event: Event) -> Section:
    """Who did one incident, when, to whom and with what: its text is told before."""
    places = [graph.term_name("country", country) for country in event.countries]
    sectors = [graph.term_name("sector", sector) for sector in event.sectors]
    told = {
        "Who": graph.name(event.subject) if event.subject else "attributed to no actor here", "When": when_in_words(event.when),
        "Whom": ", ".join(event.victims), "Where": ", ".join(places), "Sectors": ", ".join(sectors),
        "With": ", ".join(map(graph.name, event.software)), "Flaws": ", ".join(flaws_of(event)),
        "Also called": ", ".join(_called_so(graph, event)),
    }  # fmt: skip
    return Section(THE_INCIDENT, tuple(Item(title, said, event.sources) for title, said in told.items() if said))


def _called_so(graph: Graph, event: Event) -> list[str]:
    """Those of an incident's further names that a title among its sources has; the others are only ways of asking for it."""
    titles = [f" {fold(source.title)} " for source in graph.sources(event.sources)]
    named = (name for name in event.also if not any(word.islower() for word in name.split()) and name not in flaws_of(event))
    return [name for name in named if event.layer != "curated" or any(f" {fold(name)} " in title for title in titles)]


THE_INCIDENT = "The incident"
"""The title of what is told of one."""
_ASKS_WHERE = as_pattern(r"(?i)\b(?:country|nationality|nation|origin|where from|whose spies)\b")


def _with_origin(graph: Graph, actor_id: str) -> str:
    origin = origin_words(graph, actor_id)
    return f"{graph.name(actor_id)} ({origin})" if origin else graph.name(actor_id)


def _each(graph: Graph, events: Sequence[Event]) -> str:
    """``Bybit: Lazarus Group, TraderTraitor (2025-02-21)``: of each incident who is said to have done it, and when."""
    found: dict[tuple[str, str], list[str]] = {}
    for event in events:
        who = graph.name(event.subject) if graph.is_actor(event.subject) else "attributed to no actor here"
        found.setdefault((event.name, event.when), []).append(who)
    return "; ".join(f"{name}: {', '.join(who)}" + (f" ({when_in_words(when)})" if when else "") for (name, when), who in found.items())


def _to_what_was_asked(question: Question, graph: Graph, who: str, events: Sequence[Event]) -> tuple[Status, str, Event]:
    """Status, first line and the incident that it tells: a yes where it was asked of them, and where of others, that no source says so."""
    first = events[0]
    named = who if who.startswith(f"{first.name}:") else f"{first.name}: {who}"
    if question.aspect in ("theirs", "events") and (place := _elsewhere(question, events)):
        return "unknown", f"No source here says that of {place}. {named}", first
    if question.aspect == "theirs" and _PROVEN.search(question.text):
        doubt = next((s for event in events for s in sentences(event.text) if _UNPROVEN.search(s)), "")
        if doubt:
            return "contested", f"Not for sure: {doubt} {named}", first
    if question.aspect == "theirs":
        return "yes", f"Yes: {who}" if named is who else f"Yes: {who[0].lower()}{who[1:]}", first
    if question.aspect == "kin" and question.subject:
        return "related", f"No source here says that of {question.subject.name} itself, but of {graph.name(first.subject)}. {named}", first
    if question.aspect == "others" and question.subject:
        return "unknown", f"No source here says that of {question.subject.candidates[0].entity.name}. {named}", first
    if question.aspect == "another-time":
        return "unknown", f"No source here dates that so. {named}", first
    blamed = {c.id for c in question.conditions if c.type in ("origin", "country") and not any(c.id in e.countries for e in events)}
    if is_yesno(question.text) and len(blamed) == 1 and not question.subjects and any(graph.is_actor(e.subject) for e in events):
        if _is_told_in(next(c.text for c in question.conditions if c.id in blamed), question.text, events):
            return "answered", who, first
        return _by_a_country(graph, question.text, next(iter(blamed)), events, named)
    return "answered", who, first


def _elsewhere(question: Question, events: Sequence[Event]) -> str:
    """The country in which a question has something happen that nothing told of its incidents has: ``the power grid in Brazil``."""
    if not all(event.countries for event in events):
        return ""
    told = _told_of(events)
    named = (c for c in question.conditions if c.type == "country" and not c.negated and not any(c.id in e.countries for e in events))
    return next((c.text for c in named if c.text.lower() not in told and _placed(c.text).search(question.text)), "")


def _is_told_in(place: str, text: str, events: Sequence[Event]) -> bool:
    """Whether a text has something happen in a place, and so has what is told of its incidents: ``was he held in Armenia``."""
    there = f" in {place.lower()}"
    return there in text.lower() and there in _told_of(events)


def _told_of(events: Sequence[Event]) -> str:
    return " ".join(f"{e.name} {e.text} {' '.join((*e.victims, *e.also))}" for e in events).lower()


def _placed(place: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:in|at|of|from|against|on)\s+(?:the\s+)?{re.escape(place)}\b(?!\s*[-–]?\s*(?:linked|backed|based))")


def _of_payment(text: str, who: str, events: Sequence[Event]) -> tuple[Status, str, Event] | None:
    """Where a sum or whether somebody paid is asked: the sentence that tells it, or that none does."""
    told = [(sentence, event) for event in events for sentence in sentences(event.text) if not _of_another_victim(text, sentence, event)]
    if _ASKS_WHETHER_PAID.search(text) and is_yesno(text):
        found = next(((s, e) for s, e in told if _PAID.search(s)), None)
        if found is None:
            return "unknown", f"No source here says whether anybody paid. {events[0].name}: {who}. {events[0].text}", events[0]
        refused = _UNPAID.search(found[0]) is not None
        return "no" if refused else "yes", f"{'No' if refused else 'Yes'}, as a source tells it: {found[0]}", found[1]
    if not _ASKS_FOR_A_SUM.search(text) or is_yesno(text):
        return None
    asked = next((pattern for pattern in (_DEMANDED, _PAID) if pattern.search(text)), SUM)
    found = next(((s, e) for s, e in told if SUM.search(s) and asked.search(s)), None)
    if found is None:
        return "unknown", f"No source here tells that sum. {events[0].name}: {who}. {events[0].text}", events[0]
    return "answered", f"{found[1].name}: {found[0]} {who}.", found[1]


def _of_another_victim(text: str, sentence: str, event: Event) -> bool:
    """Whether a sentence names a victim of an incident, and not the one that a text asks about: Caesars paid, and not MGM."""
    said, asked = f" {fold(sentence)} ", f" {fold(text)} "
    named = [
        victim
        for victim in event.victims
        if f" {fold(victim)} " in said or any(f" {word} " in said for word in fold(victim).split() if len(word) > SHORTEST)
    ]
    parts = (word for victim in named for word in fold(victim).split() if len(word) > SHORTEST)
    return bool(named) and not any(f" {word} " in asked for word in (*map(fold, named), *parts))


SHORTEST = 3
_PROVEN = as_pattern(r"(?i)\b(?:prove[nd]?|proof|certain|certainly|sure|confirmed|established|caused?|definitely)\b")
_UNPROVEN = as_pattern(r"(?i)\b(?:not prove|no proof|unproven|no evidence|not enough evidence|suspect\w*|denie[sd]|doubt\w*|no link)\b")
_ASKS_WHETHER_PAID = as_pattern(r"(?i)\b(?:pay|paid|cough(?:ed)? up|give in|gave in)\b")
_DEMANDED = as_pattern(r"(?i)\b(?:demand\w*|ask(?:s|ed|ing)?|want(?:s|ed)?)\b")
_PAID = as_pattern(
    r"(?i)\b(?:pay|pays|paid|unpaid|payment|paying|ransom (?:was|of))\b|\b(?:got|received|took in)\s+(?:about\s+|some\s+|over\s+)?[$€£]?\d"
)
_UNPAID = as_pattern(
    r"(?i)\b(?:refus\w+|declin\w+|never|not|no|without|nothing|n['’]t)\b[^.]*\bpa(?:y|id|ying|yment)|\bpaid nothing\b|\bunpaid\b"
)
_ASKS_FOR_A_SUM = as_pattern(
    r"(?i)\bhow (?:much|many (?:dollars|euros|pounds|millions?|bitcoins?|btc|usd))\b(?=.*\b(?:pa(?:y(?:ing)?|id)|"
    r"demand\w*|want\w*|ask\w*|ransom|st[eo]al\w*|stole\w*|"
    r"cost|get|got|take|took|money|make|made|extort\w*)\b)|\bwhat\b[^?]*\b(?:pay|paid|paying|"
    r"ransom demand|demand|sum)\b|\bhow many (?:dollars|euros|"
    r"pounds|millions?|bitcoins?)\b"
)


def _by_a_country(graph: Graph, text: str, country: str, events: Sequence[Event], named: str) -> tuple[Status, str, Event]:
    """Whether a country is said to have done something: a yes with how sure those are who attribute it, none where criminals did it."""
    first = events[0]
    name, victim = graph.term_name("country", country), hit_in(text, graph)[1]
    named_in = {e.id for e in graph.records.events if victim and f" {victim} " in f" {fold(' '.join(e.victims))} "}
    events = [*events, *(e for e in graph.records.events if e.id in named_in and e not in events and e.layer == "curated")]
    held = [(e, a) for e in events for a in graph.attributions_of(e.subject) if a.country == country]
    of_a_state = [(e, a) for e, a in held if not is_of_no_state(graph, e.subject) and not NO_STATE.search(a.sponsor)]
    if of_a_state:
        event, said = min(of_a_state, key=lambda pair: _CONFIDENCE.index(pair[1].confidence))
        doubt = ", but only with low confidence" if said.confidence == "low" else ""
        return "yes", f"Yes, {name}{doubt}: {event.name}: attributed to {graph.name(event.subject)}. {event.text}", event
    if held:
        actor = graph.name(held[0][0].subject)
        from_there = f"{actor} is said to be from there, and no state behind it"
        return "unknown", f"No source here says that the state of {name} did: {from_there}. {named}", first
    return "unknown", f"No source here says that of {name}. {named}", first


_CONFIDENCE = ("high", "medium", "unstated", "low")
