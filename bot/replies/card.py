"""The card that is shown below a link to a page about an actor or software. Pure; short, without buttons."""

from typing import Any

from bot.answers.model import Answer, Item
from bot.answers.sentences import sentences
from bot.replies import kit
from bot.replies.dates import dates_in_words
from bot.replies.escaping import cut, link, plain
from bot.replies.flags import flag_of
from bot.replies.numbering import Numbering
from knowledge.marking import label, strictest

Block = dict[str, Any]

SENTENCES = 2
CHARACTERS = 600
NAMES_SHOWN = 6
SOURCES_SHOWN = 3


def render_card(answer: Answer) -> list[Block]:
    """Name and origin, the first sentences, the names that others use, the sources."""
    numbers = Numbering(answer)
    said = cut(plain(dates_in_words(" ".join(sentences(answer.headline)[:SENTENCES]))), CHARACTERS)
    head = f"{_head(answer.title)}{_marking(answer)} {numbers.marks(_first_sources(answer, 'Origin'))}".rstrip()
    marks = numbers.marks([*_first_sources(answer, "Used by"), *answer.headline_sources[:2]])
    lines = [head, f"{said} {marks}".rstrip(), _names(answer, numbers)]
    blocks = [kit.section("\n".join(filter(None, lines)))]
    if numbers.cited:
        cited = [_source(number, numbers) for number in range(1, min(len(numbers.cited), SOURCES_SHOWN) + 1)]
        more = len(numbers.cited) - SOURCES_SHOWN
        blocks.append(kit.context("*Sources* " + " · ".join([*cited, *([f"and {more} more"] if more > 0 else [])])))
    return blocks


def _first_sources(answer: Answer, title: str) -> tuple[str, ...]:
    """The source of the first item of a section, where there is such a section."""
    return next((section.items[0].sources[:1] for section in answer.sections if section.title == title), ())


def _head(title: str) -> str:
    name, dot, country = title.partition(" · ")
    return f"*{plain(name)}*" + (f" · {flag_of(country)} {plain(country)}" if dot else "")


def _marking(answer: Answer) -> str:
    """How strictly what the card is made of is marked; empty where all of it is public."""
    marking = strictest(source.tlp for source in answer.sources)
    return "" if marking == "clear" else f" · *{label(marking)}*"


def _names(answer: Answer, numbers: Numbering) -> str:
    """``Also known as Sofacy (Kaspersky), Fancy Bear (CrowdStrike)``; their sources are counted among those of the card."""
    main = answer.title.partition(" · ")[0]
    items = [item for section in answer.sections if section.title == "Also known as" for item in section.items if item.value != main]
    if not items:
        return ""
    more = f" and {len(items) - NAMES_SHOWN} more" if len(items) > NAMES_SHOWN else ""
    return f"Also known as {', '.join(_name(item, numbers) for item in items[:NAMES_SHOWN])}{more}"


def _name(item: Item, numbers: Numbering) -> str:
    numbers.marks(item.sources[:1])
    by = cut(item.detail.partition(";")[0], 60)
    return f"{plain(item.value)}{f' ({plain(by)})' if by else ''}"


def _source(number: int, numbers: Numbering) -> str:
    source = numbers.cited[number - 1]
    return f"[{number}] {plain(cut(source.publisher, 40))}, {link(source.url, cut(source.title, 70))}"
