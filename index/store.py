"""The index on disk: passages, vectors and words with a manifest of what they were built from.

Everything is written into a folder beside and renamed into place, so that a reader sees the old index or the new one.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec

from index.errors import IndexUnusable
from index.passages import Passage

FORMAT = 6
PASSAGES, VECTORS, EMBEDDED, WORDS, MANIFEST = "passages.msgpack", "vectors.faiss", "embedded.json", "words", "manifest.json"


_MAKING = (
    "passages.py", "lexical.py", "words.py", "terms.py", "thesaurus.txt", "habits.py", "habits.toml", "retold.py", "retold.toml",
)  # fmt: skip


@dataclass(frozen=True)
class Manifest:
    """What an index was built from. ``made_of`` is :func:`index_fingerprint`; ``files`` maps a file to its sha256."""

    format: int
    made_of: str
    weights_sha256: str
    dimension: int
    passages: int
    files: dict[str, str]


def index_fingerprint(knowledge: str) -> str:
    """What an index depends on: the knowledge's fingerprint and the code that cuts passages and words."""
    digest = hashlib.sha256(f"format {FORMAT} {knowledge}".encode())
    for name in _MAKING:
        digest.update((Path(__file__).parent / name).read_bytes())
    return digest.hexdigest()


def read_manifest(folder: Path, any_format: bool = False) -> Manifest:
    """Raises IndexUnusable where there is no index, or one of another version and not ``any_format`` will do."""
    path = folder / MANIFEST
    try:
        manifest = Manifest(**json.loads(path.read_bytes()))
    except FileNotFoundError:
        raise IndexUnusable(f"{folder} holds no passage index: run `aptbot build`") from None
    except (OSError, ValueError, TypeError) as error:
        raise IndexUnusable(f"{path} cannot be read ({error}): run `aptbot build`") from None
    if manifest.format != FORMAT and not any_format:
        raise IndexUnusable(f"{path} is of another version of aptbot: run `aptbot build`")
    return manifest


def check_files(folder: Path, manifest: Manifest, only: Collection[str] = ()) -> None:
    """Raises IndexUnusable naming the first file, of all or ``only`` of these, that is missing or is not what the manifest says."""
    for name, expected in manifest.files.items() if not only else ((name, manifest.files.get(name, "")) for name in only):
        path = folder / name
        try:
            found = _sha256(path)
        except OSError as error:
            raise IndexUnusable(f"{path} cannot be read ({error.strerror}): run `aptbot build`") from None
        if found != expected:
            raise IndexUnusable(f"{path} is damaged (its hash is not the manifest's): run `aptbot build`")


def read_passages(folder: Path) -> list[Passage]:
    return msgspec.msgpack.decode((folder / PASSAGES).read_bytes(), type=list[Passage])


def write_index(folder: Path, manifest: Manifest, fill: Callable[[Path], None]) -> None:
    """Let ``fill`` write the files into a fresh folder, add the manifest, and put it in the old one's place."""
    fresh, old = folder.with_name(f".{folder.name}.new.{os.getpid()}"), folder.with_name(f".{folder.name}.old.{os.getpid()}")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        fill(fresh)
        files = {p.relative_to(fresh).as_posix(): _sha256(p) for p in sorted(fresh.rglob("*")) if p.is_file()}
        content = asdict(manifest) | {"files": files}
        (fresh / MANIFEST).write_text(json.dumps(content, indent=1), encoding="utf-8")
        if folder.exists():
            os.replace(folder, old)
        os.replace(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
