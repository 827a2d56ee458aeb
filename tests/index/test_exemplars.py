"""What is learned from labelled questions, and what is left of it without some of them."""

from collections.abc import Sequence

import numpy as np
import pytest

from index.encoder import Vectors
from index.exemplars import Exemplars

LABELLED = [("fish", "cod"), ("fish", "herring"), ("bird", "gull"), ("bird", "tern"), ("fish", "eel"), ("bird", "wren")]


class Letters:
    """Vectors of how often each letter stands in a text."""

    dimension = 26
    weights_sha256 = ""

    def encode_question(self, text: str) -> Vectors:
        return self.encode([text])

    def has_whole(self, word: str) -> bool:
        return True

    def encode(self, texts: Sequence[str]) -> Vectors:
        counted = np.array([[text.count(chr(97 + i)) for i in range(26)] for text in texts], np.float32) + 1e-6
        return (counted / np.linalg.norm(counted, axis=1, keepdims=True)).astype(np.float32)


def learned(folder) -> Exemplars:
    return Exemplars(lambda: LABELLED, lambda _: [0.0], Letters(), "test", folder)


def test_what_is_like_a_labelled_question_gets_its_label(tmp_path):
    assert learned(tmp_path).scores("herrings")[0][0] == "fish"
    assert learned(tmp_path).scores("gulls")[0][0] == "bird"


def test_what_is_forgotten_no_longer_counts_and_the_rest_still_does(tmp_path):
    whole = learned(tmp_path)
    part = whole.forgetting(["gull", "tern"], 0.99)
    assert dict(part.scores("gull"))["bird"] < dict(whole.scores("gull"))["bird"]
    assert part.scores("eel")[0][0] == "fish"
    assert whole.scores("gull")[0][0] == "bird"


def test_what_was_learned_is_the_same_when_read_again(tmp_path):
    first, second = learned(tmp_path), learned(tmp_path)
    assert first.scores("herrings") == second.scores("herrings")


def test_a_label_that_is_left_without_questions_is_told_apart_from_nothing(tmp_path):
    whole = Exemplars(lambda: [*LABELLED, ("tree", "oak")], lambda _: [0.0], Letters(), "test", tmp_path)
    left = dict(whole.forgetting(["oak"], 0.99).scores("oak"))
    assert left["tree"] == pytest.approx(-1)
    assert len(left) == 3
