"""What a program does, and what was done in a campaign: said first where it is asked, told after the rest where it is not."""

import pytest

from bot.answers.abilities import TITLE
from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("PHOREAL samples - which protocol do they talk to the C2 with? nothing in my http logs", "PHOREAL communicates via ICMP for C2."),
        ("does PlugX log keystrokes", "PlugX has a module for capturing keystrokes"),
    ],
)
def test_what_a_program_does_is_said_first_where_it_is_asked(knowledge: KnowledgeBase, text: str, first: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert (answer.status, answer.headline.startswith(first)) == ("answered", True)
    assert answer.sections[0].title == TITLE
    assert answer.sections[0].items[0].sources


@pytest.mark.parametrize("text", ["what is Kessel", "sshd looks trojanised, Yara says Kessel. explain pls what Kessel does"])
def test_what_a_program_does_follows_what_it_is(knowledge: KnowledgeBase, text: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert answer.headline.startswith("Kessel is an advanced version of OpenSSH")
    assert TITLE in [section.title for section in answer.sections]


def test_who_uses_a_program_is_not_buried_under_what_it_does(knowledge: KnowledgeBase) -> None:
    answer = answer_text("who uses PHOREAL", knowledge).answer
    assert answer.headline.startswith("PHOREAL is reported to be used by APT32.")
    assert TITLE not in [section.title for section in answer.sections]


def test_a_name_is_not_said_to_be_its_own_alias(knowledge: KnowledgeBase) -> None:
    answer = answer_text("other names of PyDCrypt", knowledge).answer
    assert "PyDCrypt is also called PyDCrypt" not in answer.headline


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("is there another name for Astaroth in other vendors' detections", "Astaroth is also called Guildma."),
        ("qakbot users, list", "QakBot is reported to be used by"),
        ("can someone tell which apt had WellMess", "WellMess is reported to be used by APT29"),
    ],
)
def test_a_program_that_is_asked_for_in_passing_is_that_program(knowledge: KnowledgeBase, text: str, said: str) -> None:
    assert said in answer_text(text, knowledge).answer.headline
