"""The smallest blocks, each within Slack's limits; every renderer is made of them."""

from typing import Any

from bot.replies.escaping import cut
from bot.replies.limits import CONTEXT, HEADER, SECTION

Block = dict[str, Any]


def words(text: str) -> Block:
    """Plain text: shown as it is, without emoji codes."""
    return {"type": "plain_text", "text": text, "emoji": False}


def header(text: str) -> Block:
    return {"type": "header", "text": words(cut(text, HEADER))}


def section(text: str, accessory: Block | None = None) -> Block:
    """Text in mrkdwn that the caller has escaped; Slack makes no links of its own in it."""
    found: Block = {"type": "section", "text": {"type": "mrkdwn", "text": cut(text, SECTION), "verbatim": True}}
    return {**found, "accessory": accessory} if accessory else found


def context(text: str) -> Block:
    """Small text in mrkdwn that the caller has escaped."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": cut(text, CONTEXT), "verbatim": True}]}


def row(name: str, elements: list[Block]) -> Block:
    """Buttons and menus beside each other."""
    return {"type": "actions", "block_id": name, "elements": elements}
