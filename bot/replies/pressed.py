"""What a button of a reply stands for, as the short text that Slack keeps in it."""

from dataclasses import dataclass, replace
from typing import Literal

View = Literal["answer", "sources"]
_LETTERS: dict[View, str] = {"answer": "a", "sources": "s"}
MAX_DIGITS = 6
MAX_QUESTION = 1_900
"""A button's value holds 2,000 characters."""


@dataclass(frozen=True)
class Press:
    """Show a page of this question's answer, or of the sources of it. ``private``: in a reply that one user alone sees."""

    question: str
    view: View = "answer"
    page: int = 0
    private: bool = False

    def encoded(self) -> str:
        """``a0|tools APT28``; with a capital letter where it is private."""
        letter = _LETTERS[self.view]
        return f"{letter.upper() if self.private else letter}{self.page}|{self.question[:MAX_QUESTION]}"

    def asking(self, question: str, view: View = "answer") -> "Press":
        """Another question, asked in the same place."""
        return Press(question, view, 0, self.private)

    def at(self, page: int) -> "Press":
        return replace(self, page=page)


def read_press(value: str) -> Press:
    """The press that a value stands for; a value without the mark is a question."""
    head, bar, question = value.partition("|")
    views = {letter: view for view, letter in _LETTERS.items()}
    letter = head[:1].lower()
    if bar and letter in views and head[1:].isdecimal() and len(head) < MAX_DIGITS:
        return Press(question, views[letter], int(head[1:]), head[:1].isupper())
    return Press(value)
