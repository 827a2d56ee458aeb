"""What is held against the actor of a thread without naming it: ``criminals and not a state, right?``."""

from bot.questions.intents import says
from bot.questions.model import Question
from bot.questions.turn import Turn
from knowledge.patterns import as_pattern

MOST_WORDS = 8


def held_of_them(turn: Turn) -> Question | None:
    """``russian, right?`` after one actor: whether that is so of it. None where a set was spoken of or a text says more."""
    match, focus, alone = _TAGGED.fullmatch(turn.asked), turn.focus, turn.alone
    if match is None or not focus.actor or focus.conditions or alone.subjects or alone.mentions or not alone.conditions:
        return None
    if len(match["what"].split()) > MOST_WORDS or says("pronoun", match["what"]):
        return None
    found = turn.understood(f"is {focus.actor} {match['what']}")
    return found if found.aspect == "yesno" else None


_TAGGED = as_pattern(
    r"(?i)(?:(?:and|so|but|hm+|ok|ah)\W+)*(?!(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|"
    r"any|anyone|not|no|same|like)\b)(?P<what>[^?.!;:]+?)\s*,?\s+(?:right|correct|no|true|isn['’]?t\s+it|aren['’]?t\s+they)\W*"
)
"""What is said, and what asks whether it is so."""
