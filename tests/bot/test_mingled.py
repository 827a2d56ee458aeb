"""Descriptions that mix two deeds: nobody did both, and the reply says so."""

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("who stole 1.5 billion dollars in ether from the British Library", "1.5 billion"),
        ("who wiped 95,000 workstations of Saudi Aramco", "95,000"),
        ("who poisoned the 3CX phone program so as to switch off substations in Kyiv", "3CX"),
    ],
)
def test_a_detail_of_another_deed_makes_it_unknown(knowledge: KnowledgeBase, text: str, missing: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert answer.status == "unknown"
    assert f"“{missing}”" in answer.headline


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("who wiped 30,000 workstations of Saudi Aramco", "cutting-sword-of-justice"),
        ("who burned over 80 million dollars of the exchange Nobitex", "predatory-sparrow"),
        ("SOC ticket 4471: who took 81 million dollars from the central bank of Bangladesh", "apt38"),
        ("switched off part of Kyiv by speaking the protocols of substations, not 3CX, who was that", "sandworm"),
    ],
)
def test_details_that_are_told_of_the_actor_change_nothing(knowledge: KnowledgeBase, text: str, actor: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert (answer.status, answer.actors[0].id) == ("answered", actor)


@pytest.mark.parametrize(
    ("then", "at_another_time", "actor"),
    [
        (
            "Kyiv was dark for an hour in December 2016 after malware tripped a substation, whose work?",
            "Kyiv was dark for an hour in December 2019 after malware tripped a substation, whose work?",
            "sandworm",
        ),
        (
            "which Iranians gave orders to wipe computers at a Las Vegas casino firm in February 2014",
            "which Iranians gave orders to wipe computers at a Las Vegas casino firm in February 2021",
            "sands-casino",
        ),
    ],
)
def test_what_is_told_of_another_time_is_not_that(knowledge: KnowledgeBase, then: str, at_another_time: str, actor: str) -> None:
    told = answer_text(then, knowledge).answer
    assert (told.status, told.actors[0].id) == ("answered", actor)
    assert answer_text(at_another_time, knowledge).answer.status == "unknown"


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("who lured belgacom engineers with fake ChipPc job offers in 2021", "belgacom"),  # a victim of others, written small
        ("vietnamese hackers that took tv5monde off the air, who are they", "tv5monde"),
        ("Which Chinese spies took the 81 million dollars of Bangladesh's central bank over SWIFT?", "Chinese"),  # not of theirs
        ("who was behind the pemex ransom in november 2019, the one for 565 bitcoin", "pemex"),  # of which no source has heard
    ],
)
def test_whom_it_hit_and_who_did_it_must_be_told(knowledge: KnowledgeBase, text: str, missing: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert answer.status == "unknown"
    assert f"“{missing}”" in answer.headline


def test_who_is_only_said_to_have_done_it_is_no_such_detail(knowledge: KnowledgeBase) -> None:
    answer = answer_text("says they're iranian hacktivists but they burned the money of the exchange Nobitex, who?", knowledge).answer
    assert answer.status == "answered"
    assert answer.actors[0].id == "predatory-sparrow"


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("which group wiped singhealth with acidrain", "singhealth"),
        ("which actor planted CAKETAP in the Aliquippa water works", "Aliquippa"),
        ("who was it that used CaddyWiper on the Lidl warehouses last spring", "Lidl"),
    ],
)
def test_a_victim_that_no_user_of_a_program_is_told_of_makes_it_unknown(knowledge: KnowledgeBase, text: str, missing: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert answer.status == "unknown"
    assert f"“{missing}”" in answer.headline


def test_a_program_and_whom_it_hit_or_where_the_asker_saw_it_stay_answered(knowledge: KnowledgeBase) -> None:
    for text in ("who used AcidRain on Viasat", "AV flagged GIFTEDCROOK on a laptop in Kharkiv office. Who runs this stealer?"):
        assert answer_text(text, knowledge).answer.status in ("answered", "yes")
