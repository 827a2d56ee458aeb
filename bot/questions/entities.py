"""The names, countries, regions, sectors and vendors in a question, longest match first."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from bot.questions.model import Mentioned, TermMention
from knowledge.graph import Graph
from knowledge.names import Meaning, Names
from knowledge.normalise import fold
from knowledge.ordinary import question_words

_WORD = re.compile(r"[^\s,;:!?()\[\]{}\"“”«»|]+")
MAX_WORDS = 6


def find_names(text: str, names: Names) -> Iterator[Mentioned]:
    """Names of actors, software, techniques and campaigns, and catalogue ids, from left to right without overlap."""
    words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
    position = 0
    while position < len(words):
        found = _longest(text, words, position, names)
        if found:
            mention, length = found
            yield mention
            position += length
        else:
            position += 1


def _longest(text: str, words: Sequence[tuple[str, int, int]], first: int, names: Names) -> tuple[Mentioned, int] | None:
    for length in range(min(MAX_WORDS, len(words) - first), 0, -1):
        start, end = words[first][1], words[first + length - 1][2]
        written = text[start:end].strip(".'’`*_~<>/\\-")
        for candidate in dict.fromkeys((written, re.sub(r"['’]s$", "", written))):
            if len(candidate) < 2 or _is_common(candidate):
                continue
            meaning = names.exactly(candidate)
            if meaning and not (candidate.islower() and length == 1 and _is_obscure(candidate, meaning)):
                return Mentioned(candidate, start, start + len(candidate), meaning), length
    return None


def _is_obscure(word: str, meaning: Meaning) -> bool:
    """A lower-case word that only a catalogue of malware has as a name: ``who hacked …`` does not ask for Hacked."""
    return len(word) < 4 or all(c.entity.type != "actor" and c.entity.layers == ("misp",) for c in meaning.candidates)


def _is_common(written: str) -> bool:
    """Common words count as names only where they are written as names: with capitals, not at the start of a text."""
    parts = written.lower().split()
    return all(part in question_words() for part in parts)


def find_terms(text: str, graph: Graph, mentions: Iterable[Mentioned]) -> Iterator[TermMention]:
    """Countries, regions, sectors and motivations, outside the names found."""
    taken = [(m.start, m.end) for m in mentions]
    for match in _term_pattern(graph).finditer(text):
        if any(match.start() < end and start < match.end() for start, end in taken):
            continue
        word = match[0]
        if len(word) <= 2 and not word.isupper():
            continue
        type_, id_ = _terms(graph)[fold(word)]
        yield TermMention(word, match.start(), match.end(), type_, id_)


def find_vendor(text: str, names: Names, mentions: Iterable[Mentioned]) -> str:
    """The id of a vendor that the question names, as in ``what does CrowdStrike call them``."""
    taken = [(m.start, m.end) for m in mentions]
    folded = f" {fold(text)} "
    if taken and not re.search(r"(?i)\b(call|calls|called|name|names|named)\b", text):
        return ""
    for vendor in names.table.vendors.values():
        for name in (vendor.name, *vendor.also):
            if f" {fold(name)} " in folded:
                return vendor.id
    return ""


@lru_cache(maxsize=2)
def _terms(graph: Graph) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    order = {"country": 0, "region": 1, "sector": 2, "motivation": 3}
    for term in sorted(graph.records.terms, key=lambda t: -order[t.type]):
        for word in (term.name, *term.words, *((term.id.replace("-", " "),) if term.type != "country" else ())):
            if fold(word) and not (len(word) == 3 and word.isupper()):
                found[fold(word)] = (term.type, term.id)
    for word in ("it", "services", "state", "law", "space", "power", "internet", "software", "industry", "news", "water", "apt"):
        found.pop(word, None)
    return found


@lru_cache(maxsize=2)
def _term_pattern(graph: Graph) -> re.Pattern[str]:
    """One alternation, longest words first; words may be parted by spaces, dashes or dots."""
    words = sorted(_terms(graph), key=len, reverse=True)
    spaced = (r"[\s.\-&]+".join(map(re.escape, word.split())) for word in words)
    return re.compile(r"(?<!\w)(?:" + "|".join(spaced) + r")(?!\w)", re.IGNORECASE)
