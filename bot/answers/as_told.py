"""A question for a yes, answered by the sentence that tells of it: ``did Quanta pay REvil`` by ``Quanta did not pay``.

What is recorded in fields, whom an actor targets and which incident that was, does not say whether something came of it. A sentence
does, where it has the words that tell most of the question: a no where it denies just that.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.answers.deeds_told import another_deed
from bot.answers.details import untold
from bot.answers.evidence import actor_ref
from bot.answers.model import Answer, Item, Section
from bot.answers.nearest import asked_words
from bot.answers.sentences_about import sentences_about
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from bot.questions.wording import is_yesno, without_yesno
from index.errors import IndexUnusable
from index.words import words
from knowledge.graph import Graph
from knowledge.model import Event, Statement
from knowledge.patterns import as_pattern

SHARE, TELLING = 0.4, 7.0
"""The share of a question's words, by rarity, that a sentence must have to tell of what it asks, and how much they must tell."""
SHARED = 2
"""So many of them at least."""


LEAST = 4.0
"""How much the words must tell that a clause has which denies them."""
MOST, MANY = 0.5, 3
"""Such a share of them, and so many, a sentence must have to answer what is otherwise unknown."""


@dataclass(frozen=True)
class _Told:
    """A sentence about an actor, how much each word tells that it shares with a question, and the share of the question they are.

    ``outright``: it says that the very deed was not done.
    """

    sentence: str
    statement: Statement
    shared: dict[str, float]
    share: float
    outright: bool = False


def with_the_sentence(answer: Answer, question: Question, knowledge: KnowledgeBase) -> Answer:
    """The answer to a question for a yes by the sentence about its actor that tells most of it.

    A no, where that denies it; an answer, where there is none without it.
    """
    text = question.text
    if answer.status not in _OPEN or answer.kind in _OTHERWISE or not _wants_a_yes(text) or _ASKS_MORE.search(text):
        return answer
    named = [actor_ref(knowledge.graph, c.entity.id) for s in question.subjects for c in s.of_type("actor")[:1]]
    actors = list(answer.actors[:1]) or named
    of_another = answer.status == "unknown" and named and actors[0] not in named
    if len(question.subjects) > 1 or not actors or of_another or _DENIES.search(without_yesno(text)):
        return answer
    about = (sentence for actor in actors[:1] for sentence, _ in sentences_about(knowledge.graph, actor.id))
    if answer.status == "yes" and (deed := another_deed(text, (*answer.statements(), *about))):
        return untold(answer, deed)
    try:
        told = _denied_outright(question, actors[0].id, knowledge.graph) or _most(asked_words(question), actors[0].id, knowledge)
    except IndexUnusable:
        return answer
    if told is None:
        return answer
    item = Item(actors[0].name, told.sentence, told.statement.sources)
    if told.outright or _is_denied(told):
        return replace(
            answer, status="no", headline=f"No, as a source tells it: {told.sentence}", headline_sources=item.sources,
            sections=(Section("Who says so", (item,)), *answer.sections), parts=(),
        )  # fmt: skip
    if answer.status != "unknown" or told.share < MOST or len(told.shared) < MANY or actors[0] not in named:
        return answer
    return Answer(
        text, "passages", "answered", actors[0].name, f"{actors[0].name}: {told.sentence}", headline_sources=item.sources,
        sections=(Section("Who says so", (item,)), *answer.sections), actors=(actors[0],),
    )  # fmt: skip


_OPEN = ("yes", "answered", "unknown")
_OTHERWISE = ("help", "identity", "names", "comparison", "actors")


def _wants_a_yes(text: str) -> bool:
    return is_yesno(text) or _IN_THE_END.search(text) is not None


_IN_THE_END = as_pattern(
    r"(?i)(?:[:,–-]\s+|\bbut\s+)(?:but\s+|and\s+)?(?:did|do|does|has|have|is|are|was|were)\s+"
    r"(?:they|it|he|she|that|this|the|anybody|anyone)\b[^,:?]*\?*\s*$"
)
"""``… encrypts hypervisors, but do they run a leak site``"""


_ASKS_MORE = as_pattern(
    r"(?i)\b(?:or (?:an?|the|is|are|was|rather|just|only|some\w*)|which|how|whose|by name|the names?|what (?:\w+ )?(?:is|was|were|did))\b"
)
"""``do we know by name …``, ``did they get a fine and how high``: no yes alone is wanted"""


