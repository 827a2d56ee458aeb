"""Words are found whatever their dashes and plurals."""

from pathlib import Path

import pytest

from index.errors import IndexUnusable
from index.lexical import LexicalIndex
from index.terms import Terms, thesaurus
from index.words import words


def test_names_with_dashes_are_found_without_them() -> None:
    assert {"x-agent", "xagent"} <= set(words("X-Agent"))
    assert words("the groups that use tools") == ["tool"]


def test_a_stored_index_finds_what_it_found_before(tmp_path: Path) -> None:
    index = LexicalIndex.of(["satellite links", "hotel wireless", "accounting software"], Terms({}))
    index.write(tmp_path / "words")
    for found in (index, LexicalIndex.read(tmp_path / "words")):
        assert [position for position, _ in found.search("satellites", 3)] == [0]
        assert found.search("nothing of that", 3) == []


def test_a_word_in_few_passages_tells_more(tmp_path: Path) -> None:
    index = LexicalIndex.of(["satellite links", "satellite phones", "satellite radio"], Terms({}))
    assert index.rarity("phone") > index.rarity("satellit") == 0
    assert index.having(["phone", "unheard"], [0, 1]) == [frozenset(), frozenset({"phone"})]


def test_words_are_compared_without_their_endings_and_by_what_they_say() -> None:
    terms = Terms.of([("payroll", "wage", "pay slip"), ("iran", "iranian", "islamic republic")])
    assert terms("encrypted encrypting encryption") == ["encrypt"] * 3
    assert terms("wages") == terms("pay slip") == terms("payroll")
    assert terms("Iranian") == terms("the Islamic  Republic") == ["iran"]
    assert terms("pay slips") != terms("payroll"), "of several words the form that is listed counts"


def test_what_says_the_same_is_kept_with_the_index(tmp_path: Path) -> None:
    LexicalIndex.of(["wages stolen from staff", "hotel wireless"], Terms.of([("payroll", "wage")])).write(tmp_path)
    assert [position for position, _ in LexicalIndex.read(tmp_path).search("payroll theft", 3)] == [0]


def test_only_passages_that_are_asked_for_are_looked_at() -> None:
    index = LexicalIndex.of(["satellite links", "satellite phones", "hotel wireless"], Terms({}))
    assert [position for position, _ in index.search("satellite", 3, [1, 2])] == [1]


def test_no_word_of_the_thesaurus_stands_in_two_rows() -> None:
    said = [word for row in thesaurus() for word in row]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("name", ["words.json", "holders.npy"])
def test_a_damaged_index_of_words_says_what_to_do(tmp_path: Path, name: str) -> None:
    LexicalIndex.of(["satellite links"], Terms({})).write(tmp_path)
    (tmp_path / name).write_bytes(b"junk")
    with pytest.raises(IndexUnusable, match="aptbot build"):
        LexicalIndex.read(tmp_path)
