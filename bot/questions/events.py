"""The incidents that a question names by what they are called or whom they hit: ``who hacked the DNC``."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.questions.intents import stripped, without_cues
from bot.questions.model import Mentioned, TermMention
from bot.questions.periods import find_period
from knowledge.graph import Graph
from knowledge.model import Event
from knowledge.normalise import fold
from knowledge.ordinary import question_words


def find_events(text: str, graph: Graph, taken: Sequence[Mentioned | TermMention]) -> tuple[str, ...]:
    """Ids of the incidents whose name or victims hold every word of the text but those that ask: ``who hacked the DNC``."""
    period = find_period(text)
    bare = text.replace(period.text, " ") if period else text
    wanted = frozenset(word for word in fold(stripped("incident", without_cues(bare))).split() if word not in _ASKING)
    if not wanted or len(wanted) > 6 or all(len(word) < 3 for word in wanted):
        return ()
    if not any(wanted <= set(fold(name).split()) for event, _ in _event_words(graph) for name in (event.name, *event.also)):
        named = wanted - {word for t in taken if isinstance(t, TermMention) for word in fold(t.text).split()}
        wanted = named or wanted
    if wanted <= _ORDINALS:
        return ()
    in_time = [(event, words) for event, words in _event_words(graph) if not period or period.overlaps(event.when)]
    found = [event for event, words in in_time if wanted <= words]
    if not found and (proper := frozenset(fold(" ".join(_PROPER.findall(bare))).split()) & wanted) and len(wanted - proper) == 1:
        found = [event for event, words in in_time if proper <= words and all(_names_it(word, event) for word in proper)]
    exact = [event for event in found if any(wanted <= set(fold(name).split()) for name in (event.name, *event.also))]
    if len(wanted) == 1:
        found = exact = [event for event in found if _names_it(next(iter(wanted)), event)]
    best = exact or (found if not wanted <= question_words() | _ORDINALS else [])
    return tuple(event.id for event in best) if len(best) <= MAX_EVENTS and not _only_terms(bare, wanted, taken) else ()


def _names_it(word: str, event: Event) -> bool:
    """Whether one word names an incident: it is long enough, and written as a name in that of the incident or of a victim."""
    written = re.compile(rf"(?i)(?<!\w){re.escape(word)}(?!\w)")
    found = (
        match[0] for name in (event.name, *event.also, *event.victims) for match in written.finditer(name) if _is_a_name_in(name, match)
    )
    return any(not match[0].islower() and (len(word) > MAX_SHORT or match.isupper()) for match in found)


def _is_a_name_in(name: str, match: re.Match[str]) -> bool:
    """Whether the capital of a word in a title means something: that of its first word does if the next has one too, or none follows."""
    after = name[match.end() :].split()
    return match.start() > 0 or match[0].isupper() or not after or not after[0][0].islower()


_PROPER = re.compile(r"(?<!^)(?<![.?!]\s)\b[A-Z][\w-]{2,}")
"""``JBS`` in ``who was behind the JBS meat attack``: one word beside the proper nouns may be missing."""
MAX_SHORT = 3
MAX_EVENTS = 6
_ORDINALS = frozenset("first second third fourth last next other two three four further more".split())
_ASKING = frozenset(
    "who what which when where how why was were is are did does do the a an of on in at to by for and it that their this company "
    "companies firm firms people users customers system systems network networks officials organizations organisations victims "
    "targets accounts sites".split()
)


def _only_terms(text: str, wanted: frozenset[str], taken: Sequence[Mentioned | TermMention]) -> bool:
    """Whether all the words are a country, a sector or a tool: such questions ask for more than one incident."""
    words = {word for t in taken for word in fold(text[t.start : t.end]).split()}
    return bool(taken) and wanted <= words


@lru_cache(maxsize=2)
def _event_words(graph: Graph) -> list[tuple[Event, frozenset[str]]]:
    return [
        (event, frozenset(fold(" ".join((event.name, *event.also, *event.victims))).split()) | {graph.name(event.subject).lower()})
        for event in graph.records.events
        if event.text
    ]
