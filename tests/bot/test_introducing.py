"""What a message says before it asks: a program that is found, an occasion, and what is asked then."""

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text, answer_thread


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        ("sandbox verdict came back FrigidStealer, the host is a MacBook of someone in sales. who spreads it?", "software", "ta2727"),
        ("our EDR flagged LIONTAIL on IIS. whose is that?", "software", "scarred-manticore"),
        ("[ALERT] rule=MAL_DanBot_DNS host=KWT-DC02 sev=high\n^^ whose malware is that?", "software", "hexane"),
        ("new colleague starts on the telco team tomorrow. could someone point her to a short write-up of GALLIUM", "profile", "gallium"),
        ("CFO heard that Equation could hide in the firmware of hard disks. Is there anything to it?", "passages", "equation-group"),
        ("someone scribbled 'GOLD IONIC' on the whiteboard after the vendor call, who dat", "names", "inc-ransom"),
    ],
)
def test_what_is_asked_is_asked_of_what_was_said_before(knowledge: KnowledgeBase, text: str, kind: str, actor: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert (answer.kind, answer.actors[0].id) == (kind, actor)


def test_what_was_done_with_a_program_is_no_program_itself(knowledge: KnowledgeBase) -> None:
    answer = answer_text("we saw PlugX in our telco network via USB. who does that?", knowledge).answer
    assert len(answer.actors) > 1


def test_a_program_called_as_a_word_of_the_language_is_one_where_it_is_called_that(knowledge: KnowledgeBase) -> None:
    answer = answer_text("whose is the Carbon framework", knowledge).answer
    assert (answer.kind, [actor.id for actor in answer.actors]) == ("software", ["turla"])


@pytest.mark.parametrize("text", ["is it true that TA4417 mails IcedID?", "TA4417 spreads IcedID?"])
def test_a_number_that_nobody_bears_is_unknown_beside_a_program_that_is_known(knowledge: KnowledgeBase, text: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert answer.status in ("unknown", "suggested")
    assert answer.title.startswith("TA4417")


def test_two_that_were_spoken_of_are_compared(knowledge: KnowledgeBase) -> None:
    last = answer_thread(["evilnum, who", "and DeathStalker", "are these really one and the same crew?"], knowledge)[-1].answer
    assert (last.kind, {actor.id for actor in last.actors}) == ("identity", {"evilnum", "deathstalker"})


@pytest.mark.parametrize(
    ("thread", "actor"),
    [
        (
            ["mail bombing then a teams call from helpdesk - who does it", "Storm-1811. with which ransomware gang do they work"],
            "black-basta",
        ),
        (["BeaverTail came up in our triage, whose is that", "Contagious Interview, ok. anybody else carrying it?"], "hexagonalrodent"),
        (["who swaps out router firmware in branch offices", "BlackTech, ok. what make of router"], "blacktech"),
        (["not sure: ember bear", "not saint bear, right?"], "saint-bear"),
        (["Karakurt", "part of conti as some say?", "who's the negotiator that got caught"], "karakurt"),
    ],
)
def test_what_was_answered_may_be_said_again_before_the_next_question(knowledge: KnowledgeBase, thread: list[str], actor: str) -> None:
    assert actor in {found.id for found in answer_thread(thread, knowledge)[-1].answer.actors}
