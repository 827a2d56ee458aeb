"""Words are found whatever their dashes and plurals."""

from pathlib import Path

from index.lexical import LexicalIndex, words


def test_names_with_dashes_are_found_without_them() -> None:
    assert {"x-agent", "xagent"} <= set(words("X-Agent"))
    assert words("the groups that use tools") == ["tool"]


def test_a_stored_index_finds_what_it_found_before(tmp_path: Path) -> None:
    index = LexicalIndex.of(["satellite links", "hotel wireless", "accounting software"])
    index.write(tmp_path / "words")
    for found in (index, LexicalIndex.read(tmp_path / "words")):
        assert [position for position, _ in found.search("satellites", 3)] == [0]
        assert found.search("nothing of that", 3) == []
