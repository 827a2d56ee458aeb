"""Answer -> plain text, for `aptbot ask`, for the JSON field ``text`` and for Slack's fallback."""

from bot.answers.model import Answer, Section
from bot.replies.numbering import Numbering, describe

SOURCES_SHOWN = 40
MARKS_SHOWN = 3


def render_text(answer: Answer, whole: bool = False) -> str:
    """The whole reply as lines of text; ``whole`` also shows what a short reply cuts."""
    numbers = Numbering(answer)
    heads = [(part.detail, part.sources) for part in answer.parts] or [(answer.headline, answer.headline_sources)]
    lines = [answer.title, "", *(f"{headline} {numbers.marks(sources)}".rstrip() for headline, sources in heads)]
    for section in answer.sections:
        lines += ["", *_section_lines(section, numbers, whole)]
    if answer.notes:
        lines += ["", *answer.notes]
    if numbers.cited:
        lines += ["", "Sources"]
        for number, source in enumerate(numbers.cited[:SOURCES_SHOWN], 1):
            lines.append(f"  [{number}] {describe(source)}" + (f" {source.url}" if source.url else ""))
        if len(numbers.cited) > SOURCES_SHOWN:
            lines.append(f"  and {len(numbers.cited) - SOURCES_SHOWN} more")
    if answer.layers:
        lines += ["", "From: " + ", ".join(answer.layers)]
    return "\n".join(lines)


def _section_lines(section: Section, numbers: Numbering, whole: bool) -> list[str]:
    shown = section.items if whole or not section.shown else section.items[: section.shown]
    lines = [section.title]
    for item in shown:
        detail = f" ({item.detail})" if section.inline and item.detail else f": {item.detail}" if item.detail else ""
        lines.append(f"  - {item.value}{detail} {numbers.marks(item.sources if whole else item.sources[:MARKS_SHOWN])}".rstrip())
    if len(shown) < len(section.items):
        rest = f"  … and {len(section.items) - len(shown)} more"
        lines.append(rest + (f": {section.more}" if section.more else ""))
    return lines
