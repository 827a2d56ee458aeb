"""Vectors -> nearest passages. The one module that imports faiss.

The store is the inner product over all unit vectors, each number kept in 16 bits: half the memory and less than half the time of
32, and the same nearest passages. A score is the cosine, from -1 to 1, higher is nearer; this is the only place where a distance
becomes a score.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from index.encoder import Vectors
from index.errors import IndexUnusable


class VectorStore(Protocol):
    """Where the passage vectors are. FAISS here; a database can stand in for it."""

    def __len__(self) -> int: ...

    def search(self, query: Vectors, count: int) -> list[tuple[int, float]]:
        """The nearest passages of one query vector: (position, cosine), falling."""
        ...

    def scores(self, query: Vectors, positions: Sequence[int]) -> dict[int, float]:
        """The cosines of one query vector and the passages at these positions."""
        ...


class FaissStore:
    """Exact search, in memory."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def of(cls, vectors: Vectors) -> "FaissStore":
        """A store of unit vectors, shape (n, dimension)."""
        import faiss

        index = faiss.IndexScalarQuantizer(vectors.shape[1], faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def read(cls, path: Path) -> "FaissStore":
        """Raises IndexUnusable where the file is not a FAISS index."""
        import faiss

        try:
            return cls(faiss.read_index(str(path)))
        except RuntimeError as error:
            raise IndexUnusable(f"{path} is not a whole FAISS index: run `aptbot build`") from error

    def write(self, path: Path) -> None:
        import faiss

        faiss.write_index(self._index, str(path))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    def vectors(self, positions: Sequence[int]) -> Vectors:
        """The stored vectors at these positions."""
        everything = self._index.reconstruct_n(0, len(self))
        return np.asarray(everything, dtype=np.float32)[list(positions)]

    def search(self, query: Vectors, count: int) -> list[tuple[int, float]]:
        import faiss

        # at this size more threads cost more than they bring, and spin for a while after it; the number is kept by each thread
        faiss.omp_set_num_threads(1)
        wanted = np.ascontiguousarray(query.reshape(1, -1), dtype=np.float32)
        scores, positions = self._index.search(wanted, min(count, len(self)))
        return [(p, s) for p, s in zip(positions[0].tolist(), scores[0].tolist(), strict=True) if p >= 0]

    def scores(self, query: Vectors, positions: Sequence[int]) -> dict[int, float]:
        if not positions:
            return {}
        stored = self._index.reconstruct_batch(np.asarray(positions, dtype=np.int64))
        return {p: float(score) for p, score in zip(positions, stored @ query.reshape(-1), strict=True)}
