"""Which message of ours answers which message of theirs, so that an edit changes the answer and does not add one."""

from dataclasses import dataclass

from bot.slack.recent import Recent


@dataclass(frozen=True)
class Reply:
    """``text``: what was asked; ``ts``: our message."""

    text: str
    ts: str


Answered = Recent[Reply]
"""The replies to the last few thousand messages, under a key of workspace, channel and message."""
