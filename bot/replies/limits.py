"""Slack's limits, in characters and counts (docs/slack.md): one place that knows them, and a checker for all of them.

slack_sdk's models do not check those marked with a star; the last one is not documented by Slack.
"""

from collections.abc import Iterator
from typing import Any

HEADER = 150
SECTION = 3000
FIELD = 2000  # *
FIELDS = 10
CONTEXT_ELEMENTS = 10
CONTEXT = 3000  # *
BUTTON = 75
BUTTON_VALUE = 2000
ACTIONS = 25
BLOCKS = 50  # *
ALL_BLOCKS = 12_000  # *


def faults(blocks: list[dict[str, Any]]) -> list[str]:
    """Every limit that the blocks of one message break, in words."""
    found = [f"{len(blocks)} blocks, over {BLOCKS}"] if len(blocks) > BLOCKS else []
    if (size := sum(map(_characters, blocks))) > ALL_BLOCKS:
        found.append(f"{size} characters over all blocks, over {ALL_BLOCKS}")
    ids = [e["action_id"] for block in blocks for e in block.get("elements", []) if "action_id" in e]
    found += [f"action_id {id_} is there twice" for id_ in sorted({i for i in ids if ids.count(i) > 1})]
    for number, block in enumerate(blocks):
        found += [f"block {number} ({block['type']}): {fault}" for fault in _block_faults(block)]
    return found


def _block_faults(block: dict[str, Any]) -> Iterator[str]:
    if block["type"] == "header":
        yield from _text_fault(block["text"]["text"], HEADER)
    if block["type"] == "section":
        if "text" in block:
            yield from _text_fault(block["text"]["text"], SECTION)
        if len(block.get("fields", [])) > FIELDS:
            yield f"{len(block['fields'])} fields, over {FIELDS}"
        for field in block.get("fields", []):
            yield from _text_fault(field["text"], FIELD)
    if block["type"] == "context":
        if not 0 < len(block["elements"]) <= CONTEXT_ELEMENTS:
            yield f"{len(block['elements'])} elements"
        for element in block["elements"]:
            yield from _text_fault(element["text"], CONTEXT)
    if block["type"] == "actions":
        if not 0 < len(block["elements"]) <= ACTIONS:
            yield f"{len(block['elements'])} elements"
        for element in block["elements"]:
            yield from _text_fault(element["text"]["text"], BUTTON)
            yield from _text_fault(element.get("value", "-"), BUTTON_VALUE)


def _text_fault(text: str, limit: int) -> Iterator[str]:
    if not text.strip():
        yield "empty text"
    elif len(text) > limit:
        yield f"text of {len(text)} characters, over {limit}"


def _characters(value: object) -> int:
    """All characters of texts in a block."""
    if isinstance(value, dict):
        return sum(len(v) if k in ("text", "value", "url") and isinstance(v, str) else _characters(v) for k, v in value.items())
    return sum(map(_characters, value)) if isinstance(value, list) else 0
