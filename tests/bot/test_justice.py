"""Arrests, sanctions, takedowns and what victims paid: each by a sentence that says it."""

import pytest

from bot.answers.model import Answer
from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text


def ask(knowledge: KnowledgeBase, text: str) -> Answer:
    return answer_text(text, knowledge).answer


@pytest.mark.parametrize(
    ("text", "status", "told"),
    [
        ("has apt31 been sanctioned", "answered", "sanctioned Zhao"),
        ("when did the US sanction Kimsuky", "answered", "2023-11-30"),
        ("was lockbit sanctioned by australia", "answered", "Australia"),
        ("has evil corp been sanctioned by the US", "answered", "United States"),
        ("has Kimsuky been sanctioned by Japan", "unknown", "“Japan”"),
        ("was APT41 arrested in china", "unknown", "“china”"),
        ("was Hive taken down", "yes", "Takedown of Hive"),
        ("was emotet taken down in 2021", "yes", "Emotet's servers"),
        ("did mallard spider's botnet get taken down", "yes", "QakBot's servers"),
        ("was Qilin taken down", "unknown", "No source here tells of a takedown"),
        ("how many years in prison did the Anonymous Sudan brothers get", "unknown", "No source here tells"),
    ],
)
def test_what_befell_an_actor_is_told_by_its_own_sentence(knowledge: KnowledgeBase, text: str, status: str, told: str) -> None:
    answer = ask(knowledge, text)
    assert answer.status == status
    assert told in answer.headline


@pytest.mark.parametrize(
    ("text", "status", "told"),
    [
        ("did colonial pipeline pay", "yes", "4.4 million dollars"),
        ("did the port of seattle pay rhysida?", "no", "refused to pay"),
        ("did Caesars pay", "yes", "Caesars paid"),
        ("did MGM pay", "unknown", "No source here says whether anybody paid"),  # Caesars did
        ("did Acer pay", "unknown", "No source here says whether anybody paid"),  # Quanta did not
        ("how much did lazarus steal from bybit", "answered", "1.5 billion dollars"),
        ("how much did rhysida demand from the port of seattle?", "unknown", "No source here tells that sum"),
        ("What did CDK Global end up paying to get the dealers back online?", "unknown", "No source here tells that sum"),
    ],
)
def test_what_a_victim_paid_is_told_of_that_victim(knowledge: KnowledgeBase, text: str, status: str, told: str) -> None:
    answer = ask(knowledge, text)
    assert answer.status == status
    assert told in answer.headline


@pytest.mark.parametrize(
    ("text", "status", "told"),
    [
        ("which bank did Lazarus hit", "answered", "Cosmos"),
        ("which hospital chain did Orangeworm hit first", "unknown", "No source here"),
        ("what chip makers fell to Chimera, give me company names", "unknown", "No source here"),
        ("which texas pipeline did Volt Typhoon shut down, and when", "unknown", "No source here"),
    ],
)
def test_victims_are_asked_for_by_name(knowledge: KnowledgeBase, text: str, status: str, told: str) -> None:
    answer = ask(knowledge, text)
    assert answer.status == status
    assert told in answer.headline


@pytest.mark.parametrize("text", ["which ministry is behind Cavern Manticore", "what company do the people of Cotton Sandstorm work for?"])
def test_who_is_behind_an_actor_is_no_victim(knowledge: KnowledgeBase, text: str) -> None:
    assert ask(knowledge, text).kind == "attribution"


def test_a_claim_that_is_doubted_is_not_confirmed(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "is it proven that RedEcho caused the mumbai blackout?")
    assert answer.status == "contested"
    assert "does not prove" in answer.headline


def test_a_payment_to_another_gang_is_not_confirmed(knowledge: KnowledgeBase) -> None:
    assert ask(knowledge, "did the port of seattle pay Qilin?").headline.startswith("No source here says that of Qilin")
