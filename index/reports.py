"""Several sentences about one actor -> the actors that they fit: each by the nearest of what is told of it to every sentence.

One passage seldom tells all that a report does; what is told of one actor does, together.
"""

import itertools
import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from index.encoder import Vectors
from index.lexical import LexicalIndex, best_of, fused
from index.vectors import VectorStore

DEPTH = 60
"""How many rows each search contributes for a sentence; whom they are about is looked at."""
COVERED_WEIGHT, WHOLE_WEIGHT = 1.5, 0.3
"""What counts beside the nearness to the sentences: the share of all words that what is told of an actor has, and the best BM25 score."""
MUCH_TOLD = 0.15
"""Who has much told of him has something near to anything: so much is taken off for each e-fold of rows."""


class Fit(NamedTuple):
    """How well a report fits an actor, and for each sentence the row about it that is nearest, with the nearness from 0 up."""

    entity: str
    score: float
    nearest: tuple[tuple[int, float], ...]


class Rows(NamedTuple):
    """What is searched: rows of vectors and words, ``about`` which actor each one is ("" for none), and the rows about each actor."""

    vectors: VectorStore
    lexical: LexicalIndex
    about: Sequence[str]
    of: Mapping[str, Sequence[int]]


def fits(sentences: Sequence[str], rows: Rows, encode: Callable[[str], Vectors]) -> list[Fit]:
    """The actors that some sentences may fit, the best first."""
    vectors = np.vstack([encode(sentence) for sentence in sentences])
    words = [dict(rows.lexical.search(sentence, DEPTH)) for sentence in sentences]
    found = [row for vector in vectors for row, _ in rows.vectors.search(vector, DEPTH)]
    everything = " ".join(sentences)
    asked = {term: rows.lexical.rarity(term) for term in rows.lexical.terms(everything)}
    whole = dict(rows.lexical.search(everything, len(rows.vectors)))
    covered, top = _covered(asked, rows), best_of(whole.values())
    lexical = _added(words, len(rows.vectors))
    scored = []
    for entity in sorted({rows.about[row] for row in (*found, *itertools.chain.from_iterable(words))} - {""}):
        own = rows.of[entity]
        nearest = _nearest(rows.vectors.cosines(vectors, own) + lexical[:, own], own)
        best = max(whole.get(row, 0.0) for row in own) / top
        near = sum(nearness for _, nearness in nearest) / len(nearest)
        score = near + COVERED_WEIGHT * covered.get(entity, 0.0) + WHOLE_WEIGHT * best - MUCH_TOLD * math.log(len(own))
        scored.append(Fit(entity, score, nearest))
    return sorted(scored, key=lambda fit: -fit.score)


def _covered(asked: Mapping[str, float], rows: Rows) -> dict[str, float]:
    """Of each actor the share of some weighted terms that what is told of it has, together."""
    total, found = sum(asked.values()) or 1.0, defaultdict[str, float](float)
    for term, weight in asked.items():
        for entity in {rows.about[row] for row in rows.lexical.holding(term)}:
            found[entity] += weight / total
    return found


def _added(words: Sequence[Mapping[int, float]], rows: int) -> Vectors:
    """For each sentence a row of what its BM25 scores add to the nearness of each row: (sentences, rows)."""
    found = np.zeros((len(words), rows), np.float32)
    for number, scores in enumerate(words):
        top = best_of(scores.values())
        found[number, list(scores)] = [fused(0.0, score, top) for score in scores.values()]
    return found


def _nearest(nearness: Vectors, own: Sequence[int]) -> tuple[tuple[int, float], ...]:
    """For each sentence, a row of ``nearness``, the row about an actor that is nearest to it, and how near."""
    best = nearness.argmax(axis=1)
    return tuple((own[place], float(near)) for place, near in zip(best.tolist(), nearness.max(axis=1), strict=True))
