"""Slack's limits, in characters and counts (docs/slack.md): one place that knows them, and a checker for all of them.

slack_sdk's models do not check those marked with a star; the sum over all blocks is not documented by Slack.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

HEADER = 150
SECTION = 3000
FIELD = 2000  # *
FIELDS = 10
CONTEXT_ELEMENTS = 10
CONTEXT = 3000  # *
MARKDOWN = 12_000
BUTTON = 75
BUTTON_VALUE = 2000
ACTIONS = 25
CONTEXT_ACTIONS = 5
OPTION = 75
OPTION_VALUE = 150
OPTION_DESCRIPTION = 75  # *
OPTIONS = 100
PLACEHOLDER = 150
LABEL = 2000
HINT = 2000
ID = 255
BLOCKS = 50  # *
ALL_BLOCKS = 12_000  # *
TITLE = 24
VIEW_BLOCKS = 100
PRIVATE_METADATA = 3000

Block = dict[str, Any]


def faults(blocks: list[Block]) -> list[str]:
    """Every limit that the blocks of one message break, in words."""
    found = [f"{len(blocks)} blocks, over {BLOCKS}"] if len(blocks) > BLOCKS else []
    if (size := sum(map(_characters, blocks))) > ALL_BLOCKS:
        found.append(f"{size} characters over all blocks, over {ALL_BLOCKS}")
    return found + _all_faults(blocks)


def view_faults(view: dict[str, Any]) -> list[str]:
    """Every limit that a modal or a home page breaks, in words."""
    found = [f"{len(view['blocks'])} blocks, over {VIEW_BLOCKS}"] if len(view["blocks"]) > VIEW_BLOCKS else []
    for part in ("title", "submit", "close"):
        if part in view:
            found += [f"{part}: {fault}" for fault in _text_fault(view[part]["text"], TITLE)]
    if len(view.get("private_metadata", "")) > PRIVATE_METADATA:
        found.append(f"private_metadata of {len(view['private_metadata'])} characters, over {PRIVATE_METADATA}")
    if view["type"] == "modal" and "title" not in view:
        found.append("a modal without a title")
    if any(block["type"] == "input" and not block.get("dispatch_action") for block in view["blocks"]) and not (
        "submit" in view or view["type"] == "home"
    ):
        found.append("a modal with an input and without a submit button")
    return found + _all_faults(view["blocks"])


def _all_faults(blocks: list[Block]) -> list[str]:
    elements = [element for block in blocks for element in _elements(block)]
    found = [f"action_id {id_} is there twice" for id_ in _twice(e.get("action_id") for e in elements)]
    found += [f"block_id {id_} is there twice" for id_ in _twice(block.get("block_id") for block in blocks)]
    for number, block in enumerate(blocks):
        found += [f"block {number} ({block['type']}): {fault}" for fault in _block_faults(block)]
    return found


def _twice(ids: Iterator[str | None]) -> list[str]:
    return sorted(id_ for id_, count in Counter(filter(None, ids)).items() if count > 1)


def _elements(block: Block) -> list[Block]:
    """The elements of a block that can be acted on."""
    found = list(block.get("elements", [])) if block["type"] in ("actions", "context_actions") else []
    return found + [block[part] for part in ("accessory", "element") if part in block]


def _block_faults(block: Block) -> Iterator[str]:
    if len(block.get("block_id", "")) > ID:
        yield "block_id too long"
    match block["type"]:
        case "header":
            yield from _text_fault(block["text"]["text"], HEADER)
        case "section":
            yield from _section_faults(block)
        case "context":
            yield from _count_fault(block["elements"], CONTEXT_ELEMENTS)
            for element in block["elements"]:
                yield from _text_fault(element["text"], CONTEXT) if "text" in element else ()
        case "actions":
            yield from _count_fault(block["elements"], ACTIONS)
        case "context_actions":
            yield from _count_fault(block["elements"], CONTEXT_ACTIONS)
        case "markdown":
            yield from _text_fault(block["text"], MARKDOWN)
        case "input":
            yield from _text_fault(block["label"]["text"], LABEL)
            yield from _text_fault(block.get("hint", {"text": "-"})["text"], HINT)
        case "image":
            yield from () if block.get("alt_text") else ("an image without alt text",)
    for element in _elements(block):
        yield from _element_faults(element)


def _section_faults(block: Block) -> Iterator[str]:
    if "text" not in block and not block.get("fields"):
        yield "a section without text"
    if "text" in block:
        yield from _text_fault(block["text"]["text"], SECTION)
    if len(block.get("fields", [])) > FIELDS:
        yield f"{len(block['fields'])} fields, over {FIELDS}"
    for field in block.get("fields", []):
        yield from _text_fault(field["text"], FIELD)


def _element_faults(element: Block) -> Iterator[str]:
    if len(element.get("action_id", "")) > ID:
        yield "action_id too long"
    if "placeholder" in element:
        yield from _text_fault(element["placeholder"]["text"], PLACEHOLDER)
    if element["type"] == "button":
        yield from _text_fault(element["text"]["text"], BUTTON)
        yield from _text_fault(element.get("value", "-"), BUTTON_VALUE)
        yield from _text_fault(element.get("accessibility_label", "-"), BUTTON)
    if element["type"] == "feedback_buttons":
        for thumb in (element["positive_button"], element["negative_button"]):
            yield from _text_fault(thumb["text"]["text"], BUTTON)
            yield from _text_fault(thumb["value"], BUTTON_VALUE)
    if "options" in element:
        yield from _count_fault(element["options"], OPTIONS)
        if len({option["value"] for option in element["options"]}) < len(element["options"]):
            yield "two options with one value"
    for option in [*element.get("options", []), *element.get("initial_options", [])]:
        yield from option_faults(option)


def option_faults(option: Block) -> Iterator[str]:
    """Every limit that one option of a menu breaks."""
    yield from _text_fault(option["text"]["text"], OPTION)
    yield from _text_fault(option["value"], OPTION_VALUE)
    yield from _text_fault(option.get("description", {"text": "-"})["text"], OPTION_DESCRIPTION)


def _count_fault(things: list[Any], most: int) -> Iterator[str]:
    if not 0 < len(things) <= most:
        yield f"{len(things)} of at most {most}"


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
