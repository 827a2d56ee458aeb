"""How replies read: nothing said twice, claims worded as what they are, a source under one number everywhere."""

import re

import pytest

from bot.answers.model import Answer
from bot.answers.scanned import scan_texts
from bot.knowledge_base import KnowledgeBase
from bot.replies.blocks import Look, render_blocks
from bot.replies.paging import pages
from bot.replies.pressed import Press
from bot.replies.scan_blocks import scan_blocks
from bot.replies.text import render_text
from bot.service import answer_text


def ask(knowledge: KnowledgeBase, text: str) -> Answer:
    return answer_text(text, knowledge).answer


def shown(answer: Answer, press: Press | None = None) -> str:
    """Everything of a message that is read."""
    blocks = render_blocks(answer, Look(press, buttons=False))
    texts = [block["text"]["text"] for block in blocks if "text" in block]
    return "\n".join([*texts, *(e["text"] for block in blocks if block["type"] == "context" for e in block["elements"])])


def test_several_questions_are_answered_once_each(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "Who is behind Sandworm? What tools does Turla use? Is Fancy Bear the same as Sofacy?")
    for said in (shown(answer), render_text(answer)):
        for once in ("Sandworm is attributed to", "Turla is reported to use", "Fancy Bear and Sofacy are names of APT28"):
            assert said.count(once) == 1
        assert said.index("Turla is reported to use") < said.index("Attribution of Sandworm\n" if "*" not in said else "*Attribution of")
    assert [section.title for section in answer.sections] == [
        "Attribution of Sandworm",
        "Tools of Turla",
        "Fancy Bear and Sofacy: Who says so",
    ]


def test_each_of_several_answers_has_its_own_sources(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "Who is behind Sandworm? Who is Turla?")
    first, second = render_blocks(answer)[1]["text"]["text"].split("\n")
    assert "[" not in first
    assert re.search(r"(?:\[\d+\])+$", second)
    assert {*answer.parts[1].sources} <= {source.id for source in answer.sources}


def test_a_name_of_no_vendor_is_not_said_to_be_used_by_a_catalogue(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "is Tsar Team the same as Grey-Cloud?")
    assert answer.status == "yes"
    for item in answer.sections[0].items:
        assert item.detail == "the sources list this name without saying who uses it"
        assert item.sources


def test_a_name_of_a_vendors_shape_is_not_said_to_be_used_by_it(knowledge: KnowledgeBase) -> None:
    detail = next(item.detail for item in ask(knowledge, "is SIG40 the same as Sofacy?").sections[0].items if item.value == "SIG40")
    assert "shape" in detail
    assert "used by" not in detail


@pytest.mark.parametrize("text", ["compare APT28 and Sandworm", "is APT28 the same as Sandworm?"])
def test_relations_are_worded_alike(knowledge: KnowledgeBase, text: str) -> None:
    values = [item.value for section in ask(knowledge, text).sections for item in section.items]
    assert "APT28 has the same sponsor as Sandworm" in values


def test_a_source_has_one_number_on_every_page(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "sofacy")
    last = len(pages(answer)) - 1
    listed = [shown(answer, Press("sofacy", page=page)).rpartition("*Sources* ")[2].split(" · ") for page in range(last + 1)]
    sources = [shown(answer, Press("sofacy", "sources", page)) for page in range(10)]
    entries = {entry for text in sources for entry in text.split("\n") if entry.startswith("[")}
    for entry in (entry for page in listed for entry in page if entry.startswith("[")):
        assert entry.partition("\n")[0] in entries
    assert len({entry.partition("]")[0] for entry in entries}) == len(entries)


def test_a_long_list_says_that_it_goes_on(knowledge: KnowledgeBase) -> None:
    assert re.search(r"^Page 1 of [2-9]$", shown(ask(knowledge, "tools Turla")), re.MULTILINE)


def test_dates_are_words_wherever_they_stand(knowledge: KnowledgeBase) -> None:
    assert not re.search(r"\b20\d\d-\d\d\b", re.sub(r"<[^>]*>", "", shown(ask(knowledge, "sofacy"))))


def test_a_technique_named_by_name_and_by_id_is_found_once(knowledge: KnowledgeBase) -> None:
    scan = scan_texts(["Spearphishing Attachment, T1566.001, and again Spearphishing Attachment"], knowledge)
    (technique,) = scan.of_type("technique")
    assert technique.times == 3
    assert not technique.contested
    assert "may also be" not in str(scan_blocks(scan, "text"))


def test_a_technique_that_shares_its_name_is_told_apart_by_its_id(knowledge: KnowledgeBase) -> None:
    scan = scan_texts(["They sent a Spearphishing Attachment."], knowledge)
    assert "It may also be T1598.002 Spearphishing Attachment" in str(scan_blocks(scan, "text"))