def _denied_outright(question: Question, actor_id: str, graph: Graph) -> _Told | None:
    """The sentence that denies the very deed that is asked about: ``without encrypting anything`` of ``did Karakurt encrypt disks``."""
    named = max((m.end for m in question.mentions if m.meaning.of_type("actor")), default=0)
    match = _DID_THEY.match(question.text[named:]) if _DID.match(question.text) else None
    if match is None:
        return None
    same = re.compile(rf"(?i){re.escape(match['verb'].removesuffix('e'))}(?:e|e?s|ed|ing)?")
    for sentence, statement in sentences_about(graph, actor_id):
        if any(same.fullmatch(denied["verb"]) for denied in _NOT_DONE.finditer(sentence)):
            return _Told(sentence, statement, {}, 1.0, outright=True)
    return None


_DID = as_pattern(r"(?i)\W*(?:so\s+|and\s+)?(?:do|does|did)\s")
_DID_THEY = as_pattern(
    r"(?i)\s+(?:(?:ever|also|really|actually|even|always|usually|still|ransomware|gang|group|crew)\s+)*"
    r"(?P<verb>(?!(?:use|have|target|attack|work|come|hit|know|call|name|belong|exist|seem|need|want|like|make|take|give|think)s?\b)[a-z]{4,})\b"
)
_NOT_DONE = as_pattern(
    r"(?i)\b(?:without(?:\s+ever)?|never|(?:does|do|did)\s+not|(?:doesn|don|didn)['’]t)\s+(?P<verb>[a-z]{4,})\b"
    r"(?=\s*(?:[.,;:)]|$|(?:any|anything|anybody|data|files|systems|disks|machines|them|it|at\s+all|what|and|or)\b))"
)


def _most(asked: Sequence[str], actor_id: str, knowledge: KnowledgeBase) -> _Told | None:
    """The sentence about an actor that has most of what is asked; None where none has enough. Raises IndexUnusable."""
    weights = {word: knowledge.rarity(word) for word in asked}
    total, best = sum(weights.values()), None
    for sentence, statement in sentences_about(knowledge.graph, actor_id):
        if _UNTOLD.search(sentence) or _is_of_another_victim(sentence, statement, weights.keys()):
            continue
        own = weights.keys() & set(words(sentence))
        shared = own | (weights.keys() & set(words(_named(statement))) if own else set())
        tells = sum(weights[word] for word in shared)
        if len(shared) >= SHARED and tells >= max(SHARE * total, TELLING) and (best is None or tells > best.share * total):
            best = _Told(sentence, statement, {word: weights[word] for word in shared}, tells / total)
    return best


def _is_of_another_victim(sentence: str, statement: Statement, asked: Collection[str]) -> bool:
    """Whether a sentence about a case of several victims is of others than the one that is asked about."""
    victims = [set(words(victim)) for victim in statement.victims] if isinstance(statement, Event) else []
    meant, here = [one for one in victims if one & set(asked)], set(words(sentence))
    return bool(meant) and not any(one & here for one in meant) and any(one & here for one in victims)


def _named(statement: Statement) -> str:
    """What a statement names beside its sentences."""
    return " ".join((statement.name, *statement.victims)) if isinstance(statement, Event) else ""


def _is_denied(told: _Told) -> bool:
    """Whether a clause of a sentence denies what is asked: one that has more of it than whom it is told of."""
    denying = (clause for clause in _CLAUSE.split(told.sentence) if _DENIES.search(clause))
    beside = {word: weight for word, weight in told.shared.items() if word not in set(words(_named(told.statement)))}
    return any(sum(beside.get(word, 0.0) for word in set(words(clause))) >= LEAST for clause in denying)


_CLAUSE = as_pattern(r"[;,:]\s+|\s+(?:but|while|although|though|whereas)\s+")
_UNTOLD = as_pattern(
    r"(?i)\b(?:neither|nobody|no (?:one|source|report))\s+(?:\w+\s+)?"
    r"(?:speaks?|says?|said|mentions?|tells?|told|names?|named|knows?|knew)\b"
)
"""``neither speaks of the attack``: which denies nothing"""
_DENIES = as_pattern(
    r"(?i)\b(?:not|never|nothing|nobody|none|without (?:success|result|paying)|no|refus\w+|declin\w+|denied|denies|stopped before|"
    r"before it could|unharmed|untouched|failed to|in vain)\b|\b\w+n['’]t\b"
)
