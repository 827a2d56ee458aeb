"""``aptbot feedback``: what people have reported in Slack."""

import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from bot.state.corrections import Status
    from bot.state.database import Database


class Format(StrEnum):
    text = "text"
    json = "json"


def feedback(
    format: Annotated[Format, typer.Option("--format", help="How to print the reports.")] = Format.text,
    export: Annotated[bool, typer.Option("--export", help="Print what to change in which curated file, as YAML with comments.")] = False,
    close: Annotated[int | None, typer.Option("--close", metavar="ID", min=1, help="Close a report: it was accepted.")] = None,
    rejected: Annotated[bool, typer.Option("--rejected", help="With --close: it was rejected.")] = False,
) -> None:
    """List the open reports of wrong and missing facts, or close one."""
    from bot.state.database import Database, StateError

    if fault := _misused(format, export, close, rejected):
        _fail(fault)
    settings = read_settings()
    database = Database(settings.database_url)
    try:
        print(_closed(database, close, rejected) if close else _listed(database, settings, format, export))
    except StateError as error:
        _fail(str(error))


def _misused(format: Format, export: bool, close: int | None, rejected: bool) -> str:
    """Why these options do not go together; empty where they do."""
    if rejected and not close:
        return "--rejected needs --close and the number of the report, as in `aptbot feedback --close 12 --rejected`"
    if close and export:
        return "--close and --export do not go together: export first, then close"
    if export and format is Format.json:
        return "--export prints YAML: leave out --format json"
    return ""


def _closed(database: "Database", number: int, rejected: bool) -> str:
    from bot.state.corrections import set_status

    status: Status = "rejected" if rejected else "accepted"
    set_status(database, number, status)
    return f"Report #{number} is {status}."


def _listed(database: "Database", settings: Settings, format: Format, export: bool) -> str:
    from bot.feedback import KNOWLEDGE, patch_text, report_object, report_text
    from bot.state.corrections import list_corrections, list_ratings
    from knowledge import FOLDER

    reports = list_corrections(database)
    if export:
        folder = settings.knowledge_dir
        return patch_text(reports, folder or FOLDER, str(folder or KNOWLEDGE))
    if format is Format.json:
        return json.dumps([report_object(report) for report in reports], ensure_ascii=False)
    return report_text(reports, list_ratings(database))


def _fail(message: str) -> NoReturn:
    print(f"aptbot: {message}", file=sys.stderr)
    raise SystemExit(2)
