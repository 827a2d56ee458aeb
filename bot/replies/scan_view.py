"""The windows of "Find threat actors" and `/apt scan`, and what they keep for the summary that is posted. Pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.answers.scanned import Finding, Scan
from bot.replies import kit
from bot.replies.escaping import cut, plain
from bot.replies.limits import PRIVATE_METADATA
from bot.replies.scan_blocks import named_line, scan_blocks

View = dict[str, Any]
Block = dict[str, Any]

RESULT = "scan_result"
"""The window of what a message names; submitting it posts the summary."""
ASK_TEXT = "scan_ask"
SCAN_TEXT = "scan_text"
"""Block id and action id of the input of a text."""
TITLE = "Find threat actors"
MAX_TEXT = 3_000
"""What Slack's input holds at most."""
WORDS_KEPT = 4
READINGS_KEPT = 8


@dataclass(frozen=True)
class Noted:
    """A finding as a window keeps it: its type, the ids of its readings, and the words."""

    type: str
    ids: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Kept:
    """What a window keeps for the summary: the message, the thread to post to, and what was found. ``left``: so many did not fit."""

    channel: str
    ts: str
    thread: str
    found: tuple[Noted, ...] = ()
    left: int = 0

    def encoded(self) -> str:
        """As JSON, within what a window may keep: the first findings, and how many are left."""
        shown: list[Any] = []
        room = PRIVATE_METADATA - len(self._json([], len(self.found)))
        for found in self.found:
            shown.append([found.type, found.ids, found.words])
            room -= len(_compact(shown[-1])) + 1
            if room < 0:
                shown.pop()
                break
        return self._json(shown, len(self.found) - len(shown))

    def _json(self, found: list[Any], left: int) -> str:
        return _compact([self.channel, self.ts, self.thread, found, self.left + left])


def read_kept(value: str) -> Kept:
    """What ``encoded`` wrote. Raises ValueError where it is something else."""
    try:
        channel, ts, thread, found, left = json.loads(value)
        return Kept(channel, ts, thread, tuple(Noted(type_, tuple(ids), tuple(words)) for type_, ids, words in found), int(left))
    except (TypeError, ValueError) as error:
        raise ValueError(f"{value[:80]!r} does not say what was found") from error


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def noted(finding: Finding) -> Noted:
    ids = tuple(reading.id for reading in finding.readings[:READINGS_KEPT])
    return Noted(finding.type, ids, tuple(word[:80] for word, _ in finding.words[:WORDS_KEPT]))


def loading_view() -> View:
    return _view([kit.section("Reading the message …")])


def result_view(scan: Scan, what: str, unread: Sequence[str] = (), kept: Kept | None = None) -> View:
    """What was found. With ``kept``, a summary can be posted to the thread."""
    view = _view(scan_blocks(scan, what, unread))
    if kept is None or not scan.findings:
        return view
    metadata = Kept(kept.channel, kept.ts, kept.thread, tuple(map(noted, scan.findings))).encoded()
    return {**view, "private_metadata": metadata, "submit": kit.words("Post summary to thread")}


def text_view() -> View:
    """Where a text is put in."""
    element = {
        "type": "plain_text_input", "action_id": SCAN_TEXT, "multiline": True, "max_length": MAX_TEXT, "focus_on_load": True,
        "placeholder": kit.words("Paste an alert, a report, a mail …"),
    }  # fmt: skip
    hint = "Only you see what is found. Nothing of the text is kept."
    block = {
        "type": "input",
        "block_id": SCAN_TEXT,
        "label": kit.words("Text to search for actors"),
        "hint": kit.words(hint),
        "element": element,
    }
    return {**_view([block]), "callback_id": ASK_TEXT, "submit": kit.words("Find actors")}


def message_view(text: str) -> View:
    """A word about what happened or went wrong; ``text`` is plain."""
    return _view([kit.section(plain(text))])


def scan_message(scan: Scan, what: str) -> dict[str, Any]:
    """``text`` and ``blocks`` of a message with the same content as the window."""
    said = named_line(scan.findings, 10) if scan.findings else "nothing that I know"
    return {"text": cut(f"Named in this {what}: {said}", 1000), "blocks": scan_blocks(scan, what)}


def _view(blocks: list[Block]) -> View:
    return {"type": "modal", "callback_id": RESULT, "title": kit.words(TITLE), "close": kit.words("Close"), "blocks": blocks}
