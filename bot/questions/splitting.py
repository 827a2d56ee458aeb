"""Several questions in one message -> each of them; at most three, the rest is left."""

import re

MAX_QUESTIONS = 3
_BREAK = re.compile(r"(?<=[?!])\s+|\n+|;\s+|(?<=\w)\.\s+(?=(?:and|also|who|what|which|how|does|is)\b)|\s+(?:and also|also,|and then|plus)\s+(?=(?:who|what|which|how|does|is)\b)|"
                    r",?\s+and\s+(?=(?:who|what|which|where|how)\s+(?:is|are|do|does|did|was|were|tools|targets|uses?|targets?|groups?|countries|sectors)\b)", re.IGNORECASE)  # fmt: skip
_ASKS = re.compile(r"(?i)\?|\b(?:who|what|which|where|when|how|does|do|did|is|are|list|show|tell|compare|names?|tools?|targets?|aka)\b")


def split_questions(text: str) -> list[str]:
    """The questions in a text. A part that asks nothing belongs to the one after it, or is dropped at the end."""
    parts: list[str] = []
    before = ""
    for part in filter(None, (part.strip() for part in _BREAK.split(text))):
        if _ASKS.search(part):
            parts.append(f"{before} {part}".strip())
            before = ""
        else:
            before = f"{before} {part}".strip()
    if before:
        parts = [*parts[:-1], f"{parts[-1]} {before}"] if parts else [before]
    return parts[:MAX_QUESTIONS] if parts else [text]
