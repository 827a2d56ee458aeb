"""Words -> passages: BM25 through bm25s, beside the dense search. The one module that imports bm25s."""

import math
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

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
        total = int(retriever.scores["num_docs"])
        positions, scores = retriever.retrieve([known], k=min(count, total), show_progress=False)
        return [(p, s) for p, s in zip(positions[0].tolist(), scores[0].tolist(), strict=True) if s > 0]
