"""Every actor, software, technique, country, region, sector and vulnerability that a text names, with where it stands.

One pass of an Aho-Corasick automaton over the text's normal form, so the time is linear in the text whatever is in it. The
longest name wins; names that run into each other count only where they fill what stands between two gaps.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, cast

import msgspec
from ahocorasick_rs import AhoCorasick

from knowledge.context import Context
from knowledge.model import Term
from knowledge.names import Meaning, Names
from knowledge.normalise import key
from knowledge.ordinary import ordinary_names
from knowledge.patterns import as_pattern
from knowledge.segments import Segments, name_forms, segments
from knowledge.terms import term_words

MentionType = Literal[
    "actor", "software", "technique", "campaign", "country", "sector", "region", "motivation", "sponsor", "vulnerability"
]  # fmt: skip

_CVE = as_pattern(r"[Cc][Vv][Ee][\s_-]{0,2}(\d{4})[\s_-]{1,2}(\d{4,7})(?!\w)")
_SHORT = 4
"""Names of fewer letters count only in the case in which somebody writes them."""
PIECE = 500_000
"""Longer texts are cut at the end of a line or, where there is none, at a gap: memory depends on this, not on the text."""


class Mention(msgspec.Struct, frozen=True, gc=False):
    """``text[start:end]`` names ``ids``; ``names`` are their main names. ``meaning`` is there where it is a name."""

    start: int
    end: int
    text: str
    type: MentionType
    ids: tuple[str, ...]
    names: tuple[str, ...]
    meaning: Meaning | None = None


@dataclass(frozen=True)
class Form:
    """A normal form and what it names. ``needs`` says what makes a name of it where it is ambiguous."""

    type: MentionType
    ids: tuple[str, ...]
    names: tuple[str, ...]
    needs: Literal["", "context", "capitals", "case"]
    meaning: Meaning | None = None
    software: "Form | None" = None


class Span(msgspec.Struct, gc=False):
    """Words ``first`` to ``last``, and the characters from ``start`` to ``end`` of the text, are a form."""

    first: int
    last: int
    start: int
    end: int
    form: Form


class Scanner:
    """Finds the names of a table and the words of a vocabulary."""

    def __init__(self, names: Names, terms: Iterable[Term] = ()) -> None:
        self.names = names
        self._ordinary = ordinary_names()
        self._terms = _term_forms(terms)
        self._known: dict[int, Form | None] = {}

    def scan(self, text: str) -> list[Mention]:
        """Every mention in a text, from left to right, none inside another. Long texts are read in pieces."""
        return [mention for start, end in _pieces(text) for mention in self._scan_piece(text[start:end], start)]

    def _scan_piece(self, text: str, at: int) -> list[Mention]:
        """The mentions in a piece that stands ``at`` so many characters into the text."""
        found = segments(text)
        vulnerabilities = list(_vulnerabilities(text, at))
        spans = list(_fitting(found, self._longest(found)))
        context = Context(found, [self._is_certain(span, text) for span in spans], [(span.first, span.last) for span in spans])
        named = [_mention(found, span, at) for number, span in enumerate(spans) if context.allows(number)]
        return sorted([*vulnerabilities, *_apart(named, vulnerabilities)], key=lambda mention: mention.start)

    @cached_property
    def _forms(self) -> list[str]:
        return sorted({*self.names.table.forms, *self._terms})

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self._forms)

    def _longest(self, found: Segments) -> list[Span]:
        """The longest form at each place, from left to right, none inside another."""
        best: dict[int, tuple[int, int, int]] = {}
        for match in self._automaton.find_matches_as_indexes(found.normal, overlapping=True):
            if _ends_word(found.normal, match[2]):
                best[match[1]] = match  # those of one start come shortest first
        chosen: list[Span] = []
        free = 0
        for start in sorted(best):
            number, _, end = best[start]
            form = self._form(number) if start >= free else None
            if form:
                chosen.append(_span(found, start, end, form))
                free = end
        return chosen

    def _form(self, number: int) -> Form | None:
        if number not in self._known:
            self._known[number] = self._make_form(self._forms[number])
        return self._known[number]

    def _make_form(self, text: str) -> Form | None:
        glued = key(text)
        meaning = self.names.exactly(glued)
        if meaning:
            software = _named(meaning, "software", "") if meaning.of_type("software") else None
            return _named(meaning, _type_of(meaning), self._needs(glued), software)
        term = self._terms.get(text)
        return Form(cast(MentionType, term.type), (term.id,), (term.name,), "case" if len(glued) < _SHORT else "") if term else None

    def _needs(self, glued: str) -> Literal["", "context", "capitals", "case"]:
        if glued in self._ordinary:
            return self._ordinary[glued]
        if glued.isdigit():
            return "context"
        return "case" if len(glued) < _SHORT and not any(char.isdigit() for char in glued) else ""

    def _is_certain(self, span: Span, text: str) -> bool:
        """Whether the words name something wherever they stand."""
        needs = span.form.needs
        if not needs:
            return True
        written = text[span.start : span.end]
        if needs == "capitals":
            return all(word[:1].isupper() for word in written.split())
        if needs == "case":
            claims = (c.name for candidate in (span.form.meaning.candidates if span.form.meaning else ()) for c in candidate.claims)
            return written.isupper() if span.form.meaning is None else not written.islower() and written in claims
        return False


def _type_of(meaning: Meaning) -> str:
    """What a name means in a text: an actor where one bears it, else software, else what it relates to."""
    if any(c.relation in ("same", "formerly") for c in meaning.of_type("actor")) or not meaning.of_type("software"):
        return meaning.candidates[0].entity.type
    return "software"


def _named(meaning: Meaning, type_: str, needs: Any, software: Form | None = None) -> Form:
    same = [c for c in meaning.of_type(type_) if type_ != "actor" or c.relation != "software"] or meaning.of_type(type_)
    ids, names = tuple(c.entity.id for c in same), tuple(c.entity.name for c in same)
    return Form(type_, ids, names, needs, meaning, software)  # type: ignore[arg-type]


_SAYS_SOFTWARE = frozenset(
    "backdoor backdoors bot botnet downloader dropper implant infostealer keylogger loader malware rat ransomware rootkit spyware "
    "stealer toolkit trojan variant wiper worm".split()
)


def _mention(found: Segments, span: Span, at: int) -> Mention:
    """Malware of an actor's name is meant where the next word says so."""
    form = span.form
    if form.software and found.word(span.last + 1).lower() in _SAYS_SOFTWARE:
        form = form.software
    return Mention(span.start + at, span.end + at, found.text[span.start : span.end], form.type, form.ids, form.names, form.meaning)


