"""A yes that is none: where a question says of an actor a name or a place that nothing here tells of it."""

import re
from dataclasses import replace

from bot.answers.model import Answer
from bot.answers.nearest import About, is_in_answer, strange_words
from bot.questions.deeds import HAPPENED
from bot.questions.model import Question
from bot.questions.origins import TARGETING
from bot.questions.wording import is_yesno
from index.errors import IndexUnusable
from index.words import words
from knowledge.ordinary import chat_words, question_words
from knowledge.patterns import as_pattern


def unheard(answer: Answer, about: About) -> Answer:
    """The answer as unknown, where neither it nor a passage about its actor has a proper noun of the question.

    ``does Volt Typhoon hit Narnia Electric``: what is recorded of electricity says nothing of that company.
    """
    strange = [*strange_words(about.question), *_around_places(about.question)] if answer.status in ("yes", "answered") else []
    strange = strange or _houses(about.question)
    try:
        if not strange or is_in_answer(answer, strange) or any(about.knowledge.covered(strange, hit) for _, hit in about.found):
            return answer
    except IndexUnusable:
        return answer
    recorded = answer.headline.removeprefix("Yes: ")
    return replace(
        answer, status="unknown",
        headline=f"No source here says that of {answer.actors[0].name}. What is recorded: {recorded[:1].upper()}{recorded[1:]}",
    )  # fmt: skip


def _houses(question: Question) -> list[str]:
    """What a question for a yes says was hit, where it is of a kind of which few are: ``did they ever take down an airport``."""
    held = " ".join(condition.text for condition in question.conditions).lower()
    found = _HOUSE.findall(question.beside_names()) if is_yesno(question.text) else []
    return [word for house in found if house.lower() not in held for word in words(house)]


_HOUSE = as_pattern(
    r"(?i)\b(airports?|seaports?|dams?|refiner(?:y|ies)|stadiums?|museums?|prisons?|cathedrals?|church(?:es)?|zoos?|satellites?|railways?|"
    r"tunnels?|bridges?|harbou?rs?|libraries|library|supermarkets?|breweries|brewery|cinemas?|theaters?|theatres?|casinos?)\b"
)


def _around_places(question: Question) -> list[str]:
    """The words beside a place or a sector that make a name with it: ``did LockBit hit Air Canada``, ``the royal bank of Canada``."""
    if not is_yesno(question.text) or not HAPPENED.search(question.text):
        return []
    said = question.beside_names()
    found = []
    for condition in question.conditions:
        if condition.type in ("country", "sector") and (match := re.search(_BESIDE.format(re.escape(condition.text)), said)):
            found += [word for group in match.groups() if group for word in words(group)]
    taken = {word for condition in question.conditions for word in words(condition.text)}
    return [
        word
        for word in found
        if word not in taken
        and word not in chat_words()
        and word not in question_words()
        and not HAPPENED.search(word)
        and not TARGETING.search(word)
        and not _ANY_OF_THEM.fullmatch(word)
    ]


_ANY_OF_THEM = as_pattern(
    r"(?i)(?:organi[sz]|organi[sz]ations?|bod(?:y|i|ies)|entit(?:y|i|ies)|compan(?:y|i|ies)|firms?|providers?|institut(?:ions?)?|business(?:es)?|targets?|"
    r"victims?|sectors?|industr(?:y|i|ies)|operators?|establishments?|services?)"
)
"""``any british health body``: a word that makes no name"""


_BESIDE = r"(?i)(?:\b([a-z][\w-]+)\s+(?:\w+\s+of\s+)?)?(?<![\w-]){}(?![\w-])(?:\s+([a-z][\w-]+))?"
