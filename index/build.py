"""Passages -> an index on disk. Only what changed is embedded; the rest is taken from the index that is there."""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import numpy as np

from index.encoder import OnnxEncoder, Vectors
from index.errors import IndexUnusable
from index.exported import export_is_current, write_manifest
from index.habits import Habit, write_habits
from index.lexical import LexicalIndex
from index.passages import Passage, digest_of
from index.retold import Retelling, write_placed
from index.sentence_encoder import SentenceEncoder, check_weights, model_folder
from index.settings import PACKAGED, PACKAGED_SHA256
from index.store import EMBEDDED, FORMAT, PASSAGES, VECTORS, WORDS, Manifest, check_files, read_manifest, write_index
from index.terms import Terms, thesaurus
from index.vectors import FaissStore

log = logging.getLogger(__name__)

BATCH = 32


@dataclass(frozen=True)
class Model:
    """Which model embeds: ``packaged`` or a folder, and the sha256 its weights must have (empty: any)."""

    name: str = PACKAGED
    sha256: str = PACKAGED_SHA256


@dataclass
class Outcome:
    """What a build did."""

    passages: int = 0
    embedded: int = 0
    exported: bool = False
    notices: list[str] = field(default_factory=list)


Progress = Callable[[str, int, int], None]
"""Told what is going on, how much of it is done and how much there is."""


def build_index(
    passages: Sequence[Passage], made_of: str, index_folder: Path, export_folder: Path, model: Model, progress: Progress,
    same: Sequence[tuple[str, ...]] = (), habits: Sequence[Habit] = (), retellings: Sequence[Retelling] = (),
) -> Outcome:  # fmt: skip
    """Bring the index and the exported model up to date with the passages. Raises IndexUnusable.

    ``same``: rows of words that say the same, beside those of the thesaurus. ``habits``: what questions may ask for in their own words.
    ``retellings``: other words for some of the passages.
    """
    outcome = Outcome(passages=len(passages))
    weights = check_weights(model_folder(model.name), model.sha256)
    sentence_encoder = None
    if not export_is_current(export_folder, weights):
        progress("exporting the model", 0, 1)
        sentence_encoder = SentenceEncoder(model_folder(model.name), model.sha256)
        sentence_encoder.export(export_folder)
        write_manifest(export_folder, weights)
        outcome.exported = True
    known = _known_vectors(index_folder, weights, outcome)
    wanted = {p.digest: p.embedded for p in passages} | {digest_of(r.text): r.text for r in retellings}
    missing = sorted((digest, text) for digest, text in wanted.items() if digest not in known)
    outcome.embedded = len(missing)
    known |= _embed(missing, sentence_encoder, export_folder, progress)
    progress("writing the index", 0, 1)
    digests = [*(p.digest for p in passages), *(digest_of(r.text) for r in retellings)]
    matrix = np.stack([known[digest] for digest in digests])
    terms = Terms.of([*same, *thesaurus()])

    def asked(texts: Sequence[str]) -> Vectors:
        found = _embed([(text, text) for text in dict.fromkeys(texts)], sentence_encoder, export_folder, progress)
        return np.stack([found[text] for text in texts])

    def more(folder: Path) -> None:
        (folder / EMBEDDED).write_text(json.dumps(digests), encoding="utf-8")
        write_placed(folder, retellings)
        write_habits(folder, habits, terms, asked)

    texts = [*(p.embedded for p in passages), *(r.text for r in retellings)]
    words = LexicalIndex.of(texts, terms, len(passages))
    _write(index_folder, passages, matrix, words, made_of, weights, more)
    progress("writing the index", 1, 1)
    return outcome


def _known_vectors(folder: Path, weights: str, outcome: Outcome) -> dict[str, Vectors]:
    """Embeddings by content hash from the index that is there, if they are whole and of the same model.

    An index of another version keeps its embeddings too: what the text says has not changed.
    """
    try:
        manifest = read_manifest(folder, any_format=True)
        if manifest.weights_sha256 != weights:
            raise IndexUnusable(f"{folder} was built with another model")
        check_files(folder, manifest, only=(EMBEDDED, VECTORS))
        digests = json.loads((folder / EMBEDDED).read_bytes())
        vectors = FaissStore.read(folder / VECTORS).vectors(range(len(digests)))
    except (IndexUnusable, OSError, ValueError) as error:
        if folder.exists():
            outcome.notices.append(f"rebuilding the whole index: {error}")
        return {}
    return dict(zip(digests, vectors, strict=True))


def _embed(
    missing: Sequence[tuple[str, str]], sentence_encoder: SentenceEncoder | None, export_folder: Path, progress: Progress
) -> dict[str, Vectors]:
    """Vectors by content hash: from sentence-transformers where it is loaded anyway, else from the same model exported."""
    if not missing:
        return {}
    encoder = sentence_encoder or OnnxEncoder(export_folder)
    order = sorted(range(len(missing)), key=lambda i: -len(missing[i][1]))
    found: dict[str, Vectors] = {}
    for start in range(0, len(order), BATCH):
        chosen = [missing[i] for i in order[start : start + BATCH]]
        for (digest, _), vector in zip(chosen, encoder.encode([text for _, text in chosen]), strict=True):
            found[digest] = vector
        progress("embedding passages", len(found), len(missing))
    return found


def _write(
    folder: Path, passages: Sequence[Passage], matrix: Vectors, words: LexicalIndex, made_of: str, weights: str,
    more: Callable[[Path], None],
) -> None:  # fmt: skip
    def fill(fresh: Path) -> None:
        (fresh / PASSAGES).write_bytes(msgspec.msgpack.encode(list(passages)))
        FaissStore.of(matrix).write(fresh / VECTORS)
        words.write(fresh / WORDS)
        more(fresh)

    manifest = Manifest(FORMAT, made_of, weights, matrix.shape[1], len(passages), {})
    write_index(folder, manifest, fill)
