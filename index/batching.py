"""Texts that are to be encoded at the same time are encoded together: one run of the model for all of them.

Questions come one by one from several threads. While one run goes on, the others wait and their texts gather; the first of them
then encodes all that have gathered. Alone, a question waits for nothing. Two runs beside each other would only share the cores.
"""

from collections.abc import Sequence
from threading import Lock

import numpy as np

from index.encoder import Encoder, Vectors

MOST = 8
"""So many texts make one run, at most: a batch is as wide as its longest text, and larger ones bring nothing more."""


class _Waiting:
    def __init__(self, text: str) -> None:
        self.text = text
        self.vector: Vectors | None = None


class BatchingEncoder:
    """An encoder for one text at a time from many threads; what is given as a batch is encoded as it is."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._turn, self._list = Lock(), Lock()
        self._waiting: list[_Waiting] = []

    @property
    def dimension(self) -> int:
        return self._encoder.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        if len(texts) != 1:
            return self._encoder.encode(texts)
        mine = _Waiting(texts[0])
        with self._list:
            self._waiting.append(mine)
        with self._turn:
            if mine.vector is None:
                self._run(mine)
        assert mine.vector is not None
        return mine.vector

    def _run(self, mine: _Waiting) -> None:
        """Encode what has gathered. A run that fails leaves the others to encode their own."""
        with self._list:
            others = [one for one in self._waiting if one is not mine][: MOST - 1]
            gone = {id(one) for one in (mine, *others)}
            self._waiting = [one for one in self._waiting if id(one) not in gone]
        vectors = self._encoder.encode([one.text for one in (mine, *others)])
        for one, vector in zip((mine, *others), vectors, strict=True):
            one.vector = np.ascontiguousarray(vector[None, :])
