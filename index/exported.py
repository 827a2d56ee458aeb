"""The exported model on disk: its files, and their hashes, checked before they are used."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from index.errors import IndexUnusable
from index.settings import PACKAGED_SHA256

MODEL, WEIGHTS, TOKENIZER, MANIFEST = "model.onnx", "model.weights", "tokenizer.json", "manifest.json"
FILES = (MODEL, WEIGHTS, TOKENIZER)
"""The weights lie beside the graph, so that onnxruntime maps them into memory and only what a question needs is read."""
QUESTIONS_MODEL, QUESTIONS_WEIGHTS = "questions.onnx", "questions.weights"
QUANTISED = (QUESTIONS_MODEL, QUESTIONS_WEIGHTS)
"""The same model with the weights of its products in 8 bits."""


def quantised_for(weights_sha256: str) -> bool:
    """Whether questions are embedded in 8 bits: with the packaged model, of which bench.questions says that it costs nothing."""
    return weights_sha256 == PACKAGED_SHA256


def write_manifest(folder: Path, weights_sha256: str) -> None:
    """Record the hashes of an export and of the weights that it was made from."""
    names = (*FILES, *QUANTISED) if quantised_for(weights_sha256) else FILES
    content = {"weights_sha256": weights_sha256, "files": {name: _sha256(folder / name) for name in names}}
    (folder / MANIFEST).write_text(json.dumps(content, indent=1), encoding="utf-8")


def exported_from(folder: Path) -> str:
    """The sha256 of the weights that the export in a folder was made from. Raises IndexUnusable where there is none."""
    return _read(folder)[0]


def check_export(folder: Path, names: Sequence[str]) -> None:
    """Raises IndexUnusable where one of the files of an export is missing or damaged."""
    expected = _read(folder)[1]
    for name in names:
        try:
            found = _sha256(folder / name)
        except OSError as error:
            raise IndexUnusable(f"{folder / name} cannot be read ({error.strerror}): run `aptbot build`") from None
        if found != expected.get(name):
            raise IndexUnusable(f"{folder / name} is damaged (its hash is not the manifest's): run `aptbot build`")


def export_is_current(folder: Path, weights_sha256: str) -> bool:
    """Is there a whole export of these weights?"""
    try:
        check_export(folder, (*FILES, *QUANTISED) if quantised_for(weights_sha256) else FILES)
        return exported_from(folder) == weights_sha256
    except IndexUnusable:
        return False


def _read(folder: Path) -> tuple[str, dict[str, str]]:
    """The hash of the weights that an export was made from, and the hashes of its files."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        return str(manifest["weights_sha256"]), dict(manifest["files"])
    except (OSError, ValueError, KeyError, TypeError):
        raise IndexUnusable(f"{folder} holds no exported model: run `aptbot build`") from None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
