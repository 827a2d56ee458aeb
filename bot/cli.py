"""The command line. Exit codes: 0 answered (also "unknown"), 2 bad usage or input, 1 our fault."""

import errno
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.feedback_cli import feedback
from bot.knowledge_base import KnowledgeBase
from bot.settings import Settings, SettingsError, read_settings
from index.errors import IndexUnusable
from knowledge.compiled import CompiledError
from knowledge.faults import KnowledgeError

app = typer.Typer(
    name="aptbot", add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="Who is that threat actor? Sourced answers, offline, in Slack and in the terminal.",
)  # fmt: skip


class Format(StrEnum):
    text = "text"
    json = "json"
    blocks = "blocks"


MAX_BYTES = 50_000_000
"""A longer file is no report."""

FormatOption = Annotated[Format, typer.Option("--format", help="How to print the answer.")]
BatchOption = Annotated[bool, typer.Option("--batch", help="One question a line from standard input, one answer a line.")]


@app.command()
def ask(
    text: Annotated[list[str] | None, typer.Argument(help="The question, or - to read it from standard input.")] = None,
    format: FormatOption = Format.text,
    batch: BatchOption = False,
    thread: Annotated[bool, typer.Option("--thread", help="The lines from standard input are one conversation.")] = False,
) -> None:
    """Answer one question."""
    from bot.questions.focus import Focus
    from bot.replies.blocks import Look, render_message
    from bot.replies.json_reply import answer_object
    from bot.replies.pressed import Press
    from bot.replies.text import render_text
    from bot.service import answer_text

    knowledge = KnowledgeBase(_settings())
    focus = Focus()

    def reply(question: str) -> str:
        nonlocal focus
        timed = answer_text(question, knowledge, focus if thread else None)
        focus = timed.focus
        if format is Format.json:
            return _json(answer_object(timed.answer, timed.took_ms))
        if format is Format.blocks:
            return json.dumps(
                render_message(timed.answer, Look(Press(question, private=True))), ensure_ascii=False, indent=None if batch else 1
            )
        return render_text(timed.answer)

    _answer_each(text, batch or thread, reply)


@app.command()
def names(
    name: Annotated[list[str] | None, typer.Argument(help="A name, or - to read it from standard input.")] = None,
    format: FormatOption = Format.text,
    batch: BatchOption = False,
) -> None:
    """What a name means: whose it is, who uses it, and what else it may be."""
    from bot.replies.json_reply import meaning_object
    from bot.replies.meaning import render_meaning

    looked_up = KnowledgeBase(_settings()).names

    def reply(text: str) -> str:
        meaning = looked_up.look_up(text)
        return _json(meaning_object(meaning, looked_up)) if format is Format.json else render_meaning(meaning, looked_up)

    if format is Format.blocks:
        _fail('names has no --format blocks: use `aptbot ask --format blocks "names NAME"`')
    _answer_each(name, batch, reply)


@app.command()
def scan(
    file: Annotated[str, typer.Argument(help="A text file, or - for standard input.")] = "-",
    format: FormatOption = Format.text,
    batch: BatchOption = False,
) -> None:
    """Every actor, software, technique, vulnerability, country and sector that a text names."""
    from bot.replies.json_reply import mentions_object
    from bot.replies.mentions import TYPES, render_mentions

    if format is Format.blocks:
        _fail("scan has no --format blocks: use text or json")
    scanner = KnowledgeBase(_settings()).scanner

    def reply(text: str) -> str:
        mentions = [mention for mention in scanner.scan(text) if mention.type in TYPES]
        return _json(mentions_object(mentions)) if format is Format.json or batch else render_mentions(mentions)

    if batch:
        for line in _lines():
            print(reply(line), flush=True)
        return
    print(reply(_text_of(file)))


@app.command()
def chat() -> None:
    """Talk in the terminal. Ctrl-D ends it."""
    from bot.chat import run_chat

    run_chat(KnowledgeBase(_settings()))


