"""What no record lists and a sentence of a source says of an actor; and what it says of somebody else."""

import pytest

from bot.answers.model import Answer
from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text


def ask(knowledge: KnowledgeBase, text: str) -> Answer:
    return answer_text(text, knowledge).answer


@pytest.mark.parametrize(
    ("text", "status", "told"),
    [
        ("does FishMedley use ShadowPad", "yes", "ShadowPad"),
        ("does Storm-0867 use Caffeine", "yes", "Caffeine"),
        ("Did Ragnar Locker hit Capcom?", "yes", "Capcom"),
        ("has polonium used AirVPN?", "yes", "AirVPN"),
        ("was Arion Kurtaj part of Lapsus$?", "answered", "Arion Kurtaj"),
    ],
)
def test_a_sentence_that_says_it_is_told_with_its_source(knowledge: KnowledgeBase, text: str, status: str, told: str) -> None:
    answer = ask(knowledge, text)
    assert answer.status == status
    assert told in answer.headline
    assert answer.sections[0].items[0].sources


@pytest.mark.parametrize(
    "text",
    [
        "does APT1 target Andorra",  # whose code is a word: and
        "does APT19 target Macao",  # the MAC address
        "does Conti target russia",  # Russia-based
        "does OilRig target Russia",  # what Turla, a Russian group, did to it
        "does Lotus Blossom target China",  # the South China Sea
        "does ALLANITE target political parties",  # email campaigns
        "does Star Blizzard use Zlader",  # which is also called Russian
        "does Qilin use REvil",  # in common with it
        "does Turla use EKANS",  # nothing to do with it
        "is CloudSorcerer russian",  # it targets those
        "does kimsuky come from south korea",
        "does Volt Typhoon hit Narnia Electric",
    ],
)
def test_a_sentence_that_only_has_the_word_is_no_yes(knowledge: KnowledgeBase, text: str) -> None:
    assert ask(knowledge, text).status in ("unknown", "no")


@pytest.mark.parametrize(
    "text",
    [
        "does turla use satellites",
        "does kimsuky host servers in japan",
        "does oilrig use government servers",
        "is sandworm sanctioned by the EU",
        "did bianlian hit air canada",
        "Allanite: did they ever cause damage at a utility?",
    ],
)
def test_a_place_that_is_no_target_gets_no_yes(knowledge: KnowledgeBase, text: str) -> None:
    assert ask(knowledge, text).status != "yes"


@pytest.mark.parametrize("text", ["did lazarus hack sony in 2016", "did apt28 hack the bundestag in 2019"])
def test_a_deed_of_another_year_is_not_confirmed(knowledge: KnowledgeBase, text: str) -> None:
    answer = ask(knowledge, text)
    assert answer.status == "unknown"
    assert "No source here dates that so" in answer.headline
