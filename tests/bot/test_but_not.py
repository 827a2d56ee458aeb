"""A not in a question about an actor: what is denied is never confirmed, only told or not."""

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.questions.understand import understand
from bot.service import answer_text, answer_thread


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("does APT28 use Mimikatz but not X-Agent", "No: sources describe APT28 as using Mimikatz, and as using X-Agent."),
        ("does Turla target Germany but not France", "No: sources describe Turla as targeting Germany, and as targeting France."),
    ],
)
def test_what_is_denied_and_told_makes_a_no_of_it(knowledge: KnowledgeBase, text: str, said: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert (answer.status, answer.headline) == ("no", said)
    assert answer.sections[0].items[0].sources


@pytest.mark.parametrize(
    ("text", "yes", "none"),
    [
        ("is APT28 Russian and not Chinese", "attributed to Russia", "attributed to China"),
        ("is FIN7 after money and not a state", "motivated by financial gain", "attributed to a state"),
        ("isn't APT29 SVR and not GRU", "attributed to SVR", "attributed to GRU"),
    ],
)
def test_what_is_denied_and_nowhere_told_is_said_to_be_so(knowledge: KnowledgeBase, text: str, yes: str, none: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert answer.status == "yes"
    assert yes in answer.headline
    assert answer.headline.endswith(f"No source here describes {answer.actors[0].name} as {none}.")


@pytest.mark.parametrize(
    "text", ["who did APT28 target in Ukraine but not in Poland", "which banks did Lazarus hit in Asia but not in Bangladesh"]
)
def test_what_is_only_left_out_is_not_said_to_be_so(knowledge: KnowledgeBase, text: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert answer.status == "answered"
    assert answer.headline.startswith("Sources describe")
    assert " not " not in f"{answer.title} {answer.headline}"


def test_no_reply_says_that_somebody_does_not_do_what_sources_tell(knowledge: KnowledgeBase) -> None:
    """Of thirty actors, two programs each that they are told to use: one asked for, the other denied."""
    graph, asked = knowledge.graph, 0
    for entity in graph.records.entities:
        used = [graph.name(use.object) for use in graph.uses_of_type(entity.id, "software")] if graph.is_actor(entity.id) else []
        used = list(dict.fromkeys(name for name in used if name.isalpha() and len(name) > 6))[:2]
        if len(used) < 2 or "(" in entity.name:
            continue
        answer = answer_text(f"does {entity.name} use {used[0]} but not {used[1]}?", knowledge).answer
        assert "not using" not in f"{answer.title} {answer.headline}", (entity.name, used)
        assert answer.status == "no" or used[1] not in answer.headline.partition("No source")[0], (entity.name, used)
        asked += 1
        if asked == 30:
            break
    assert asked == 30


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        ("apt28", "russian, right?", "Yes: sources describe APT28 as attributed to Russia."),
        ("fin13", "criminals and not a state, right?", "Yes: sources describe FIN13 as motivated by financial gain."),
        ("apt33", "iranian and after energy, no?", "Yes: sources describe APT33 as attributed to Iran and targeting Energy."),
    ],
)
def test_what_is_said_with_a_question_mark_is_held_against_the_actor_of_the_thread(
    knowledge: KnowledgeBase, first: str, then: str, said: str
) -> None:
    answer = answer_thread([first, then], knowledge)[-1].answer
    assert answer.status == "yes"
    assert answer.headline.startswith(said)


@pytest.mark.parametrize(("text", "home"), [("UNC1151 is belarus isn't it", "Belarus"), ("sidewinder is india, correct?", "India")])
def test_a_country_somebody_is_said_to_be_is_where_it_is_from(knowledge: KnowledgeBase, text: str, home: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert (answer.status, answer.kind) == ("yes", "attribution")
    assert home in answer.headline


@pytest.mark.parametrize("text", ["does Turla use the Snowfall rootkit", "does UNC2891 use the Moonpetal rootkit?"])
def test_a_program_nobody_here_bears_is_not_another_of_its_kind(knowledge: KnowledgeBase, text: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert answer.status == "unknown"


def test_all_that_is_left_out_stays_so_where_a_name_is_that_of_a_program_too(knowledge: KnowledgeBase) -> None:
    answer = answer_text("Groups tied to the FSB except Turla and Gamaredon please", knowledge).answer
    assert answer.kind == "actors"
    assert {"turla", "gamaredon"}.isdisjoint(actor.id for actor in answer.actors)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Chinese groups that do not target Japan", ("country", "JP", True)),
        ("Chinese groups that don't hit Taiwan", ("country", "TW", True)),
        ("Iranian groups not targeting Iran", ("country", "IR", True)),
        ("Chinese groups, not those who spy on China", ("country", "CN", True)),
        ("russian groups (not the GRU)", ("sponsor", "gru", True)),
    ],
)
def test_those_who_leave_a_place_alone_are_not_of_another_home(
    knowledge: KnowledgeBase, text: str, condition: tuple[str, str, bool]
) -> None:
    question = understand(text, knowledge.names, knowledge.graph)
    assert condition in [(c.type, c.id, c.negated) for c in question.conditions]


def test_what_a_state_admits_is_not_answered_by_whose_an_actor_is_held_to_be(knowledge: KnowledgeBase) -> None:
    answer = answer_text("Predatory Sparrow: has Israel ever admitted a link?", knowledge).answer
    assert (answer.status, answer.kind) == ("answered", "attribution")
    assert not answer.headline.startswith("Yes")
