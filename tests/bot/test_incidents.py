"""Incidents by whom they hit, who did not do it, and when it was; names that nobody bears beside them."""

import pytest

from bot.answers.model import Answer
from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text, answer_thread


def ask(knowledge: KnowledgeBase, text: str) -> Answer:
    return answer_text(text, knowledge).answer


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("who hit Jaguar Land Rover", "scattered-lapsus-hunters"),  # Rover is malware
        ("who hacked the Royal Mail", "lockbit"),  # Royal is a gang
        ("which group is behind 3CX", "lazarus"),
        ("who hacked Bangladesh Bank", "apt38"),  # a country and a sector
        ("who hacked AT&T?", "salt-typhoon"),
        ("who hacked MITRE", "unc5221"),
        ("who hacked the Costa Rican government", "wizard-spider"),
        ("how did APT29 get into Microsoft", "apt29"),
    ],
)
def test_an_incident_is_found_by_whom_it_hit(knowledge: KnowledgeBase, text: str, actor: str) -> None:
    answer = ask(knowledge, text)
    assert answer.status == "answered"
    assert actor in {ref.id for ref in answer.actors}


@pytest.mark.parametrize(
    ("text", "status", "start"),
    [
        ("did Salt Typhoon hack AT&T?", "yes", "Yes: "),
        ("did RansomHub hack Change Healthcare?", "yes", "Yes: "),
        ("did Lazarus hack Equifax?", "unknown", "No source here says that of Lazarus Group. Equifax: "),
        ("did Qilin hack Equifax?", "unknown", "No source here says that of Qilin. Equifax: "),
        ("did Russia hack Sony?", "unknown", "No source here says that of Russia. "),
        ("who hacked Colonial Pipeline in 2016", "unknown", "No source here dates that so. Colonial Pipeline: "),
    ],
)
def test_who_did_not_do_it_is_said_with_who_did(knowledge: KnowledgeBase, text: str, status: str, start: str) -> None:
    answer = ask(knowledge, text)
    assert answer.status == status
    assert answer.headline.startswith(start)


@pytest.mark.parametrize("text", ["who hacked LinkedIn?", "who hacked the White House", "who hacked Zoom"])
def test_a_title_that_only_has_the_word_names_no_culprit(knowledge: KnowledgeBase, text: str) -> None:
    assert ask(knowledge, text).kind != "campaigns"


@pytest.mark.parametrize(
    "text",
    [
        "who is Play Bear",
        "tell me about Arctic Lynx",
        "does Night Lynx target Spain",
        "tell me about CRIMSON WALRUS",
        "who is Iron Hive",
        "is Golden Badger the same as APT41",
        "who is behind Operation Ghost Llama?",
        "who is Dark Lantern?",
    ],
)
def test_two_words_that_nobody_bears_are_not_read_as_one_of_them(knowledge: KnowledgeBase, text: str) -> None:
    answer = ask(knowledge, text)
    assert answer.status in ("unknown", "suggested")
    assert not answer.actors


def test_a_person_is_found_in_what_is_told_of_an_actor(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "who is Dmitry Khoroshev")
    assert [ref.id for ref in answer.actors] == ["lockbit"]
    assert answer.sections[0].items[0].sources


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("did lapsus$ ever deploy ransomware", "no"),
        ("moses staff, do they ask for ransom?", "no"),
        ("was lapsus$ state backed", "no"),
        ("does APT41 use ransomware?", "yes"),
        ("does MuddyWater use ransomware?", "yes"),
        ("does only APT28 use mimikatz", "no"),
        ("does only sandworm use industroyer?", "yes"),
        ("is polonium working together with kimsuky?", "unknown"),
        ("zebrocy, does apt28 have that", "yes"),
        ("is Emotet used by APT28?", "unknown"),
    ],
)
def test_a_no_needs_a_source_as_a_yes_does(knowledge: KnowledgeBase, text: str, status: str) -> None:
    assert ask(knowledge, text).status == status


def test_sets_are_taken_from_each_other(knowledge: KnowledgeBase) -> None:
    for text in ("which tools does APT29 use that APT28 does not", "tools of apt29 that apt28 lacks"):
        answer = ask(knowledge, text)
        assert "SUNBURST" in answer.values
        assert "Mimikatz" not in answer.values
    assert not {"apt28", "apt29"} & {ref.id for ref in ask(knowledge, "russian groups except APT28 and APT29").actors}


def test_a_year_narrows_the_tools(knowledge: KnowledgeBase) -> None:
    values = ask(knowledge, "which tool did APT28 use in 2018").values
    assert "Zebrocy" in values
    assert "CORESHELL" not in values


@pytest.mark.parametrize(
    ("turns", "actor"),
    [
        (("does sandworm use wipers", "and does agrius?"), "agrius"),
        (("Which actors work for the FSB", "and for the SVR"), "apt29"),
        (("what does fin13 want", "and silence?", "since when are those last ones active"), "silence"),
        (("apt41 campaigns", "anything in 2021 specifically?"), "apt41"),
        (("Agrius: does it target Saudi Arabia?", "what about South Africa?"), "agrius"),
    ],
)
def test_threads_go_on(knowledge: KnowledgeBase, turns: tuple[str, ...], actor: str) -> None:
    answer = answer_thread(turns, knowledge)[-1].answer
    assert answer.status in ("answered", "yes")
    assert [ref.id for ref in answer.actors][:1] == [actor]


def test_what_went_quiet_was_not_reported_later(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "Chinese groups that went quiet: nothing reported after 2016")
    ids = {ref.id for ref in answer.actors}
    assert "apt12" in ids
    assert not {"apt41", "volt-typhoon"} & ids
