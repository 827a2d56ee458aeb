"""Several questions in one message -> each of them; at most three, the rest is left."""

import re

MAX_QUESTIONS = 3
_OPENING = r"(?:and|also|then|who|what|which|where|how|does|is|list|show|tell)"
_SIDES = r"(?:is|are|do|does|did|was|were|tools|targets?|uses?|groups?|countries|country|nation|sectors?|malware|one|government|names?)"
_NOUNS = (
    r"(?:the\s+)?(?:names|aliases|tools|malware|targets|victims|techniques|ttps|campaigns|origin|unit|ministry|sponsor|attribution|country)"
)
_VERBS = r"(?:list|show|tell|give|name|compare|who|what|which|where|how)"
_BREAK = re.compile(
    rf"(?<=[?!])\s+(?:\+\s+)?|,\s+also\s+(?={_OPENING}\b)|"
    rf"\n+|;\s+|(?<=\w)\.\s+(?={_OPENING}\b)|\s+(?:and also|also,|and then|plus)\s+(?={_OPENING}\b)|"
    rf",?\s+and\s+(?=(?:who|what|which|where|how)\s+{_SIDES}\b)|\s*/\s*(?=(?:who|what|which|where|how)\b)|(?:^|\s+)(?:and\s+)?\(?\d[.)]\s+|"
    rf",\s+(?:and\s+)?(?={_NOUNS}\s+(?:of|behind|for|used)\b)|\s+(?:plus|and|&)\s+(?={_NOUNS}\s+(?:of|for)\s)|"
    rf",?\s+(?:and\s+)?then\s+(?={_VERBS}\b)|\s+(?:&|and)\s+(?=(?:what|who)['’]s\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?i)\?|\b(?:who|what|which|where|when|how|does|do|did|is|are|list|show|tell|compare|names?|aliases|tools?|targets?|aka|unit|ministry|malware|origin|victims|techniques|ttps|country|campaigns)\b"
)


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
