"""The sentences about an actor that may tell a thing or a number asked of it: ``the contractor Boyusec``, ``194 affiliates``."""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from bot.answers.nearest import NUMBER, YEAR, asked_words
from bot.answers.sentences import sentences
from bot.answers.sentences_about import sentences_about
from bot.knowledge_base import KnowledgeBase
from bot.questions.deeds import HAPPENED
from bot.questions.model import Question
from bot.questions.terms import known_terms
from bot.questions.things import Thing
from index.words import words
from knowledge.graph import Graph
from knowledge.model import Event, Statement
from knowledge.normalise import fold
from knowledge.patterns import as_pattern
from knowledge.places import place_words


@dataclass(frozen=True)
class Told:
    """A sentence about an actor: how much of a question it has, and whether it has the noun of the thing asked for, and tells it."""

    share: float
    has_noun: bool
    tells: bool
    sentence: str
    statement: Statement


def told_sentences(thing: Thing, question: Question, actor_id: str, knowledge: KnowledgeBase) -> Iterator[Told]:
    """What is told of an actor, sentence by sentence, and whom it is said to have hit. Raises IndexUnusable."""
    graph = knowledge.graph
    noun = {form for other in thing.alike for form in words(other)}
    asked = {word: knowledge.rarity(word) for word in asked_words(_beside_deeds(question)) if _says(word) and word not in noun}
    said = said_words(question, graph, actor_id)
    for sentence, statement in (*sentences_about(graph, actor_id), *_whom(graph, actor_id)) if asked or thing.counted else ():
        of_what = f"{statement.name} {' '.join((*statement.victims, *statement.also))}" if isinstance(statement, Event) else ""
        told = set(words(f"{sentence} {of_what}"))
        has_noun = not noun.isdisjoint(told)
        share = weight_of(asked, told) / sum(asked.values()) if asked else 0.0
        if thing.counted:
            tells = counts(noun, sentence)
        else:
            tells = any(is_new(name, said, graph) for name in _names(thing, has_noun, sentence, statement))
        yield Told(share, has_noun, tells, sentence, statement)


def weight_of(asked: Mapping[str, float], told: Container[str]) -> float:
    """How much some words have of what is asked: the weight of each word that is among them, together."""
    return sum(weight for word, weight in asked.items() if word in told)


def _whom(graph: Graph, actor_id: str) -> Iterator[tuple[str, Statement]]:
    """Whom an actor is said to have hit, by name: the victims of an incident before what happened."""
    yield from ((organization, t) for t in graph.targetings_of(actor_id) for organization in t.organizations)
    for event in graph.events_of(actor_id):
        if any(victim[:1].isupper() for victim in event.victims):
            yield f"{_WHOM}{', '.join(event.victims)}. {next(iter(sentences(event.text)), '')}", event


_WHOM = "Victims: "


def said_words(question: Question, graph: Graph, actor_id: str) -> set[str]:
    """The words of a question, and of the name of whom it is about: no answer to it."""
    return {*words(question.text), *words(graph.name(actor_id))}


def _beside_deeds(question: Question) -> Question:
    return replace(question, text=HAPPENED.sub(" ", question.text))


def _says(word: str) -> bool:
    return len(word) > 1 and not word.isdigit()


def counts(noun: set[str], sentence: str) -> bool:
    """Whether a sentence has a number of such things: ``194 affiliates``, ``some eight hours``."""
    counted = (m for pattern in (NUMBER, _IN_WORDS) for m in pattern.finditer(sentence) if not _is_a_year(m, sentence))
    return any(noun & set(words(" ".join(sentence[m.end() :].split()[:4]))) for m in counted)


def numbers_in(sentence: str) -> set[str]:
    """The numbers of a sentence; those in words as figures, where they are small."""
    in_words = (m[0].lower() for m in _IN_WORDS.finditer(sentence))
    return {*NUMBER.findall(sentence), *(str(_SMALL.index(word) + 2) if word in _SMALL else word for word in in_words)}


_SMALL = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()


def _is_a_year(number: re.Match[str], sentence: str) -> bool:
    """``since 2021, students and researchers``: no number of students"""
    return YEAR.fullmatch(number[0].rstrip(",.")) is not None and re.match(r"\s[a-z]", sentence[number.start() + 4 :]) is None


_IN_WORDS = as_pattern(
    r"(?i)\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|forty|fifty)\b"
)


def _names(thing: Thing, has_noun: bool, sentence: str, statement: Statement) -> Iterator[str]:
    """The proper nouns of a sentence that may name a thing: ``the contractor Boyusec``, ``in Ohio``, whom an incident hit."""
    if thing.noun in _PLACES:
        yield from (
            match[1] for match in _WHERE.finditer(sentence) if not place_words().isdisjoint({*fold(match[1]).split()} - {thing.noun})
        )
    elif has_noun:
        found = (match for pattern in beside(thing.alike) for match in pattern.finditer(sentence))
        yield from (match[1] for match in found if match.start() or not _BEGINS.match(sentence))
        generic = re.search(rf"(?i)\bin an?\s+(?:\w+\s+)?(?:{'|'.join(thing.alike)})\b", sentence)
        if isinstance(statement, Event) and sentence.startswith(_WHOM) and not generic:
            yield from (victim for victim in statement.victims if victim[:1].isupper())


_BEGINS = as_pattern(r"[A-Z][a-z]+\s+(?:in|on|at|of|with|from|to|into|by|for|as|after|before|through|against|an?|the)\b")
"""``Sat in hotel networks``: how a sentence begins, and no name"""


def is_new(name: str, said: set[str], graph: Graph) -> bool:
    """Whether a proper noun is neither of the question nor that of a country."""
    return not said.issuperset(words(name)) and not _is_a_place(name, graph) and not _A_TIME.fullmatch(name)


_A_TIME = as_pattern(r"(?:January|February|March|April|May|June|July|August|September|October|November|December|In|At|On|The|A|An|It|They)")
_PLACES = frozenset("airport city town village state province republic street".split())
_WHERE = as_pattern(r"\b(?:in|at|to|from|of|near|on)\s+(?:the\s+)?([A-Z][\w.-]+(?:\s[A-Z][\w.-]+)*)")
NAME = r"((?:[A-Z]|[a-z]+[A-Z])[\w.&-]*(?:\s[A-Z][\w.&-]*)*|[“\"][^”\"]+[”\"])"


_NO_LINK = r"(?!(?:from|in|at|of|with|by|to|into|on|for|and|or|through|via|near|after|before|as|against|while|when|that|who|which)\b)"
"""``broke into Rockstar from a hotel``: Rockstar is none"""


@cache
def beside(nouns: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A proper noun right after or before a noun: ``company Integrity Technology Group``, ``Le Monde, a newspaper``, ``Shagle site``."""
    noun = rf"(?i:(?:{'|'.join(nouns)})(?:s|es)?)"
    after = rf"\b{noun},?\s+(?:(?:called|named|of)\s+)?(?:the\s+)?{NAME}"
    return re.compile(after), re.compile(rf"{NAME},?\s+(?:(?:an?|the)\s+)?(?:{_NO_LINK}[a-z-]+\s+){{0,2}}{noun}\b")


def _is_a_place(name: str, graph: Graph) -> bool:
    """Whether a name is that of a country, of a region or of people from there: ``Iranian``."""
    known = known_terms(graph)
    return any(all(known.get(fold(part), ("",))[0] in ("country", "region") for part in parts) for parts in ((name,), name.split()))
