"""A vector that is begun before it is asked for is the one that is asked for, and nothing is lost with those that nobody asks for."""

import subprocess
import sys

import numpy as np
import pytest

from bot.settings import Settings
from index.encoder import AHEAD, OnnxEncoder

LONG = "who hid its command and control behind satellite links " * 40


@pytest.fixture(scope="module")
def encoder(settings: Settings) -> OnnxEncoder:
    return OnnxEncoder(settings.model_dir)


def test_what_was_begun_is_what_is_asked_for(encoder: OnnxEncoder) -> None:
    texts = ["who is Sofacy", "hotel wifi executives", LONG, ""]
    plain = [encoder.encode_question(text) for text in texts]
    for text in texts:
        encoder.begin(text)
    for text, expected in reversed(list(zip(texts, plain, strict=True))):
        np.testing.assert_array_equal(encoder.encode_question(text), expected)
    assert plain[0].shape == (1, 384)
    assert plain[0].dtype == np.float32


def test_what_nobody_asks_for_is_not_kept(encoder: OnnxEncoder) -> None:
    for number in range(5 * AHEAD):
        encoder.begin(f"question {number}")
    assert len(encoder._begun) <= AHEAD


def test_an_interpreter_ends_while_vectors_are_being_made(settings: Settings) -> None:
    program = (
        "import sys; from pathlib import Path; from index.encoder import OnnxEncoder\n"
        f"encoder = OnnxEncoder(Path(sys.argv[1]))\nfor number in range(3): encoder.begin(f'{{number}} {LONG}')\nprint('begun')"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(settings.model_dir)], capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "begun\n", "")


def test_a_model_that_fails_says_so_when_its_vector_is_asked_for(settings: Settings) -> None:
    encoder = OnnxEncoder(settings.model_dir)
    inputs = encoder._inputs
    encoder._inputs = lambda session, texts: {name: ids.astype(np.float32) for name, ids in inputs(session, texts).items()}  # type: ignore[method-assign]
    with pytest.raises(Exception, match=r"(?i)type|input"):
        encoder.encode_question("who is Sofacy")
    assert not encoder._running
