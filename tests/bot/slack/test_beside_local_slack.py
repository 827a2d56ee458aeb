"""The unmodified app beside a Slack stand-in that nobody here wrote (npm local-slack-linux-x64), in Socket Mode and behind signed HTTP."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.replies.forms import ABOUT, KIND, WHAT
from bot.replies.home import KEPT
from bot.slack.notices import REACTION
from bot.state.corrections import list_corrections
from bot.state.database import Database
from tests.bot.slack.beside import beside_local_slack

CONFIGS = {"socket": "local-slack.yaml", "http": "local-slack-http.yaml"}


@pytest.fixture(scope="module", params=CONFIGS)
def transport(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def session(
    transport: str, own_network: None, knowledge: KnowledgeBase, node_modules: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """What came of one session with the app; ``state`` is the address of its database."""
    state = tmp_path_factory.mktemp(transport) / "state.sqlite3"
    command = [sys.executable, "-m", "tests.bot.slack.session_beside_slack", transport]
    return {**beside_local_slack(knowledge, node_modules, state, *command, config=CONFIGS[transport]), "state": f"sqlite:///{state}"}


def test_command_answers_the_asker_alone(session: dict[str, Any]) -> None:
    reply = session["command"]["reply"]
    assert reply["subtype"] == "ephemeral"
    assert reply["ephemeral_to"] == "U01ALICE"
    assert "Unit 26165" in reply["text"]


def test_button_changes_the_reply_in_its_place(session: dict[str, Any]) -> None:
    asked = session["command"]
    assert asked["tools"]["ts"] == asked["reply"]["ts"]
    assert "Zebrocy" in asked["tools"]["text"]


def test_sharing_posts_for_everybody_and_says_who_asked(session: dict[str, Any]) -> None:
    asked = session["command"]
    assert "subtype" not in asked["shared"]
    assert asked["shared"]["blocks"][0]["elements"][0]["text"] == "<@U01ALICE> asked: tools APT28"
    assert asked["left"]["text"] == "Shared to the channel."


def test_thread_is_answered_where_the_bot_is_meant_and_only_there(session: dict[str, Any]) -> None:
    thread = session["thread"]
    assert "Kazuar" in thread["answer"]["text"]
    assert thread["follow_up"]["thread_ts"] == thread["answer"]["thread_ts"] == thread["ts"]
    assert thread["by_the_bot"] == 2


def test_report_is_refused_while_it_is_empty_and_then_stored(session: dict[str, Any]) -> None:
    report = session["report"]
    assert set(report["refused"]) == {KIND, ABOUT, WHAT}
    stored = list_corrections(Database(session["state"]))
    assert [(one.kind, one.actor, one.what, one.source) for one in stored] == [
        ("wrong", "turla", "It never used it.", "https://example.com/report")
    ]
    assert f"*#{stored[0].id}*" in report["stored"]["blocks"][0]["text"]["text"]
    assert '"initial_value": "Sandworm"' in json.dumps(report["by_command"])


def test_notice_is_a_reaction_and_a_card_for_whoever_adds_the_same(session: dict[str, Any]) -> None:
    notice = session["notice"]
    assert [(mark["name"], mark["users"]) for mark in notice["reactions"]] == [(REACTION, ["U0BOT"])]
    assert (notice["card"]["subtype"], notice["card"]["ephemeral_to"]) == ("ephemeral", "U01ALICE")


def test_direct_message_is_posted_where_slack_does_not_stream_and_follows_an_edit(session: dict[str, Any]) -> None:
    direct = session["direct"]
    assert direct["streams_tried"] == 1
    assert direct["answer"]["thread_ts"] == direct["ts"]
    assert direct["edited"]["ts"] == direct["answer"]["ts"]


def test_home_page_shows_what_was_asked_and_answers_in_a_window(session: dict[str, Any]) -> None:
    shown = json.dumps(session["home"]["view"])
    assert KEPT in shown
    assert re.search(r"\*[\d,]{3,}\* actors", shown)
    assert all(f'"text": "{asked}"' in shown for asked in ("sofacy", "who is Lazarus Group"))
    assert "Lazarus Group" in session["home"]["window"]["title"]["text"]


def test_unsigned_request_is_refused(session: dict[str, Any], transport: str) -> None:
    assert session["unsigned"] == (401 if transport == "http" else None)


def test_sigterm_ends_the_app_and_its_log_holds_no_secret(session: dict[str, Any]) -> None:
    end = session["end"]
    assert (end["exit"], end["stopped"], end["secrets_in_log"]) == (0, True, []), end["log"]
    assert "Traceback" not in end["log"]
