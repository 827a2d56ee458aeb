"""What some actors do and people ask for in their own words: how it is found, who has it, and files that are wrong."""

from pathlib import Path

import numpy as np
import pytest

from index.errors import IndexUnusable
from index.habits import Habit, Habits, read_habits, write_habits
from index.lexical import LexicalIndex
from index.terms import Terms, thesaurus

TEXTS = (
    "Goblin Panda: carries files across air-gapped networks on USB sticks",
    "Rocke: mines Monero on hacked Linux servers",
    "Someone: was not able to reach air-gapped networks by USB, the report denies it",
)
AIR_GAP = Habit("air-gap", "crossing air gaps", ("who jumps air gaps with usb sticks",), ("airgap usb",), ("denies",))
MINING = Habit("mining", "mining on others' servers", ("who mines coins on our servers",), ("mines monero",))


def embed(texts: "list[str] | tuple[str, ...]") -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    """Two directions: one for gaps, one for coins."""
    rows = [[1.0, 0.0] if "gap" in text else [0.0, 1.0] for text in texts]
    return np.array(rows, np.float32)


@pytest.fixture
def habits(tmp_path: Path) -> Habits:
    terms = Terms.of(thesaurus())
    lexical = LexicalIndex.of(TEXTS, terms)
    write_habits(tmp_path, [AIR_GAP, MINING], terms, embed)
    return Habits.read(tmp_path, lexical)


def test_the_habit_that_is_nearest_and_has_the_words_is_asked_for(habits: Habits) -> None:
    likely = habits.asked_for(embed(["gap"])[0], ["jumps", "air", "gaps", "usb"])
    assert likely[0].habit.id == "air-gap"
    assert likely[0].share > 0.5


def test_nothing_said_asks_for_nothing(habits: Habits) -> None:
    assert habits.asked_for(embed(["gap"])[0], []) == []


def test_far_in_meaning_is_not_asked_for(habits: Habits) -> None:
    assert habits.asked_for(np.array([-1.0, 0.0], np.float32), ["air", "gaps"]) == []


def test_a_passage_with_all_words_of_a_row_tells_it_unless_another_row_rules_it_out(habits: Habits) -> None:
    assert habits.telling(AIR_GAP) == [0]
    assert habits.telling(MINING) == [1]


def test_no_habits_is_no_fault(tmp_path: Path) -> None:
    terms = Terms.of(thesaurus())
    write_habits(tmp_path, [], terms, embed)
    assert Habits.read(tmp_path, LexicalIndex.of(TEXTS, terms)).asked_for(embed(["gap"])[0], ["air"]) == []


def test_a_damaged_table_says_what_to_do(tmp_path: Path) -> None:
    terms = Terms.of(thesaurus())
    write_habits(tmp_path, [AIR_GAP], terms, embed)
    (tmp_path / "habits.msgpack").write_bytes(b"\x00broken")
    with pytest.raises(IndexUnusable, match="run `aptbot build`"):
        Habits.read(tmp_path, LexicalIndex.of(TEXTS, terms))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[x]\nname = "x"\nasked = []\ntold = ["a"]\n', "x: say how it is asked for"),
        ('[x]\nname = "x"\nasked = ["a"]\ntold = []\n', "x: say how it is asked for and how it is told"),
        ('[x]\nname = 3\nasked = ["a"]\ntold = ["b"]\n', "habits.toml: x: "),
    ],
)
def test_a_faulty_file_names_the_habit(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "habits.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        read_habits(path)


def test_the_file_that_is_shipped_is_whole() -> None:
    found = read_habits()
    assert len(found) > 100
    assert len({habit.id for habit in found}) == len(found)


def test_an_exact_word_of_the_thesaurus_is_not_taken_by_its_stem() -> None:
    terms = Terms.of([("journalist", "=reporter")])
    assert terms("reporters") == terms("journalists")
    assert terms("the report") != terms("journalist")
