"""The incidents of which a text has the whole name of whom they hit: ``who was behind the JBS meat attack``."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.questions.intents import says
from bot.questions.model import Mentioned, TermMention
from bot.questions.periods import find_period
from knowledge.graph import Graph
from knowledge.model import Event
from knowledge.normalise import fold
from knowledge.ordinary import chat_words, question_words
from knowledge.patterns import as_pattern
from knowledge.places import place_words

MAX_EVENTS = 6
MAX_SHORT = 3
LONG = 8
"""So many letters has a place that stands for the one victim there."""


@dataclass(frozen=True)
class Told:
    """An incident with the words of its names and victims, folded, and with those of each of its names."""

    event: Event
    words: frozenset[str]
    names: tuple[frozenset[str], ...]


@lru_cache(maxsize=2)
def told_events(graph: Graph) -> list[Told]:
    return [
        Told(
            event,
            frozenset(fold(" ".join((event.name, *event.also, *event.victims))).split()) | {graph.name(event.subject).lower()},
            tuple(frozenset(fold(name).split()) for name in (event.name, *event.also)),
        )
        for event in graph.records.events
        if event.text
    ]


def countries_named(taken: Iterable[Mentioned | TermMention], graph: Graph) -> str:
    """A pattern of the countries that stand in a text by their own names: ``Kenya`` of Kenya Airways, which are not British Airways."""
    named = (t for t in taken if isinstance(t, TermMention) and t.type == "country")
    return "|".join(re.escape(t.text) for t in named if fold(t.text) == fold(graph.term_name("country", t.id))) or "(?!)"


@lru_cache(maxsize=2)
def named_with(graph: Graph) -> dict[str, list[frozenset[str]]]:
    """Each word of the names of incidents -> the words of each name that has it, folded."""
    found: dict[str, list[frozenset[str]]] = {}
    for name in dict.fromkeys(name for told in told_events(graph) for name in told.names):
        for word in name:
            found.setdefault(word, []).append(name)
    return found


def hit_in(text: str, graph: Graph) -> tuple[tuple[str, ...], str]:
    """Ids of the curated incidents of whose victims a text has the whole name, of the period that it names; and that name, folded."""
    said, period = f" {fold(text)} ", find_period(text)
    words = said.split()
    names = {name for word in words for name in hit_by_word(graph).get(word, ()) if f" {name} " in said and _is_distinct(name, text)}
    longest = max(sorted(names), key=len, default="")
    found = [event for event in _hitting(graph).get(longest, ()) if not period or period.overlaps(event.when)]
    return (tuple(event.id for event in found), longest) if found and len(found) <= MAX_EVENTS else ((), "")


@lru_cache(maxsize=2)
def _hitting(graph: Graph) -> dict[str, list[Event]]:
    """The name of each victim of curated incidents, folded -> those incidents."""
    found: dict[str, list[Event]] = {}
    for told in told_events(graph):
        for victim in dict.fromkeys(name for v in told.event.victims for name in _called(fold(v))) if told.event.layer == "curated" else ():
            found.setdefault(victim, []).append(told.event)
    return found


def _called(victim: str) -> tuple[str, ...]:
    """What people say for a victim, folded: ``atlanta city hall`` for ``city of atlanta``, the town of ``water authority of aliquippa``."""
    city = victim.removeprefix("city of ")
    if city != victim:
        return victim, f"{city} city hall", f"{city} city", f"city hall of {city}", f"city hall in {city}"
    if clinic := _CLINIC.fullmatch(victim):
        return victim, f"{clinic['of']} hospital"
    where = victim.rpartition(" of ")[2]
    small_town = where != victim and _OF_A_TOWN.search(victim) and len(where) >= LONG and where.isalpha() and where not in place_words()
    return (victim, where) if small_town else (victim,)


_CLINIC = as_pattern(r"(?P<of>.+) (?:medical cent(?:er|re)|health system|clinic|hospitals?)")
_OF_A_TOWN = as_pattern(r"\b(?:municipal|authority|county|town|district|school)\b")


def _is_distinct(name: str, text: str) -> bool:
    """Whether a victim's name is no word that a question may have anyway, or written in capitals in a text that is not."""
    large = name.upper().split()
    if all(word in text for word in large) and not text.isupper() and re.search(rf"(?<!\w){'.'.join(map(re.escape, large))}(?!\w)", text):
        return len(name) > 1
    return len(name) > MAX_SHORT and not set(name.split()) <= question_words() | chat_words()


@lru_cache(maxsize=2)
def hit_by_word(graph: Graph) -> dict[str, tuple[str, ...]]:
    """Each word of the names of victims of curated incidents -> those names, folded."""
    found: dict[str, dict[str, None]] = {}
    for victim in _hitting(graph):
        for word in victim.split():
            found.setdefault(word, {})[victim] = None
    return {word: tuple(names) for word, names in found.items()}


def is_inside_an_incident(text: str, mention: Mentioned, graph: Graph) -> bool:
    """Whether a name found is a word of whom an incident hit, of which a text has all: ``Rover`` of ``Jaguar Land Rover``.

    Or all of it, where what it names is software and the text says that something happened to it: ``who is behind 3CX``.
    """
    said, word = f" {fold(text)} ", fold(mention.text).removeprefix("the ")
    if len(word.split()) > 1 or f" {word} " not in said:
        return False
    hit = [name for name in hit_by_word(graph).get(word, ()) if f" {name} " in said]
    if any(name != word for name in hit):
        return True
    return bool(hit) and not mention.meaning.of_type("actor") and says("incident", text.replace(mention.text, " "))
