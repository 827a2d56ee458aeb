"""Answer -> Block Kit, as plain data. Pure; owns every limit of the surface.

Anatomy, for every kind: who or what (header), the answer (section), the evidence (a section each), notes, sources (context),
the layers it came from (context), buttons. What does not fit is cut with a count and the question that brings it; "Show all"
brings the rest in pages.
"""

from dataclasses import dataclass, replace
from typing import Any

from bot.answers.model import Answer, Item, Section
from bot.replies import kit, limits
from bot.replies.buttons import example, rating, rows
from bot.replies.dates import dates_in_words
from bot.replies.escaping import cut, link, plain
from bot.replies.flags import flag_of
from bot.replies.numbering import Numbering, marking_of
from bot.replies.paging import has_short, pages
from bot.replies.pressed import Press

Block = dict[str, Any]

BUDGET = 7_500
"""Characters for header, answer and evidence; the rest of the 12,000 is for notes, sources and buttons."""
SOURCES_SHOWN = 6
SOURCES_A_PAGE = 20
MARKS_SHOWN = 2
LONG = 90
"""A longer value is a sentence and not set in bold."""


@dataclass(frozen=True)
class Look:
    """What of an answer is shown and with which buttons. ``press`` says which side and page of it."""

    press: Press | None = None
    buttons: bool = True
    rated: bool = False
    headless: bool = False


def render_blocks(answer: Answer, look: Look = Look(buttons=False)) -> list[Block]:
    """The blocks of a message."""
    press = look.press or Press(answer.question)
    blocks, last = shown(answer, press, look.headless)
    if look.buttons and answer.kind == "help":
        blocks = _with_examples(answer, blocks, press)
    if look.buttons:
        blocks += rows(answer, replace(press, question=answer.question, page=min(press.page, last)), last)
    if look.rated and answer.kind != "help":
        blocks.append(rating(answer.question))
    return blocks


def shown(answer: Answer, press: Press, headless: bool = False) -> tuple[list[Block], int]:
    """The page of an answer, or of its sources, that a press asks for, without buttons; and the number of the last page."""
    return _all_sources(answer, press.page) if press.view == "sources" else _page(answer, press.page, headless)


def fallback(answer: Answer) -> str:
    """The text for notifications and screen readers; stands alone. Nothing in it is obeyed as mark-up."""
    return cut(plain(dates_in_words(f"{answer.title}. {answer.headline}")), 1000)


def render_message(answer: Answer, look: Look = Look(buttons=False)) -> dict[str, Any]:
    """``text`` and ``blocks`` of a message."""
    return {"text": fallback(answer), "blocks": render_blocks(answer, look)}


def _page(answer: Answer, page: int, headless: bool = False) -> tuple[list[Block], int]:
    """One page of an answer and the number of its last page."""
    all_pages = pages(answer)
    page = min(page, len(all_pages) - 1)
    shown = all_pages[page]
    numbers = _numbered(answer, all_pages)
    headline = _headline(shown, numbers) if not page else ""
    blocks = [] if headless and not page else [_header(shown.title)]
    blocks += _where(answer, page, len(all_pages)) if page else [] if headless else [kit.section(headline)]
    left = BUDGET - len(headline) - len(shown.title)
    for section in shown.sections:
        text = _section_text(section, numbers, min(limits.SECTION, max(left, 0)), "" if headless else shown.title)
        if text:
            blocks.append(kit.section(text))
            left -= len(text)
    if not page and len(all_pages) > 1 and not has_short(answer):
        blocks += _where(answer, page, len(all_pages))
    if shown.notes:
        blocks.append(kit.context(" ".join(map(plain, shown.notes))))
    blocks += _sources(numbers)
    if shown.layers:
        blocks.append(kit.context("From: " + plain(", ".join(shown.layers))))
    return blocks, len(all_pages) - 1


def _headline(answer: Answer, numbers: Numbering) -> str:
    """What is answered; to several questions, a line each."""
    if not answer.parts:
        return f"{plain(dates_in_words(answer.headline))} {numbers.marks(answer.headline_sources)}".rstrip()
    room = limits.SECTION // len(answer.parts) - 60
    return "\n".join(f"• {cut(plain(dates_in_words(part.detail)), room)} {numbers.marks(part.sources)}".rstrip() for part in answer.parts)


