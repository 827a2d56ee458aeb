"""What a question asks for, learned from labelled questions: by their meaning, their words and features that the caller counts.

How is told in :mod:`index.fitting`. All labels weigh the same, whatever their number. It is fitted in a second, when an index is
built, and kept; nothing in it is random.
"""

import hashlib
import json
import zipfile
from collections.abc import Callable, Sequence
from copy import copy
from pathlib import Path

import numpy as np

from index.encoder import Encoder
from index.fitting import STRENGTH, WORDS, Fitted, Weights, fit
from index.vectors import FaissStore

Features = Callable[[str], Sequence[float]]

FORMAT = 2
NEIGHBOURS, FROM_COSINE, WEIGHT = 5, 0.7, 1.5
"""How many of the nearest labelled questions count, from which cosine on, and how much."""
BATCH = 64


class Exemplars:
    """Scores every label for a question: about 1 for what it asks, about -1 for the rest."""

    def __init__(self, labelled: Sequence[tuple[str, str]], features: Features, encoder: Encoder, made_of: str, folder: Path) -> None:
        self.labels = sorted({label for label, _ in labelled})
        self._features = features
        self._encoder = encoder
        self._labelled = list(labelled)
        self._numbers = [self.labels.index(label) for label, _ in labelled]
        self._fitted, self._vectors = self._kept_or_made(labelled, made_of, folder)
        self._nearest = FaissStore.of(self._vectors)

    def scores(self, text: str) -> list[tuple[str, float]]:
        """(label, score), the best first."""
        vector = self._encoder.encode_question(text)
        found = self._fitted.scores(text, self._rows([text], vector)[0]) + self._beside(vector[0])
        return [(self.labels[i], float(found[i])) for i in np.argsort(-found)]

    def forgetting(self, texts: Sequence[str], like: float) -> "Exemplars":
        """The same without what it learned from labelled questions whose cosine with any of some texts is higher than ``like``."""
        nearest = (self._vectors @ self._embed(texts).T).max(axis=1)
        kept = [position for position, cosine in enumerate(nearest.tolist()) if cosine <= like]
        other = copy(self)
        other._labelled = [self._labelled[position] for position in kept]
        other._numbers = [self._numbers[position] for position in kept]
        other._vectors = self._vectors[kept]
        other._fitted = other._fit(other._vectors)
        other._nearest = FaissStore.of(other._vectors)
        return other

    def _beside(self, vector: Weights) -> Weights:
        """What the nearest labelled questions add: nothing until they are almost the same."""
        added = np.zeros(len(self.labels), np.float32)
        for position, cosine in self._nearest.search(vector, NEIGHBOURS):
            if cosine > FROM_COSINE:
                added[self._numbers[position]] += WEIGHT * (cosine - FROM_COSINE)
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

    def _fit(self, vectors: Weights) -> Fitted:
        texts = [text for _, text in self._labelled]
        return fit(texts, self._rows(texts, vectors), self._numbers, len(self.labels))

    def _kept_or_made(self, labelled: Sequence[tuple[str, str]], made_of: str, folder: Path) -> tuple[Fitted, Weights]:
        """The fit and the vectors, as kept, or made and kept. A file that cannot be read or written costs time only.

        ``made_of`` changes with the encoder's weights and with what the features count.
        """
        probe = self._features(labelled[0][1])
        digest = hashlib.sha256(json.dumps([FORMAT, made_of, WORDS, STRENGTH, len(probe), *labelled]).encode()).hexdigest()[:32]
        path = folder / f"exemplars-{digest}.npz"
        shapes = ((self._encoder.dimension + len(probe) + 1, len(self.labels)), (len(labelled), self._encoder.dimension))
        try:
            with np.load(path, allow_pickle=False) as kept:
                fitted = Fitted(kept["dense"], kept["words"], kept["rarity"], tuple(bytes(kept["terms"]).decode().split("\n")))
                vectors = kept["vectors"]
            if fitted.is_whole(shapes[0]) and vectors.shape == shapes[1]:
                return fitted, vectors
        except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile):
            pass
        vectors = self._embed([text for _, text in labelled])
        fitted = self._fit(vectors)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for old in folder.glob("exemplars-*"):
                old.unlink(missing_ok=True)
            terms = np.frombuffer("\n".join(fitted.terms).encode(), np.uint8)
            with path.open("wb") as file:
                np.savez(file, dense=fitted.dense, words=fitted.words, rarity=fitted.rarity, terms=terms, vectors=vectors)
        except OSError:
            pass
        return fitted, vectors
