"""Answer -> Markdown, for the opening of a streamed reply. Slack's Markdown is not its mrkdwn: other marks are to be disarmed."""

import re

from bot.answers.model import Answer
from bot.replies.dates import dates_in_words
from bot.replies.escaping import cut

_MARKS = {"*": "∗", "_": "\u200b_\u200b", "~": "∼", "`": "'", "[": "❲", "]": "❳", "<": "‹", ">": "›", "#": "♯", "|": "¦", "\\": "∖"}
MAX_CHARACTERS = 3_000


def disarmed(text: str) -> str:
    """A text that Markdown shows as it is: no mark-up, no link, no mention."""
    return re.sub(r"[*_~`\[\]<>#|\\]", lambda match: _MARKS[match[0]], text)


def opening(answer: Answer) -> str:
    """What answers the question, alone: the title and the headline."""
    return cut(f"**{disarmed(answer.title)}**\n\n{disarmed(dates_in_words(answer.headline))}", MAX_CHARACTERS)
