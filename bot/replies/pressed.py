"""What a button of a reply stands for, as the short text that Slack keeps in it."""

from dataclasses import dataclass, replace
from typing import Literal

View = Literal["answer", "sources"]
_LETTERS: dict[View, str] = {"answer": "a", "sources": "s"}
MAX_QUESTION = 1_900
"""A button's value holds 2,000 characters."""


@dataclass(frozen=True)
class Press:
    """Show this question's answer, or the sources of it, from this page on. Page 0 of an answer is the short reply."""

    question: str
    view: View = "answer"
    page: int = 0

    def encoded(self) -> str:
        """``a0|tools APT28``"""
        return f"{_LETTERS[self.view]}{self.page}|{self.question[:MAX_QUESTION]}"

    def at(self, page: int) -> "Press":
        return replace(self, page=page)


def read_press(value: str) -> Press:
    """The press that a value stands for; a value without the mark is a question."""
    head, bar, question = value.partition("|")
    views = {letter: view for view, letter in _LETTERS.items()}
    if bar and head[:1] in views and head[1:].isdigit():
        return Press(question, views[head[:1]], int(head[1:]))
    return Press(value)
