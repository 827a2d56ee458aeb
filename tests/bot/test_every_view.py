"""Every window and the home page pass our checker of limits and the types that Slack publishes for views."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.answers.model import ActorRef
from bot.answers.scanned import scan_texts
from bot.checking import statistics
from bot.knowledge_base import KnowledgeBase
from bot.replies import forms, limits, profile_view, scan_view, settings_form
from bot.replies.answer_window import answer_window, word_window
from bot.replies.home import HomePage, home_view, trouble_view
from bot.replies.pressed import Press
from bot.service import answer_text
from bot.sides import SIDES
from bot.slack.lookup import view_of
from bot.state.workspace import Workspace
from knowledge.changes import Change
from tests.bot.test_every_reply import type_faults

TEXT = "Fancy Bear and IRIDIUM used X-Agent, Mimikatz and T1566.001 against ministries in Poland; CVE-2023-23397."
ACTORS = ("apt28", "turla", "lazarus", "sandworm", "akira")


@pytest.fixture(scope="module")
def views(knowledge: KnowledgeBase) -> list[dict[str, Any]]:
    tabs = [profile_view.Shown((actor,), tab, page) for actor in ACTORS for tab in (*SIDES, "sources") for page in (0, 1)]
    scan, empty = scan_texts([TEXT], knowledge), scan_texts(["nothing here"], knowledge)
    typed = forms.Typed("wrong", "APT28", "a fact", "what is right", "https://example.com")
    page = HomePage(
        ("who uses X-Agent",), ((ActorRef("apt28", "APT28"), 3),), True, (Change("apt28", "changed", date(2026, 1, 1)),),
        {"apt28": "APT28"},
        statistics(knowledge), datetime(2026, 1, 5, 9, 30, tzinfo=UTC), admin=True,
    )  # fmt: skip
    questions = ("sofacy", "help", "Purple Zebra", "who targets telecoms in Kazakhstan", "tools Turla")
    return [
        *(view_of(shown, knowledge) for shown in tabs),
        view_of(profile_view.Shown(("apt28", "turla"), "comparison"), knowledge),
        profile_view.search_view(), profile_view.compare_view(), profile_view.message_view("Something to say."),
        scan_view.loading_view(), scan_view.text_view(), scan_view.message_view("Something to say."),
        scan_view.result_view(scan, "message", ("a.pdf: not text",), scan_view.Kept("C1", "1.0", "1.0")),
        scan_view.result_view(empty, "text"),
        forms.correction_form(forms.Place(question="tools sofacy"), typed, "a fault"),
        forms.confirmation_view(7, True), forms.waiting_view(),
        settings_form.settings_form(Workspace(("C1",), "in_channel", ("C2",)), "a fault"), settings_form.settings_form(Workspace()),
        settings_form.saved_view(Workspace()), settings_form.waiting_view(),
        *(answer_window(answer_text(text, knowledge).answer, Press(text)) for text in questions), word_window("Something to say."),
        home_view(page), trouble_view("Something to say."),
    ]  # fmt: skip


def test_limits(views: list[dict[str, Any]]) -> None:
    assert [(view, faults) for view in views if (faults := limits.view_faults(view))] == []


def test_slacks_own_types(views: list[dict[str, Any]], node_modules: Path, tmp_path: Path) -> None:
    assert not type_faults(views, "View", node_modules, tmp_path)
