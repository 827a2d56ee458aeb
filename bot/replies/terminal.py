"""Answer -> the terminal, in colour, with rich."""

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel

from bot.answers.model import Answer
from bot.replies.numbering import Numbering, describe


def print_answer(answer: Answer, console: Console) -> None:
    """Print a reply. Brackets and control characters in what sources wrote are shown, not obeyed."""
    numbers = Numbering(answer)
    heads = [(part.detail, part.sources) for part in answer.parts] or [(answer.headline, answer.headline_sources)]
    said = "\n".join(f"{_safe(headline)} [dim]{escape(numbers.marks(sources))}[/]" for headline, sources in heads)
    console.print(Panel(said, title=f"[bold]{_safe(answer.title)}[/]", title_align="left"))
    for section in answer.sections:
        console.print(f"[bold cyan]{_safe(section.title)}[/]")
        shown = section.items[: section.shown] if section.shown else section.items
        for item in shown:
            detail = f"  [dim]{_safe(item.detail)}[/]" if item.detail else ""
            console.print(Padding(f"• {_safe(item.value)}{detail} [dim]{escape(numbers.marks(item.sources[:3]))}[/]", (0, 0, 0, 1)))
        if rest := len(section.items) - len(shown):
            console.print(f"  [dim]… and {rest} more" + (f": {_safe(section.more)}" if section.more else "") + "[/]")
    for note in answer.notes:
        console.print(f"[yellow]{_safe(note)}[/]")
    for number, source in enumerate(numbers.cited[:20], 1):
        console.print(f"[dim]{escape(f'[{number}]')} {_safe(describe(source))} {_safe(source.url)}[/]", soft_wrap=True, highlight=False)
    if len(numbers.cited) > 20:
        console.print(f"[dim]and {len(numbers.cited) - 20} more sources[/]")
    if answer.layers:
        console.print(f"[dim]From: {_safe(', '.join(answer.layers))}[/]")


def _safe(text: str) -> str:
    return escape("".join(char if char.isprintable() or char == "\n" else "?" for char in text))
