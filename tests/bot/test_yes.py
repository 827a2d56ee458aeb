"""A yes stands on what is said of that very thing, and says so where others say otherwise."""

import pytest

from bot.answers.model import Answer
from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text, answer_thread


def ask(knowledge: KnowledgeBase, text: str) -> Answer:
    return answer_text(text, knowledge).answer


@pytest.mark.parametrize("actor", ["Kimsuky", "APT29", "APT32"])
def test_a_program_that_shares_its_name_with_ransomware_makes_no_yes(knowledge: KnowledgeBase, actor: str) -> None:
    assert ask(knowledge, f"does {actor} use ransomware?").status == "unknown"


def test_ransomware_that_an_actor_uses_is_named(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "does FIN7 use ransomware")
    assert answer.status == "yes"
    assert "REvil" in answer.values
    assert "Sardonic" not in answer.values, "a backdoor whose users also had ransomware"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Is Gamaredon FSB", "yes"),
        ("is Equation Group NSA", "yes"),
        ("Does Mustang Panda use PlugX?", "yes"),
        ("does APT28 target NATO", "yes"),
        ("Is Bitter Indian", "yes"),
        ("Is Zinc Lazarus", "yes"),
        ("is APT29 part of the FSB?", "unknown"),
        ("Is MuddyWater IRGC?", "contested"),
        ("did Sandworm ever shut down the Kornblum bakeries in Bielefeld", "unknown"),
    ],
)
def test_no_incident_takes_over_what_is_asked_of_an_actor(knowledge: KnowledgeBase, text: str, status: str) -> None:
    answer = ask(knowledge, text)
    assert answer.status == status, answer.headline
    assert answer.kind != "campaigns" or status == "unknown"


def test_who_is_said_to_be_behind_it_with_more_confidence_is_told_first(knowledge: KnowledgeBase) -> None:
    assert "Ministry of Intelligence" in ask(knowledge, "Is MuddyWater IRGC?").headline


@pytest.mark.parametrize(
    ("text", "year"), [("Is APT1 still active?", "2014"), ("Is Kimsuky still active?", "2026"), ("Is Turla active?", "2026")]
)
def test_when_it_was_last_reported_answers_whether_it_is_active(knowledge: KnowledgeBase, text: str, year: str) -> None:
    answer = ask(knowledge, text)
    assert "last reported" in answer.headline
    assert year in answer.headline


def test_arrests_are_told_with_their_source(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "was anyone from FIN7 arrested")
    assert answer.status == "answered"
    assert "arrested in 2018" in answer.headline
    assert answer.headline_sources
    assert ask(knowledge, "Was anyone from Cozy Bear arrested?").status == "unknown"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("what is operation cloud hopper", "Operation Cloud Hopper"),
        ("Operation Soft Cell tl;dr", "Operation Soft Cell"),
        ("Paperbug, which country was spied on and by whom?", "Paperbug"),
        ("Hi, for a lecture in Brussels I need some background about the Belgacom hack", "Operation Socialist"),
    ],
)
def test_an_operation_is_found_by_its_name_in_any_question(knowledge: KnowledgeBase, text: str, title: str) -> None:
    assert ask(knowledge, text).title == title


def test_tactics_are_understood_as_people_say_them(knowledge: KnowledgeBase) -> None:
    said, named = ask(knowledge, "how does Volt Typhoon get in"), ask(knowledge, "initial access techniques of Volt Typhoon")
    assert said.values == named.values != ()


@pytest.mark.parametrize(
    ("first", "second", "actors_of"),
    [
        ("chinese groups that hit telecoms", "and in Africa?", "chinese groups that hit telecoms in Africa"),
        ("ransomware groups that hit hospitals", "what about schools?", "ransomware groups that hit schools"),
        ("chinese groups that hit Taiwan", "only since 2022", "chinese groups that hit Taiwan since 2022"),
        ("does APT41 use Cobalt Strike?", "and APT10?", "does APT10 use Cobalt Strike?"),
    ],
)
def test_a_follow_up_keeps_what_it_does_not_change(knowledge: KnowledgeBase, first: str, second: str, actors_of: str) -> None:
    followed, whole = answer_thread([first, second], knowledge)[-1].answer, ask(knowledge, actors_of)
    assert followed.actors == whole.actors != ()
    assert followed.status == whole.status


def test_a_name_that_nobody_bears_stays_unknown_in_a_thread(knowledge: KnowledgeBase) -> None:
    answer = answer_thread(["tell me about Silver Wombat", "where is it from?"], knowledge)[-1].answer
    assert answer.status in ("unknown", "suggested")
    assert not answer.actors


def test_large_letters_make_a_country_of_two(knowledge: KnowledgeBase) -> None:
    assert ask(knowledge, "which iranian groups hit the US").actors == ask(knowledge, "which iranian groups hit the United States").actors
    assert "United States" not in ask(knowledge, "iranian groups, tell us more").title


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("who hacked SolarWinds", ["apt29"]),
        ("who hacked the Bundestag", ["apt28"]),
        ("who hit Sony", ["lazarus"]),
    ],
)
def test_whom_it_hit_counts_before_a_name_in_the_title(knowledge: KnowledgeBase, text: str, actors: list[str]) -> None:
    assert [actor.id for actor in ask(knowledge, text).actors] == actors


def test_an_incident_is_not_confirmed_for_another_year(knowledge: KnowledgeBase) -> None:
    wrong, right = (ask(knowledge, f"Did Lazarus rob the Bangladesh Bank in {year}?") for year in (2019, 2016))
    assert wrong.headline.startswith("No source here")
    assert right.title == "Bangladesh Bank"


def test_who_is_asks_for_a_name_even_if_nobody_bears_it(knowledge: KnowledgeBase) -> None:
    assert ask(knowledge, "Who is Purple Hamster?").title == "Purple Hamster: not in the knowledge base"


def test_who_does_use_it_is_told_beside_who_does_not(knowledge: KnowledgeBase) -> None:
    answer = answer_text("is RARSTONE an APT28 thing", knowledge).answer
    assert answer.status == "unknown"
    assert answer.headline.endswith("RARSTONE is reported to be used by Naikon.")
    assert "naikon" in [actor.id for actor in answer.actors]


def test_who_is_behind_it_is_told_beside_who_is_not(knowledge: KnowledgeBase) -> None:
    answer = answer_text("Is APT37 working for Beijing?", knowledge).answer
    assert answer.status == "unknown"
    assert "attributed to North Korea" in answer.headline
