"""Passages in the words of people who have not read them: ``retold.toml``, searched beside the passages and never shown.

``crooks paid to alter property entries`` is far from a report's own sentence about notaries and registers, and near to a
description of the same by somebody else. What is found is the passage; a retelling is no source of anything.
"""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from index.errors import IndexUnusable
from index.passages import Passage

_FILE = "retold.msgpack"


class Retelling(NamedTuple):
    """``text`` says what the passage at ``position`` says."""

    position: int
    text: str


Rows = dict[str, dict[str, list[str]]]
"""Whom it is about -> how the passage's text begins (of an upstream one ``summary of misp`` or its id) -> how others would put it."""


def read_retold(path: Path = Path(__file__).parent / "retold.toml") -> Rows:
    """The rows of a file. Raises ValueError saying what is wrong with it."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Rows)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{path.name}: {error}") from None


def placed(rows: Rows, passages: Sequence[Passage]) -> list[Retelling]:
    """Every retelling of a passage that is there, in the order of the passages."""
    found: list[Retelling] = []
    for position, passage in enumerate(passages):
        begun = rows.get(passage.entities[0], {})
        for beginning, texts in begun.items():
            if beginning in (f"{passage.kind} of {passage.layer}", passage.id) or passage.text.startswith(beginning):
                found.extend(Retelling(position, text) for text in texts)
    return found


def read_placed(folder: Path) -> list[Retelling]:
    """The retellings of an index. Raises IndexUnusable where the folder holds no whole list of them."""
    try:
        return msgspec.msgpack.decode((folder / _FILE).read_bytes(), type=list[Retelling])
    except (OSError, msgspec.MsgspecError) as error:
        raise IndexUnusable(f"{folder} holds no whole list of retellings ({error}): run `aptbot build`") from error


def write_placed(folder: Path, retellings: Sequence[Retelling]) -> None:
    (folder / _FILE).write_bytes(msgspec.msgpack.encode(list(retellings)))
