"""Text -> Question: the names and terms in it, and what it asks for. Text is only text: nothing in it is an instruction."""

import dataclasses
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import cast, get_args

from bot.answers.model import Kind
from bot.questions.entities import find_names, find_terms, find_vendor
from bot.questions.identity import asked_pair
from bot.questions.model import Mentioned, Question, TermMention
from index.lexical import words
from knowledge.graph import Graph
from knowledge.names import Meaning, Names
from knowledge.normalise import strip_markup

MAX_CHARACTERS = 2000
"""Longer texts are reports, not questions: `aptbot scan` reads those."""

DESCRIBING_WORDS = 3
"""So many words beside names, places and cues make a description."""

COMMANDS: dict[str, Kind] = {
    "names": "names", "aka": "names", "aliases": "names", "tools": "tools", "malware": "tools", "targets": "targets",
    "techniques": "techniques", "ttps": "techniques", "origin": "attribution", "attribution": "attribution",
    "campaigns": "campaigns", "profile": "profile", "users": "software", "help": "help",
}  # fmt: skip


class QuestionTooLong(Exception):
    """The text is no question; the message says what to do with it."""


def understand(text: str, names: Names, graph: Graph) -> Question:
    """What the text asks. Raises QuestionTooLong."""
    if len(text) > MAX_CHARACTERS:
        raise QuestionTooLong(
            f"That is {len(text):,} characters; a question may have {MAX_CHARACTERS:,}. Shorten it to what you want to know."
        )
    plain = _plain(text)
    if not plain or plain.lower() in ("help", "?", "hi", "hello"):
        return Question(plain, "help")
    command, rest = _command(plain)
    whole = names.look_up(rest)
    if whole.candidates and not (whole.status == "near" and " " in rest.strip(" ?")):
        return _about_a_name(plain, command, whole)
    mentions = tuple(find_names(rest, names))
    if pair := asked_pair(rest, mentions, names):
        return Question(plain, "identity", pair[0], mentions, pair=pair)
    terms = tuple(find_terms(rest, graph, mentions))
    return _classify(plain, rest, command, whole, mentions, terms, find_vendor(rest, names, mentions))


def _plain(text: str) -> str:
    text = strip_markup(text)
    text = re.sub(r"^\s*/apt\b", "", text, flags=re.IGNORECASE)
    return " ".join(text.replace("`", " ").split()).strip()


def _command(text: str) -> tuple[Kind | None, str]:
    first, _, rest = text.partition(" ")
    kind = COMMANDS.get(first.lower().rstrip(":"))
    return (kind, rest.strip()) if kind and rest.strip() and not _is_sentence(text) else (None, text)


def _is_sentence(text: str) -> bool:
    return (
        re.match(r"(?i)(who|what|which|how|where|when|why)\s+(is|are|was|were|do|does|did|has|uses?|targets?|calls?)\b", text) is not None
    )


def _about_a_name(text: str, command: Kind | None, whole: Meaning) -> Question:
    type_ = whole.candidates[0].entity.type
    kind: Kind = command or ("profile" if type_ == "actor" else "software" if type_ == "software" else "actors")
    return Question(text, kind, whole, (Mentioned(whole.name, 0, len(whole.name), whole),))


def _classify(
    text: str, rest: str, command: Kind | None, whole: Meaning, mentions: tuple[Mentioned, ...],
    terms: tuple[TermMention, ...], vendor: str,
) -> Question:  # fmt: skip
    subject = next((m.meaning for m in mentions if m.meaning.of_type("actor")), None)
    other = next((m.meaning for m in mentions if not m.meaning.of_type("actor")), None)
    kind = command or cued_kind(rest)
    if kind == "help" and not mentions:
        return Question(text, "help")
    if subject is None and not command and not _says_more(rest, mentions, terms):
        if other and other.candidates[0].entity.type == "software" and kind in ("software", "actors", "profile", "tools", "names", None):
            return Question(text, "names" if kind == "names" else "software", other, mentions, terms, vendor)
        if other and other.candidates[0].entity.type == "technique":
            return Question(text, "actors", other, mentions, terms, vendor)
        if terms and kind in ("actors", "targets", "attribution", "software", None) and _asks_for_actors(rest, terms):
            return Question(text, "actors", None, mentions, _with_origins(rest, terms), vendor)
    if subject is not None:
        return Question(text, _fit(kind, vendor), subject, mentions, terms, vendor)
    if whole.status in ("near", "suggested", "scheme", "unknown") and _looks_like_a_name(rest):
        return Question(text, "unknown", whole, mentions, terms, vendor)
    return Question(text, "passages", None, mentions, terms, vendor)


