"""Words -> passages: BM25 through bm25s, beside the dense search. The one module that imports bm25s."""

import math
import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import IndexUnusable

_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
_STOPWORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "me",
        "my",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "she",
        "so",
        "such",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "to",
        "use",
        "used",
        "uses",
        "using",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "you",
        "your",
        "group",
        "groups",
        "actor",
        "actors",
        "threat",
    ]
)


def words(text: str) -> list[str]:
    """The words that count: lower case, without the commonest; ``x-agent`` also gives ``xagent``, plurals lose their s."""
    return [form for match in _WORD.finditer(text.lower()) for form in _forms(match[0])]


@lru_cache(maxsize=100_000)
def _forms(word: str) -> tuple[str, ...]:
    if word in _STOPWORDS:
        return ()
    if "-" not in word and "." not in word:
        return (_singular(word),)
    parts = (_singular(part) for part in re.split(r"[-.]", word) if part not in _STOPWORDS)
    return (_singular(word), re.sub(r"[-.]", "", word), *parts)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


class LexicalIndex:
    """BM25 scores, from 0 up, higher is better."""

    def __init__(self, retriever: Any) -> None:
        self._retriever = retriever

    @classmethod
    def of(cls, texts: Iterable[str]) -> "LexicalIndex":
        import bm25s

        retriever = bm25s.BM25(backend="numpy")
        retriever.index([words(text) or ["-"] for text in texts], show_progress=False)
        return cls(retriever)

    @classmethod
    def read(cls, folder: Path) -> "LexicalIndex":
        """Raises IndexUnusable where the folder holds no BM25 index."""
        import bm25s

        try:
            return cls(bm25s.BM25.load(str(folder), load_corpus=False, allow_pickle=False))
        except (OSError, ValueError, KeyError) as error:
            raise IndexUnusable(f"{folder} is not a whole BM25 index ({error}): run `aptbot build`") from error

    def write(self, folder: Path) -> None:
        self._retriever.save(str(folder), show_progress=False)

    def knows(self, word: str) -> bool:
        """Whether any passage has a word of :func:`words`."""
        return word in self._retriever.vocab_dict

    def rarity(self, word: str) -> float:
        """How much a word of :func:`words` tells: 0 where every passage has it, most where none has."""
        retriever = self._retriever
        total, number = int(retriever.scores["num_docs"]), retriever.vocab_dict.get(word)
        starts = retriever.scores["indptr"]
        having = 0 if number is None else int(starts[number + 1] - starts[number])
        return math.log((total + 1) / (having + 1))

    def search(self, question: str, count: int) -> list[tuple[int, float]]:
        """The best passages: (position, score), falling; none that shares no word with the question."""
        retriever = self._retriever
        known = [word for word in dict.fromkeys(words(question)) if word in retriever.vocab_dict]
        if not known:
            return []
        scores = retriever.get_scores(known)
        positions = np.flatnonzero(scores)  # the best of those that share a word: bm25s picks from all of them, six times slower
        if len(positions) > count:
            positions = positions[np.argpartition(-scores[positions], count - 1)[:count]]
        best = positions[np.lexsort((positions, -scores[positions]))]
        return list(zip(best.tolist(), scores[best].tolist(), strict=True))

    def having(self, words: Collection[str], positions: Sequence[int]) -> list[frozenset[str]]:
        """Which of some words of :func:`words` each of the passages at these positions has."""
        starts, holders = self._retriever.scores["indptr"], self._retriever.scores["indices"]
        found: list[set[str]] = [set() for _ in positions]
        for word in words:
            if (number := self._retriever.vocab_dict.get(word)) is not None:
                holding = holders[starts[number] : starts[number + 1]]  # rising
                nearest = np.minimum(np.searchsorted(holding, positions), len(holding) - 1)
                for place in np.flatnonzero(holding[nearest] == positions).tolist():
                    found[place].add(word)
        return [frozenset(had) for had in found]
