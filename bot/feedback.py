"""What people have reported, for those who maintain the knowledge: a list, objects, and what to change in which file.

Whatever somebody typed is shown, never obeyed: it reaches a terminal without control characters, and YAML only as a comment or
as a quoted text.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.state.corrections import Rating, Stored
from knowledge.patterns import as_pattern

KNOWLEDGE = "knowledge"
"""How the folder of the curated files is called in a checkout."""
_ID = as_pattern(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_URL = as_pattern(r"https?://[^\s<>\"]+")


def report_text(reports: Sequence[Stored], ratings: Iterable[Rating] = ()) -> str:
    """The reports as text, and the answers that were called bad."""
    lines = [line for report in reports for line in (*_lines_of(report), "")] or ["No open reports.", ""]
    if bad := [rating for rating in ratings if rating.bad]:
        lines += ["Answers rated bad", *(f"  {rating.bad} bad, {rating.good} good: {_one_line(rating.question)}" for rating in bad), ""]
    return "\n".join(lines).rstrip()


def report_object(report: Stored) -> dict[str, Any]:
    """A report as an object of JSON: what was reported and when, not by whom."""
    return {
        "id": report.id, "when": report.at.isoformat(timespec="seconds"), "kind": report.kind, "actor": report.actor,
        "question": report.question, "fact": report.fact, "what": report.what, "source": report.source, "status": report.status,
    }  # fmt: skip


def patch_text(reports: Iterable[Stored], folder: Path, shown: str = KNOWLEDGE) -> str:
    """What to change in which curated file, as YAML with comments: a document for each report whose actor or software has a file.

    ``folder`` holds the curated files and is called ``shown`` in the text.
    """
    found, left = [], []
    for report in reports:
        file = curated_file(report.actor, folder)
        if file:
            found.append(_document(report, f"{shown}/{file}"))
        else:
            left.append(report)
    if left:
        numbers = ", ".join(f"#{report.id}" for report in left)
        found.append(f"# Without a curated file, so not here: {numbers}. `aptbot feedback` shows them.")
    return "\n".join(found) or "# No open reports."


def curated_file(actor: str, folder: Path) -> str:
    """The file of a curated actor or software, as ``actors/apt28.yaml``; empty where there is none."""
    if not _ID.fullmatch(actor):
        return ""
    return next((file for kind in ("actors", "software") if (folder / (file := f"{kind}/{actor}.yaml")).is_file()), "")


def quoted(text: str) -> str:
    """A text as a double-quoted YAML scalar on one line; what cannot be printed is escaped."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char == "\n":
        return "\\n"
    return char if char.isprintable() else f"\\U{ord(char):08X}" if ord(char) > 0xFFFF else f"\\u{ord(char):04X}"


def _document(report: Stored, file: str) -> str:
    key = f"report-{report.id}"
    urls = _URL.findall(report.source)
    said = [("Asked", report.question), ("Fact", report.fact), ("Right", report.what), ("Source", report.source)]
    advice = "Change the fact where it stands, and cite the source there; drop the note then."
    if report.kind != "wrong":
        advice = "Move the note to the part of the file where the fact belongs, and cite the source there."
    return "\n".join([
        "---", f"# Report {report.id} of {report.at:%Y-%m-%d}: {report.kind}", f"# File: {file}",
        *(f"# {name}: {_one_line(text)}" for name, text in said if text),
        "# " + (advice if report.source else "No source was given: find one first. " + advice),
        "notes:", "  - topic: report", f"    text: {quoted(report.what)}", f"    sources: [{key}]",
        "sources:", f"  {key}:", '    publisher: ""  # who published it', '    title: ""  # its title',
        *([f"    url: {quoted(urls[0].rstrip('.,;:)]'))}"] if urls else []),
    ])  # fmt: skip


def _lines_of(report: Stored) -> Iterator[str]:
    yield f"#{report.id}  {report.at:%Y-%m-%d %H:%M} UTC  {report.kind}  {report.status}  {_one_line(report.actor or 'no curated actor')}"
    fields = [("asked", report.question), ("fact", report.fact), ("right", report.what), ("source", report.source or "none yet")]
    yield from (f"    {name:<7} {_one_line(text)}" for name, text in fields if text)


def _one_line(text: str) -> str:
    """On one line, without what a terminal or a YAML parser would obey."""
    return "".join(char if char.isprintable() else "?" for char in " ".join(text.split()))