def _says_more(text: str, mentions: tuple[Mentioned, ...], terms: tuple[TermMention, ...], limit: int = DESCRIBING_WORDS) -> bool:
    """Does the text say more than its entities and cues? Then it describes something, and passages answer it better."""
    spans = [(m.start, m.end) for m in mentions] + [(t.start, t.end) for t in terms]
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    for pattern in sorted((pattern for _, pattern, _ in _cues()), key=lambda p: -len(p.pattern)):
        text = pattern.sub(" ", text)
    return len([word for word in words(text) if word.isalpha()]) >= limit


def _fit(kind: Kind | None, vendor: str) -> Kind:
    """What a question about one actor asks for, whatever cue it used."""
    if kind is None:
        return "names" if vendor else "profile"
    return {"software": "tools", "actors": "targets", "help": "profile"}.get(kind, kind)  # type: ignore[return-value]


_TARGETING = re.compile(r"(?i)\b(target\w*|attack\w*|hits?|against|going after|goe?s? after|victims?|interested)\b")
_LISTING = re.compile(r"(?i)\b(groups?|actors?|apts?|list|anyone|hackers|crews|gangs|who is|who are|which|what)\b")


def _asks_for_actors(text: str, terms: tuple[TermMention, ...]) -> bool:
    """Does it ask for those who target a place or a sector, or for a list of those who come from one?"""
    return bool(terms) and (
        _TARGETING.search(text) is not None or (_LISTING.search(text) is not None and not _says_more(text, (), terms, 1))
    )


_ACTORS = r"(?:groups?|actors?|apts?|hackers?|crews?|gangs?|intruders?|spies|threats?)"
_OF_ACTORS = re.compile(rf"(?i)^[\s-]+(?:[\w-]+\s+){{0,2}}?{_ACTORS}\b")
_FROM = re.compile(rf"(?i)\b{_ACTORS}\s+(?:\w+\s+)?(?:from|in|of|linked to|tied to|backed by|sponsored by|working for)\s+(?:the\s+)?$")


def _with_origins(text: str, terms: tuple[TermMention, ...]) -> tuple[TermMention, ...]:
    """``Iranian groups`` and ``groups from Iran`` say where actors come from; ``who targets Iran`` does not."""
    targeting = _TARGETING.search(text) is not None
    return tuple(
        dataclasses.replace(term, origin=True)
        if term.type == "country"
        and (not targeting or _OF_ACTORS.match(text[term.end :]) is not None or _FROM.search(text[: term.start]) is not None)
        else term
        for term in terms
    )


def _looks_like_a_name(text: str) -> bool:
    """A few words, at most, that do not ask anything: somebody typed a name."""
    stripped = re.sub(r"(?i)^(who|what)\s+(is|are)\s+|^tell me about\s+|^(anything|info) on\s+", "", text).strip(" ?!.")
    if len(stripped.split()) > 2 and stripped.islower():
        return False
    return 0 < len(stripped.split()) <= 4 and not re.match(r"(?i)(who|what|which|how|where|when|why|is|are|does|do|did)\b", stripped)


@cache
def _cues() -> list[tuple[Kind, re.Pattern[str], int]]:
    document = tomllib.loads((files("bot.questions") / "cues.toml").read_text(encoding="utf-8"))
    found: list[tuple[Kind, re.Pattern[str], int]] = []
    for kind, table in document.items():
        if kind not in get_args(Kind):
            raise ValueError(f"cues.toml: no such kind of question: {kind}")
        for cue in table["cues"]:
            words = [r"\S+(?:\s+\S+){0,3}?" if word == "*" else re.escape(word) for word in cue.split()]
            pattern = re.compile(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)", re.IGNORECASE)
            found.append((cast(Kind, kind), pattern, len(cue)))
    return found


def _matching(text: str) -> Iterator[tuple[int, Kind]]:
    for kind, pattern, weight in _cues():
        if pattern.search(text):
            yield weight, kind


def cued_kind(text: str) -> Kind | None:
    """The kind whose longest cue is in the text."""
    return max(_matching(text), key=lambda found: found[0], default=(0, None))[1]
