"""A short text that alone asks for a set of actors, and in a thread for more of the one spoken of: ``for or against ukraine?``."""

from bot.questions.intents import says
from bot.questions.model import Question
from bot.questions.turn import Turn
from bot.questions.wording import asks_for_a_list, asks_for_many, plain_text
from knowledge.patterns import as_pattern

MOST_WORDS = 8


def about_the_same(turn: Turn) -> Question | None:
    """Of the actor of the thread; None where a set was spoken of, or where a text names or asks for others."""
    asked, alone, focus, said = turn.asked, turn.alone, turn.focus, plain_text(turn.text)
    if not focus.actor or focus.conditions or alone.kind != "actors" or alone.subjects or alone.mentions or not alone.conditions:
        return None
    if any(condition.negated for condition in alone.conditions) or len(said.split()) > MOST_WORDS:
        return None
    if asks_for_many(asked) or asks_for_a_list(asked) or says("else", asked) or _OTHERS.search(said):
        return None
    is_it = _IS_IT.match(asked)
    homes = all(condition.type in ("country", "origin") for condition in alone.conditions)
    whole = f"is {focus.actor} {'from ' if homes else ''}{asked[is_it.end() :]}" if is_it else f"{focus.actor}: {asked}"
    found = turn.understood(whole)
    return found if found.subjects and found.kind != "actors" else None


_IS_IT = as_pattern(
    r"(?i)(?:(?:and|so|but|ok|hm+)\W+)*(?:is|are|was|were)\s+(?:that|this|it|these|those|they)\s+(?:from\s+)?(?!the\s+same\b)"
)
_OTHERS = as_pattern(
    r"(?i)\b(?:who(?:['’]?s|m|se)?|which|what|any\w*|some\w*|every\w*|all|others?|another|ones?|those|only|just|groups?|actors?|gangs?|crews?|"
    r"show|give|list|top|\d+)\b"
)
"""``which ones``, ``only Chinese``: whoever else is meant"""
