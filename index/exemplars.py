"""What a question asks for, learned from labelled questions: by their meaning and by features that the caller counts.

A ridge regression on the vectors and features of the labelled questions, one output a label, all labels weighing the same
whatever their number. It is fitted in a tenth of a second and kept; nothing in it is random.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder

Features = Callable[[str], Sequence[float]]
Weights = NDArray[np.float32]

RIDGE = 0.3
"""Strength of the regularization, chosen by cross-validation over the labelled questions of bench/questions."""


class Exemplars:
    """Scores every label for a question: about 1 for what it asks, about -1 for the rest."""

    def __init__(self, labelled: Sequence[tuple[str, str]], features: Features, encoder: Encoder, weights: str, folder: Path) -> None:
        self.labels = sorted({label for label, _ in labelled})
        self._features = features
        self._encoder = encoder
        self._fitted = self._kept_or_fitted(labelled, weights, folder)

    def scores(self, text: str) -> list[tuple[str, float]]:
        """(label, score), the best first."""
        found = self._rows([text], self._encoder.encode([text]))[0] @ self._fitted
        return [(self.labels[i], float(found[i])) for i in np.argsort(-found)]

    def _rows(self, texts: Sequence[str], vectors: NDArray[np.float32]) -> Weights:
        counted = np.array([self._features(text) for text in texts], np.float32)
        return np.hstack([vectors, counted, np.ones((len(texts), 1), np.float32)]).astype(np.float32)

    def _fit(self, labelled: Sequence[tuple[str, str]]) -> Weights:
        texts = [text for _, text in labelled]
        number = np.array([self.labels.index(label) for label, _ in labelled])
        rows = self._rows(texts, self._encoder.encode(texts)).astype(np.float64)
        weight = 1 / np.bincount(number)[number][:, None]
        wanted = np.where(np.arange(len(self.labels)) == number[:, None], 1.0, -1.0)
        penalty = RIDGE * len(self.labels) / len(texts) * np.eye(rows.shape[1])
        return np.linalg.solve(rows.T @ (rows * weight) + penalty, rows.T @ (wanted * weight)).astype(np.float32)

    def _kept_or_fitted(self, labelled: Sequence[tuple[str, str]], weights: str, folder: Path) -> Weights:
        """The fit as kept, or made and kept. A file that cannot be read or written costs time only."""
        probe = self._features(labelled[0][1])
        digest = hashlib.sha256(json.dumps([weights, RIDGE, len(probe), *labelled]).encode()).hexdigest()[:32]
        path = folder / f"exemplars-{digest}.npy"
        shape = (self._encoder.dimension + len(probe) + 1, len(self.labels))
        try:
            kept = np.load(path, allow_pickle=False)
            if kept.dtype == np.float32 and kept.shape == shape:
                return np.asarray(kept, dtype=np.float32)
        except (OSError, ValueError, EOFError):
            pass
        fitted = self._fit(labelled)
        try:
            for old in folder.glob("exemplars-*.npy"):
                old.unlink(missing_ok=True)
            with path.open("wb") as file:
                np.save(file, fitted, allow_pickle=False)
        except OSError:
            pass
        return fitted
