"""What is held against the actor of a thread without naming it, and what is asked of another named before a comma."""

from bot.questions.intents import says
from bot.questions.model import Question
from bot.questions.pointing import put
from bot.questions.turn import Turn
from knowledge.patterns import as_pattern

MOST_WORDS = 8


def held_of_them(turn: Turn) -> Question | None:
    """``russian, right?`` after one actor: whether that is so of it. None where a set was spoken of or a text says more."""
    match, focus, alone = _TAGGED.fullmatch(turn.asked) or _REALLY.fullmatch(turn.asked), turn.focus, turn.alone
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
_REALLY = as_pattern(
    r"(?i)(?:(?:and|so|but|hm+|ok|ah)\W+)*(?:is|are|was|were)\s+(?:that|this|those|these|it|they)\s+(?:really|actually|truly|genuinely)\s+"
    r"(?P<what>[^?.!;:,]+?)\W*"
)
"""``is that really Palestinian activists?``"""


def of_the_one_named_first(turn: Turn) -> Question | None:
    """``and play, which tools do they have``: of the actor that is named before the comma, though its name is a word of the language."""
    match = _NAMED_FIRST.fullmatch(turn.asked)
    if match is None or turn.alone.subjects or not says("pronoun", match["rest"]):
        return None
    named = [c for c in turn.names.look_up(match["name"]).of_type("actor") if c.relation == "same"]
    text = put(match["rest"], "pronoun", named[0].entity.name) if named else ""
    found = turn.understood(text) if text else None
    return found if found and found.subjects else None


_NAMED_FIRST = as_pattern(
    r"(?i)(?:(?:and|ok|okay|now|so|but|then)\W+)*(?P<name>[\w.-]+(?:\s[\w.-]+)?)\s*[,:–-]\s+"
    r"(?P<rest>(?:which|what|who|whom|how|where|when|do|does|did|are|is|have|has)\b.+)"
)
