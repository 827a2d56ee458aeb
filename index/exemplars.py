"""A text -> the labels of the labelled texts nearest to it in meaning, nearest first."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.encoder import Encoder, Vectors


class Exemplars:
    """Labelled texts and their vectors. ``folder`` keeps the vectors under a hash of the texts and the model's weights."""

    def __init__(self, labelled: Sequence[tuple[str, str]], encoder: Encoder, weights: str, folder: Path) -> None:
        self._labels = [label for label, _ in labelled]
        self._encoder = encoder
        self._vectors = _vectors([text for _, text in labelled], encoder, weights, folder)

    def nearest(self, text: str, count: int = 5) -> list[tuple[str, float]]:
        """(label, cosine) of the nearest texts."""
        cosines = self._vectors @ self._encoder.encode([text])[0]
        return [(self._labels[i], float(cosines[i])) for i in np.argsort(-cosines)[:count]]


def _vectors(texts: Sequence[str], encoder: Encoder, weights: str, folder: Path) -> Vectors:
    """The vectors of the texts: as kept, or embedded and kept. A file that cannot be read or written costs time only."""
    digest = hashlib.sha256(json.dumps([weights, *texts]).encode()).hexdigest()[:32]
    path = folder / f"exemplars-{digest}.npy"
    try:
        kept = np.load(path, allow_pickle=False)
        if kept.dtype == np.float32 and kept.shape == (len(texts), encoder.dimension):
            return np.asarray(kept, dtype=np.float32)
    except (OSError, ValueError, EOFError):
        pass
    fresh = encoder.encode(texts)
    try:
        for old in folder.glob("exemplars-*.npy"):
            old.unlink(missing_ok=True)
        with path.open("wb") as file:
            np.save(file, fresh, allow_pickle=False)
    except OSError:
        pass
    return fresh
