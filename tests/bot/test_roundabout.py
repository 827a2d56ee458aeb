"""Roundabout ways of asking: what they become, and that they are answered as their plain form is."""

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.questions.roundabout import straight, ways
from bot.service import answer_text


@pytest.mark.parametrize(("example", "becomes"), [(way.example, way.becomes) for way in ways()])
def test_every_way_does_what_its_example_says(example: str, becomes: str) -> None:
    assert straight(example) == becomes


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ("Who is the adversary tracked as `FIN10`?", "Who is `FIN10`?"),
        ("Mandiant has a number for the outfit that Microsoft used to call SEABORGIUM", "Mandiant has a number for SEABORGIUM"),
        ("May I ask for the groups that hit Sri Lanka?", "show the groups that hit Sri Lanka?"),
        ("I'd be glad to know when Maze retired", "when Maze retired"),
        ("Would it be possible to learn what is known about Careto?", "what is known about Careto?"),
        ("Which group is tracked as FIN10?", "Which group is tracked as FIN10?"),
        ("and SideCopy's?", "same for SideCopy?"),
        ("adversary-in-the-middle phishing", "adversary-in-the-middle phishing"),
        ("would you count APT-C-60 as Darkhotel", "would you count APT-C-60 as Darkhotel"),
    ],
)
def test_a_text_is_said_straight(said: str, becomes: str) -> None:
    assert straight(said) == becomes


@pytest.mark.parametrize(
    ("asked", "plainly"),
    [
        (
            "May I ask for the state-sponsored groups that have gone after Sri Lanka?",
            "state-sponsored groups that have gone after Sri Lanka",
        ),
        ("Vietnam as country of origin: which threat actors, criminals included?", "which threat actors are from Vietnam?"),
        ("Lebanon is home to what threat groups?", "which threat groups are from Lebanon?"),
        ("Was DDE part of Gallmaker's tradecraft?", "did Gallmaker use DDE?"),
        ("Please describe the adversary tracked as FIN10", "describe FIN10"),
    ],
)
def test_a_roundabout_question_has_the_answer_of_the_plain_one(knowledge: KnowledgeBase, asked: str, plainly: str) -> None:
    one, other = answer_text(asked, knowledge).answer, answer_text(plainly, knowledge).answer
    assert one.status in ("answered", "yes")
    assert (one.status, one.title, one.actors) == (other.status, other.title, other.actors)
