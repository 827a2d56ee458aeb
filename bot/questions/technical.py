"""How an actor does something technical, asked in words that sound like another side: ``what name does their scheduled task have``."""

from bot.questions.model import Question
from bot.questions.reading import Reading
from bot.questions.wording import is_yesno
from knowledge.patterns import as_pattern


def of_a_technique(reading: Reading) -> Question | None:
    """The techniques of the one actor that is named beside one, where its names seem to be asked for, or nothing that is known."""
    question = reading.question
    named = any(c.type == "technique" and not c.negated for c in question.conditions)
    other = question.vendor or reading.command or is_yesno(reading.text) or _OF_THE_ACTOR.search(reading.text)
    if not named or other or reading.kind not in ("names", None) or len(question.subjects) != 1:
        return None
    return reading.decided("techniques", question.subjects[0])


_OF_THE_ACTOR = as_pattern(
    r"(?i)\b(?:aka|alias\w*|other\s+names?|also\s+known|known\s+as|who\s+(?:is|are)|names?\s+of\s+the\s+(?:group|actor|gang))\b"
)
