"""Words are found whatever their dashes and plurals."""

from pathlib import Path

import pytest

from index.errors import IndexUnusable
from index.lexical import LexicalIndex
from index.words import words


def test_names_with_dashes_are_found_without_them() -> None:
    assert {"x-agent", "xagent"} <= set(words("X-Agent"))
    assert words("the groups that use tools") == ["tool"]


def test_a_stored_index_finds_what_it_found_before(tmp_path: Path) -> None:
    index = LexicalIndex.of(["satellite links", "hotel wireless", "accounting software"])
    index.write(tmp_path / "words")
    for found in (index, LexicalIndex.read(tmp_path / "words")):
        assert [position for position, _ in found.search("satellites", 3)] == [0]
        assert found.search("nothing of that", 3) == []


def test_a_word_in_few_passages_tells_more(tmp_path: Path) -> None:
    index = LexicalIndex.of(["satellite links", "satellite phones", "satellite radio"])
    assert index.rarity("phone") > index.rarity("satellite") == 0
    assert index.having(["phone", "unheard"], [0, 1]) == [frozenset(), frozenset({"phone"})]


@pytest.mark.parametrize("name", ["words.json", "holders.npy"])
def test_a_damaged_index_of_words_says_what_to_do(tmp_path: Path, name: str) -> None:
    LexicalIndex.of(["satellite links"]).write(tmp_path)
    (tmp_path / name).write_bytes(b"junk")
    with pytest.raises(IndexUnusable, match="aptbot build"):
        LexicalIndex.read(tmp_path)
