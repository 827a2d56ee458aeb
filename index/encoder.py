"""Texts -> vectors at run time: onnxruntime and tokenizers, without torch.

The model is all-MiniLM-L6-v2 as exported by :mod:`index.sentence_encoder`: mean pooling and normalisation are inside the graph.
"""

import weakref
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexUnusable
from index.exported import FILES, MODEL, QUANTISED, QUESTIONS_MODEL, TOKENIZER, check_export, exported_from, quantised_for

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

T = TypeVar("T")
Vectors = NDArray[np.float32]

IDS, MASK, OUTPUT = "input_ids", "attention_mask", "sentence_vector"
"""The inputs and the output of an exported graph: ids of word pieces, which of them are no padding, and a vector a text."""
MAX_WORD_PIECES = 256
AHEAD = 4
"""So many vectors at most are begun and not yet asked for."""
PATIENCE = 5.0
"""So many seconds are waited at the end for what still runs."""


class Encoder(Protocol):
    """Anything that turns texts into unit vectors."""

    @property
    def weights_sha256(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, shape (len(texts), dimension), float32, each of length 1."""
        ...

    def encode_question(self, text: str) -> Vectors:
        """As ``encode`` of this one text, maybe less exact and sooner; shape (1, dimension)."""
        ...

    def begin(self, text: str) -> None:
        """Start on the vector of a question that may soon be asked for, beside whatever else is done; may do nothing."""
        ...

    def has_whole(self, word: str) -> bool:
        """Whether it has a word, in small letters, as a whole, as it has the common ones of its language."""
        ...


class OnnxEncoder:
    """The exported model: exact for what is kept, in 8 bits for a question where that is exported too.

    In 8 bits a question takes half of the processor's time (5.5 ms of one core against 12 of two), and its vector's cosine with the
    exact one is .99. It runs on a thread of onnxruntime's own, so that a question can be read meanwhile.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._begun: dict[str, Future[Vectors]] = {}
        self._running: set[Future[Vectors]] = set()
        weakref.finalize(self, _wait_for, self._running)  # the interpreter must not end, nor a session go, under what runs
        self.weights_sha256 = exported_from(folder)
        self._quantised = quantised_for(self.weights_sha256)
        self._tokenizer = _checked(folder, (TOKENIZER,), lambda: _tokenizer(folder))
        _ = self._questions

    @cached_property
    def _exact(self) -> "InferenceSession":
        return _checked(self._folder, FILES, lambda: _session(self._folder / MODEL, threads=2))

    @cached_property
    def _questions(self) -> "InferenceSession":
        if not self._quantised:
            return self._exact
        return _checked(self._folder, QUANTISED, lambda: _session(self._folder / QUESTIONS_MODEL, threads=2))

    @property
    def dimension(self) -> int:
        return int(self._questions.get_outputs()[0].shape[1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self._run(self._exact, texts) if texts else np.zeros((0, self.dimension), dtype=np.float32)

    def encode_question(self, text: str) -> Vectors:
        return (self._begun.pop(text, None) or self._started(text)).result()

    def begin(self, text: str) -> None:
        if text in self._begun:
            return
        if len(self._begun) >= AHEAD:
            self._begun.clear()
        self._begun[text] = self._started(text)

    def _started(self, text: str) -> "Future[Vectors]":
        """The vector of a question that is being made."""
        future: Future[Vectors] = Future()
        inputs = self._inputs(self._questions, [text])
        self._running.add(future)

        def ended(outputs: Sequence[Vectors], _: object, fault: str) -> None:
            self._running.discard(future)
            if fault:
                future.set_exception(RuntimeError(f"onnxruntime: {fault}"))
            else:
                future.set_result(np.asarray(outputs[0], dtype=np.float32))

        try:
            self._questions.run_async([OUTPUT], inputs, ended, inputs)
        except Exception:
            self._running.discard(future)
            raise
        return future

    def has_whole(self, word: str) -> bool:
        return self._tokenizer.token_to_id(word) is not None

    def _run(self, session: "InferenceSession", texts: Sequence[str]) -> Vectors:
        (vectors,) = session.run([OUTPUT], self._inputs(session, texts))
        return np.asarray(vectors, dtype=np.float32)

    def _inputs(self, session: "InferenceSession", texts: Sequence[str]) -> dict[str, NDArray[np.int64]]:
        one = len(texts) == 1  # a batch is given to threads, which costs a single text more than it is worth
        encoded = [self._tokenizer.encode(texts[0])] if one else self._tokenizer.encode_batch(list(texts))
        given = {IDS: [e.ids for e in encoded], MASK: [e.attention_mask for e in encoded]}
        return {wanted.name: np.array(given[wanted.name], dtype=np.int64) for wanted in session.get_inputs()}


def _wait_for(running: "set[Future[Vectors]]") -> None:
    """Wait until nothing runs any more."""
    wait(list(running), timeout=PATIENCE)


def _checked(folder: Path, names: Sequence[str], load: Callable[[], T]) -> T:
    """What is loaded from some files of an export, once their hashes are right. Raises IndexUnusable."""
    check_export(folder, names)
    try:
        return load()
    except Exception as error:  # onnxruntime and tokenizers raise types of their own making
        raise IndexUnusable(f"the exported model in {folder} cannot be loaded ({error}): run `aptbot build`") from error


def _session(path: Path, threads: int) -> "InferenceSession":
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False
    # spinning threads would take the cores from what comes between two questions
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _tokenizer(folder: Path) -> "Tokenizer":
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    tokenizer.enable_truncation(MAX_WORD_PIECES)
    tokenizer.enable_padding()
    return tokenizer
