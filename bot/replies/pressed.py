"""What a button of a reply stands for, as the short text that Slack keeps in it."""

from dataclasses import dataclass, replace
from typing import Literal

from knowledge.patterns import as_pattern

View = Literal["answer", "sources"]
_LETTERS: dict[View, str] = {"answer": "a", "sources": "s"}
MAX_QUESTION = 1_900
"""A button's value holds 2,000 characters."""


@dataclass(frozen=True)
class Press:
    """Show a page of this question's answer, or of the sources of it. ``private``: in a reply that one user alone sees.

    ``actor`` and ``side``: the question is for this side of the actor with this id, whoever else bears its name.
    """

    question: str
    view: View = "answer"
    page: int = 0
    private: bool = False
    actor: str = ""
    side: str = ""

    def encoded(self) -> str:
        """``a0@apt28.tools|tools APT28``; with a capital letter where it is private."""
        letter = _LETTERS[self.view]
        about = f"@{self.actor}.{self.side}" if self.actor else ""
        return f"{letter.upper() if self.private else letter}{self.page}{about}|{self.question[:MAX_QUESTION]}"

    def asking(self, question: str, view: View = "answer", actor: str = "", side: str = "") -> "Press":
        """Another question, asked in the same place."""
        return Press(question, view, 0, self.private, actor, side)

    def at(self, page: int) -> "Press":
        return replace(self, page=page)


def read_press(value: str) -> Press:
    """The press that a value stands for; a value without the mark is a question."""
    if match := _MARK.match(value):
        letter, page, actor, side = match.groups()
        view: View = "answer" if letter.lower() == "a" else "sources"
        return Press(value[match.end() :], view, int(page), letter.isupper(), actor or "", side or "")
    return Press(value)


_MARK = as_pattern(r"([aAsS])(\d{1,4})(?:@([\w-]+)\.(\w+))?\|")
