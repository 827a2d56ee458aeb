"""Cases that are told of, and what nobody tells of them: another victim or place, a number, a name, what became of it."""

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text, answer_thread


@pytest.mark.parametrize(
    "text",
    [
        "who hit Kenya Airways",
        "who made water storage tanks overflow in Massachusetts?",
        "who was behind the breach of the Bhutanese royal archive",
        "Volvo's assembly lines stood still after a hack, who bragged about it",
        "the certificate authority Lotus Blossom got into, what was the company called",
        "who founded DSIRF, I need the founder's name",
        "ok enough work. who won the hockey last night",
    ],
)
def test_another_victim_another_region_or_a_name_that_nobody_tells_is_unknown(knowledge: KnowledgeBase, text: str) -> None:
    assert answer_text(text, knowledge).answer.status in ("unknown", "suggested")


@pytest.mark.parametrize(
    ("text", "actor"), [("who made water tanks overflow in Texas", "cyber-army-of-russia-reborn"), ("who hit British Airways", "magecart")]
)
def test_the_victim_and_the_region_that_are_told_are_known(knowledge: KnowledgeBase, text: str, actor: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert (answer.status, answer.actors[0].id) == ("answered", actor)


def test_of_an_actor_whose_victims_nobody_names_that_is_said(knowledge: KnowledgeBase) -> None:
    answer = answer_text("whom does Velvet Ant target", knowledge).answer
    assert answer.status == "unknown"
    assert "Sygnia names neither victim nor industry" in answer.headline
    assert answer.headline_sources


@pytest.mark.parametrize(
    "text",
    [
        "how many modems did Viasat have to replace after the KA-SAT wipe",
        "roughly how many laptops did the british library have to scrap after rhysida",
        "how many car dealers sued CDK Global after the june 2024 ransomware",
        "which gang encrypted SingHealth and auctioned the patient records?",
        "who walked off with the patient records of Raffles Medical in singapore",
        "what does RedCurl's CormorantShell backdoor do exactly",
        "moneybird: length of the RSA key it uses",
        "file extension genielocker puts on encrypted files",
        "MINOCAT listens on what port by default",
        "at what hour did the Stake.com theft start",
        "OSCE hack 2016 Vienna: name of the implant that was found",
        "which model was the old router at the branch of PIR bank",
    ],
)
def test_what_is_counted_or_done_nowhere_is_unknown_though_the_case_is_told(knowledge: KnowledgeBase, text: str) -> None:
    assert answer_text(text, knowledge).answer.status == "unknown"


def test_a_sum_of_one_case_is_not_that_of_all(knowledge: KnowledgeBase) -> None:
    thread = ["who hit the British outsourcing firm Capita", "ok and how much ransom did they get out of it"]
    answer = answer_thread(thread, knowledge)[-1].answer
    assert answer.status == "unknown"
    assert answer.headline.startswith("No source here tells that of Capita.")


@pytest.mark.parametrize(
    "text", [" " * 1_890 + "right?", "no " * 600 + "sorry, only pakistani", "banks " * 300 + "- what were they called"]
)
def test_runs_of_blanks_and_words_are_only_read(knowledge: KnowledgeBase, text: str) -> None:
    assert answer_thread(["apt28", text], knowledge)[-1].answer.title


@pytest.mark.parametrize(
    ("text", "told"),
    [("which c2 port did Blind Eagle use", "4050"), ("which tcp port does Contagious Interview use for c2", "1224")],
)
def test_a_port_is_told_by_the_only_sentence_that_has_one(knowledge: KnowledgeBase, text: str, told: str) -> None:
    assert told in answer_text(text, knowledge).answer.headline