def _numbered(answer: Answer, all_pages: list[Answer]) -> Numbering:
    """The number of every source of an answer: the same on each of its pages and in the list of all sources."""
    numbers = Numbering(answer)
    for page in all_pages:
        numbers.marks([*page.headline_sources, *(id_ for part in page.parts for id_ in part.sources)])
        for section in page.sections:
            for item in section.items[: section.shown or None]:
                numbers.marks(item.sources[:MARKS_SHOWN])
    numbers.marks(answer.cited())
    numbers.shown.clear()
    return numbers


def _where(answer: Answer, page: int, count: int) -> list[Block]:
    return [kit.context(f"Page {page} of {count - 1}" if has_short(answer) else f"Page {page + 1} of {count}")]


def _header(title: str) -> Block:
    name, dot, country = title.partition(" · ")
    shown = f"{name} · {flag_of(country)} {country}" if dot and flag_of(country) else title
    return {"type": "header", "text": {"type": "plain_text", "text": cut(shown, limits.HEADER), "emoji": True}}


def _section_text(section: Section, numbers: Numbering, room: int, above: str) -> str:
    """A section as mrkdwn within ``room`` characters; items that do not fit are counted. It has no title that stands ``above``."""
    head = "" if above == section.title or above.startswith(f"{section.title} of ") else f"*{plain(section.title)}*"
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
    shown = plain(_flagged(dates_in_words(item.value)))
    bold = not inline and len(shown) <= LONG
    value = f"*{link(item.url, item.value)}*" if item.url else f"*{shown}*" if bold else shown
    detail = cut(plain(dates_in_words(item.detail)), 80 if inline else 420)
    said = f" ({detail})" if inline and detail else f": {detail}" if detail else ""
    return f"{value}{said} {numbers.marks(item.sources[:MARKS_SHOWN])}".rstrip()


def _flagged(value: str) -> str:
    """A country, or what starts with one and a comma, with its flag before it."""
    found = flag_of(value.split(",")[0])
    return f"{found} {value}" if found else value


def _sources(numbers: Numbering) -> list[Block]:
    if not numbers.shown:
        return []
    lines = [_source_line(numbers, number) for number in sorted(numbers.shown)[:SOURCES_SHOWN]]
    more = len(numbers.shown) - SOURCES_SHOWN
    if more > 0:
        lines.append(f"and {more} more sources")
    text = "*Sources* " + " · ".join(lines)
    while len(text) > 2200 and len(lines) > 1:
        lines.pop(-2 if more > 0 else -1)
        text = "*Sources* " + " · ".join(lines)
    return [kit.context(text)]


def _source_line(numbers: Numbering, number: int) -> str:
    source = numbers.cited[number - 1]
    date = f", {plain(dates_in_words(source.date))}" if source.date else ""
    marked = f", *{marking}*" if (marking := marking_of(source)) else ""
    return f"[{number}] {plain(cut(source.publisher, 40))}, {link(source.url, cut(source.title, 70))}{date}{marked}"


def _with_examples(answer: Answer, blocks: list[Block], press: Press) -> list[Block]:
    """The help with what it shows as buttons, instead of a list to type from."""
    items = [item for section in answer.sections for item in section.items]
    shown = [
        {
            **kit.section(plain(item.detail[:1].upper() + item.detail[1:])),
            "accessory": example(number, item.value.removeprefix("/apt "), press),
        }
        for number, item in enumerate(items)
    ]
    return [*blocks[:2], *shown] if items else blocks


def _all_sources(answer: Answer, page: int) -> tuple[list[Block], int]:
    """Every source of an answer, numbered as its pages cite them."""
    numbers = _numbered(answer, pages(answer))
    last = max(0, (len(numbers.cited) - 1) // SOURCES_A_PAGE)
    page = min(page, last)
    first = page * SOURCES_A_PAGE + 1
    shown = range(first, min(first + SOURCES_A_PAGE, len(numbers.cited) + 1))
    blocks = [_header(answer.title), kit.section(f"*Sources* ({len(numbers.cited)})")]
    if last:
        blocks.append(kit.context(f"Page {page + 1} of {last + 1}"))
    half = [list(shown)[:10], list(shown)[10:]]
    return blocks + [kit.section("\n".join(_source_line(numbers, n) for n in part)) for part in half if part], last
