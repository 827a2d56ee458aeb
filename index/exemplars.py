"""What a question asks for, learned from labelled questions: by their meaning, their words and features that the caller counts.

How is told in :mod:`index.fitting`. All labels weigh the same, whatever their number. It is fitted in a second, when an index is
built, and kept; nothing in it is random.
"""

import hashlib
import json
import zipfile
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder
from index.fitting import STRENGTH, WORDS, Fitted, Weights, fit
from index.vectors import CoarseStore

Features = Callable[[str], Sequence[float]]
Labelled = Callable[[], Sequence[tuple[str, str]]]
"""(label, text) of the labelled questions; asked for only where something is to be learned from them."""

FORMAT = 6
NEIGHBOURS, FROM_COSINE, WEIGHT = 5, 0.7, 1.5
"""How many of the nearest labelled questions count, from which cosine on, and how much."""
BATCH = 64


@dataclass(frozen=True)
class _Learned:
    """What is kept: the labels, for each labelled question the number of its label and roughly its vector, and what was fitted to them."""

    labels: tuple[str, ...]
    numbers: NDArray[np.int64]
    nearest: CoarseStore
    fitted: Fitted

    def is_whole(self, width: int, dimension: int) -> bool:
        """Whether everything fits together and has vectors of a dimension, and weights for rows of a width."""
        count = len(self.numbers)
        in_range = count and self.numbers.min() >= 0 and self.numbers.max() < len(self.labels)
        return (
            bool(in_range)
            and self.fitted.is_whole((width + 1, len(self.labels)))
            and (len(self.nearest), self.nearest.dimension) == (count, dimension)
        )


class Exemplars:
    """Scores every label for a question: about 1 for what it asks, about -1 for the rest.

    ``made_of`` changes with the labelled questions, the encoder's weights and what the features count. Raises IndexUnusable where
    nothing of that is kept in the folder and scikit-learn is not installed.
    """

    def __init__(self, labelled: Labelled, features: Features, encoder: Encoder, made_of: str, folder: Path) -> None:
        self._labelled = labelled
        self._features = features
        self._encoder = encoder
        self._learned = self._kept_or_made(made_of, folder)

    @property
    def labels(self) -> tuple[str, ...]:
        return self._learned.labels

    def scores(self, text: str) -> list[tuple[str, float]]:
        """(label, score), the best first."""
        vector = self._encoder.encode_question(text)
        found = self._learned.fitted.scores(text, self._rows([text], vector)[0]) + self._beside(vector[0])
        return [(self.labels[i], float(found[i])) for i in np.argsort(-found)]

    def asked_with(self, word: str) -> int:
        """In how many of the labelled questions a word stands, about."""
        return round(self._learned.fitted.share_with(word) * len(self._learned.numbers))

    def forgetting(self, texts: Sequence[str], like: float) -> "Exemplars":
        """The same without what it learned from labelled questions whose cosine with any of some texts is higher than ``like``."""
        vectors = self._learned.nearest.vectors
        nearest = (vectors @ self._embed(texts).T).max(axis=1)
        kept = np.flatnonzero(nearest <= like)
        every = self._labelled()
        labelled = [every[position] for position in kept.tolist()]
        other = copy(self)
        other._labelled = lambda: labelled
        vectors, numbers = vectors[kept], self._learned.numbers[kept]
        other._learned = replace(
            self._learned,
            numbers=numbers,
            nearest=CoarseStore.of(vectors),
            fitted=self._fit([text for _, text in labelled], vectors, numbers, len(self.labels)),
        )
        return other

    def _beside(self, vector: Weights) -> Weights:
        """What the nearest labelled questions add: nothing until they are almost the same."""
        added = np.zeros(len(self.labels), np.float32)
        for position, cosine in self._learned.nearest.search(vector, NEIGHBOURS):
            if cosine > FROM_COSINE:
                added[self._learned.numbers[position]] += WEIGHT * (cosine - FROM_COSINE)
        return added

    def _rows(self, texts: Sequence[str], vectors: Weights) -> Weights:
        return np.hstack([vectors, np.array([self._features(text) for text in texts], np.float32)])

    def _embed(self, texts: Sequence[str]) -> Weights:
        """The vectors of many texts, those of like length together: a batch is as wide as its longest text."""
        order = sorted(range(len(texts)), key=lambda position: len(texts[position]))
        found = np.zeros((len(texts), self._encoder.dimension), np.float32)
        for start in range(0, len(order), BATCH):
            part = order[start : start + BATCH]
            found[part] = self._encoder.encode([texts[position] for position in part])
        return found

    def _fit(self, texts: Sequence[str], vectors: Weights, numbers: NDArray[np.int64], labels: int) -> Fitted:
        return fit(texts, self._rows(texts, vectors), numbers.tolist(), labels)

    def _made(self) -> _Learned:
        labelled = self._labelled()
        texts, labels = [text for _, text in labelled], tuple(sorted({label for label, _ in labelled}))
        numbers = np.array([labels.index(label) for label, _ in labelled], np.int64)
        vectors = self._embed(texts)
        return _Learned(labels, numbers, CoarseStore.of(vectors), self._fit(texts, vectors, numbers, len(labels)))

    def _kept_or_made(self, made_of: str, folder: Path) -> _Learned:
        """What was learned, as kept, or learned anew and kept. A file that cannot be read or written costs time only."""
        width = self._encoder.dimension + len(self._features(""))
        digest = hashlib.sha256(json.dumps([FORMAT, made_of, WORDS, STRENGTH, width]).encode()).hexdigest()[:32]
        path = folder / f"exemplars-{digest}.npz"
        try:
            if (kept := _read(path)).is_whole(width, self._encoder.dimension):
                return kept
        except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile):
            pass
        made = self._made()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for old in folder.glob("exemplars-*"):
                old.unlink(missing_ok=True)
            _write(made, path)
        except OSError:
            pass
        return made


def _read(path: Path) -> _Learned:
    with np.load(path, allow_pickle=False) as kept:
        fitted = Fitted(kept["dense"], kept["words"], kept["rarity"], _lines(kept["terms"]))
        return _Learned(
            _lines(kept["labels"]), kept["numbers"], CoarseStore(kept["codes"], float(kept["largest"]), kept["centers"]), fitted
        )


def _write(learned: _Learned, path: Path) -> None:
    fitted = learned.fitted
    terms, labels = (np.frombuffer("\n".join(lines).encode(), np.uint8) for lines in (fitted.terms, learned.labels))
    with path.open("wb") as file:
        np.savez(
            file, dense=fitted.dense, words=fitted.words, rarity=fitted.rarity, terms=terms, labels=labels, numbers=learned.numbers,
            codes=learned.nearest.codes, largest=learned.nearest.largest, centers=learned.nearest.centers,
        )  # fmt: skip


def _lines(stored: NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(bytes(stored).decode().split("\n"))
