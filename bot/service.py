"""Text in, answer out: what every surface calls."""

import time
from dataclasses import dataclass

from bot.answers.compose import answer_question
from bot.answers.model import Answer
from bot.knowledge_base import KnowledgeBase
from bot.questions.understand import QuestionTooLong, understand


@dataclass(frozen=True)
class Timed:
    """An answer and how long it took, in milliseconds."""

    answer: Answer
    took_ms: float


def answer_text(text: str, knowledge: KnowledgeBase) -> Timed:
    """Answer what somebody typed. A text too long to be a question is answered with what to do about it."""
    started = time.perf_counter()
    try:
        answer = answer_question(understand(text, knowledge.names, knowledge.graph), knowledge)
    except QuestionTooLong as error:
        answer = Answer(text[:200] + "…", "unknown", "unknown", "That is too long for a question", str(error))
    return Timed(answer, (time.perf_counter() - started) * 1000)
