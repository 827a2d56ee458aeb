"""Which of an actor's tools did or does something."""

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text, answer_thread


@pytest.mark.parametrize(
    ("thread", "told"),
    [
        (["does Gamaredon work with anybody", "which tool of theirs restarted Kazuar"], "PteroGraphin"),
        (["which malware of APT28 hides in UEFI firmware"], "LoJax"),
        (["which tool of FIN7 disables EDR products"], "AvNeutralizer"),
    ],
)
def test_the_sentence_that_tells_what_it_did_answers(knowledge: KnowledgeBase, thread: list[str], told: str) -> None:
    answer = answer_thread(thread, knowledge)[-1].answer
    assert told in answer.headline
    assert {source.id for source in answer.sources} >= {*answer.headline_sources} > set()


@pytest.mark.parametrize("text", ["which tools does APT28 use", "which tools TeamTNT uses against kubernetes"])
def test_a_list_of_tools_stays_a_list(knowledge: KnowledgeBase, text: str) -> None:
    assert answer_text(text, knowledge).answer.title.startswith("Tools of")
