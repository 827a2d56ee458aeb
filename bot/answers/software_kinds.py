"""Which software is a wiper, a rootkit, made for Android: by what its best source says that it is, not by what that says by the way."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.answers.evidence import curated_first
from bot.answers.sentences import sentences
from knowledge.graph import Graph
from knowledge.model import Entity, Event, Summary, Term, Use
from knowledge.normalise import fold
from knowledge.patterns import as_pattern

_CLAUSE = as_pattern(r"\b(?:that|which|who|used|designed|known|capable|distributed|sold|by|and has)\b|[,;(]")
"""Where what something is ends, and what it does or who has it begins."""
RANSOMWARE = Term("ransomware", "malware_type", "ransomware")
"""As a word of questions it names a motive (extortion); as a kind of software it is one like others."""
SPYWARE = Term("spyware", "malware_type", "spyware")
"""Who sells it is asked for more often than who uses it."""
WINDOWS = "Windows"


def kind_named(graph: Graph, id_: str) -> Term | None:
    """A kind of malware by its id."""
    return {kind.id: kind for kind in (RANSOMWARE, SPYWARE)}.get(id_) or graph.term("malware_type", id_)


def is_of_kind(graph: Graph, software_id: str, kind: Term, said: str = "", anywhere: bool = False) -> bool:
    """Whether a piece of software is of a kind. ``said``: what is said of it where it is used, which goes first.

    ``anywhere``: that it runs on a platform may stand anywhere in what describes it: ``there is a version for Linux too``.
    """
    entity = graph.entity(software_id)
    if entity is None or entity.type != "software":
        return False
    if is_filed_as(entity, kind):
        return True
    folded = fold(said)
    if folded and _any_kind(graph).search(folded):
        return _pattern(kind).search(f"{fold(entity.name)} {folded}") is not None
    if anywhere and kind.id in PLATFORMS and any(says_kind(kind, s.text) for s in _best(graph, software_id)):
        return True
    return software_id in _of_kind(graph, kind)


@lru_cache(maxsize=32)
def _of_kind(graph: Graph, kind: Term) -> frozenset[str]:
    """The software that is of a kind by what is said of it where it is described, or made for one platform alone."""
    pattern, described = _pattern(kind), _descriptions(graph)
    found = {id_ for id_, text in described.items() if pattern.search(text)}
    for id_ in described:
        entity = graph.entity(id_)
        if entity and (is_filed_as(entity, kind) or _is_made_for(graph, entity, kind.id)):
            found.add(id_)
    return frozenset(found)


def is_filed_as(entity: Entity, kind: Term) -> bool:
    """Whether a curated file has a kind of malware among the categories of a piece of software."""
    return bool(entity.tactics) and not _categories(entity.tactics).isdisjoint(_filed_under(kind))


@lru_cache(maxsize=256)
def _categories(filed: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, filed))


@lru_cache(maxsize=64)
def _filed_under(kind: Term) -> frozenset[str]:
    """The categories that stand for a kind."""
    return frozenset((*_words(kind), *_FILED.get(kind.id, ())))


_FILED = {
    "ics-malware": ("ics",),
    "remote-access-trojan": ("rat",),
    "loader": ("downloader", "loader", "dropper"),
    "webshell": ("web shell",),
}
"""Categories that stand for a kind beside its words."""


def _is_made_for(graph: Graph, entity: Entity, platform: str) -> bool:
    """Whether malware is made for one platform: for no other, or, where it is one actor's own, for that too. Tools run where they run."""
    if entity.kind == "tool" or all(fold(one) != platform for one in entity.platforms):
        return False
    return WINDOWS not in entity.platforms or ("curated" in entity.layers and graph.spread(entity.id) <= OWN)


OWN = 2


@lru_cache(maxsize=2)
def _descriptions(graph: Graph) -> dict[str, str]:
    """Each piece of software -> its name and what its best source says that it is, folded."""
    return {e.id: f"{fold(e.name)} {fold(_what_it_is(graph, e.id))}" for e in graph.records.entities if e.type == "software"}


def _what_it_is(graph: Graph, software_id: str) -> str:
    return " ".join(_CLAUSE.split(sentences(s.text)[0])[0] for s in _best(graph, software_id))


def _best(graph: Graph, software_id: str) -> list[Summary]:
    """The best summary of a piece of software, none of MISP's: that has ransomware with the names of ordinary programs (cmd, Explorer)."""
    return [s for s in curated_first(graph.summaries_of(software_id))[:1] if s.text and s.layer != "misp"]


def says_kind(kind: Term, text: str) -> bool:
    """Whether a text names a kind of malware."""
    return _pattern(kind).search(fold(text)) is not None


@lru_cache(maxsize=64)
def _pattern(kind: Term) -> re.Pattern[str]:
    return re.compile(_alternatives(kind))


@lru_cache(maxsize=2)
def _any_kind(graph: Graph) -> re.Pattern[str]:
    kinds = [term for term in graph.records.terms if term.type == "malware_type" and term.id not in PLATFORMS]
    return re.compile("|".join(map(_alternatives, (RANSOMWARE, SPYWARE, *kinds))))


def _alternatives(kind: Term) -> str:
    return rf"(?<!\w)(?:{'|'.join(map(re.escape, _words(kind)))})(?!\w)"


def _words(kind: Term) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(word) for word in (kind.id.replace("-", " "), kind.name, *kind.words, *_SPOKEN.get(kind.id, ()))))


_SPOKEN = {"ios": ("iphone", "iphones", "ipads")}
"""Words for a platform that a question must not have to name malware for it."""


@lru_cache(maxsize=64)
def uses_of_kind(graph: Graph, kind_id: str) -> tuple[Use, ...]:
    """The statements that an actor uses software of a kind, or a technique in whose text that kind stands."""
    kind = kind_named(graph, kind_id)
    return tuple(_uses(graph, kind)) if kind else ()


def _uses(graph: Graph, kind: Term) -> Iterator[Use]:
    stems = tuple({word[:5] for word in _words(kind)})
    for use in graph.records.uses:
        entity = graph.entity(use.object)
        if entity and entity.type == "software" and is_of_kind(graph, use.object, kind, use.role):
            yield use
        if entity and entity.type == "technique" and kind.id not in PLATFORMS:
            text = f"{use.text} {entity.name}"
            if any(stem in text.lower() for stem in stems) and says_kind(kind, text):
                yield use


def events_with(graph: Graph, kind: Term | None, actor_id: str) -> list[Event]:
    """What an actor did with a kind of malware, the latest first: for where no software of it is named."""
    found = [e for e in graph.events_of(actor_id) if kind and says_kind(kind, e.text) and not NO_RANSOM.search(e.text)]
    return sorted(found, key=lambda event: event.when, reverse=True)


NO_RANSOM = as_pattern(r"(?i)\b(?:no|not|never|nor|without|instead of|rather than|did(?:n't| not)|does(?:n't| not))\b[^.,;:]{0,30}\bransom")
"""``They used no ransomware``"""
PLATFORMS = ("android", "ios", "macos", "linux")
"""Of a technique's text that names one of these it is not said whether malware for it was used."""
