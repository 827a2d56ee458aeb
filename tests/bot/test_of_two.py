"""Two actors spoken of: which of them it is, the former, the other one, the one from somewhere, and whether they share a home."""

import pytest

from bot.answers.model import Answer
from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text, answer_thread


def last(knowledge: KnowledgeBase, *thread: str) -> Answer:
    return answer_thread(thread, knowledge)[-1].answer


@pytest.mark.parametrize(
    ("thread", "actor"),
    [
        (["molerats vs arid viper", "which of them poses as young women"], "arid-viper"),  # told by passages alone
        (["akira vs rhysida", "which of the two did the british library"], "rhysida"),  # an incident
        (["NSO or Candiru, who of them makes DevilsTongue?"], "candiru"),  # in one message
        (["nso vs candiru", "which of them lost in court against whatsapp"], "nso-group"),
    ],
)
def test_which_of_two(knowledge: KnowledgeBase, thread: list[str], actor: str) -> None:
    answer = last(knowledge, *thread)
    assert (answer.status, [ref.id for ref in answer.actors]) == ("answered", [actor])


def test_where_no_source_tells_which_of_two_neither_is_named_for_it(knowledge: KnowledgeBase) -> None:
    answer = last(knowledge, "molerats vs arid viper", "which of them keeps ferrets")
    assert answer.status == "unknown"
    assert "which of the two" in answer.headline


@pytest.mark.parametrize(
    ("thread", "actor", "said"),
    [
        (["link between gamaredon and invisimole", "what country does the latter mainly spy on"], "invisimole", "Ukraine"),
        (["Strider or Careto, who is older", "the first one's malware?"], "strider", "Remsec"),
        (["Strider or Careto, who is older", "the first one's malware?", "same for the other one pls"], "careto", "Careto"),
        (["FIN10 and FIN13 side by side", "the mexican one, what does Sygnia call it?"], "fin13", "Elephant Beetle"),
        (["what malware does APT39 have", "oops wrong number sorry, i meant APT37"], "apt37", "ROKRAT"),
        (["tools of APT28", "typo, APT29"], "apt29", "Tools of APT29"),
    ],
)
def test_the_one_that_is_pointed_at(knowledge: KnowledgeBase, thread: list[str], actor: str, said: str) -> None:
    answer = last(knowledge, *thread)
    assert (answer.status, answer.actors[0].id) == ("answered", actor)
    assert said in f"{answer.title} {answer.headline} {answer.statements()}"


@pytest.mark.parametrize(
    ("text", "status", "start"),
    [
        ("are Gamaredon and Dragonfly from the same country", "yes", "Yes: both are attributed to Russia."),
        ("do Gamaredon and Dragonfly report to the same service?", "yes", "Yes: both are attributed to FSB."),
        ("are Turla and Lazarus run by the same state", "unknown", "No source here attributes both to one country."),
    ],
)
def test_the_same_home_is_another_question_than_the_same_actor(knowledge: KnowledgeBase, text: str, status: str, start: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert (answer.status, answer.kind) == (status, "attribution")
    assert answer.headline.startswith(start)


@pytest.mark.parametrize(
    ("texts", "who", "kind"),
    [
        (["xsl script processing", "victims of the presumably south korean one?"], "higaisa", "targets"),
        (["who uses CMSTP", "since when the iranian of the two is active"], "muddywater", "campaigns"),
        (["GUI input capture, which groups do it", "the corporate espionage one of them: active since?"], "redcurl", "campaigns"),
        (["who uses winexe", "tools of the GRU one"], "apt28", "tools"),
    ],
)
def test_the_only_one_of_a_list_that_is_so_is_meant(knowledge: KnowledgeBase, texts: list[str], who: str, kind: str) -> None:
    answer = answer_thread(texts, knowledge)[-1].answer
    assert ([actor.id for actor in answer.actors], answer.kind) == ([who], kind)
