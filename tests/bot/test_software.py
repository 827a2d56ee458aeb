"""What a question asks of one piece of software: what it is, what it runs on, who made it, who uses it."""

import pytest

from bot.answers.model import Answer
from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text


def ask(knowledge: KnowledgeBase, text: str) -> Answer:
    return answer_text(text, knowledge).answer


@pytest.mark.parametrize(
    ("text", "status", "start"),
    [
        ("which platforms does PlugX run on?", "answered", "PlugX runs on Windows."),
        ("does XAgent run on iOS?", "yes", "Yes: X-Agent runs on Windows, Linux, macOS, iOS, Android."),
        ("does PlugX run on iOS?", "unknown", "No source here says that PlugX runs on iOS."),
        ("is NotPetya a wiper?", "yes", "Yes: "),
        ("is PlugX a wiper?", "unknown", "No source here describes PlugX as wipers."),
        ("who made PlugX?", "answered", "No source here says who made PlugX."),
        ("who made stuxnet", "answered", "Press reports say that the United States and Israel made it"),
        ("aliases of PlugX", "answered", "PlugX is also called "),
        ("who uses PlugX", "answered", "PlugX is reported to be used by "),
        ("what is PlugX", "answered", "PlugX is a remote access tool"),
    ],
)
def test_what_is_asked_comes_first(knowledge: KnowledgeBase, text: str, status: str, start: str) -> None:
    answer = ask(knowledge, text)
    assert answer.status == status
    assert answer.headline.startswith(start)


@pytest.mark.parametrize(
    "text", ["what is TRITON?", "what is Emotet", "what is Snake malware", "is Shamoon a wiper?", "what kind of malware is Emotet"]
)
def test_a_name_that_is_an_actors_too_is_malware_where_that_is_asked(knowledge: KnowledgeBase, text: str) -> None:
    assert ask(knowledge, text).kind == "software"


@pytest.mark.parametrize("text", ["who is Emotet", "what is Sofacy", "who is behind Cuba ransomware"])
def test_and_an_actor_where_that_is(knowledge: KnowledgeBase, text: str) -> None:
    assert ask(knowledge, text).kind in ("profile", "attribution")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("does Kimsuky encrypt with LockBit?", "unknown"),
        ("did Earth Lusca get in over a TrickBot infection", "unknown"),
        ("does APT35 use PowerShell?", "yes"),
        ("did RomCom exploit WinRAR?", "yes"),  # what was broken into, and no tool
        ("does Careto target Cuba", "unknown"),  # a country, and no ransomware
        ("does APT28 have iOS malware?", "yes"),
        ("did russia do notpetya", "yes"),
        ("did china do notpetya", "unknown"),
    ],
)
def test_a_yes_is_given_only_for_what_is_meant(knowledge: KnowledgeBase, text: str, status: str) -> None:
    assert ask(knowledge, text).status == status


def test_a_campaign_of_nobody_in_which_it_was_used_is_told(knowledge: KnowledgeBase) -> None:
    answer = answer_text("anybody on record dropping SombRAT?", knowledge).answer
    assert answer.status == "answered"
    assert answer.headline.startswith("SombRAT is reported from the campaign CostaRicto; no source here names an actor.")
    assert any(item.sources for section in answer.sections if section.title == "In campaigns" for item in section.items)


def test_a_coined_name_is_found_in_its_words_unless_they_say_something_else(knowledge: KnowledgeBase) -> None:
    assert [actor.id for actor in answer_text("dark nimbus spyware, who is behind it", knowledge).answer.actors] == ["earth-minotaur"]
    trick = answer_text("what was the trick by which TA577 mails made Windows give up NTLM logins", knowledge).answer
    assert [actor.id for actor in trick.actors] == ["ta577"]
    assert trick.status == "answered"


def test_a_program_of_nobody_is_told_where_it_is_named(knowledge: KnowledgeBase) -> None:
    answer = answer_text("who uses Phenakite", knowledge).answer
    assert answer.status == "related"
    assert [actor.id for actor in answer.actors] == ["arid-viper"]
    assert answer.headline.startswith("No source here says outright who uses Phenakite.")
