"""Names that share their last word, which is said once: ``bashful, spicy and stumped scorpius``."""

from collections.abc import Iterator, Sequence

from bot.questions.model import Mentioned
from knowledge.names import Names
from knowledge.patterns import as_pattern

_JOINED = as_pattern(r"(?i)(?<![\w-])([\w-]{3,})\s*(?:,\s*(?:and|or)?|/|&|\+|\b(?:and|or|vs\.?|versus)\b)\s*(?:the\s+)?$")


def sharing_names(text: str, mentions: Sequence[Mentioned], names: Names) -> list[Mentioned]:
    """The mentions, and before each of two words those that are joined to it and are names only with its second word."""
    return [one for mention in mentions for one in (*reversed(list(_before(text, mention, mentions, names))), mention)]


def _before(text: str, mention: Mentioned, mentions: Sequence[Mentioned], names: Names) -> Iterator[Mentioned]:
    parts = mention.text.split()
    start = mention.start
    while len(parts) == 2 and (match := _JOINED.search(text[:start])):
        first, end = match.span(1)
        meaning = names.exactly(f"{match[1]} {parts[1]}")
        if meaning is None or not meaning.of_type("actor") or any(m.start < end and first < m.end for m in mentions):
            return
        yield Mentioned(match[1], first, end, meaning)
        start = first
