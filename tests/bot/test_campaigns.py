"""Campaigns of the catalogues: when they were and what was done, and whose they are where another one is asked about."""

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text, answer_thread


@pytest.mark.parametrize(
    ("text", "when", "whose"),
    [
        ("operation ghost - which group, and in what year it began", "(2013-09 to 2019-10)", "apt29"),
        ("C0017", "(2021-05 to 2022-02)", "apt41"),
        ("Operation MidnightEclipse cve?", "(2024-03 to 2024-04)", ""),
    ],
)
def test_a_campaign_is_told_with_its_time(knowledge: KnowledgeBase, text: str, when: str, whose: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert when in answer.headline
    assert [actor.id for actor in answer.actors] == ([whose] if whose else [])
    told = {item.value: item for section in answer.sections for item in section.items if section.title == "The incident"}
    assert told["When"].sources


def test_what_was_done_in_a_campaign_stands_in_its_reply(knowledge: KnowledgeBase) -> None:
    sections = {section.title: section for section in answer_text("Operation MidnightEclipse", knowledge).answer.sections}
    assert any(item.value == "UPSTYLE" for item in sections["Tools"].items)
    assert all(item.sources for item in sections["What was done"].items)


@pytest.mark.parametrize("text", ["who ran STARK#VORTEX", "what is stark#vortex"])
def test_a_list_of_techniques_under_a_campaigns_name_gives_way_to_who_is_said_to_have_done_it(knowledge: KnowledgeBase, text: str) -> None:
    assert [actor.id for actor in answer_text(text, knowledge).answer.actors] == ["uac-0154"]


@pytest.mark.parametrize(
    "text",
    [
        "is APT28 behind Operation Ghost",
        "was Operation Ghost APT28?",
        "who is behind Operation Ghost, APT28?",
        "did APT28 run Operation Ghost",
    ],
)
def test_anothers_campaign_is_never_told_as_the_actors_own(knowledge: KnowledgeBase, text: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert answer.status == "unknown"
    assert answer.headline.startswith("No source here says that of APT28. Operation Ghost: Attributed to APT29")


def test_somebody_asked_about_another_ones_incident_is_told_whose_it_was(knowledge: KnowledgeBase) -> None:
    answer = answer_text("who was behind SolarWinds, APT28?", knowledge).answer
    assert answer.status == "unknown"
    assert "Attributed to APT29" in answer.headline


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("who hacked TV5Monde, APT28 or the Cyber Caliphate?", ["apt28"]),
        ("which of APT29 and APT28 hacked the DNC?", ["apt28", "apt29"]),
        ("whom did APT41 hit in C0017", ["apt41"]),
    ],
)
def test_of_two_the_one_is_told_whose_incident_it_was(knowledge: KnowledgeBase, text: str, whose: list[str]) -> None:
    answer = answer_text(text, knowledge).answer
    assert (answer.status, sorted(actor.id for actor in answer.actors)) == ("answered", whose)


def test_of_a_campaign_named_beside_its_actor_no_victims_names_are_made_up(knowledge: KnowledgeBase) -> None:
    asked = "Which universities exactly (names) did APT36 go for in the C0011 student campaign?"
    assert answer_text(asked, knowledge).answer.status == "unknown"


@pytest.mark.parametrize(
    ("texts", "kind", "said"),
    [
        (["who uses Mispadu", "since when are they active?"], "campaigns", "Malteiro: first seen 2019-11"),
        (["who operates Mispadu", "based where?"], "attribution", "Malteiro is attributed to Brazil"),
    ],
)
def test_a_question_of_two_told_last_is_answered_of_both(knowledge: KnowledgeBase, texts: list[str], kind: str, said: str) -> None:
    answer = answer_thread(texts, knowledge)[-1].answer
    assert (answer.kind, len(answer.actors)) == (kind, 2)
    assert said in answer.headline
