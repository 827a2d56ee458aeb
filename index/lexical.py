"""Words -> passages: BM25 scores, reckoned by bm25s when an index is built, beside the dense search.

The scores are kept as plain arrays, so that an answer imports neither bm25s nor the scipy that it brings.
"""

import json
import math
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.confidence import share
from index.errors import IndexUnusable
from index.terms import Terms

_VOCABULARY, _ARRAYS = "words.json", ("starts", "holders", "shares")

WEIGHT = 0.3
"""What the best lexical match adds to a cosine; weaker ones in proportion. Scores, not ranks, are fused: a passage that
alone holds the rare words of a question leads the lexical list by far, and its rank would not say so."""
FLOOR = 6.0
"""BM25 score below which even the best lexical match counts as a weak one."""


def fused(cosine: float, score: float, top: float) -> float:
    """Nearness by meaning and words: a cosine with its BM25 score, of which ``top`` is the best one (:func:`best_of`)."""
    return cosine + WEIGHT * score / top


def best_of(scores: Iterable[float]) -> float:
    """The best of some BM25 scores, or what a weak match counts as."""
    return max([FLOOR, *scores])


class LexicalIndex:
    """BM25 scores, from 0 up, higher is better.

    ``terms`` makes terms of texts. ``vocabulary`` numbers the terms; the passages that have term n are
    ``holders[starts[n]:starts[n + 1]]``, rising, and its share in their scores stands at the same places of ``shares``.
    Only the first ``told`` passages tell anything; those behind them are other words for one of them.
    """

    def __init__(
        self, terms: Terms, vocabulary: dict[str, int], starts: NDArray[np.int64], holders: NDArray[np.int32], shares: NDArray[np.float32],
        passages: int, told: int,
    ) -> None:  # fmt: skip
        self.terms = terms
        self._vocabulary, self._starts, self._holders, self._shares = vocabulary, starts, holders, shares
        self._passages, self._told = passages, told

    @classmethod
    def of(cls, texts: Sequence[str], terms: Terms, told: int | None = None) -> "LexicalIndex":
        """Of some texts, all of which tell something, or only the first ``told``."""
        import bm25s

        retriever = bm25s.BM25(backend="numpy")
        retriever.index([terms(text) or ["-"] for text in texts], show_progress=False)
        reckoned = retriever.scores
        arrays = reckoned["indptr"].astype(np.int64), reckoned["indices"].astype(np.int32), reckoned["data"].astype(np.float32)
        vocabulary = {word: int(number) for word, number in retriever.vocab_dict.items()}
        return cls(terms, vocabulary, *arrays, len(texts), len(texts) if told is None else told)

    @classmethod
    def read(cls, folder: Path) -> "LexicalIndex":
        """Raises IndexUnusable where the folder holds no such index."""
        try:
            kept = json.loads((folder / _VOCABULARY).read_bytes())
            starts, holders, shares = (np.load(folder / f"{name}.npy", allow_pickle=False) for name in _ARRAYS)
            return cls(Terms(kept["same"]), kept["words"], starts, holders, shares, kept["passages"], kept["told"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexUnusable(f"{folder} is not a whole index of words ({error}): run `aptbot build`") from error

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        kept = {"same": self.terms.same, "words": self._vocabulary, "passages": self._passages, "told": self._told}
        (folder / _VOCABULARY).write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        arrays: tuple[NDArray[np.generic], ...] = (self._starts, self._holders, self._shares)
        for name, array in zip(_ARRAYS, arrays, strict=True):
            np.save(folder / f"{name}.npy", array, allow_pickle=False)

    def knows(self, word: str) -> bool:
        """Whether any passage has a term."""
        return word in self._vocabulary

    def rarity(self, word: str) -> float:
        """How much a term tells: 0 where every passage has it, most where none has."""
        having = self._of(word)
        return math.log((self._passages + 1) / (having.stop - having.start + 1))

    def shares(self, asked: Iterable[str], texts: Sequence[str]) -> list[float]:
        """The largest share of the words of one of some clauses, by rarity, that each of some texts has, whether or not it is indexed."""
        weighed = [{term: self.rarity(term) for term in self.terms(clause)} for clause in asked]
        wanted = [weights for weights in weighed if any(weights.values())]
        if not wanted:
            return [0.0] * len(texts)
        return [max(share(weights, had) for weights in wanted) for had in (frozenset(self.terms(text)) for text in texts)]

    def search(self, question: str, count: int, among: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """The best passages, of all or of those at some positions: (position, score), falling; none that shares no term."""
        scores = np.zeros(self._passages, np.float32)
        for word in dict.fromkeys(self.terms(question)):
            having = self._of(word)
            scores[self._holders[having]] += self._shares[having]
        positions = np.flatnonzero(scores) if among is None else np.asarray(among, dtype=np.int64)
        positions = positions[scores[positions] > 0]
        if len(positions) > count:
            positions = positions[np.argpartition(-scores[positions], count - 1)[:count]]
        best = positions[np.lexsort((positions, -scores[positions]))]
        return list(zip(best.tolist(), scores[best].tolist(), strict=True))

    def holding(self, term: str) -> list[int]:
        """The positions of all passages that have a term."""
        return [int(position) for position in self._holders[self._of(term)]]

    def with_all(self, terms: Collection[str]) -> list[int]:
        """The positions of the passages that tell something with every one of some terms; none where there are no terms."""
        found: NDArray[np.int32] | None = None
        for word in terms:
            holding = self._holders[self._of(word)]
            found = holding if found is None else np.intersect1d(found, holding, assume_unique=True)
        return [] if found is None else found[: np.searchsorted(found, self._told)].tolist()

    def having(self, terms: Collection[str], positions: Sequence[int]) -> list[frozenset[str]]:
        """Which of some terms each of the passages at these positions has."""
        found: list[set[str]] = [set() for _ in positions]
        for word in terms:
            holding = self._holders[self._of(word)]
            if len(holding):
                nearest = np.minimum(np.searchsorted(holding, positions), len(holding) - 1)
                for place in np.flatnonzero(holding[nearest] == positions).tolist():
                    found[place].add(word)
        return [frozenset(had) for had in found]

    def _of(self, word: str) -> slice:
        """Where the holders of a term stand; an empty slice where no passage has it."""
        number = self._vocabulary.get(word)
        return slice(0, 0) if number is None else slice(int(self._starts[number]), int(self._starts[number + 1]))
