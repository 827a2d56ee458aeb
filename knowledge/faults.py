"""What is wrong with a piece of knowledge, said so that its author can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One fault: where (file, line from 1, field), the value found there, what is wrong and what to do."""

    file: str
    line: int
    field: str
    message: str
    value: str = ""
    severity: str = "error"

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: {self.severity}: " + (f"{self.field}: " if self.field else "")
        return where + self.message + (f" (found: {self.value})" if self.value else "")


class KnowledgeError(Exception):
    """The knowledge cannot be used; ``faults`` holds every reason there is."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        lines = "\n".join(map(str, self.faults))
        super().__init__(f"{len(self.faults)} fault(s) in the curated knowledge; correct them and run it again:\n{lines}")
