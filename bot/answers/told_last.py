"""A short text that asks for a detail of what was told last: ``through which supplier``, ``how many boxes``, ``who exactly?``

What was told last is a passage or an incident; a sentence of it that has the detail is the answer, and nothing else of it is.
``told_last.toml`` holds what asks for what.
"""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from pathlib import Path

from bot.answers.evidence import actor_ref
from bot.answers.model import NEAREST_TITLE, Answer, Item, Section
from bot.answers.persons import has_person, names_somebody
from bot.answers.sentences import sentences
from bot.answers.sentences_about import sentences_about
from bot.answers.sums import SUM
from bot.answers.told_things import beside, counts, is_new
from bot.knowledge_base import KnowledgeBase
from bot.questions.focus import Focus
from bot.questions.model import Question
from bot.questions.things import Thing, asked_thing
from bot.questions.wording import plain_text, without_lead
from index.words import words
from knowledge.graph import Graph
from knowledge.normalise import fold
from knowledge.ordinary import chat_words, question_words
from knowledge.patterns import as_pattern
from knowledge.places import place_words

MOST_WORDS = 10
"""A longer text is a question of its own."""
WHOLE, OF_ONE, IN_ALL = 50, 2, 4
"""So many characters are a sentence and no label; so many passages are kept of one answer, and of all about one actor."""
_OPEN = ("unknown", "suggested")
_OF_ITS_OWN = frozenset(("names", "attribution", "identity", "comparison", "help"))
"""Answers that a detail of what was told last is not better than."""
Tells = Callable[[str], bool]


def told_after(answer: Answer, before: Focus, actor: str) -> tuple[Item, ...]:
    """What a thread was told last, after an answer: what that tells, then what was told before of the same actor."""
    kept = before.told if actor == before.actor else ()
    return tuple(dict.fromkeys((*_told_in(answer), *kept)))[:IN_ALL]


def _told_in(answer: Answer) -> tuple[Item, ...]:
    """What an answer tells in whole sentences: the incident of its headline, or the first passages that it shows."""
    if answer.status not in ("answered", "yes", "related", "no"):
        return ()
    whole = answer.headline_sources and (answer.kind != "passages" or not answer.sections)
    headline = (Item(answer.title, answer.headline, answer.headline_sources),) if whole else ()
    items = (item for section in answer.sections for item in section.items)
    return tuple(item for item in (*headline, *items) if len(item.detail) > WHOLE)[:OF_ONE]


@dataclass(frozen=True)
class Asked:
    """A detail that is asked for: whether a sentence tells it, what answers of their own that is better than, and whether any sentence
    about the actor will do where none of what was told last does."""

    tells: Tells
    what: str = ""
    instead: frozenset[str] = frozenset()
    anywhere: bool = False


def detail_of_it(part: str, question: Question, found: Answer, focus: Focus, knowledge: KnowledgeBase) -> Answer | None:
    """The sentence of what was told last that has the detail a short text asks for; None where none has or ``found`` is better."""
    if not focus.told or not focus.actor or _speaks_of_others(part, question, focus, knowledge.graph):
        return None
    text, graph = without_lead(plain_text(part)), knowledge.graph
    asked, meant = _asked(text, focus.actor, graph), knowledge.names.look_up(focus.actor).of_type("actor")[:1]
    if len(text.split()) > MOST_WORDS or asked is None:
        return None
    of_it = asked.what == "sum" and _OUT_OF_IT.search(text) is not None
    if not of_it and found.kind not in asked.instead and _is_better(found, asked.tells, focus.actor):
        return None
    told = [(item, sentence) for item in focus.told for sentence in sentences(item.detail)]
    if asked.anywhere:
        about = ((c.entity, said, by) for c in meant for said, by in sentences_about(graph, c.entity.id))
        told += [(Item(entity.name, said, by.sources), said) for entity, said, by in about if has_person(graph, said)]
    item, sentence = next(((item, sentence) for item, sentence in told if asked.tells(sentence)), (None, ""))
    if item is None and of_it:
        untold = f"No source here tells that of {focus.told[0].value}. {found.headline}"
        return replace(found, status="unknown", headline=untold) if found.status not in _OPEN else None
    if item is None or (found.status not in _OPEN and sentence in found.headline):
        return None
    return Answer(
        found.question, "passages", "answered", focus.actor, f"{item.value}: {sentence}", headline_sources=item.sources,
        sections=() if item.detail == sentence else (Section("What the sources say", (item,)),), values=(item.value,),
        actors=tuple(actor_ref(graph, candidate.entity.id) for candidate in meant),
    )  # fmt: skip


_OUT_OF_IT = as_pattern(r"(?i)\b(?:out\s+of|from|for)\s+(?:it|that|this|them|that\s+one|the\s+(?:company|firm|victim|hospital|bank))\W*$")
"""``how much ransom did they get out of it``: of that one, and not of all"""


def _speaks_of_others(part: str, question: Question, focus: Focus, graph: Graph) -> bool:
    """Whether a text names an incident, or an actor that is not the one of the thread."""
    named = ([c.entity.name for c in meaning.of_type("actor")] for meaning in question.subjects)
    if any(names and focus.actor not in names for names in named):
        return True
    said = fold(part)
    return any(fold(event.name) in said for event in graph.incidents(question.events))


