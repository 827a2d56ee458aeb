"""Vectors -> nearest passages. The one module that imports faiss.

The passages' store is the inner product over all unit vectors, each number kept in 16 bits: half the memory and less than half
the time of 32, and the same nearest passages. A score is the cosine, from -1 to 1, higher is nearer; this is the only place where
a distance becomes a score.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.errors import IndexUnusable

Codes = NDArray[np.int8]
LEVELS = 127
"""The largest number in 8 bits with a sign."""


class VectorStore(Protocol):
    """Where the passage vectors are. FAISS here; a database can stand in for it."""

    def __len__(self) -> int: ...

    def search(self, query: Vectors, count: int) -> list[tuple[int, float]]:
        """The nearest passages of one query vector: (position, cosine), falling."""
        ...

    def scores(self, query: Vectors, positions: Sequence[int]) -> dict[int, float]:
        """The cosines of one query vector and the passages at these positions."""
        ...

    def cosines(self, queries: Vectors, positions: Sequence[int]) -> Vectors:
        """The cosines of some vectors, a row each, and the passages at these positions, a column each."""
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
        return _nearest(self._index, query, count)

    def scores(self, query: Vectors, positions: Sequence[int]) -> dict[int, float]:
        return dict(zip(positions, self.cosines(query.reshape(1, -1), positions)[0].tolist(), strict=True)) if positions else {}

    def cosines(self, queries: Vectors, positions: Sequence[int]) -> Vectors:
        stored = self._index.reconstruct_batch(np.asarray(positions, dtype=np.int64))
        return np.asarray(queries @ stored.T, np.float32)


LOOKED_INTO = 8
"""One cell in so many is looked into."""


class CoarseStore:
    """Search in memory over vectors kept in 8 bits a number, in cells around centers of which only the nearest are looked into.

    For what only has to be near, as a labelled question: a cosine is off by a few thousandths, one in a hundred of the nearest is
    missed, and no score that is shown comes from here.
    """

    def __init__(self, codes: Codes, largest: float, centers: Vectors) -> None:
        """From what ``codes``, ``largest`` and ``centers`` of another store were. Raises ValueError where they cannot have been."""
        import faiss

        if codes.ndim != 2 or codes.dtype != np.int8 or not largest > 0:
            raise ValueError(f"no vectors of 8 bits: {codes.dtype} of shape {codes.shape}, at most {largest}")
        if centers.ndim != 2 or centers.shape[1] != codes.shape[1] or centers.dtype != np.float32 or not len(centers):
            raise ValueError(f"no centers of such vectors: {centers.dtype} of shape {centers.shape}")
        self.largest, self.centers = largest, centers
        self._nearest_centers = faiss.IndexFlatIP(codes.shape[1])
        self._nearest_centers.add(np.ascontiguousarray(centers))
        kept = (len(centers), faiss.ScalarQuantizer.QT_8bit_direct_signed, faiss.METRIC_INNER_PRODUCT, False)
        self._index = faiss.IndexIVFScalarQuantizer(self._nearest_centers, codes.shape[1], *kept)
        self._index.is_trained = True
        self._index.nprobe = max(1, len(centers) // LOOKED_INTO)
        self._index.add(codes.astype(np.float32))
        self._index.make_direct_map()

    @classmethod
    def of(cls, vectors: Vectors) -> "CoarseStore":
        """A store of unit vectors, shape (n, dimension)."""
        import faiss

        largest = float(np.abs(vectors).max(initial=0.0)) or 1.0
        faiss.omp_set_num_threads(1)  # with several the sums, and so the cells, are not the same each time
        cells = max(1, round(len(vectors) ** 0.5))
        means = faiss.Kmeans(vectors.shape[1], cells, niter=10, spherical=True, seed=1, min_points_per_centroid=1)
        means.train(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(np.rint(vectors * (LEVELS / largest)).astype(np.int8), largest, np.asarray(means.centroids, np.float32))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    @property
    def codes(self) -> Codes:
        """What is kept of the vectors, shape (n, dimension): each number as so many of ``LEVELS`` parts of ``largest``."""
        return np.asarray(self._index.reconstruct_n(0, len(self)), np.float32).astype(np.int8)

    @property
    def vectors(self) -> Vectors:
        """The vectors, shape (n, dimension), as exactly as they are kept."""
        return np.asarray(self.codes * np.float32(self.largest / LEVELS), np.float32)

    def search(self, query: Vectors, count: int) -> list[tuple[int, float]]:
        """The nearest vectors of one: (position, cosine), falling."""
        unit = self.largest / LEVELS
        levels = np.clip(np.rint(query / unit), -LEVELS, LEVELS)
        return [(position, product * unit * unit) for position, product in _nearest(self._index, levels, count)]


def _nearest(index: Any, query: Vectors, count: int) -> list[tuple[int, float]]:
    """(position, inner product) of the nearest of one query vector, falling."""
    import faiss

    # at this size more threads cost more than they bring, and spin for a while after it; the number is kept by each thread
    faiss.omp_set_num_threads(1)
    wanted = np.ascontiguousarray(query.reshape(1, -1), dtype=np.float32)
    scores, positions = index.search(wanted, min(count, int(index.ntotal)))
    return [(p, s) for p, s in zip(positions[0].tolist(), scores[0].tolist(), strict=True) if p >= 0]
