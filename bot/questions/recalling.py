"""A part of the name of an actor that was spoken of earlier in a thread: ``back to the cedar guys`` after Volatile Cedar."""

import re
from collections.abc import Iterable, Iterator

from bot.questions.focus import Focus
from bot.questions.intents import says
from bot.questions.model import Question
from bot.questions.pointing import THOSE, points_back, put
from knowledge.names import Names
from knowledge.normalise import key
from knowledge.ordinary import chat_words, ordinary_names, question_words
from knowledge.patterns import as_pattern

MIN_WORD = 4
"""A shorter word is no part of a name that anybody would say for the whole."""
_BACK = as_pattern(
    r"(?i)^(?:(?:ok(?:ay)?|hm+|thx|thanks|fine|good|so|and|now|but|right|anyway)[,.]?\s+)*(?:(?:let['’]?s\s+)?(?:go(?:ing)?|get(?:ting)?)\s+)?"
    r"(?:back|returning|return)\s+(?:to|on)\s+(?=\w)"
)
_THE_FIRST = as_pattern(rf"(?i)the\s+(?:very\s+)?first(?:\s+(?:{THOSE}|ones|name))?(?=\W|$)")
_SENTENCE_AFTER = as_pattern(r"\s*[.:;–-]+\s+(?=\w+\s+\w)")
"""``back to the first one. how long had they been inside``"""
_GROUP = rf"(?:{THOSE}|ones|family)"
_STANDS = (
    r"(?:^|,\s*|\b(?:the|those|these|that|our|and|about|for|does|do|did|is|are|was|were|has|have|by|of|on|ok|vs|with)\s+)"
    r"(?:(?:the|those|these|that|our)\s+)?"
)
_LOOSE = rf"(?i)(?P<before>{_STANDS})(?P<name>{{word}}(?:\s+{_GROUP})?)(?![\w-])"
_STRICT = rf"(?i)(?P<before>(?:^|\b(?:the|those|these|our)\s+))(?P<name>{{word}}(?:\s+{_GROUP}(?![\w-])|(?=\s*(?:[,:?]|$|['’]s))))"
"""Where a word stands for a name; and where a word of the language does."""


def without_return(asked: str, focus: Focus) -> str:
    """``ok back to Turla, targets?`` without what says that it was spoken of before; ``the first`` there is whom a thread began with."""
    rest = _BACK.sub("", asked, count=1)
    first = _THE_FIRST.match(rest) if rest != asked and focus.spoken else None
    if first is None:
        return rest
    name, more = focus.spoken[-1], rest[first.end() :]
    if (of_it := _SENTENCE_AFTER.match(more)) is None:
        return f"{name}{more}"
    said = put(more[of_it.end() :], "pronoun", name)
    return said if name in said else f"{name}: {said}"


def without_echo(text: str, focus: Focus, names: Names) -> str:
    """``Storm-1811. with which gang do they work`` without the answer that is said once more before the question."""
    match = _ECHO.fullmatch(" ".join(text.split()))
    if match is None or not (focus.actor or focus.thing or focus.listed) or not points_back(match["rest"]):
        return text
    said = names.look_up(match["name"])
    called = {c.entity.name for c in said.candidates if c.relation in ("same", "formerly", "software")}
    of_them = says("pronoun", match["rest"]) and not says("else", match["rest"])  # whom it names of those listed is meant by they
    told = (focus.actor, focus.thing, *(() if of_them else focus.listed))
    return match["rest"] if said.status != "near" and not called.isdisjoint(told) else text


_ECHO = as_pattern(
    r"(?i)\W*(?:(?:so|ah|oh|right|ok)[,.]?\s+)*(?P<name>[^,.!?:;]{2,40}?)(?:\s*[,:–-]+\s*(?:ok(?:ay)?|right|thanks|thx|got\s+it|sure|yes|yep|cool|good|fine|"
    r"interesting|of\s+course))?\s*[.!…]+\s+(?P<rest>(?!(?:is|isn|isnt|are|aren|was|wasn)\b)\w+\s+\S.*)"
)


def recalled(asked: str, alone: Question, focus: Focus, names: Names) -> str:
    """The text with the whole name of the one actor of the thread of whose name it has a word; empty where it has none."""
    if alone.subjects or any(mention.meaning.of_type("actor") for mention in alone.mentions):
        return ""
    held = (*(m.text for m in alone.mentions), *(c.text for c in alone.conditions))
    taken = {word for text in held for word in text.lower().split()}
    found: dict[str, str] = {}
    lower = asked.lower()
    for called, word in _words_of(focus.spoken):
        pattern = _STRICT if key(word) in ordinary_names() or word in taken else _LOOSE
        match = re.search(pattern.format(word=re.escape(word)), asked) if word in lower else None
        meant = names.look_up(called).of_type("actor")
        if match and meant:
            found.setdefault(meant[0].entity.id, f"{_without_article(asked[: match.start('name')])}{called}{asked[match.end() :]}")
    return next(iter(found.values())) if len(found) == 1 else ""


def _without_article(before: str) -> str:
    return re.sub(r"(?i)\b(?:the|those|these|that|our)\s+$", "", before)


def _words_of(spoken: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(name, word of it) of every name of several words, but for words that many things are called."""
    for called in spoken:
        parts = called.lower().split()
        for word in parts if len(parts) > 1 else ():
            if len(word) >= MIN_WORD and word not in question_words() | chat_words() and not re.fullmatch(_GROUP, word):
                yield called, word
