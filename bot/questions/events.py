"""The incidents that a question names by what they are called or whom they hit: ``who hacked the DNC``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.questions.intents import stripped, without_cues
from bot.questions.model import Mentioned, TermMention
from bot.questions.periods import find_period
from knowledge.graph import Graph
from knowledge.model import Event
from knowledge.normalise import fold
from knowledge.ordinary import question_words


@dataclass(frozen=True)
class _Told:
    """An incident with the words of its names and victims, folded, and with those of each of its names."""

    event: Event
    words: frozenset[str]
    names: tuple[frozenset[str], ...]


def find_events(text: str, graph: Graph, taken: Sequence[Mentioned | TermMention]) -> tuple[str, ...]:
    """Ids of the incidents whose name or victims hold every word of the text but those that ask: ``who hacked the DNC``."""
    period = find_period(text)
    bare = text.replace(period.text, " ") if period else text
    wanted = frozenset(word for word in fold(stripped("incident", without_cues(bare))).split() if word not in _ASKING)
    if not wanted or len(wanted) > 6 or all(len(word) < 3 for word in wanted):
        return ()
    if not any(wanted <= name for told in _told(graph) for name in told.names):
        named = wanted - {word for t in taken if isinstance(t, TermMention) for word in fold(t.text).split()}
        wanted = named or wanted
    if wanted <= _ORDINALS:
        return ()
    best = _best([told for told in _told(graph) if not period or period.overlaps(told.event.when)], wanted, bare)
    return tuple(event.id for event in best) if len(best) <= MAX_EVENTS and not _only_terms(bare, wanted, taken) else ()


def _best(among: Sequence[_Told], wanted: frozenset[str], bare: str) -> list[Event]:
    """The incidents with all the words wanted, or all but one beside proper nouns; those that are called so before the others."""
    found = [told for told in among if wanted <= told.words]
    if len(wanted) == 1:
        return [told.event for told in found if _names_it(next(iter(wanted)), told.event)]
    if not found and (proper := frozenset(fold(" ".join(_PROPER.findall(bare))).split()) & wanted) and len(wanted - proper) == 1:
        found = [told for told in among if proper <= told.words and all(_names_it(word, told.event) for word in proper)]
    exact = [told.event for told in found if any(wanted <= name for name in told.names)]
    return exact or ([told.event for told in found] if not wanted <= question_words() | _ORDINALS else [])


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
def _told(graph: Graph) -> list[_Told]:
    return [
        _Told(
            event,
            frozenset(fold(" ".join((event.name, *event.also, *event.victims))).split()) | {graph.name(event.subject).lower()},
            tuple(frozenset(fold(name).split()) for name in (event.name, *event.also)),
        )
        for event in graph.records.events
        if event.text
    ]
