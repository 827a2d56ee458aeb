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
    if not events and not many:
        return _by_victim(reading)
    return replace(reading.decided("campaigns", aspect="events"), events=events) if events else None


def _without_whoever_is_blamed(reading: Reading) -> str:
    """The text without the country that a question for a yes blames: ``did North Korea hack Sony``."""
    places = [c.text for c in reading.question.conditions if c.type in ("origin", "country") and not c.negated]
    pattern = rf"(?i)(\W*(?:did|has|was|is|were)\s+(?:it\s+)?(?:the\s+)?)(?:{'|'.join(map(re.escape, places))})\b"
    return re.sub(pattern, "who ", reading.text, count=1) if places and is_yesno(reading.text) else reading.text


def _by_victim(reading: Reading) -> Question | None:
    """An incident by the whole name of whom it hit; where the question names another time than that of the incident, as such."""
    period = reading.question.period
    events, victim = hit_in(reading.text, reading.graph)
    if events and (period or (HAPPENED.search(reading.text) and _says_little_beside(reading, victim))):
        return replace(reading.decided("campaigns", aspect="events"), events=events)
    events, victim = hit_in(reading.text.replace(period.text, " "), reading.graph) if period and not events else ((), "")
    if events and _says_little_beside(reading, victim):
        return replace(reading.decided("campaigns", aspect="another-time"), events=events)
    return None


def _says_little_beside(reading: Reading, victim: str) -> bool:
    """Whether hardly anything stands in a question beside a victim and that something happened to it."""
    known = {*words(victim), *chat_words(), *question_words()}
    left = [word for word in words(HAPPENED.sub(" ", without_cues(reading.bare))) if not word.isdigit() and word not in known]
    return len(left) < LITTLE


LITTLE = 2
