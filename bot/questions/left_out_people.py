"""A people that a question leaves out of those who act: ``nothing chinese``, ``russians excluded``."""

from bot.questions.model import TermMention
from knowledge.patterns import as_pattern


def are_left_out(text: str, term: TermMention) -> bool:
    """Whether a people is left out of those who act: ``nothing chinese``, ``russians excluded``."""
    before, after = text[: term.start], text[term.end :]
    if term.type != "country":
        return False
    return _NOTHING.search(before) is not None or (
        _A_PEOPLE.search(term.text) is not None and (_EXCLUDED.match(after) is not None or _WITHOUT.search(before) is not None)
    )


_NOTHING = as_pattern(r"(?i)\b(?:nothing|no one|nobody)\s+$")
"""``nothing chinese``"""
_A_PEOPLE = as_pattern(r"(?i)(?:ans|is|ese|ish)$")
_EXCLUDED = as_pattern(r"(?i)\s+(?:excluded|aside|left\s+out|excepted|out\s+of\s+it|don['’]?t\s+count)\b")
_WITHOUT = as_pattern(r"(?i)(?:^|[,;(–-]\s*|\bbut\s+)(?:without|excluding|minus|not|no|skip|except)\s+(?:the\s+|any\s+)?$")
"""``russians excluded``, ``…, without the Russians``: those who act"""
