"""A word written small that is a name elsewhere and says what somebody does here: ``groups who moonlight for cash``."""

from collections.abc import Sequence

from bot.questions.model import Mentioned
from knowledge.normalise import key
from knowledge.ordinary import ordinary_names
from knowledge.patterns import as_pattern


def is_what_they_do(text: str, mention: Mentioned, mentions: Sequence[Mentioned]) -> bool:
    """``does APT41 moonlight for money``: a word written small, where the verb stands."""
    if not mention.text.islower() or " " in mention.text:
        return False
    if _WHO_BEFORE.search(text[: mention.start]) and _FOR_AFTER.match(text[mention.end :]) and key(mention.text) in ordinary_names():
        return True
    before = next((m for m in mentions if m.end + 1 == mention.start), None)
    return (
        before is not None
        and AUXILIARY_BEFORE.search(text[: before.start]) is not None
        and _GOES_ON_AFTER.match(text[mention.end :]) is not None
    )


_WHO_BEFORE, _FOR_AFTER = (
    as_pattern(r"(?i)\b(?:groups?|crews?|gangs?|actors?|hackers|spies)\s+(?:who|that|which)\s+$"),
    as_pattern(r"\s+(?:for|as|in)\b"),
)
"""``groups who moonlight for cash``"""
AUXILIARY_BEFORE, _GOES_ON_AFTER = (
    as_pattern(r"(?i)\b(?:does|do|did|can|will)\s+$"),
    as_pattern(r"\s+(?:for|in|on|at|with|as|to|like|the|its|their)\b"),
)
