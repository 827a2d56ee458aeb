"""One name, however it is written, has one key; two names have two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.normalise import key, stem, strip_markup


@pytest.mark.parametrize(
    "written", ["Fancy Bear", "fancy-bear", "FANCY_BEAR", "fancybear", "Fáncy  Bear", "ｆａｎｃｙ bear", "F.a.n.c.y.Bear"]
)
def test_spellings_of_a_name_share_its_key(written: str) -> None:
    assert key(written) == "fancybear"


@pytest.mark.parametrize(
    "written", ["the Lazarus Group", "Lazarus hacking group", "Group: Lazarus", "lazarus apt", "“Lazarus”?", "threat actor Lazarus"]
)
def test_what_people_put_around_a_name_is_not_the_name(written: str) -> None:
    assert stem(written) == "lazarus"


@pytest.mark.parametrize(("name", "expected"), [("Group 74", "group74"), ("APT28", "apt28"), ("TA 505 group", "ta505"), ("APT", "apt")])
def test_trimming_never_takes_the_name_itself(name: str, expected: str) -> None:
    assert stem(name) == expected


def test_different_numbers_are_different_names() -> None:
    assert key("APT28") != key("APT29")


@given(st.text(max_size=60))
def test_keys_are_idempotent(text: str) -> None:
    assert key(key(text)) == key(text)


@given(st.text(max_size=60))
def test_the_stem_of_a_stem_is_itself_a_key(text: str) -> None:
    assert key(stem(text)) == stem(text)


def test_slack_markup_is_taken_off() -> None:
    assert strip_markup("<@U123> <https://x.example/a|Sofacy> :bear: &amp; a\u200bb").split() == ["Sofacy", "&", "ab"]
