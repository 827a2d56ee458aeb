"""What only an actor's texts tell: vulnerabilities, sums, persons, languages, disguises; and with whom an actor works."""

import pytest

from bot.answers.model import Answer
from bot.answers.persons import is_a_person
from bot.knowledge_base import KnowledgeBase
from bot.questions.sought import find_sought
from bot.service import answer_text


def ask(knowledge: KnowledgeBase, text: str) -> Answer:
    return answer_text(text, knowledge).answer


@pytest.mark.parametrize(
    ("text", "actor", "told"),
    [
        ("which CVE did Hafnium use", "hafnium", "CVE-2021-26855"),
        ("which vulnerabilities does Stealth Falcon exploit", "stealth-falcon", "CVE-2025-33053"),
        ("name of the boss of black basta", "black-basta", "Oleg Nefedov"),
        ("who leads LockBit", "lockbit", "Dmitry Khoroshev"),
        ("real names of APT1 members", "apt1", "Wang Dong"),
        ("how much money did Silence get away with", "silence", "800,000 dollars"),
        ("what ransom did REvil demand of Quanta", "gold-southfield", "50 million dollars"),
        ("whom does HEXANE pose as", "hexane", "ChipPc"),
        ("whom did APT42 impersonate", "apt42", "a journalist"),
    ],
)
def test_the_sentence_that_has_it_is_the_answer(knowledge: KnowledgeBase, text: str, actor: str, told: str) -> None:
    answer = ask(knowledge, text)
    assert answer.status == "answered"
    assert [ref.id for ref in answer.actors] == [actor]
    assert told in answer.headline
    assert answer.headline_sources


@pytest.mark.parametrize(
    "text",
    [
        "do we know the real name of whoever leads Gallmaker",
        "what did 8Base pull in overall in ransom payments, in dollars",
        "what is the total of ransoms krybit has taken in",
        "what languages do TA505 mails use",
        "which CVEs does Gallmaker exploit",
        "name of the officer commanding volt typhoon?",
        "What ransom did Whitefly demand from SingHealth?",
    ],
)
def test_where_no_sentence_has_it_nobody_here_knows(knowledge: KnowledgeBase, text: str) -> None:
    answer = ask(knowledge, text)
    assert answer.status == "unknown"
    assert answer.headline.startswith("No source here tells ")


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        ("which zero-days has Lazarus burned", "vulnerabilities"),
        ("has Stealth Falcon ever had a zero-day?", None),  # wants a yes
        ("the IE zero-day campaign of APT28", "vulnerabilities"),
        ("when did the police get the boss of the Cobalt gang", None),  # wants a date
        ("what language is BlackCat written in", None),  # of code
        ("does anyone know the real name of their leader", "persons"),
        ("which two firms did they impersonate for the job offers", "disguises"),
        ("does Kimsuky pose as journalists", None),  # wants a yes
        ("which groups impersonate journalists", None),  # wants the groups
        ("as whom does HEXANE pose", "disguises"),
        ("what threat does FIN7 pose", None),
        ("how much did the banks lose to Silence", "money"),
    ],
)
def test_what_is_sought(text: str, sought: str | None) -> None:
    assert find_sought(text) == sought


@pytest.mark.parametrize(
    ("name", "person"), [("Dmitry Khoroshev", True), ("Park Jin Hyok", True), ("Versa Director", False), ("Silk Typhoon", False)]
)
def test_persons_are_told_from_what_else_has_capitals(knowledge: KnowledgeBase, name: str, person: bool) -> None:
    assert is_a_person(knowledge.graph, name) is person


@pytest.mark.parametrize(
    ("text", "others", "status"),
    [
        ("BladedFeline: which bigger group are they thought to belong to", ["oilrig"], "answered"),
        ("which other group does KillNet work with", ["anonymous-sudan"], "answered"),
        ("was KillNet working with any other hacktivist crew", ["anonymous-sudan"], "answered"),
        ("did Gamaredon ever team up with another russian group", ["turla"], "answered"),
        ("which larger group is Gallmaker part of, any parent group?", [], "unknown"),
    ],
)
def test_with_whom_it_works_and_of_what_it_is_a_part(knowledge: KnowledgeBase, text: str, others: list[str], status: str) -> None:
    answer = ask(knowledge, text)
    assert answer.status == status
    assert set(others) <= {ref.id for ref in answer.actors}


def test_what_a_thing_is_called_is_not_what_its_actor_is_called(knowledge: KnowledgeBase) -> None:
    assert ask(knowledge, "what is the ransom note called that Hyadina drops").status == "unknown"
    assert "Uber and Rockstar Games" in ask(knowledge, "names of the companies LAPSUS$ popped in sept 2022?").headline