@app.command()
def build(
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing while it works.")] = False,
) -> None:
    """Compile the knowledge and build the passage index; does only what has changed."""
    from bot.building import build_all

    build_all(_settings(), quiet)


@app.command()
def lint() -> None:
    """Check the curated knowledge: every fault of every file in one run."""
    from bot.checking import run_lint

    raise typer.Exit(run_lint(_settings()))


@app.command()
def stats(format: FormatOption = Format.text) -> None:
    """What the knowledge covers."""
    from bot.checking import statistics

    counts = statistics(KnowledgeBase(_settings()))
    if format is Format.json:
        print(_json(counts))
        return
    for name, value in counts.items():
        print(f"{name:<40} {value}")


app.command()(feedback)


@app.command()
def run(
    http: Annotated[bool, typer.Option("--http", help="Serve signed HTTP requests instead of Socket Mode.")] = False,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="With --http: where to listen; 0 takes a free port.")] = 3000,
    host: Annotated[str, typer.Option("--host", help="With --http: the address to listen on.")] = "127.0.0.1",
) -> None:
    """Start the Slack app, in Socket Mode or with --http; without tokens, say what is missing."""
    settings = _settings()
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s", force=True)
    if http:
        settings.require_http()
        from bot.slack.http import run_http

        run_http(settings, host, port)
        return
    settings.require_slack()
    from bot.slack.app import run_socket_mode

    run_socket_mode(settings)


def _run() -> None:
    try:
        app(standalone_mode=True)
    except SystemExit as ended:
        if sys.argv[1:2] and sys.argv[1] in _ONE_SHOT:
            _leave(ended.code)
        raise


def main() -> None:
    """The console script: faults of input and settings end in one clear message, faults of ours in a traceback."""
    logging.basicConfig(level=logging.WARNING, format="aptbot: %(message)s", stream=sys.stderr)
    try:
        _run()
    except (SettingsError, KnowledgeError, CompiledError, IndexUnusable) as error:
        _fail(str(error))
    except BrokenPipeError:
        sys.stderr.close()
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        _fail(f"the output could not be written: {error.strerror}; make room where it goes, and ask again")


_ONE_SHOT = ("ask", "names", "scan")
"""Commands that only print something."""


def _leave(code: str | int | None) -> NoReturn:
    """End the process at once: to take hundreds of thousands of objects apart takes a third of a second and frees what the system frees."""
    sys.stdout.flush()
    sys.stderr.flush()
    logging.shutdown()
    os._exit(code if isinstance(code, int) else 1 if code else 0)


def _fail(message: str) -> NoReturn:
    print(f"aptbot: {message}", file=sys.stderr)
    raise SystemExit(2)


def _settings() -> Settings:
    return read_settings()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _answer_each(words: list[str] | None, batch: bool, reply: Callable[[str], str]) -> None:
    """One reply for the arguments, or one a line of standard input."""
    if batch:
        for line in _lines():
            print(reply(line), flush=True)
        return
    text = " ".join(words or ["-"])
    if text == "-":
        if sys.stdin.isatty():
            _fail("nothing to answer: give a question, or - and a question on standard input")
        text = sys.stdin.read()
    if not text.strip():
        _fail('the question is empty: write what you want to know, as in `aptbot ask "who is Sofacy"`')
    print(reply(text.strip()))


def _text_of(file: str) -> str:
    """The text of a file or of standard input. What is not UTF-8 is read as far as it is."""
    try:
        content = sys.stdin.buffer.read(MAX_BYTES + 1) if file == "-" else _bytes_of(Path(file))
    except OSError as error:
        _fail(f"{file} cannot be read ({error.strerror}): give a text file, or - and the text on standard input")
    if len(content) > MAX_BYTES:
        _fail(f"{file} is longer than {MAX_BYTES // 1_000_000} MB: cut it into parts")
    return content.decode("utf-8-sig", errors="replace")


def _bytes_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _lines() -> Iterator[str]:
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", errors="replace").rstrip("\r\n")


if __name__ == "__main__":
    main()
