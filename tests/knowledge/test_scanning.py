"""What a text names, and what it does not."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge_base import KnowledgeBase
from knowledge.scanning import PIECE, Mention, Scanner
from knowledge.segments import segments


@pytest.fixture(scope="module")
def scanner(knowledge: KnowledgeBase) -> Scanner:
    return knowledge.scanner


def found(scanner: Scanner, text: str, type_: str) -> list[str]:
    return [mention.text for mention in scanner.scan(text) if mention.type == type_]


def test_names_that_run_together_are_split(scanner: Scanner) -> None:
    mentions = scanner.scan("Pawn StormFancy BearSofacySednitTsar Team")
    assert [m.text for m in mentions] == ["Pawn Storm", "Fancy Bear", "Sofacy", "Sednit", "Tsar Team"]
    assert {m.ids for m in mentions} == {("apt28",)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Turla’s satellite links", ["Turla"]),
        ("several LockBits", ["LockBit"]),
        ("Fancy[.]Bear and APT[-]28", ["Fancy[.]Bear", "APT[-]28"]),
        ("Fancy\nBear", ["Fancy\nBear"]),
        ("So\u200bfacy, Fаncy Bеar", ["So\u200bfacy", "Fаncy Bеar"]),
        ("APT28APT29", ["APT28", "APT29"]),
        ("COZY. Bear left", []),
        ("LockBit, Play and Akira", ["LockBit", "Play", "Akira"]),
        ("the Play ransomware group", ["Play ransomware group"]),
        ("the Play ransomware", []),
        ("they play a silent page of carbon", []),
        ("PlayStation, Turlax, XSofacy", []),
        ("Play group hit them? The Play group hit them.", ["Play"]),
        ("the group Silence robbed banks in silence", ["Silence"]),
    ],
)
def test_actors_in_text(scanner: Scanner, text: str, names: list[str]) -> None:
    assert found(scanner, text, "actor") == names


def test_every_type_of_mention(scanner: Scanner) -> None:
    text = "Chinese spies hit telecoms in Central Asia through CVE-2021-44228, T1566.001 and Cobalt Strike."
    types = {mention.type: mention.ids[0] for mention in scanner.scan(text)}
    assert types == {
        "country": "CN",
        "sector": "telecommunications",
        "region": "central-asia",
        "vulnerability": "CVE-2021-44228",
        "technique": "T1566.001",
        "software": "cobalt-strike",
        "motivation": "espionage",
    }


def test_malware_and_group_of_a_name_are_told_apart_by_the_next_word(scanner: Scanner) -> None:
    group, malware = scanner.scan("Winnti and the Winnti malware")
    assert (group.type, malware.type) == ("actor", "software")


_PIECES = st.sampled_from(
    [
        "Sofacy",
        "Fancy Bear",
        "APT28",
        " ",
        "\u200b",
        "é",
        "́",
        "<@U1>",
        "[.]",
        "а",
        "Play",
        "ransomware",
        "s",
        "’s",
        "CVE-2021-44228",
        "\n",
        "x",
        "İ",
        "ß",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=5), max_size=30).map("".join))
def test_offsets_always_slice_back(scanner: Scanner, text: str) -> None:
    last = 0
    for mention in scanner.scan(text):
        assert text[mention.start : mention.end] == mention.text
        assert last <= mention.start < mention.end
        last = mention.end


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_every_word_knows_where_it_stands(text: str) -> None:
    cut = segments(text)
    position = 0
    for number in range(len(cut)):
        position = cut.normal.index(" ", position)
        assert cut.words(position, position + 1) == (number, number)
        position += 1 + len(cut.word(number))


def test_a_long_text_is_read_in_pieces_with_right_offsets(scanner: Scanner) -> None:
    text = ("filler " * (PIECE // 6)) + "\nSofacy struck\n" + "filler " * 10
    (mention,) = scanner.scan(text)
    assert text[mention.start : mention.end] == "Sofacy"


@pytest.mark.parametrize("unit", ["a", "\u200b", "[*<_", "Sofacy", "play ", "APT", "<@", "Aa"])
def test_absurd_texts_take_time_in_proportion(scanner: Scanner, unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        started = time.process_time()
        scanner.scan(text)
        return time.process_time() - started

    seconds(2_000)
    small, large = min(seconds(20_000) for _ in range(3)), seconds(200_000)
    assert large < 60 * small + 0.05


def test_a_mention_is_data() -> None:
    assert Mention(0, 1, "a", "actor", ("x",), ("X",)).meaning is None
