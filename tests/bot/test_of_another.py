"""Who else did something to or with the actor of a question: told by a sentence about the one that names the other."""

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text, answer_thread


@pytest.mark.parametrize(
    ("thread", "other", "told"),
    [
        (["who copies the infection chain of SideWinder"], "sidecopy", "copies SideWinder's chain"),
        (["what is sidecopy", "which group do they imitate"], "sidewinder", "imitates"),
        (["Rocke: who is it", "and which other mining gang started from a copy of their code"], "8220-gang", "copy of Rocke's code"),
        (["which other israeli firm was put on the Entity List with Candiru"], "nso-group", "Entity List"),
        (["which group answered Naikon's phish with malware of its own"], "hellsing", "answered a mail of Naikon"),
        (["whom does Scarred Manticore hand the victim over to for the wiping"], "void-manticore", "hands victims over"),
    ],
)
def test_the_sentence_that_names_both_tells_who_it_was(knowledge: KnowledgeBase, thread: list[str], other: str, told: str) -> None:
    answer = answer_thread(thread, knowledge)[-1].answer
    assert (answer.status, answer.actors[0].id) == ("answered", other)
    assert told in answer.headline
    assert {source.id for source in answer.sources} >= {*answer.headline_sources} > set()


@pytest.mark.parametrize("text", ["which other group did Machete sell its laptops to", "who imitates Gallmaker's logo"])
def test_what_no_sentence_tells_of_two_stays_unknown(knowledge: KnowledgeBase, text: str) -> None:
    assert answer_text(text, knowledge).answer.status == "unknown"


def test_whose_servers_look_alike_is_told_by_what_is_recorded_between_them(knowledge: KnowledgeBase) -> None:
    answer = answer_text("whose infrastructure does RedEcho's look like", knowledge).answer
    assert answer.status == "answered"
    assert {"apt41", "tonto-team"} <= {actor.id for actor in answer.actors}


def test_a_program_found_on_a_kind_of_machine_is_of_whom_that_is_told(knowledge: KnowledgeBase) -> None:
    answer = answer_text("who put TINYSHELL on the Juniper routers?", knowledge).answer
    assert (answer.status, answer.actors[0].id) == ("answered", "unc3886")
    assert "Juniper MX routers" in answer.headline


@pytest.mark.parametrize(
    ("thread", "other"),
    [
        (["which subgroups does Lazarus have"], "andariel"),
        (["which groups split from Lazarus"], "golden-chollima"),
        (["what was alphv before it was alphv"], "darkside"),
        (["once hive got taken down, who picked up from there"], "hunters-international"),
        (["whose umbrella is contagious interview under"], "famous-chollima"),
        (["BladedFeline sits under which bigger iranian group?"], "oilrig"),
        (["killnet?", "who did they swap ads with"], "anonymous-sudan"),
        (["who passes Void Manticore their victims"], "scarred-manticore"),
        (["tell me about luminousmoth", "which chinese group is it connected with"], "mustang-panda"),
        (["who's got the same paymaster as Dragonfly"], "turla"),
        (["turla = fsb center 16?", "who else is from there"], "dragonfly"),
    ],
)
def test_what_is_recorded_between_two_answers_in_whatever_words_it_is_asked(
    knowledge: KnowledgeBase, thread: list[str], other: str
) -> None:
    answer = answer_thread(thread, knowledge)[-1].answer
    assert answer.status == "answered"
    assert other in {actor.id for actor in answer.actors}


def test_what_both_sides_tell_of_each_other_is_told_once(knowledge: KnowledgeBase) -> None:
    answer = answer_text("whom does KillNet work with", knowledge).answer
    assert answer.headline.count("Anonymous Sudan") == 1
