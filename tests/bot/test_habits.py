"""Sets that people ask for by a habit, in everyday words."""

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.questions.chatter import without_chatter
from bot.service import answer_text


@pytest.mark.parametrize(
    ("text", "among"),
    [
        ("who carries stuff over to machines without internet on usb sticks", {"goblin-panda", "tropic-trooper"}),
        ("which crews make people press win+r and paste a command", {"ta571", "interlock"}),
        ("payroll pirates - who changes the bank account for the salary of employees?", {"storm-2657", "storm-2755"}),
        ("rogue browser addons at scale. known actors?", {"darkspectre", "shadypanda"}),
        ("Show me cases where an AI agent did the intruding itself. Which actors?", {"gtg-1002", "jadepuffer"}),
    ],
)
def test_everybody_who_has_a_habit_is_told_with_a_passage(knowledge: KnowledgeBase, text: str, among: set[str]) -> None:
    answer = answer_text(text, knowledge).answer
    assert answer.status == "answered"
    assert among <= {actor.id for actor in answer.actors}
    assert all(item.sources for section in answer.sections for item in section.items)


def test_whoever_is_much_nearer_than_those_with_a_habit_is_told_first(knowledge: KnowledgeBase) -> None:
    text = "They first steal a company's data and then press that company into hiring them as its security consultant, who does that"
    answer = answer_text(text, knowledge).answer
    assert (answer.status, answer.actors[0].id) == ("answered", "poseidon-group")
    assert answer.headline.startswith("Nearest to that are passages about Poseidon Group")


def test_what_else_is_asked_must_be_met(knowledge: KnowledgeBase) -> None:
    answer = answer_text("north koreans that make people press win+r and paste a command", knowledge).answer
    assert "interlock" not in {actor.id for actor in answer.actors}


def test_a_habit_at_a_time_needs_a_dated_passage(knowledge: KnowledgeBase) -> None:
    text = "which crews carry files over to air-gapped machines on usb sticks"
    assert "tetrisphantom" in {actor.id for actor in answer_text(text, knowledge).answer.actors}
    assert "tetrisphantom" not in {actor.id for actor in answer_text(f"{text} in 2010", knowledge).answer.actors}


def test_nobody_has_a_habit_that_is_none(knowledge: KnowledgeBase) -> None:
    assert answer_text("which actors specialise in hacking planetariums", knowledge).answer.status in ("unknown", "suggested")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("who is Femwar02, name came up on the Sapienza call", "who is Femwar02"),
        ("background on GreenSpot before this afternoon's call with our subsidiary", "background on GreenSpot"),
        ("tell me about el machete, the new intern asked while we ordered pizza", "tell me about el machete"),
        ("is Gallium using Emotet? vendor deck claims it", "is Gallium using Emotet?"),
        ("I am writing an article on pay fraud; could you tell me who Storm-2657 is?", "could you tell me who Storm-2657 is?"),
        ("heard of Houken in the call with ANSSI, quick summary?", "heard of Houken, quick summary?"),
    ],
)
def test_what_stands_around_a_question_goes(text: str, left: str) -> None:
    assert without_chatter(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "which groups were named in the mandiant report",
        "what did they do before the election in 2020",
        "I am writing a note on air-gapped networks. Which Chinese groups have ferried data across?",
        "asked to correct a paper before a press briefing, malware attached",
        "who hit the hospital, is it the same as Rhysida",
    ],
)
def test_what_a_question_is_about_stays(text: str) -> None:
    assert without_chatter(text) == text