def _ends_word(normal: str, end: int) -> bool:
    """Whether a match that ends here ends a word, but for the s of a plural."""
    follows = normal[end : end + 1]
    return follows in _GAPS or (follows == "s" and normal[end + 1 : end + 2] in _GAPS)


_GAPS = frozenset(("", " ", "\n"))


def _span(found: Segments, start: int, end: int, form: Form) -> Span:
    first, last = found.words(start, end)
    return Span(first, last, *found.offsets(first, last, end), form)


def _fitting(found: Segments, spans: Sequence[Span]) -> Iterator[Span]:
    """Leave out a name that runs into something that is not a name: ``Play`` in ``PlayStation``."""
    left, right = [False] * len(spans), [False] * len(spans)
    for number, span in enumerate(spans):
        touches = number > 0 and spans[number - 1].last == span.first - 1
        left[number] = not found.is_soft(span.first) or (touches and left[number - 1])
    for number in range(len(spans) - 1, -1, -1):
        span = spans[number]
        touches = number + 1 < len(spans) and spans[number + 1].first == span.last + 1
        right[number] = not found.is_soft(span.last + 1) or (touches and right[number + 1])
    return (span for number, span in enumerate(spans) if left[number] and right[number])


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Where the pieces of a long text start and end."""
    start = 0
    while start < len(text):
        end = min(start + PIECE, len(text))
        if end < len(text):
            middle = start + PIECE // 2
            end = max(text.rfind("\n", middle, end), text.rfind(" ", end - 1000, end)) + 1 or end
        yield start, end
        start = end


def _vulnerabilities(text: str, at: int) -> Iterator[Mention]:
    for match in _CVE.finditer(text):
        if text[max(0, match.start() - 1) : match.start()].isalnum():
            continue
        id_ = f"CVE-{match[1]}-{match[2]}"
        yield Mention(match.start() + at, match.end() + at, match[0], "vulnerability", (id_,), (id_,))


def _apart(mentions: Iterable[Mention], others: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions that do not overlap the others, which are in order."""
    starts = [other.start for other in others]
    for mention in mentions:
        before = bisect_left(starts, mention.end) - 1
        if before < 0 or others[before].end <= mention.start:
            yield mention


_NOT_TERMS = frozenset("it services state law space power internet software industry news water apt army gas oil mines".split())
"""Words of terms that mean too much else."""


def _term_forms(terms: Iterable[Term]) -> Mapping[str, Term]:
    """Normal forms of the words for terms; a kind of malware is nothing that a report is scanned for."""
    found: dict[str, Term] = {}
    for word, term in term_words(term for term in terms if term.type != "malware_type"):
        is_code = len(word) == 3 and word.isupper() and term.type == "country"
        if key(word) and word.lower() not in _NOT_TERMS and not is_code:
            found.update(dict.fromkeys(name_forms(word), term))
    return found
