"""Countries by their capitals, and countries that stand beside those who are hit there."""

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.questions.capitals import CAPITALS
from bot.service import answer_text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Delhi-linked spies", "attributed to India and motivated by espionage"),
        ("crews working on Dhaka", "targeting Bangladesh"),
        ("who spies on ministries in Bishkek and Tashkent", "targeting Government in Kyrgyzstan and Uzbekistan"),
        ("snowglobe, is it paris?", "attributed to France"),
        ("hacktivists whose victims sit in Russia", "motivated by hacktivism and targeting Russia"),
        ("hacktivists wrecking russian firms", "motivated by hacktivism and targeting Russia"),
        ("activists who attack Belarus", "motivated by hacktivism and targeting Belarus"),
        ("attackers from iran", "attributed to Iran"),
    ],
)
def test_a_state_is_read_from_what_stands_for_it(knowledge: KnowledgeBase, text: str, said: str) -> None:
    assert said in answer_text(text, knowledge).answer.headline


@pytest.mark.parametrize(("text", "state"), [("paris hotel executives", "France"), ("who hit the port of Lisbon", "Portugal")])
def test_a_capital_in_a_description_is_a_place(knowledge: KnowledgeBase, text: str, state: str) -> None:
    assert state not in answer_text(text, knowledge).answer.headline


def test_every_capital_is_of_a_state_that_is_known(knowledge: KnowledgeBase) -> None:
    assert {state for state in CAPITALS.values() if knowledge.graph.term("country", state) is None} == set()
