"""Questions about names themselves: what a vendor's word means, why somebody is called so, what a thing of theirs is called."""

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text


@pytest.mark.parametrize(
    ("text", "means", "one"),
    [
        ("what does it mean when a Microsoft name ends in Sleet", "North Korea", "kimsuky"),
        ("what does Typhoon stand for?", "China", "volt-typhoon"),
        ("what does Spider mean at CrowdStrike", "criminals", "wizard-spider"),
    ],
)
def test_what_a_word_in_a_vendors_names_means_is_told_with_its_source(knowledge: KnowledgeBase, text: str, means: str, one: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert (answer.kind, answer.status) == ("names", "answered")
    assert means in answer.headline
    assert answer.headline_sources
    assert one in {actor.id for actor in answer.actors}


def test_a_word_that_is_in_no_vendors_names_means_nothing_here(knowledge: KnowledgeBase) -> None:
    assert answer_text("what does Marmalade stand for?", knowledge).answer.status in ("unknown", "suggested")


def test_why_somebody_is_called_so_is_told_where_a_source_tells_it(knowledge: KnowledgeBase) -> None:
    told, untold = (
        answer_text(text, knowledge).answer for text in ("why is Sandworm called that", "where does the name Machete come from")
    )
    assert told.status == "answered"
    assert "Dune" in told.headline
    assert untold.status == "unknown"
    assert "says why Machete is called so" in untold.headline


def test_the_name_of_a_thing_of_theirs_is_none_of_their_names(knowledge: KnowledgeBase) -> None:
    assert answer_text("what was XDSpy's made-up aerobics instructor called?", knowledge).answer.status == "unknown"
    assert answer_text("Sea Turtle's reverse shell, what is it called?", knowledge).answer.kind == "tools"


def test_a_country_is_not_read_as_a_name_near_to_it(knowledge: KnowledgeBase) -> None:
    answer = answer_text("India?", knowledge).answer
    assert "predatory-sparrow" not in {actor.id for actor in answer.actors[:1]}


@pytest.mark.parametrize("text", ["who is silence", "has silence gone after banks in malaysia"])
def test_a_common_word_is_somebody_where_it_stands_alone_or_acts(knowledge: KnowledgeBase, text: str) -> None:
    assert [actor.id for actor in answer_text(text, knowledge).answer.actors] == ["silence"]
