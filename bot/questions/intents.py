"""What a question asks for, from what people say when they ask for it (``cues.toml``, data that anybody can extend)."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, cast, get_args

from bot.answers.model import Kind
from knowledge.patterns import as_pattern


@cache
def _document() -> dict[str, Any]:
    return tomllib.loads((files("bot.questions") / "cues.toml").read_text(encoding="utf-8"))


def cues_by_kind() -> dict[str, list[str]]:
    """What cues.toml lists for each kind of question."""
    return cast(dict[str, list[str]], _document()["kinds"])


_TOLD, _UNTOLD = ("passages", "actors", "campaigns"), ("offtopic", "unknown")


def fitting(scores: Mapping[str, float], told: Iterable[str] = _TOLD) -> float:
    """How much likelier a question asks for what is told, by passages or else, than for what no source on actors tells."""
    return max(scores.get(kind, -1.0) for kind in told) - max(scores.get(kind, -1.0) for kind in _UNTOLD)


def pattern_of(cue: str) -> str:
    """A cue as the text of a pattern: its words in a row, ``*`` for one to four words."""
    words = [r"\S+(?:\s+\S+){0,3}?" if word == "*" else re.escape(word) for word in cue.split()]
    return r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)"


GENERAL = 0.3
"""Weight of ``what is`` and the like against cues that name a side of an actor."""


@cache
def cues() -> list[tuple[Kind, str, float]]:
    """(kind, cue, weight) of every cue; longer cues weigh more, what begins any question less."""
    found: list[tuple[Kind, str, float]] = []
    for kind, table in _document()["kinds"].items():
        if kind not in get_args(Kind):
            raise ValueError(f"cues.toml: no such kind of question: {kind}")
        weight = GENERAL if kind == "profile" else 1.0
        found += [(cast(Kind, kind), cue, weight * len(cue.replace("*", ""))) for cue in table]
    return found


def _phrase_patterns(name: str) -> list[str]:
    """The phrases of a list, the longest first, as the texts of patterns."""
    return [pattern_of(phrase) for phrase in sorted(_document()["phrases"][name], key=len, reverse=True)]


def says(name: str, text: str) -> bool:
    """Whether a text has one of the phrases listed under a name."""
    one_spaced, starts = _starting(text)
    heads = _phrase_heads(name)
    return any(head in heads and next(_from(one_spaced, head, start, heads), None) for head, start in starts)


@cache
def _phrase_heads(name: str) -> "_Heads":
    phrases = _document()["phrases"][name]
    if starred := [phrase for phrase in phrases if "*" in phrase]:
        raise ValueError(f"cues.toml: only cues of kinds may have a *, not the phrase {starred[0]!r} of {name}")
    return _by_head(phrase.lower() for phrase in phrases if len(phrase) > 1)  # a letter alone says nothing


def spelled_out(text: str) -> str:
    """A text with the words that people shorten written in full: ``abt`` as ``about``."""
    words: dict[str, str] = _document()["typed"]
    return _shortened().sub(lambda match: words[match[0].lower()], text)


@cache
def _shortened() -> re.Pattern[str]:
    short = "|".join(map(re.escape, _document()["typed"]))
    return re.compile(rf"(?<![\w.-])(?:{short})(?![\w.-])", re.IGNORECASE)


def begins(name: str, text: str) -> bool:
    """Whether a text begins with one of the phrases listed under a name."""
    return _any_phrase(name).match(text) is not None


@cache
def _any_phrase(name: str) -> re.Pattern[str]:
    """The phrases of a list in one pattern: one pass instead of one a phrase."""
    return re.compile("|".join(_phrase_patterns(name)), re.IGNORECASE)


def without(name: str, text: str) -> str:
    """A text without the phrases listed under a name at its start, with single spaces."""
    text = " ".join(text.split())
    while (end := _after_phrase(text, _phrase_heads(name))) is not None:
        text = text[end:].lstrip(" ,:-–!.")
    return text


def _after_phrase(text: str, heads: "_Heads") -> int | None:
    """Where the longest phrase at the start of a text ends, something else coming after it; None where there is none."""
    lower = text.lower()
    first = _FIRST.match(lower)
    ends = (len(phrase) for phrase in _from(lower, first[0], 0, heads)) if first else iter(())
    return next((end for end in ends if end < len(text) and not _GOES_ON.match(text, end)), None)


_GOES_ON = as_pattern(r"-\w|(?<=apt)\s*\d", re.IGNORECASE)
"""``apt-c-60`` and ``apt 29`` do not begin with the word apt."""


RECENT = 256
"""For so many texts it is remembered what is left without cues or phrases: of one question that is asked several times."""


@lru_cache(maxsize=RECENT)
def stripped(name: str, text: str) -> str:
    """A text without any of the phrases listed under a name, wherever they stand."""
    return _any_phrase(name).sub(" ", text) if says(name, text) or _letters(name).search(text) else text


@cache
def _letters(name: str) -> re.Pattern[str]:
    """The phrases of one letter in a list, of which ``says`` takes no notice: the ``s`` of ``Daggerfly's``."""
    letters = "".join(phrase for phrase in _document()["phrases"][name] if len(phrase) == 1)
    return re.compile(rf"(?<!\w)[{letters}](?!\w)" if letters else r"(?!)", re.IGNORECASE)


