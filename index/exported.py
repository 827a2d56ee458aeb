"""The exported model on disk: its files, and their hashes, checked before it is used."""

import hashlib
import json
from pathlib import Path

from index.errors import IndexUnusable

MODEL, WEIGHTS, TOKENIZER, MANIFEST = "model.onnx", "model.weights", "tokenizer.json", "manifest.json"
FILES = (MODEL, WEIGHTS, TOKENIZER)
"""The weights lie beside the graph, so that onnxruntime maps them into memory and only what a question needs is read."""


def write_manifest(folder: Path, weights_sha256: str) -> None:
    """Record the hashes of an export and of the weights that it was made from."""
    content = {"weights_sha256": weights_sha256, "files": {name: _sha256(folder / name) for name in FILES}}
    (folder / MANIFEST).write_text(json.dumps(content, indent=1), encoding="utf-8")


def check_export(folder: Path) -> str:
    """The sha256 of the weights that the export was made from. Raises IndexUnusable where it is not whole."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        expected, weights = manifest["files"], str(manifest["weights_sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        raise IndexUnusable(f"{folder} holds no exported model: run `aptbot build`") from None
    for name in FILES:
        try:
            found = _sha256(folder / name)
        except OSError as error:
            raise IndexUnusable(f"{folder / name} cannot be read ({error.strerror}): run `aptbot build`") from None
        if found != expected.get(name):
            raise IndexUnusable(f"{folder / name} is damaged (its hash is not the manifest's): run `aptbot build`")
    return weights


def export_is_current(folder: Path, weights_sha256: str) -> bool:
    """Is there a whole export of these weights?"""
    try:
        return check_export(folder) == weights_sha256
    except IndexUnusable:
        return False


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
