"""What some actors do, in the words of those who ask and of those who tell: ``habits.toml``, data that anybody can extend.

``who jumps air gaps with usb sticks`` asks for a habit. Which one is found by meaning and by words; who has it is told by the
passages that have all words of one of its rows.
"""

import math
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from index.encoder import Vectors
from index.errors import IndexUnusable
from index.lexical import LexicalIndex
from index.terms import Terms

NEAR = 0.4
"""The cosine from which a habit may be asked for."""
SHARE, TELLING, ENOUGH = 0.25, 0.35, 12.0
"""What counts beside the nearness in meaning: the share of its words that a habit has, and how much those tell, up to so much."""
CLEAR, LITTLE = 0.7, 3.0
"""Words that tell no more say nothing, unless a question is as near as that."""
_HABITS, _VECTORS = "habits.msgpack", "habits.npy"


class Habit(msgspec.Struct, frozen=True):
    """``asked``: how people ask for it; ``told``: rows of words; a passage that has all of one tells it, unless it has all of one of
    ``without``. ``techniques``: ids of ATT&CK whose users do just that. ``terms``: every term of how it is asked for."""

    id: str
    name: str
    asked: tuple[str, ...]
    told: tuple[str, ...]
    without: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()
    terms: frozenset[str] = frozenset()


class Likely(NamedTuple):
    """How likely a question asks for a habit (from 1 on it surely does), its cosine, and the share of its words that the habit has."""

    score: float
    near: float
    share: float
    habit: Habit


def read_habits(path: Path = Path(__file__).parent / "habits.toml") -> list[Habit]:
    """The habits of a file. Raises ValueError naming the habit and what is wrong with it."""
    found = []
    for id_, fields in tomllib.loads(path.read_text(encoding="utf-8")).items():
        try:
            habit = msgspec.convert({"id": id_, **fields}, Habit)
        except msgspec.ValidationError as error:
            raise ValueError(f"{path.name}: {id_}: {error}") from None
        if not habit.asked or not (habit.told or habit.techniques):
            raise ValueError(f"{path.name}: {id_}: say how it is asked for and how it is told")
        found.append(habit)
    return found


class Habits:
    """The habits and the vectors of how each is asked for: a row for every way, in the order of the habits."""

    def __init__(self, habits: Sequence[Habit], vectors: Vectors, lexical: LexicalIndex) -> None:
        self._habits, self._vectors, self._lexical = list(habits), vectors, lexical
        self._owner = np.repeat(np.arange(len(self._habits)), [len(habit.asked) for habit in self._habits])

    @classmethod
    def read(cls, folder: Path, lexical: LexicalIndex) -> "Habits":
        """Raises IndexUnusable where the folder holds none."""
        try:
            habits = msgspec.msgpack.decode((folder / _HABITS).read_bytes(), type=list[Habit])
            return cls(habits, np.load(folder / _VECTORS, allow_pickle=False).astype(np.float32), lexical)
        except (OSError, ValueError, msgspec.MsgspecError) as error:
            raise IndexUnusable(f"{folder} holds no whole table of habits ({error}): run `aptbot build`") from error

    def asked_for(self, vector: Vectors, said: Sequence[str]) -> list[Likely]:
        """The habits that a question may ask for, the likeliest first, by its vector and the words that say something in it."""
        weights = {term: self._lexical.rarity(term) for term in self._lexical.terms(" ".join(said))}
        total = sum(weights.values())
        if not total or not self._habits:
            return []
        nearest = np.full(len(self._habits), -1.0, np.float32)
        np.maximum.at(nearest, self._owner, self._vectors @ vector)
        found = []
        for number in np.flatnonzero(nearest >= NEAR).tolist():
            habit, near = self._habits[number], float(nearest[number])
            had = {term: weight for term, weight in weights.items() if term in habit.terms}
            telling = sum(weight * self._apart[term] for term, weight in had.items())
            if telling >= LITTLE or near >= CLEAR:
                share = sum(had.values()) / total
                found.append(Likely(near + SHARE * share + TELLING * min(telling, ENOUGH) / ENOUGH, near, share, habit))
        return sorted(found, key=lambda likely: -likely.score)

    @cached_property
    def _apart(self) -> dict[str, float]:
        """How well a term tells the habits apart: 1 where none is asked for with it, 0 where every one is."""
        having = Counter(term for habit in self._habits for term in habit.terms)
        return {term: 1 - math.log(1 + count) / math.log(1 + len(self._habits)) for term, count in having.items()}

    def telling(self, habit: Habit) -> list[int]:
        """The positions of the passages that tell a habit."""
        positions = {p for row in habit.told for p in self._lexical.with_all(set(self._lexical.terms(row)))}
        for row in habit.without:
            positions -= set(self._lexical.with_all(set(self._lexical.terms(row))))
        return sorted(positions)


def write_habits(folder: Path, habits: Sequence[Habit], terms: Terms, embed: Callable[[Sequence[str]], Vectors]) -> None:
    """Store habits with the vectors of how they are asked for."""
    known = [
        msgspec.structs.replace(habit, terms=frozenset(t for text in (habit.name, *habit.asked) for t in terms(text))) for habit in habits
    ]
    (folder / _HABITS).write_bytes(msgspec.msgpack.encode(known))
    asked = [text for habit in habits for text in habit.asked]
    vectors = embed(asked) if asked else np.zeros((0, 0), np.float32)
    np.save(folder / _VECTORS, vectors.astype(np.float16), allow_pickle=False)
