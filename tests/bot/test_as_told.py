"""A question for a yes, answered by the sentence that tells of it, and deeds that a question only takes for told."""

import pytest

from bot.answers.deeds_told import Deed, deeds
from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text


@pytest.mark.parametrize("deed", deeds(), ids=lambda deed: deed.what)
def test_an_example_asks_for_a_deed_and_only_what_tells_it_does(deed: Deed) -> None:
    assert deed.asks.search(deed.row["example"])
    assert deed.tells.search(deed.row["told"])
    assert not deed.tells.search(deed.row["untold"])


@pytest.mark.parametrize(
    ("text", "status", "told"),
    [
        ("did Quanta pay REvil", "no", "Quanta did not pay"),
        ("did Agrius manage to encrypt the hospital in Safed, Ziv?", "no", "stopped before"),
    ],
)
def test_a_no_is_the_sentence_that_denies_just_that(knowledge: KnowledgeBase, text: str, status: str, told: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert answer.status == status
    assert told in answer.headline
    assert answer.headline_sources


@pytest.mark.parametrize("text", ["did Acer pay REvil", "did the port of seattle pay Qilin?"])
def test_what_is_denied_of_another_victim_or_to_another_gang_is_no_answer(knowledge: KnowledgeBase, text: str) -> None:
    assert answer_text(text, knowledge).answer.status == "unknown"
