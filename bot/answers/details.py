"""A detail of what is told that no source tells: a person's name, a sum, a number. What is recorded is told as no more than that."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.answers.model import Answer
from bot.answers.nearest import NUMBER, asked_words
from bot.answers.persons import has_person
from bot.answers.sentences import sentences
from bot.answers.sums import SUM
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from index.words import words

Tells = Callable[[str, KnowledgeBase], bool]


def without_detail(answer: Answer, question: Question, knowledge: KnowledgeBase) -> Answer:
    """The answer as unknown, where a detail is asked for that nothing in it tells of what the question speaks of."""
    if answer.status not in ("answered", "yes") or answer.kind == "help" or question.sought or question.aspect == "justice":
        return answer
    for asks, tells, what, loosely in _DETAILS:
        if not asks.search(question.text):
            continue
        told = _statements(answer) if loosely else _with_what_is_asked(answer, question)
        if not any(tells(sentence, knowledge) for statement in told for sentence in sentences(statement)):
            recorded = answer.headline.removeprefix("Yes: ")
            said = f"No source here tells {what}. What is recorded: {recorded[:1].upper()}{recorded[1:]}"
            return replace(answer, status="unknown", headline=said)
    return answer


def _with_what_is_asked(answer: Answer, question: Question) -> Iterator[str]:
    """The statements of an answer that have a word of the question."""
    asked = set(asked_words(question))
    return (statement for statement in _statements(answer) if asked.intersection(words(statement)))


def _statements(answer: Answer) -> Iterator[str]:
    yield answer.headline
    for section in answer.sections:
        yield from (f"{item.value}. {item.detail}" for item in section.items)


_PEOPLE = (
    r"(?:agent|employee|worker|staffer|staff member|policeman|policewoman|officer|clerk|engineer|man|woman|person|insider|boss|coder|"
    r"developer|admin|administrator|negotiator|teenager|kid|ceo|minister|journalist|lawmaker|official|diplomat|contractor)s?"
)
_A_PERSON = re.compile(
    rf"(?i)\b(?:names?|identity)\s+of\s+(?:the|that|this|an?|whoever|its|their)\s+(?:[\w-]+\s+){{0,2}}?{_PEOPLE}\b(?! group)|"
    r"\b(?:which|what)\s+(?:[\w-]+\s+){0,2}?(?:employee|staff member|staffer|policeman|clerk|engineer|insider|minister|lawmaker)\b|"
    r"\bwhose\s+(?:[\w-]+\s+)?(?:pc|laptop|phone|mailbox|computer|password|account)\b|\bgot a name\b"
)
_A_SUM = re.compile(
    r"(?i)\b(?:what|which|whats|what['’]s)\s+(?:(?!share|part|cut|percentage)\w+\s+){0,2}?(?:ransom(?!\s+(?:note|gang|group|crew|site|software))|"
    r"sum|amount|salary|wages?|fee|price|fine|bill)\b|\bask(?:ed|ing|s)?\s+(?:\S+\s+){1,2}to pay\b"
)


def _has_sum(sentence: str, knowledge: KnowledgeBase) -> bool:
    return SUM.search(sentence) is not None


def _has_number(sentence: str, knowledge: KnowledgeBase) -> bool:
    return NUMBER.search(_DATE.sub(" ", sentence)) is not None


_DATE = re.compile(
    r"\b(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+)?(?:\d{1,2},\s+)?(?:19|20)\d\d(?:-\d\d)*\b"
)
_A_NUMBER = re.compile(
    r"(?i)\bhow many\s+(?:\w+\s+)?(?:passengers|customers|patients|people|persons|users|accounts|records|computers|machines|servers|"
    r"hosts|workstations|files|mails|emails|employees|citizens|voters|students|phones|devices|cards|documents)\b"
)


def _has_person(sentence: str, knowledge: KnowledgeBase) -> bool:
    return has_person(knowledge.graph, sentence)


_DETAILS: tuple[tuple[re.Pattern[str], Tells, str, bool], ...] = (
    (_A_PERSON, _has_person, "who that person is", False),
    (_A_SUM, _has_sum, "that sum", False),
    (_A_NUMBER, _has_number, "that number", True),
)
"""What asks for a detail, what a sentence has that tells it, what that is called, and whether any number will do."""
