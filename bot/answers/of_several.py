"""Questions about several actors or programs that are answered of each: the same side of each, a yes for all, whose each is."""

from collections.abc import Callable
from dataclasses import replace

from bot.answers.combine import combined
from bot.answers.model import Answer
from bot.questions.model import Question
from knowledge.names import Meaning
from knowledge.patterns import as_pattern

Answering = Callable[[Question], Answer]
MOST = 3


def of_each(question: Question, answer: Answering) -> Answer:
    """The same side of each actor that the question names."""
    return combined(question.text, [answer(of_one(question, meaning)) for meaning in question.subjects[:MOST]])


def yes_of_all(question: Question, answer: Answering) -> Answer | None:
    """What is answered of each actor, a yes where that is one of all; None where no yes of several is asked.

    ``do CopyKittens and POLONIUM go after Israel``.
    """
    asked = len(question.subjects) > 1 and question.aspect == "yesno" and question.conditions and _ALL_OF_THEM.match(question.text)
    if not asked:
        return None
    each = [answer(of_one(question, meaning)) for meaning in question.subjects[:MOST]]
    return replace(combined(question.text, each), status="yes" if all(one.status == "yes" for one in each) else "unknown")


_ALL_OF_THEM = as_pattern(
    r"(?i)\W*(?:do|did|have|are|were)\s+(?:both\s+|the two\s+)?(?!(?:any|some|we|you|i)\b)\S+(?:\s+\S+){0,3}?\s+(?:and|&)\s"
)


def of_one(question: Question, meaning: Meaning) -> Question:
    """A question about several actors as one about one of them."""
    others = [other for other in question.subjects if other != meaning]
    mentions = tuple(m for m in question.mentions if m.meaning not in others)
    return replace(question, subject=meaning, subjects=(meaning,), mentions=mentions)


def apart(question: Question, answer: Callable[[Meaning], Answer]) -> Answer | None:
    """Whose each of several programs is; None where something else is asked: ``BoxCaon and PLAINTEE, whose are they``."""
    programs = [m.meaning for m in question.mentions if m.meaning.of_type("software")]
    only = len(programs) == len(question.conditions) and not any(condition.negated for condition in question.conditions)
    if not only or not 1 < len(programs) <= MOST or not _WHOSE.search(question.text) or _TOGETHER.search(question.text):
        return None
    return combined(question.text, [answer(replace(m, candidates=tuple(m.of_type("software")))) for m in programs])


_WHOSE = as_pattern(r"(?i)\bwhose\b|\bwho(?:['’]s|\s+(?:is|are|was|were))\s+behind\b|\bwho (?:owns|made|makes|develops)\b")
_TOGETHER = as_pattern(r"(?i)\b(?:both|together|side by side|at once|at the same time|all of|combin\w+|same box)\b")