def _is_better(found: Answer, tells: Tells, actor: str) -> bool:
    """Whether an answer is one of its own, or tells the detail of the actor spoken of itself."""
    if found.status in _OPEN or found.kind in _OF_ITS_OWN:
        return found.status not in _OPEN
    if found.kind == "passages" and found.headline_sources:  # one sentence is told already
        return True
    own = replace(found, sections=tuple(section for section in found.sections if section.title != NEAREST_TITLE))
    same = bool(found.actors) and found.actors[0].name == actor and found.kind != "profile"
    return same and any(tells(sentence) for statement in own.statements() for sentence in sentences(statement))


def _asked(text: str, actor: str, graph: Graph) -> Asked | None:
    """The detail that a short text asks for; None where it asks for none."""
    for detail in kept():
        if match := detail.asks.search(text):
            said = fold(match.groupdict().get("said") or "")
            return Asked(partial(_tells_of, said, detail.tells, graph), detail.row["tells"], detail.instead, "anywhere" in detail.row)
    thing = asked_thing(text)
    if thing is None:
        return None
    if thing.counted:
        nouns = _PERSONS if thing.noun in ("people", "persons") else thing.alike
        return Asked(partial(counts, {form for noun in nouns for form in words(noun)}))
    instead = frozenset() if _WHO_IS_BEHIND.search(text) else frozenset(("attribution", "names"))
    return Asked(partial(_names_it, text, actor, thing, graph), instead=instead)


_WHO_IS_BEHIND = as_pattern(
    r"(?i)\b(?:behind|runs?|backs?|sponsor\w*|belongs?|own(?:s|ed)?|attributed|front|cover|works?\s+for|of\s+them)\b"
)


_PERSONS = (
    "people", "person", "individual", "customer", "patient", "user", "member", "citizen", "voter", "student", "sailor", "client",
    "passenger", "subscriber", "resident", "veteran",
)  # fmt: skip
"""Who may be counted where it is asked how many people."""


def _tells_of(said: str, tells: Callable[[str, Graph], bool], graph: Graph, sentence: str) -> bool:
    return said in fold(sentence) and tells(sentence, graph)


_MAKERS = ("company", "firm", "maker", "supplier", "vendor", "provider", "contractor", "manufacturer", "developer", "business", "wallet")
"""Nouns each of which may stand for another where one thing was told: ``which supplier`` by ``the wallet maker Ginco``."""


def _names_it(asked: str, actor: str, thing: Thing, graph: Graph, sentence: str) -> bool:
    """Whether a sentence has a new name right beside the noun of a thing, and what else is said of that thing: ``which law firm``."""
    nouns = _MAKERS if thing.noun in _MAKERS else thing.alike
    before = _SAID_OF_IT.search(asked)
    said_of_it = set(words(before["said"].partition(thing.noun)[0])) if before and thing.noun in before["said"] else set()
    telling = {word for word in said_of_it if word not in nouns and word not in chat_words() and word not in question_words()}
    if not telling <= set(words(sentence)):
        return False
    names = (match[1] for pattern in beside(nouns) for match in pattern.finditer(sentence))
    return any(is_new(name, {*words(asked), *words(actor)}, graph) for name in names)


_SAID_OF_IT = as_pattern(r"(?i)\b(?:which|what|whose)\s+(?P<said>(?:[\w-]+\s+){0,4}[\w-]+)")


@dataclass(frozen=True)
class Detail:
    """A detail as told_last.toml has it: what asks for it, whether a sentence tells it, and what kind of answer it is better than."""

    asks: re.Pattern[str]
    tells: Callable[[str, Graph], bool]
    instead: frozenset[str]
    row: dict[str, str]


@cache
def kept() -> tuple[Detail, ...]:
    """What told_last.toml holds."""
    rows = tomllib.loads((Path(__file__).parent / "told_last.toml").read_text(encoding="utf-8"))["details"]
    return tuple(Detail(as_pattern(row["asks"]), _tells(row["tells"]), frozenset(row.get("instead", "").split()), row) for row in rows)


def _tells(what: str) -> Callable[[str, Graph], bool]:
    if what == "person":
        return lambda sentence, graph: names_somebody(graph, sentence)
    if what == "place":
        return lambda sentence, _: _IN_A_PLACE.search(sentence) is not None or any(map(_is_place, _WHERE.findall(sentence)))
    if what == "software":
        return _names_software
    pattern = SUM if what == "sum" else as_pattern(what)
    return lambda sentence, _: pattern.search(sentence) is not None


def _names_software(sentence: str, graph: Graph) -> bool:
    """Whether a sentence has the name of malware or of a tool, beginning with a capital."""
    known = _software(graph)
    return any(name in known or name.split()[0] in known for name in _CAPITALS.findall(sentence))


_CAPITALS = as_pattern(r"\b[A-Z][\w-]+(?:\s[A-Z][\w-]+)?")


@lru_cache(maxsize=2)
def _software(graph: Graph) -> frozenset[str]:
    return frozenset(entity.name for entity in graph.records.entities if entity.type == "software" and entity.name[:1].isupper())


def _is_place(name: str) -> bool:
    return not place_words().isdisjoint(fold(name).split())


_WHERE = as_pattern(r"\b(?:in|at|from|near|outside)\s+(?:the\s+)?([A-Z][\w.-]+(?:\s[A-Z][\w.-]+)*)")
_IN_A_PLACE = as_pattern(
    r"(?i)\b(?:in|at|from|near)\s+(?:an?|the|his|her|their|its)\s+(?:[\w-]+\s+)?(?:hotel|prison|jail|cell|flat|apartment|house|home|office|school|"
    r"caf[eé]|bedroom|basement|villa|embassy|base|building|compound|hospital|library|car|van)\b"
)
