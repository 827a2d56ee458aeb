"""Reports that name nobody: whom they fit, and that they fit nobody."""

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.questions.reports import read_report
from bot.service import answer_text, answer_thread

SATELLITES = (
    "The operators hid their command servers behind hijacked links of satellite internet providers in the Middle East and Africa. "
    "They read the mail of embassies and foreign ministries for years, with a rootkit that talks from peer to peer and a backdoor "
    "inside the mail server itself."
)
NOTARIES = (
    "Early in 2025 computers of notaries in Ukraine were taken over. Nobody asked for a ransom: whoever controls such a computer can "
    "change entries of the state registers, and somebody pays for that."
)
INVENTED = (
    "Three crossword publishers in Malta found that the grids of their Sunday issues had been altered to hold numbers of bank accounts. "
    "The intruder had come through the licence server of a font foundry and left a program written in Smalltalk in the layout tool."
)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (f"{SATELLITES} Who is this?", "turla"),
        (f"Who is this: {SATELLITES}", "turla"),
        (f"<@U012345> attribution?\n>>> {NOTARIES}", "uac-0173"),
        (NOTARIES, "uac-0173"),
    ],
)
def test_a_report_is_answered_with_whom_it_fits_and_why(knowledge: KnowledgeBase, text: str, actor: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert (answer.kind, answer.status, answer.actors[0].id) == ("passages", "answered", actor)
    assert f"fits {knowledge.graph.name(actor)} best" in answer.headline
    assert answer.sections[0].items
    assert all(item.sources for item in answer.sections[0].items)
    assert any("no attribution" in note for note in answer.notes)


def test_a_report_that_fits_nobody_is_unknown(knowledge: KnowledgeBase) -> None:
    answer = answer_text(f"{INVENTED} Who does this sound like?", knowledge).answer
    assert (answer.status, answer.actors) == ("unknown", ())
    assert "No actor here fits" in answer.headline


def test_the_actor_that_a_report_is_only_like_is_not_the_answer(knowledge: KnowledgeBase) -> None:
    told = (
        "The spies have sat in the networks of Kurdish and Iraqi officials since 2017, and in those of a telecom in Uzbekistan. "
        "One backdoor takes its orders through attachments in compromised mailboxes, another is a module for IIS. "
        "The vendor holds it for a subgroup of OilRig. Which group is it?"
    )
    answer = answer_text(told, knowledge).answer
    assert answer.actors[0].id == "bladedfeline"
    assert "oilrig" not in [actor.id for actor in answer.actors]


def test_a_text_that_names_its_actor_is_an_ordinary_question(knowledge: KnowledgeBase) -> None:
    answer = answer_text(f"FIN7 came up in a report of our insurer. {NOTARIES} Which tools does FIN7 use?", knowledge).answer
    assert "best" not in answer.headline


def test_a_thread_goes_on_about_whom_a_report_fits(knowledge: KnowledgeBase) -> None:
    last = answer_thread([f"{SATELLITES} Which group is this?", "which tools do they use?"], knowledge)[-1].answer
    assert (last.kind, last.actors[0].id) == ("tools", "turla")


@pytest.mark.parametrize(
    "text",
    [
        "who hid behind satellites",
        f"{SATELLITES} Which tools should we look for?",
        f"{SATELLITES} how do we defend against that?",
        f"{NOTARIES} Which groups do so?",
        "We run the network of a hospital in Utrecht and our board is afraid after the news of last week. which groups go after hospitals?",
        "word " * 3_000,
    ],
)
def test_what_asks_for_something_else_is_no_report(text: str) -> None:
    assert read_report(text) is None


def test_sentences_that_only_ask_tell_nothing() -> None:
    report = read_report(f"Any idea who this is? {NOTARIES} We have no clue here. Who could it be?")
    assert report is not None
    assert report.asks
    assert len(report.told) == 4
    assert not any("?" in sentence for sentence in report.told)


def test_an_actor_named_that_it_fits_less_is_not_the_answer(knowledge: KnowledgeBase) -> None:
    text = f"Gamaredon hit the same ministry a year ago. {SATELLITES} Thoughts on attribution?"
    assert answer_text(text, knowledge).answer.actors[0].id == "turla"
