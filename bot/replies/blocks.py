"""Answer -> Block Kit, as plain data. Pure; owns every limit of the surface.

Anatomy, for every kind: who or what (header), the answer (section), the evidence (a section each), notes, sources (context),
the layers it came from (context), buttons. What does not fit is cut with a count and the question that brings it.
"""

from typing import Any

from bot.answers.model import Answer, Item, Section
from bot.replies import limits
from bot.replies.escaping import cut, link, plain
from bot.replies.numbering import Numbering

Block = dict[str, Any]

BUDGET = 9_500
"""Characters for header, answer and evidence; the rest of the 12,000 is for notes, sources and buttons."""
SOURCES_SHOWN = 10
MARKS_SHOWN = 2
SHARE = "share_answer"


def render_blocks(answer: Answer, shareable: bool = False) -> list[Block]:
    """The blocks of a message. ``shareable`` adds the button that posts the reply to the channel."""
    numbers = Numbering(answer)
    headline = f"{plain(answer.headline)} {numbers.marks(answer.headline_sources)}".rstrip()
    blocks: list[Block] = [
        {"type": "header", "text": {"type": "plain_text", "text": cut(answer.title, limits.HEADER), "emoji": False}},
        _section(headline),
    ]
    left = BUDGET - len(headline) - len(answer.title)
    for section in answer.sections:
        text = _section_text(section, numbers, min(limits.SECTION, max(left, 0)))
        if text:
            blocks.append(_section(text))
            left -= len(text)
    if answer.notes:
        blocks.append(_context(" ".join(map(plain, answer.notes))))
    blocks += _sources(numbers)
    if answer.layers:
        blocks.append(_context("From: " + plain(", ".join(answer.layers))))
    if shareable and answer.question.strip() and answer.sections:
        blocks.append(_share(answer))
    return blocks


def fallback(answer: Answer) -> str:
    """The text for notifications and screen readers; stands alone. Nothing in it is obeyed as mark-up."""
    return cut(plain(f"{answer.title}. {answer.headline}"), 1000)


def render_message(answer: Answer, shareable: bool = False) -> dict[str, Any]:
    """``text`` and ``blocks`` of a message."""
    return {"text": fallback(answer), "blocks": render_blocks(answer, shareable)}


def _section_text(section: Section, numbers: Numbering, room: int) -> str:
    """A section as mrkdwn within ``room`` characters; items that do not fit are counted."""
    head = f"*{plain(section.title)}*"
    lines: list[str] = []
    used = len(head) + 80
    wanted = section.items[: section.shown] if section.shown else section.items
    for item in wanted:
        line = _item(item, numbers, section.inline)
        if used + len(line) + 3 > room:
            break
        lines.append(line)
        used += len(line) + 3
    if not lines:
        return ""
    rest = len(section.items) - len(lines)
    more = f"… and {rest} more" + (f": `{plain(section.more)}`" if section.more else "") if rest else ""
    if section.inline:
        return "\n".join(filter(None, (head, " · ".join(lines), more)))
    return "\n".join(filter(None, (head, *(f"• {line}" for line in lines), more)))


def _item(item: Item, numbers: Numbering, inline: bool) -> str:
    value = f"*{link(item.url, item.value)}*" if item.url else f"*{plain(item.value)}*" if not inline else plain(item.value)
    detail = cut(plain(item.detail), 80 if inline else 420)
    shown = f" ({detail})" if inline and detail else f": {detail}" if detail else ""
    return f"{value}{shown} {numbers.marks(item.sources[:MARKS_SHOWN])}".rstrip()


def _sources(numbers: Numbering) -> list[Block]:
    if not numbers.cited:
        return []
    lines = []
    for number, source in enumerate(numbers.cited[:SOURCES_SHOWN], 1):
        title = link(source.url, cut(source.title, 70))
        lines.append(f"[{number}] {plain(cut(source.publisher, 40))}, {title}" + (f", {plain(source.date)}" if source.date else ""))
    more = len(numbers.cited) - SOURCES_SHOWN
    if more > 0:
        lines.append(f"and {more} more sources")
    text = "*Sources* " + " · ".join(lines)
    while len(text) > 2200 and len(lines) > 1:
        lines.pop(-2 if more > 0 else -1)
        text = "*Sources* " + " · ".join(lines)
    return [_context(text)]


def _section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": cut(text, limits.SECTION), "verbatim": True}}


def _context(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": cut(text, limits.CONTEXT), "verbatim": True}]}


def _share(answer: Answer) -> Block:
    button = {
        "type": "button",
        "action_id": SHARE,
        "text": {"type": "plain_text", "text": "Share to channel", "emoji": False},
        "accessibility_label": "Post this reply to the channel",
        "value": cut(answer.question, 1900),
    }
    return {"type": "actions", "elements": [button]}
