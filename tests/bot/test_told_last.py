"""A detail of what was told last in a thread: the rows of told_last.toml, and threads that ask for one."""

import pytest

from bot.answers.told_last import Detail, kept
from bot.knowledge_base import KnowledgeBase
from bot.service import answer_thread


@pytest.mark.parametrize("detail", kept(), ids=lambda detail: detail.row["example"])
def test_an_example_asks_for_it_and_only_what_tells_it_does(knowledge: KnowledgeBase, detail: Detail) -> None:
    first = next(other for other in kept() if other.asks.search(detail.row["example"]))
    assert first is detail
    assert detail.tells(detail.row["told"], knowledge.graph)
    assert not detail.tells(detail.row["untold"], knowledge.graph)


@pytest.mark.parametrize(
    ("thread", "told"),
    [
        (["who took the bitcoins of DMM", "through which supplier"], "Ginco"),
        (["FBI deleting PlugX off US machines, whose PlugX was that", "how many boxes in the states"], "4,258"),
        (["who leaked the GTA VI clips", "who's the kid", "where did he do it from"], "from a hotel"),
        (["what is RaccoonO365", "how many of their sites did Microsoft grab"], "338"),
        (["Aurora 2009, who", "which browser was the hole in"], "Internet Explorer"),
        (["who was behind the attack on Shirbit", "under which brand was the data dumped"], "Black Shadow"),
    ],
)
def test_it_is_told_by_the_sentence_that_has_it(knowledge: KnowledgeBase, thread: list[str], told: str) -> None:
    answer = answer_thread(thread, knowledge)[-1].answer
    assert answer.status == "answered"
    assert told in answer.headline
    assert {source.id for source in answer.sources} >= {*answer.headline_sources} > set()


@pytest.mark.parametrize(
    "thread",
    [
        ["who took the bitcoins of DMM", "how many gigabytes of mail did they copy"],
        ["who leaked the GTA VI clips", "how many gigs left the hotel"],
    ],
)
def test_what_it_does_not_tell_stays_unknown(knowledge: KnowledgeBase, thread: list[str]) -> None:
    assert answer_thread(thread, knowledge)[-1].answer.status == "unknown"


@pytest.mark.parametrize(
    ("thread", "kind"),
    [
        (["who leaked the GTA VI clips", "other names?"], "names"),
        (["who took Kyivstar offline", "where are they from"], "attribution"),
        (["anything on APT-C-60", "and which cve in wps office"], "campaigns"),
    ],
)
def test_what_has_an_answer_of_its_own_keeps_it(knowledge: KnowledgeBase, thread: list[str], kind: str) -> None:
    assert answer_thread(thread, knowledge)[-1].answer.kind == kind


@pytest.mark.parametrize(
    ("thread", "told"),
    [
        (["the Sakula broker", "where did they pick him up"], "Los Angeles"),
        (["who was behind SingHealth", "1.5M patients wasnt it", "and whose file did they keep pulling?"], "prime minister"),
        (["colonial pipeline", "what did they get paid", "and the chemical distributor?"], "4.4 million"),
        (["Storm-0558", "how many emails did they take from state dept"], "60,000"),
    ],
)
def test_it_is_told_after_something_was_said_in_between(knowledge: KnowledgeBase, thread: list[str], told: str) -> None:
    assert told in answer_thread(thread, knowledge)[-1].answer.headline
