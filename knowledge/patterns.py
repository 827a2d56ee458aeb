"""Patterns that are compiled when they are first used: a command uses some of the many hundreds that the questions need."""

import re
from typing import Any, cast

_KEPT = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "pattern", "flags", "groups", "groupindex")


class UnusedPattern:
    """A pattern not compiled yet. What it has of `re.Pattern` it gets at the first use; from then on it costs what that costs."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _KEPT:
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        self.__dict__.update({kept: getattr(compiled, kept) for kept in _KEPT})
        return self.__dict__[name]


def as_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile`, at the first use; a source that is no pattern fails there, and in the test that uses them all."""
    return cast(re.Pattern[str], UnusedPattern(source, flags))
