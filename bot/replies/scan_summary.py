"""What a message names, in short, for its thread. Pure."""

from collections.abc import Sequence
from typing import Any

from bot.answers.scanned import Finding, Reading
from bot.replies import kit
from bot.replies.escaping import cut, plain
from bot.replies.limits import SECTION
from bot.replies.scan_blocks import NAMES_ONLY, named_line, who, why

NAMED_SHOWN = 12
ACTORS_SHOWN = 8
READINGS_SHOWN = 4
WORDS_SHOWN = 2


def summary_message(findings: Sequence[Finding], left: int, user: str) -> dict[str, Any]:
    """``text`` and ``blocks``: everything in a line, then each actor with who calls it so. ``left``: so many more were found."""
    line = f"{named_line(findings, NAMED_SHOWN, left)}."
    actors = [finding for finding in findings if finding.type == "actor"]
    reasons = _within(list(map(_reason, actors[:ACTORS_SHOWN])), SECTION)
    blocks = [kit.section(f"*Named in this message:* {line}")]
    if reasons:
        blocks.append(kit.section("\n".join(reasons)))
    said = f"Looked up for <@{user}>. {NAMES_ONLY}"
    blocks.append(kit.context(said))
    return {"text": cut(f"Named in this message: {line}", 1000), "blocks": blocks}


def _reason(finding: Finding) -> str:
    """Why words are read so; of a contested name, each actor that it may be."""
    if not finding.contested:
        return f"• {_said(finding.readings[0], WORDS_SHOWN)}"
    words = " and ".join(f"“{plain(word)}”" for word, _ in finding.words)
    return "\n".join([f"• {words} may be", *(f"    ◦ {_said(reading, 1)}" for reading in finding.readings[:READINGS_SHOWN])])


def _said(reading: Reading, words: int) -> str:
    """``APT28 · Russia: “Sofacy” is used by Kaspersky``"""
    reasons = "; ".join(_within(list(map(why, reading.uses[:words])), 700))
    return who(reading) + (f": {reasons}" if reasons else "")


def _within(texts: Sequence[str], room: int) -> list[str]:
    """As many of the texts, from the first on, as fit in so many characters."""
    kept: list[str] = []
    for text in texts:
        room -= len(text) + 2
        if room < 0:
            break
        kept.append(text)
    return kept
