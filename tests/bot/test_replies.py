"""Replies keep every limit, escape what others wrote, and number their sources."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block

from bot.answers.model import Answer, Item, Section
from bot.knowledge_base import KnowledgeBase
from bot.replies import limits
from bot.replies.blocks import Look, render_blocks, render_message
from bot.replies.escaping import cut, link, plain
from bot.replies.numbering import Numbering
from bot.replies.pressed import Press
from bot.replies.text import render_text
from bot.service import answer_text
from knowledge.model import Source


def check(blocks: list[dict[str, Any]]) -> None:
    assert limits.faults(blocks) == []
    for block in blocks:
        parsed = Block.parse(block)
        assert parsed is not None
        parsed.validate_json()


def test_every_actor_and_its_sides_fit(knowledge: KnowledgeBase) -> None:
    graph = knowledge.graph
    actors = [e for e in graph.records.entities if e.type == "actor"]
    largest = sorted(actors, key=lambda e: -len(graph.uses_of(e.id)) - len(graph.names_of(e.id)))[:40]
    for entity in [*largest, *actors[::25]]:
        for side in ("", "names ", "tools ", "targets ", "techniques ", "origin ", "campaigns "):
            check(render_blocks(answer_text(side + entity.name, knowledge).answer, Look(Press("x", private=True))))


def test_every_kind_of_list_fits(knowledge: KnowledgeBase) -> None:
    for text in (
        "T1566",
        "who uses Mimikatz",
        "who targets the United States",
        "Chinese groups",
        "who hits hospitals",
        "help",
        "Purple Zebra",
        "who hid its command and control behind satellite links",
    ):
        check(render_blocks(answer_text(text, knowledge).answer, Look(Press("x", private=True))))


texts = st.text(max_size=400) | st.sampled_from(["<!channel>", "<@U1>", "<https://x|y>", "*_~`" * 50, "&" * 3000, "x" * 13000])


@settings(max_examples=150, deadline=None)
@given(
    title=texts.filter(str.strip), headline=texts.filter(str.strip), values=st.lists(st.tuples(texts, texts, texts), max_size=30), url=texts
)
def test_no_string_breaks_the_layout_or_pings(title: str, headline: str, values: list[tuple[str, str, str]], url: str) -> None:
    items = tuple(Item(a, b, ("s",), c) for a, b, c in values)
    source = Source("s", title, headline, "2018", url)
    answer = Answer(
        title,
        "profile",
        "answered",
        title,
        headline,
        ("s",),
        (Section(title, items, 5, headline),),
        notes=(headline,),
        sources=(source,),
        layers=(title,),
    )
    blocks = render_blocks(answer, Look(Press("x", private=True)))
    assert limits.faults([b for b in blocks if b["type"] != "header"]) == []
    for text in _mrkdwn(blocks):
        assert not re.search(r"<[@#!]", text)
        for address in re.findall(r"<([^|>]*)\|", text):
            assert address.startswith(("http://", "https://"))
    assert not re.search(r"<[@#!]", render_message(answer)["text"])


def _mrkdwn(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["text"]] if value.get("type") == "mrkdwn" else []
        return own + [t for v in value.values() for t in _mrkdwn(v)]
    return [t for v in value for t in _mrkdwn(v)] if isinstance(value, list) else []


def test_escaping() -> None:
    assert plain("<!channel> & `x`") == "&lt;!channel&gt; &amp; 'x'"
    assert link("javascript:alert(1)", "x") == "x"
    assert link("https://a.example/|x", "x") == "x"
    assert link("https://a.example/?a=1&b=2", "a|b") == "<https://a.example/?a=1&amp;b=2|a¦b>"
    assert cut("a &amp; b", 6) == "a …"


def test_one_report_has_one_number_however_catalogues_spell_it() -> None:
    one = Source("a", "ESET", "A Title", "2018", "https://www.example.com/x/")
    two = Source("b", "ESET Research", "A title", "2018-01", "http://example.com/x")
    answer = Answer("q", "profile", "answered", "t", "h", sources=(one, two))
    numbers = Numbering(answer)
    assert numbers.marks(["a", "b"]) == "[1]"


@pytest.mark.parametrize("text", ["sofacy", "who uses X-Agent", "names Turla"])
def test_text_and_blocks_come_from_the_same_answer(knowledge: KnowledgeBase, text: str) -> None:
    answer = answer_text(text, knowledge).answer
    shown = " ".join(_mrkdwn(render_blocks(answer)))
    for item in answer.sections[0].items[:3]:
        assert plain(item.value) in shown
        assert item.value in render_text(answer)


def test_what_is_cut_is_counted_with_the_way_to_see_it(knowledge: KnowledgeBase) -> None:
    answer = answer_text("sofacy", knowledge).answer
    tools = next(s for s in answer.sections if s.title == "Tools")
    assert f"… and {len(tools.items) - tools.shown} more: /apt tools APT28" in render_text(answer)
