"""Families of names: ``all Typhoon actors``, ``which FIN groups``: the actors whose names a vendor coined by one pattern."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.questions.model import Mentioned, TermMention
from knowledge.names import Names
from knowledge.patterns import as_pattern

LEAST = 3
"""So many actors at least have a name of a family."""
_GROUPS = r"(?:groups?|actors?|crews?|gangs?|names?|ones|clusters?|families|apts|series)"
_ASKED = (
    as_pattern(rf"(?i)(?<![\w-])(?P<word>[a-z]{{2,}})(?:s|[- ]numbered|[- ]number)?[\s-]+{_GROUPS}\b"),
    as_pattern(r"(?i)\b(?:all|list|how many|which|every|the)\s+(?:of\s+)?(?:the\s+)?(?P<word>[a-z]{4,})s\b"),
    as_pattern(r"(?i)\b(?:all|every|each)\s+(?:the\s+)?(?P<word>[a-z]{4,})\W*$"),
    as_pattern(r"(?i)^\W*(?P<word>[a-z]{4,})s\b(?=\W*$|\s+(?:that|who|which|from|in|targeting|attributed|active|after)\b)"),
)
"""``Typhoon actors``, ``all the pandas``, ``every Tempest``, ``kittens that target Israel``"""
_FAMILY = as_pattern(r"(?:\S+\s)+(?P<last>[A-Za-z]{3,})|(?P<first>[A-Za-z]{2,})-?\d{1,5}")
_GENERAL = frozenset(("apt", "group", "team", "gang", "army", "spy"))
"""Last words and first letters that many names have and that say no family."""


def find_families(text: str, names: Names, taken: Iterable[Mentioned | TermMention]) -> Iterator[TermMention]:
    """The families of names in a text, outside what was found in it before."""
    spans = [(t.start, t.end) for t in taken]
    for match in (match for pattern in _ASKED for match in pattern.finditer(text)):
        start, end = match.span("word")
        word = match["word"].lower()
        family = _families(names).get(word) or _families(names).get(word.removesuffix("s"), "")
        if family and not any(start < other and one < end for one, other in spans):
            spans.append((start, end))
            yield TermMention(match["word"], start, end, "naming", family)


def is_of_family(name: str, family: str) -> bool:
    """Whether a name is of a family: Volt Typhoon of Typhoon, FIN7 of FIN."""
    match = _FAMILY.fullmatch(name)
    return match is not None and (match["last"] or match["first"]).lower() == family.lower()


@lru_cache(maxsize=2)
def _families(names: Names) -> dict[str, str]:
    """Each family in small letters, as most names write it: those of names that have the shape of a vendor's."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for claim in names.table.claims:
        entity = names.table.entities[claim.subject]
        match = _FAMILY.fullmatch(claim.name) if entity.type == "actor" and claim.relation in ("same", "formerly") else None
        if match and next(names.schemes.of(claim.name), None):
            family = match["last"] or match["first"]
            found[family.lower()][family].add(entity.id)
    many = {word: spelt for word, spelt in found.items() if len(set().union(*spelt.values())) >= LEAST and word not in _GENERAL}
    return {word: max(spelt, key=lambda family: len(spelt[family])) for word, spelt in many.items()}
