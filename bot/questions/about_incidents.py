"""Whether a question that names no actor asks for one incident, by what happened to whom."""

import re
from dataclasses import replace

from bot.questions.deeds import HAPPENED
from bot.questions.events import called_in, find_events, titled_in
from bot.questions.intents import says, without_cues
from bot.questions.model import Mentioned, Question, TermMention
from bot.questions.reading import Reading
from bot.questions.victims import hit_in
from bot.questions.wording import asks_for_many, is_yesno, tells_a_habit
from index.words import words
from knowledge.graph import Graph
from knowledge.normalise import fold
from knowledge.ordinary import chat_words, question_words

_OF_INCIDENTS = ("country", "region", "sector", "origin", "motivation")
"""What a question about one incident may name beside its victim."""


def incident(reading: Reading) -> Question | None:
    """One incident, by what happened to whom: no list is asked for, and no tool or sponsor is named."""
    question = reading.question
    placed = all(c.type in _OF_INCIDENTS and not c.negated for c in question.conditions)
    if reading.command or not placed:
        return None
    taken: list[Mentioned | TermMention] = [*question.mentions, *reading.terms]
    many = asks_for_many(reading.text) or tells_a_habit(reading.text)
    if many:
        events = () if says("else", reading.text) or reading.is_for_actors else called_in(reading.text, reading.graph, taken)
    else:
        text = _without_whoever_is_blamed(reading)
        beside = taken if text == reading.text else [t for t in taken if t.text in text]
        events = find_events(text, reading.graph, beside) or titled_in(reading.text, reading.graph)
    events = _not_elsewhere(reading, events)
    if not events and not many:
        return _by_victim(reading)
    return replace(reading.decided("campaigns", aspect="events"), events=events) if events else None


def _not_elsewhere(reading: Reading, events: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some incidents that did not happen in another country than the one that a text names: ``a water plant in Poland``.

    A country that the incident's own words have, or where whoever did it is said to be from, is not another one.
    """
    kept_text = _without_whoever_is_blamed(reading)
    places = [c for c in reading.question.conditions if c.type in ("country", "origin") and not c.negated and c.text in kept_text]
    if not places or not events:
        return events
    graph = reading.graph
    kept = []
    for event in graph.records.events:
        if event.id not in events:
            continue
        told = fold(" ".join((event.name, *event.also, *event.victims, event.text)))
        homes = {a.country for a in graph.attributions_of(event.subject)}
        if not event.countries or any(
            c.id in event.countries or c.id in homes or any(f" {word} " in f" {told} " for word in _words_of(graph, c.id)) for c in places
        ):
            kept.append(event.id)
    return tuple(id_ for id_ in events if id_ in kept)


def _words_of(graph: Graph, country: str) -> list[str]:
    """What a country and its people are called, folded."""
    term = graph.term("country", country)
    return [fold(word) for word in (term.name, *term.words)] if term else []


def _without_whoever_is_blamed(reading: Reading) -> str:
    """The text without the country that a question for a yes blames: ``did North Korea hack Sony``."""
    places = [c.text for c in reading.question.conditions if c.type in ("origin", "country") and not c.negated]
    pattern = rf"(?i)(\W*(?:did|has|was|is|were)\s+(?:it\s+)?(?:the\s+)?)(?:{'|'.join(map(re.escape, places))})\b"
    return re.sub(pattern, "who ", reading.text, count=1) if places and is_yesno(reading.text) else reading.text


def _by_victim(reading: Reading) -> Question | None:
    """An incident by the whole name of whom it hit; where the question names another time than that of the incident, as such."""
    period = reading.question.period
    events, victim = hit_in(reading.text, reading.graph)
    happened = not period and HAPPENED.search(reading.text) is not None
    told = happened and (_says_little_beside(reading, victim) or _is_told(reading, events, LITTLE - 1))
    if events and (told or (period and _is_told(reading, events, UNTOLD))):
        return replace(reading.decided("campaigns", aspect="events"), events=events)
    events, victim = hit_in(reading.text.replace(period.text, " "), reading.graph) if period and not events else ((), "")
    if events and _says_little_beside(reading, victim):
        loosely = period is not None and period.recent
        return replace(reading.decided("campaigns", aspect="events" if loosely else "another-time"), events=events)
    return None


def _is_told(reading: Reading, events: tuple[str, ...], most: int) -> bool:
    """Whether what a question says beside whom something hit is, but for at most so many words, told of one of some incidents."""
    return any(len(_left_beside(reading, " ".join((e.name, *e.also, *e.victims, e.text)))) <= most for e in reading.graph.incidents(events))


def _says_little_beside(reading: Reading, victim: str) -> bool:
    """Whether hardly anything stands in a question beside a victim and that something happened to it."""
    return len(_left_beside(reading, victim)) < LITTLE


def _left_beside(reading: Reading, told: str) -> list[str]:
    """The words of a question that say something and are not in what is told."""
    period = reading.question.period
    text = reading.bare.replace(period.text, " ") if period else reading.bare
    known = {*words(told), *chat_words(), *question_words()}
    return [word for word in words(HAPPENED.sub(" ", without_cues(text))) if len(word) > 1 and not word.isdigit() and word not in known]


LITTLE, UNTOLD = 2, 3
