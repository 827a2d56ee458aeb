"""Other words for passages: found in place of them, never shown, and each for a passage that is there."""

import re
from pathlib import Path

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.settings import Settings
from index.build import Model, build_index
from index.errors import IndexUnusable
from index.passages import Passage, passages_of
from index.retold import Retelling, placed, read_placed, read_retold
from index.search import Search, open_search

PASSAGES = [
    Passage("note:1", "note", "One", "Criminals alter state registers by way of notaries", ("one",), ("source",), "curated"),
    Passage("note:2", "note", "Two", "A worm spreads over shares of the network", ("two",), ("source",), "curated"),
    Passage("summary:3", "summary", "Three", "Thieves of cards", ("three",), ("source",), "misp"),
]
RETELLINGS = [
    Retelling(0, "property entries changed for money at officials who certify deeds"),
    Retelling(1, "it copies itself to other machines"),
]


def silent(_what: str, _done: int, _total: int) -> None:
    pass


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    build_index(PASSAGES, "print", tmp_path / "index", settings.model_dir, Model(), silent, retellings=RETELLINGS)
    return tmp_path / "index"


@pytest.fixture
def search(folder: Path, settings: Settings) -> Search:
    return open_search(folder, settings.model_dir)[0]


def test_a_passage_is_found_by_other_words_and_shown_in_its_own(search: Search) -> None:
    hits = search.find("who changes property entries through people that certify deeds", 3)
    assert [hit.passage.id for hit in hits].count("note:1") == 1
    assert hits[0].passage.id == "note:1"
    assert hits[0].cosine > 0.6
    assert all(hit.passage in PASSAGES for hit in hits)


def test_other_words_tell_nothing_themselves(search: Search) -> None:
    assert search.entities_saying("property entries") == set()
    assert search.entities_saying("state registers") == {"one"}
    assert search.about(["one"]) == PASSAGES[:1]
    assert search.has_word("deeds")


def test_what_has_not_changed_is_not_embedded_again(folder: Path, settings: Settings) -> None:
    more = [*RETELLINGS, Retelling(2, "payment card data stolen in shops")]
    outcome = build_index(PASSAGES, "print 2", folder, settings.model_dir, Model(), silent, retellings=more)
    assert outcome.embedded == 1
    assert read_placed(folder) == more


def test_a_damaged_list_is_named(folder: Path) -> None:
    (folder / "retold.msgpack").write_bytes(b"\xc1")
    with pytest.raises(IndexUnusable, match=r"retellings.*aptbot build"):
        read_placed(folder)


@pytest.mark.parametrize("text", ["[one]\n'Criminals' = 3", "[one\n"])
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "retold.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"retold\.toml"):
        read_retold(tmp_path / "retold.toml")


def test_rows_find_their_passage_by_its_beginning_or_its_layer() -> None:
    rows = {"one": {"Criminals alter": ["a"], "Nobody": ["b"]}, "three": {"summary of misp": ["c"]}, "nobody": {"x": ["d"]}}
    assert placed(rows, PASSAGES) == [Retelling(0, "a"), Retelling(2, "c")]


def test_every_row_has_a_passage_and_names_no_actor(knowledge: KnowledgeBase) -> None:
    graph, rows = knowledge.graph, read_retold()
    passages = passages_of(graph)
    found = {retelling.text for retelling in placed(rows, passages)}
    lost = [(about, begun) for about, row in rows.items() for begun, texts in row.items() if not found.issuperset(texts)]
    assert lost == []
    for about, row in rows.items():
        names = [re.escape(claim.name) for claim in graph.names_of(about) if len(claim.name) >= 5]
        told = " ".join(text for texts in row.values() for text in texts)
        assert not names or re.search(rf"(?i)(?<!\w)(?:{'|'.join(names)})(?!\w)", told) is None, about
