"""A long answer as pages that fit a screen."""

from dataclasses import replace

from bot.answers.model import Answer, Item, Section

PAGE_CHARACTERS = 2_600
PAGE_ITEMS = 15
PAGE_INLINE_ITEMS = 60
CARD_ITEMS, CARD_INLINE_ITEMS = 2, 6
"""A profile is a card: its buttons bring each side in full."""
SHORT_ITEMS = 4
"""A short reply of many sections, or to several questions, shows at most this many items of each, where they are not in one line."""


def has_short(answer: Answer) -> bool:
    """Whether page 0 is a short form of all of it; one list alone is just cut into pages."""
    return len(answer.sections) > 1


def pages(answer: Answer) -> list[Answer]:
    """The short reply, then, where it leaves something out, everything in pages; of one list, its pages."""
    if not has_short(answer):
        return _whole(answer)
    if answer.kind == "profile" and not answer.parts:
        most, inline = CARD_ITEMS, CARD_INLINE_ITEMS
    else:
        most, inline = SHORT_ITEMS if len(answer.sections) > 3 or answer.parts else PAGE_ITEMS, PAGE_INLINE_ITEMS
    short = replace(answer, sections=tuple(_short(section, inline if section.inline else most) for section in answer.sections))
    cut = [section for section in short.sections if section.shown and section.shown < len(section.items)]
    return [short, *_whole(answer)] if cut else [short]


def _short(section: Section, most: int) -> Section:
    return replace(section, shown=min(section.shown or most, most))


def _whole(answer: Answer) -> list[Answer]:
    """Every item of every section, in order; a section that goes on on the next page has its title there too."""
    found: list[list[Section]] = [[]]
    left = PAGE_CHARACTERS
    for section in answer.sections:
        room = PAGE_INLINE_ITEMS if section.inline else PAGE_ITEMS
        items: list[Item] = []
        for item in section.items:
            size = len(item.value) + len(item.url) + min(len(item.detail), 420) + 30
            if (size > left or len(items) >= room) and (items or found[-1]):
                found[-1] += _part(section, items)
                found.append([])
                items, left = [], PAGE_CHARACTERS
            items.append(item)
            left -= size
        found[-1] += _part(section, items)
    return [replace(answer, sections=tuple(sections)) for sections in found]


def _part(section: Section, items: list[Item]) -> list[Section]:
    return [replace(section, items=tuple(items), shown=0, more="")] if items else []