def cued_kind(text: str) -> Kind | None:
    """The kind whose longest cue is in the text."""
    return max(_matching(text), key=lambda found: found[0], default=(0.0, None))[1]


def cue_features(text: str) -> list[float]:
    """The kinds that the cues of a text name, for what is learned from exemplars: a half for each by weight, a half for the best."""
    kinds = _kinds()
    found = [0.0] * (len(kinds) + 1)
    for weight, kind in _matching(text):
        found[kinds[kind]] = max(found[kinds[kind]], weight)
    best = max(found)
    if not best:
        return [*found[:-1], 1.0]
    first = found.index(best)
    return [0.5 * value / best + 0.5 * (number == first) for number, value in enumerate(found)]


@cache
def _kinds() -> dict[Kind, int]:
    return {kind: number for number, kind in enumerate(sorted({kind for kind, _, _ in cues()}))}


@lru_cache(maxsize=RECENT)
def without_cues(text: str) -> str:
    """A text without what people say when they ask: what is left is what they ask about, with single spaces."""
    text = " ".join(text.split())
    lower = text.lower() if len(text.lower()) == len(text) else text
    left, after = [], 0
    for head, start in _heads_in(lower):
        if start >= after and (cue := next(_from(lower, head, start, _cue_heads()), None)):
            left.append(text[after:start])
            after = start + len(cue)
    return " ".join((*left, text[after:]))


@cache
def _nouns() -> tuple[dict[str, Kind], re.Pattern[str]]:
    words: dict[str, Kind] = {word: cast(Kind, kind) for kind, table in _document()["nouns"].items() for word in table}
    one = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    row = rf"(?i)\b(?:{one})(?:\s*(?:,|and|&|\+|/|plus|as well as)\s*(?:and\s+)?(?:(?:its|their|the|also|any)\s+)?(?:{one}))+\b"
    return words, re.compile(row)


def kinds_in_a_row(text: str) -> tuple[Kind, ...]:
    """The sides of an actor that a text asks for together: ``aliases, tools and targets``."""
    words, row = _nouns()
    match = row.search(text)
    if not match:
        return ()
    return tuple(dict.fromkeys(words[word] for word in re.findall(r"[a-z]+", match[0].lower()) if word in words))


def counted_nouns() -> dict[str, list[str]]:
    """Kind of what can be counted -> the words for it."""
    return cast(dict[str, list[str]], _document()["counted"])


def is_side(text: str) -> bool:
    """Whether a text is one word for a side of an actor: ``country?``"""
    return text.lower().strip(" ?!.") in _nouns()[0]


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with some of its parts replaced by spaces, so that nothing moves."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _matching(text: str) -> Iterator[tuple[float, Kind]]:
    """(weight, kind) of every cue in a text, in the order of the file."""
    plain, patterns = _sought()
    one_spaced, starts = _starting(text)
    heads = _cue_heads()
    found = [entry for head, start in starts if head in heads for cue in _from(one_spaced, head, start, heads) for entry in plain[cue]]
    found += [(number, weight, kind) for rarest, number, pattern, weight, kind in patterns if rarest in one_spaced and pattern.search(text)]
    yield from ((weight, kind) for _, weight, kind in sorted(dict.fromkeys(found)))


@lru_cache(maxsize=32)
def _starting(text: str) -> tuple[str, tuple[tuple[str, int], ...]]:
    """A text in lower case with single spaces, and where its words start: (the word, place). A question is asked many things."""
    one_spaced = " ".join(text.lower().split())
    return one_spaced, tuple(_heads_in(one_spaced))


def _heads_in(text: str) -> Iterator[tuple[str, int]]:
    """(word or mark, place) of everything in a text at which a phrase may start."""
    return ((found[0], found.start()) for found in _STARTS.finditer(text))


_FIRST = as_pattern(r"\w+|[^\w\s]")
_STARTS = as_pattern(rf"(?<!\w)(?:{_FIRST.pattern})")
_Entry = tuple[int, float, Kind]
_Heads = dict[str, list[str]]
"""Phrases by their first word."""


def _from(text: str, head: str, start: int, heads: _Heads) -> Iterator[str]:
    """The phrases that stand where a word of a text in lower case starts and end where a word ends, the longest first."""
    for phrase in heads.get(head, ()):
        end = start + len(phrase)
        if text.startswith(phrase, start) and not (end < len(text) and (text[end].isalnum() or text[end] == "_")):
            yield phrase


def _by_head(phrases: Iterable[str]) -> _Heads:
    """Phrases by their first word, the longest first."""
    found: _Heads = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        if first := _FIRST.match(phrase):
            found.setdefault(first[0], []).append(phrase)
    return found


@cache
def _cue_heads() -> _Heads:
    """The cues without ``*``."""
    return _by_head(_sought()[0])


@cache
def _sought() -> tuple[dict[str, list[_Entry]], list[tuple[str, int, re.Pattern[str], float, Kind]]]:
    """(number, weight, kind) of every cue without ``*``; the others as patterns, each with a word that a text with it has."""
    plain: dict[str, list[_Entry]] = {}
    patterns = []
    for number, (kind, cue, weight) in enumerate(cues()):
        if "*" in cue:
            patterns.append((max(cue.lower().split(), key=len), number, as_pattern(pattern_of(cue), re.IGNORECASE), weight, kind))
        else:
            plain.setdefault(cue.lower(), []).append((number, weight, kind))
    return plain, patterns
