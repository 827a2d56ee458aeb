"""Everything that a message of Slack says: its text, its blocks, its attachments; each part once, as plain text."""

from collections.abc import Iterable, Iterator
from typing import Any

from knowledge.normalise import key, strip_markup

_RUNS = ("rich_text_section", "rich_text_quote", "rich_text_preformatted")
_ATTACHED = ("author_name", "pretext", "title", "text", "footer")
_INSIDE = ("title", "text", "fields", "elements", "rows", "blocks", "alt_text", "label", "description")
MAX_DEPTH = 20


def texts_of(message: dict[str, Any]) -> list[str]:
    """The parts of a message. Slack repeats the text in the blocks, so a part that is in another part is left out."""
    kept: list[tuple[str, str]] = []
    for part in map(strip_markup, _parts(message)):
        words = key(part)
        if not words or any(words in other for other, _ in kept):
            continue
        kept = [(other, text) for other, text in kept if other not in words]
        kept.append((words, part))
    return [text for _, text in kept]


def _parts(message: dict[str, Any]) -> Iterator[str]:
    yield str(message.get("text") or "")
    yield from _of_blocks(message.get("blocks") or ())
    for attachment in message.get("attachments") or ():
        yield from _of_attachment(attachment)


def _of_attachment(attachment: dict[str, Any]) -> Iterator[str]:
    found = [str(attachment.get(name) or "") for name in _ATTACHED]
    found += [str(field.get(name) or "") for field in attachment.get("fields") or () for name in ("title", "value")]
    found += _of_blocks(attachment.get("blocks") or ())
    for shared in attachment.get("message_blocks") or ():
        found += _of_blocks((shared.get("message") or {}).get("blocks") or ())
    yield from found if any(map(key, found)) else [str(attachment.get("fallback") or "")]


def _of_blocks(blocks: Iterable[Any]) -> list[str]:
    return [text for block in blocks for text in _texts(block, 0)]


def _texts(value: Any, depth: int) -> Iterator[str]:
    """The texts of a block, whatever its type; those of one paragraph together."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, depth + 1)
    elif isinstance(value, dict) and value.get("type") in _RUNS:
        yield "".join(str(leaf.get("text") or leaf.get("url") or " ") for leaf in value.get("elements") or ())
    elif isinstance(value, dict) and value.get("type") != "actions":
        for name in _INSIDE:
            yield from _texts(value.get(name), depth + 1)
