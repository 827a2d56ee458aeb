"""What the pictures of bench.pictures show beside plain replies: windows, the home page, cards and summaries, as blocks."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bot.answers.model import ActorRef
from bot.answers.scanned import scan_texts
from bot.checking import statistics
from bot.knowledge_base import KnowledgeBase
from bot.replies.blocks import Look, render_blocks
from bot.replies.card import render_card
from bot.replies.forms import Place, Typed, correction_form
from bot.replies.home import HomePage, home_view
from bot.replies.pressed import Press
from bot.replies.profile_view import Shown
from bot.replies.scan_summary import summary_message
from bot.replies.scan_view import Kept, result_view
from bot.replies.settings_form import settings_form
from bot.settings import read_settings
from bot.sides import answer_press
from bot.slack.links import answer_about
from bot.slack.lookup import view_of
from bot.state.workspace import Workspace
from knowledge.changes import recent

View = dict[str, Any]
Block = dict[str, Any]

ALERT = (
    "CERT-UA: Fancy Bear again. Ministries in Poland and Ukraine got mails with a lure on CVE-2023-23397; the loader dropped "
    "X-Agent and a copy of Mimikatz. Two hosts also talked to an IRIDIUM server. Spearphishing Attachment, T1566.001."
)


def answered(press: Press, knowledge: KnowledgeBase) -> list[Block]:
    """The reply to a question as a message with its buttons."""
    return render_blocks(answer_press(press, knowledge), Look(press))


def window(view: View) -> list[Block]:
    """The blocks of a window under its title, over its buttons."""
    buttons = [view["close"]["text"], *([view["submit"]["text"]] if "submit" in view else [])]
    below = [{"type": "button", "text": {"type": "plain_text", "text": text}, "action_id": text} for text in buttons]
    return [{"type": "header", "text": view["title"]}, *view["blocks"], {"type": "actions", "elements": below}]


def _profile_window(knowledge: KnowledgeBase) -> list[Block]:
    return window(view_of(Shown(("turla",), "tools"), knowledge))


def _scan_window(knowledge: KnowledgeBase) -> list[Block]:
    return window(result_view(scan_texts([ALERT], knowledge), "message", kept=Kept("C01INC", "1.0", "1.0")))


def _scan_summary(knowledge: KnowledgeBase) -> list[Block]:
    found: list[Block] = summary_message(scan_texts([ALERT], knowledge).findings, 0, "alice")["blocks"]
    return found


def _feedback_form(knowledge: KnowledgeBase) -> list[Block]:
    typed = Typed("wrong", "APT28", "used Zebrocy until 2019", "It was seen again in 2020.", "")
    return window(correction_form(Place(question="tools sofacy"), typed))


def _settings(_knowledge: KnowledgeBase) -> list[Block]:
    return window(settings_form(Workspace()))


def _home(knowledge: KnowledgeBase) -> list[Block]:
    entities = knowledge.names.table.entities
    changes = recent(read_settings().compiled_dir)
    often = tuple((ActorRef(id_, entities[id_].name), count) for id_, count in (("apt28", 7), ("turla", 3), ("sandworm", 1)))
    page = HomePage(
        ("who uses X-Agent", "compare APT28 and Turla"), often, True, tuple(changes),
        {change.id: entities[change.id].name for change in changes if change.id in entities},
        statistics(knowledge), datetime(2026, 1, 5, 9, 30, tzinfo=UTC), admin=True,
    )  # fmt: skip
    return list(home_view(page)["blocks"])


def _card(knowledge: KnowledgeBase) -> list[Block]:
    answer = answer_about("apt28", knowledge)
    assert answer is not None
    return render_card(answer)


PLACES: dict[str, tuple[str, Callable[[KnowledgeBase], list[Block]]]] = {
    "profile-window": ("The window of a profile with its tabs, on tools", _profile_window),
    "scan-window": ("The window of what a message names", _scan_window),
    "scan-summary": ("The summary of what a message names, for its thread", _scan_summary),
    "feedback-form": ("The form to report a mistake", _feedback_form),
    "home": ("The home page", _home),
    "settings": ("The settings of a workspace, for its admins", _settings),
    "card": ("The card below a link to a page of ATT&CK about APT28", _card),
}
"""Name of a picture -> its alt text and its blocks."""
