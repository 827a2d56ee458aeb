"""Is a message in a thread meant for the bot, though it does not name it? When in doubt, no: colleagues talk there too."""

from bot.answers.model import Answer
from bot.questions.intents import without
from bot.questions.wording import plain_text
from knowledge.patterns import as_pattern

_ASKS = as_pattern(
    r"(?i)(?:who|whom|whose|what|which|where|when|why|how|does|do|did|is|are|was|were|has|have|any|tell me|show me|list|compare)\b"
)
_SOMEBODY = as_pattern(r"<@[UW]\w+(?:\|[^>]*)?>|<!subteam\^|<!(?:here|channel|everyone)")
MAX_CHARACTERS = 300


def is_for_bot(text: str, answer: Answer) -> bool:
    """A short question or a short follow-up, to nobody by name, that the knowledge answers by more than likeness."""
    if len(text) > MAX_CHARACTERS or _SOMEBODY.search(text) or "\n" in text.strip():
        return False
    if answer.status in ("unknown", "suggested") or answer.kind in ("passages", "help"):
        return False
    asked = plain_text(text)
    if asked.endswith("?") or _ASKS.match(without("lead", asked)):
        return True
    return any(asked.lower().startswith(opening) for opening in ("same for", "same with", "and for", "only ", "and only "))
