"""A question -> passages: dense and lexical search, fused."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.encoder import Encoder, OnnxEncoder
from index.lexical import LexicalIndex
from index.passages import Passage
from index.store import VECTORS, WORDS, Manifest, check_files, read_manifest, read_passages
from index.vectors import FaissStore, VectorStore

DEPTH = 60
"""How many passages each of the two searches contributes."""
RANK_OFFSET = 20
"""The constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009); small: the first ranks count."""
DENSE_WEIGHT, LEXICAL_WEIGHT = 1.0, 0.8


@dataclass(frozen=True)
class Hit:
    """A passage found. ``score`` is the fused one; ``cosine`` is nearness in meaning, 0 where dense search passed it by."""

    passage: Passage
    score: float
    cosine: float = 0.0
    lexical: float = 0.0


class Search:
    """Dense and lexical search over the same passages."""

    def __init__(self, passages: list[Passage], encoder: Encoder, vectors: VectorStore, lexical: LexicalIndex) -> None:
        if len(vectors) != len(passages):
            raise ValueError(f"{len(vectors)} vectors for {len(passages)} passages")
        self.passages = passages
        self._encoder = encoder
        self._vectors = vectors
        self._lexical = lexical

    def find(self, question: str, count: int = 10) -> list[Hit]:
        """The best passages for a question, fused score falling."""
        dense = self._vectors.search(self._encoder.encode([question]), DEPTH)
        lexical = self._lexical.search(question, DEPTH)
        return self._fuse(dense, lexical)[:count]

    def _fuse(self, dense: Iterable[tuple[int, float]], lexical: Iterable[tuple[int, float]]) -> list[Hit]:
        fused: dict[int, float] = {}
        cosines, scores = dict(dense), dict(lexical)
        for weight, ranked in ((DENSE_WEIGHT, cosines), (LEXICAL_WEIGHT, scores)):
            for rank, position in enumerate(ranked):
                fused[position] = fused.get(position, 0.0) + weight / (RANK_OFFSET + rank + 1)
        best = sorted(fused, key=lambda position: (-fused[position], position))
        return [Hit(self.passages[p], fused[p], cosines.get(p, 0.0), scores.get(p, 0.0)) for p in best]


def open_search(index_folder: Path, model_folder: Path) -> tuple[Search, Manifest]:
    """The index and the exported model, checked. Raises IndexUnusable, saying what is wrong."""
    manifest = read_manifest(index_folder)
    check_files(index_folder, manifest)
    encoder = OnnxEncoder(model_folder)
    search = Search(
        read_passages(index_folder),
        encoder,
        FaissStore.read(index_folder / VECTORS),
        LexicalIndex.read(index_folder / WORDS),
    )
    return search, manifest
