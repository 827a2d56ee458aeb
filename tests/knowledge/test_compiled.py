"""The compiled knowledge is checked when it is read."""

from pathlib import Path

import pytest

from knowledge.compiled import GRAPH, MANIFEST, NAMES, CompiledError, read_graph, read_names, write_compiled
from knowledge.model import Entity, NameClaim, Records


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    claim = NameClaim(subject="a", layer="curated", name="Alpha", main=True)
    write_compiled(tmp_path, Records(entities=[Entity("a", "actor", "Alpha", ("curated",))], names=[claim]), "print")
    return tmp_path


def test_what_is_written_is_read(folder: Path) -> None:
    assert read_names(folder).whole == {"alpha": [0]}
    assert [entity.id for entity in read_graph(folder, read_names(folder)).entities] == ["a"]


@pytest.mark.parametrize("name", [NAMES, GRAPH])
def test_a_damaged_file_is_named(folder: Path, name: str) -> None:
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[:-1])
    with pytest.raises(CompiledError, match=f"{name} is damaged.*aptbot build"):
        read_graph(folder, read_names(folder))


def test_a_foreign_manifest_is_named(folder: Path) -> None:
    (folder / MANIFEST).write_text("{}", encoding="utf-8")
    with pytest.raises(CompiledError, match="another version"):
        read_names(folder)
