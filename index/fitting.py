"""Labelled texts -> weights that tell the labels apart. The one module that imports scikit-learn, when an index is built.

A linear support vector machine, one label against the rest, on a text's vector, on features that the caller counts and on its
words and pairs of words (tf-idf): the vector knows what is alike in meaning, the words what is said.
"""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexUnusable
from knowledge.patterns import as_pattern

Weights = NDArray[np.float32]

WORDS = 2.0
"""How much the words count beside the vector, which is of length 1."""
STRENGTH = 0.1
"""Inverse of the regularization. This and WORDS were chosen on questions of authors whose questions are not among the exemplars."""
_TOKEN = as_pattern(r"\w+")


def terms_of(text: str) -> list[str]:
    """The words of a text in lower case, each two that follow one another, and each two with one between them."""
    words = _TOKEN.findall(text.lower())
    apart = [f"{one} _ {other}" for one, other in zip(words, words[2:], strict=False)]
    return words + [f"{one} {other}" for one, other in itertools.pairwise(words)] + apart


@dataclass(frozen=True)
class Fitted:
    """What was learned, a column a label.

    ``dense``: a row for each number of the vector and each feature, and one added to every score. ``words``: a row a term of
    ``terms``; ``rarity`` is how much that term tells.
    """

    dense: Weights
    words: Weights
    rarity: Weights
    terms: tuple[str, ...]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {term: number for number, term in enumerate(self.terms)}

    def is_whole(self, shape: tuple[int, int]) -> bool:
        """Whether the weights fit together and, of the vector and the features, have a shape."""
        count = len(self.terms)
        return self.dense.shape == shape and self.words.shape == (count, shape[1]) and self.rarity.shape == (count,)

    def share_with(self, term: str) -> float:
        """In which share of the labelled texts a term stood, as its rarity tells."""
        number = self._numbers.get(term)
        return 0.0 if number is None else float(np.exp(1 - self.rarity[number]))

    def scores(self, text: str, row: Weights) -> Weights:
        """One score a label, about 1 for what the text asks and -1 for the rest; ``row`` is its vector and its features."""
        found = row @ self.dense[:-1] + self.dense[-1]
        counted = Counter(self._numbers[term] for term in terms_of(text) if term in self._numbers)
        if not counted:
            return np.asarray(found, np.float32)
        numbers = np.fromiter(counted, np.int64, len(counted))
        told = (1 + np.log(np.fromiter(counted.values(), np.float32, len(counted)))) * self.rarity[numbers]
        return np.asarray(found + WORDS / np.linalg.norm(told) * told @ self.words[numbers], np.float32)


def fit(texts: Sequence[str], rows: Weights, numbers: Sequence[int], labels: int) -> Fitted:
    """Learn from texts, their vectors and features (a row each) and the number of each one's label, from 0 up to ``labels``.

    Two labels at least need a text; one without any scores -1. Raises IndexUnusable.
    """
    try:
        from scipy.sparse import csr_matrix, hstack
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.svm import LinearSVC
    except ImportError as error:
        raise IndexUnusable(f"what questions ask cannot be learned ({error}): pip install 'aptbot[build]', then `aptbot build`") from error
    vectorizer = TfidfVectorizer(analyzer=terms_of, sublinear_tf=True)
    words = vectorizer.fit_transform(texts) * WORDS
    machine = LinearSVC(C=STRENGTH, class_weight="balanced", random_state=0)
    machine.fit(hstack([csr_matrix(rows), words]).tocsr(), np.asarray(numbers))
    weights, added = machine.coef_, machine.intercept_
    if len(weights) == 1:  # of two labels scikit-learn keeps one row: for the second against the first
        weights, added = np.vstack([-weights, weights]), np.array([-added[0], added[0]])
    width = rows.shape[1]
    dense, of_words = np.zeros((width + 1, labels), np.float32), np.zeros((words.shape[1], labels), np.float32)
    dense[-1] = -1.0
    dense[:, machine.classes_] = np.vstack([weights[:, :width].T, added])
    of_words[:, machine.classes_] = weights[:, width:].T
    return Fitted(dense, of_words, vectorizer.idf_.astype(np.float32), tuple(vectorizer.get_feature_names_out()))
