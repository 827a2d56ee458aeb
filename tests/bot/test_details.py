"""The details that details.toml holds, each with what asks for it and what tells it."""

import pytest

from bot.answers.details import Detail, kept
from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text


@pytest.mark.parametrize("detail", kept(), ids=lambda detail: detail.what)
def test_an_example_asks_for_it_and_only_what_tells_it_does(knowledge: KnowledgeBase, detail: Detail) -> None:
    assert detail.asks.search(detail.row["example"])
    assert detail.tells(detail.row["told"], knowledge)
    assert not detail.tells(detail.row["untold"], knowledge)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Winter Vivern belongs to which numbered GRU unit?", "which unit"),
        ("what front company signs the paychecks of the Lotus Blossom operators?", "which company"),
        ("which directorate gives Transparent Tribe its orders?", "which service"),
    ],
)
def test_what_nothing_tells_of_an_actor_is_said_to_be_missing(knowledge: KnowledgeBase, text: str, missing: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert answer.status == "unknown"
    assert missing in answer.headline


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("which numbered GRU unit is Sandworm?", "74455"),
        ("what front company does APT40 hide behind?", "Hainan Xiandun"),
        ("which intelligence service gives APT29 its orders?", "SVR"),
    ],
)
def test_what_is_told_of_it_is_told(knowledge: KnowledgeBase, text: str, told: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert answer.status == "answered"
    assert any(told in statement for statement in answer.statements())


@pytest.mark.parametrize(
    ("text", "untold"),
    [
        ("how many patients had their records stolen at Ascension in May 2024", "that number"),
        ("Capita 2023, did anyone publish what figure Black Basta demanded from them?", "that sum"),
        ("who at Upbit was fired over the 2019 theft? our client did business w/ him", "who lost their post over it"),
    ],
)
def test_hospitals_are_no_patients_and_an_aside_no_question(knowledge: KnowledgeBase, text: str, untold: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert answer.status == "unknown"
    assert f"No source here tells {untold}" in answer.headline


def test_the_names_of_people_are_not_what_an_actor_is_called(knowledge: KnowledgeBase) -> None:
    answer = answer_text("list the men the US charged for APT40 in july 2021 - the full names go in our memo", knowledge).answer
    assert answer.kind == "passages"
    assert "Ding Xiaoyang" in answer.headline
