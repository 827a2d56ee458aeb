"""An answer in a window of its own, as the home page opens it; its buttons change what the window shows. Pure."""

from collections.abc import Iterator
from typing import Any

from bot.answers.model import Answer
from bot.replies import kit
from bot.replies.blocks import Look, render_blocks
from bot.replies.buttons import ASK, PICK
from bot.replies.escaping import cut, plain
from bot.replies.limits import TITLE
from bot.replies.pressed import Press

View = dict[str, Any]
Block = dict[str, Any]

SHOW = "window"
"""Action ids that start so show another answer in the same window: those of a reply, which is answered elsewhere, after a prefix."""


def answer_window(answer: Answer, press: Press) -> View:
    """A page of an answer with its buttons."""
    blocks = render_blocks(answer, Look(press))
    for element in _elements(blocks):
        if element["action_id"] == PICK or element["action_id"].split("_")[0] == ASK:
            element["action_id"] = f"{SHOW}_{element['action_id']}"
    return _window(answer.title.partition(" · ")[0], blocks)


def word_window(text: str, title: str = "aptbot") -> View:
    """A word about what went wrong."""
    return _window(title, [kit.section(plain(text))])


def _elements(blocks: list[Block]) -> Iterator[Block]:
    """What can be pressed, made for this one rendering."""
    for block in blocks:
        if block["type"] == "actions":
            yield from block["elements"]
        if "accessory" in block:
            yield block["accessory"]


def _window(title: str, blocks: list[Block]) -> View:
    shown = {"type": "plain_text", "text": cut(title.strip() or "aptbot", TITLE), "emoji": False}
    return {"type": "modal", "title": shown, "close": {"type": "plain_text", "text": "Close"}, "blocks": blocks}
