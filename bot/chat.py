"""The chat in the terminal: coloured replies, history, Ctrl-D; piped input is answered line by line."""

import atexit
import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from bot.knowledge_base import KnowledgeBase
from bot.questions.focus import Focus
from bot.replies.terminal import print_answer
from bot.service import answer_text

PROMPT = "apt> "


def run_chat(knowledge: KnowledgeBase) -> None:
    """Answer line after line until the input ends."""
    console = Console()
    interactive = sys.stdin.isatty()
    if interactive:
        _keep_history(knowledge)
        console.print("Ask about threat actors, for example [bold]sofacy[/] or [bold]who targets telecoms in Kazakhstan[/]. "
                      "[dim]help shows more; Ctrl-D leaves.[/]")  # fmt: skip
    focus = Focus()
    for line in _lines(interactive):
        if line.strip() in ("quit", "exit"):
            break
        if line.strip():
            timed = answer_text(line, knowledge, focus)
            focus = timed.focus
            print_answer(timed.answer, console)


def _lines(interactive: bool) -> Iterator[str]:
    while True:
        try:
            yield input(PROMPT if interactive else "")
        except EOFError:
            if interactive:
                print()
            return
        except KeyboardInterrupt:
            print("\nCtrl-D leaves.")


def _keep_history(knowledge: KnowledgeBase) -> None:
    """Lines can be edited and recalled, across chats, where the machine has readline."""
    try:
        import readline
    except ImportError:
        return
    path = knowledge.settings.data_dir / "chat_history"
    with contextlib.suppress(OSError):
        readline.read_history_file(path)
    readline.set_history_length(1000)
    atexit.register(_save_history, path)


def _save_history(path: Path) -> None:
    import readline

    with contextlib.suppress(OSError):
        readline.write_history_file(path)
