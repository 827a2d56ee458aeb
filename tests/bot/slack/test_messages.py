"""Mentions, direct messages, follow-ups and edits, driven with signed events."""

import dataclasses
import time
from typing import Any

import pytest
from slack_bolt import App

from bot.knowledge_base import KnowledgeBase
from bot.settings import Settings
from bot.slack.app import SlackApp, create_app
from bot.state.history import asked_by
from bot.state.workspace import Workspace, write_workspace
from tests.bot.slack.web_api import SECRET, WebApi, send_event

CHANNEL = {"type": "message", "user": "U1", "channel": "C1", "channel_type": "channel"}
DIRECT = {"type": "message", "user": "U1", "channel": "D1", "channel_type": "im"}
MENTION = {"type": "app_mention", "user": "U1", "channel": "C1"}


@pytest.fixture
def app(slack: SlackApp) -> App:
    return slack.bolt


def asked_and_answered(slack: SlackApp, api: WebApi, text: str = "<@U0BOT> who is Turla") -> None:
    """A question, and its answer noted as such."""
    send_event(slack.bolt, {**MENTION, "text": text, "ts": "1.0"}, "E0")
    api.wait_for("chat.postMessage")
    deadline = time.monotonic() + 20
    while slack.services.answered.get("T1:C1:1.0") is None and time.monotonic() < deadline:
        time.sleep(0.01)


def settle(slack: SlackApp) -> None:
    """Everything handed over so far is done."""
    slack.close()


def test_a_follow_up_without_a_mention_is_answered_where_the_bot_was_asked(slack: SlackApp, api: WebApi) -> None:
    asked_and_answered(slack, api)
    send_event(slack.bolt, {**CHANNEL, "text": "and what tools do they use?", "ts": "1.1", "thread_ts": "1.0"}, "E1")
    answer = api.wait_for("chat.postMessage", 2)[1]
    assert answer["thread_ts"] == "1.0"
    assert "Kazuar" in str(answer["blocks"])


@pytest.mark.parametrize(
    "text",
    [
        "ok, restarting the server now",
        "<@U2> can you check what tools do they use?",
        "thanks everybody",
        "did you see the game yesterday?",
        "did the patch go out?",
        "which hosts are affected?",
        "should I isolate the host?",
        "what tools do they use?\nI mean the accountants, not the intruders, see the long text below",
    ],
)
def test_what_colleagues_say_to_each_other_is_not_answered(slack: SlackApp, api: WebApi, text: str) -> None:
    asked_and_answered(slack, api)
    send_event(slack.bolt, {**CHANNEL, "text": text, "ts": "1.1", "thread_ts": "1.0"}, "E1")
    settle(slack)
    assert len(api.to("chat.postMessage")) == 1


def test_a_thread_in_which_the_bot_was_not_asked_is_left_alone(slack: SlackApp, api: WebApi) -> None:
    send_event(slack.bolt, {**CHANNEL, "text": "what tools does Turla use?", "ts": "1.1", "thread_ts": "1.0"}, "E1")
    send_event(slack.bolt, {**CHANNEL, "text": "what tools does Turla use?", "ts": "2.0"}, "E2")
    settle(slack)
    assert api.to("chat.postMessage") == []


def test_a_mention_that_also_comes_as_a_message_is_answered_once(slack: SlackApp, api: WebApi) -> None:
    text = {"text": "<@U0BOT> turla", "ts": "1.0"}
    send_event(slack.bolt, {**MENTION, **text}, "E1")
    send_event(slack.bolt, {**CHANNEL, **text}, "E2")
    settle(slack)
    assert len(api.to("chat.postMessage")) == 1


def test_a_direct_message_is_streamed_and_the_evidence_follows(app: App, api: WebApi) -> None:
    send_event(app, {**DIRECT, "text": "who is Sofacy", "ts": "1.0"}, "E1")
    (stopped,) = api.wait_for("chat.stopStream")
    (started,) = api.wait_for("chat.startStream")
    assert (started["thread_ts"], started["recipient_user_id"]) == ("1.0", "U1")
    assert "**APT28" in str(started)
    assert "feedback_buttons" in str(stopped["blocks"])
    assert "Also known as" in str(stopped["blocks"])


def test_where_slack_does_not_stream_the_message_is_posted(slack: SlackApp, api: WebApi) -> None:
    api.failing["chat.startStream"] = (200, {"ok": False, "error": "unknown_method"})
    send_event(slack.bolt, {**DIRECT, "text": "who is Sofacy", "ts": "1.0"}, "E1")
    (posted,) = api.wait_for("chat.postMessage")
    assert posted["text"].startswith("APT28")
    settle(slack)
    assert len(api.to("chat.postMessage")) == 1


def test_a_stream_that_breaks_off_becomes_the_whole_message_and_is_not_posted_again(slack: SlackApp, api: WebApi) -> None:
    api.failing["chat.stopStream"] = (200, {"ok": False, "error": "message_not_in_streaming_state"})
    send_event(slack.bolt, {**DIRECT, "text": "who is Sofacy", "ts": "1.0"}, "E1")
    (changed,) = api.wait_for("chat.update")
    assert changed["text"].startswith("APT28")
    settle(slack)
    assert api.to("chat.postMessage") == []


def edited(before: str, after: str, **event: Any) -> dict[str, Any]:
    old = {"type": "message", "user": "U1", "text": before, "ts": "1.0"}
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": {**old, "text": after},
        "previous_message": old,
        "ts": "9.9",
        **event,
    }


def test_an_edited_question_gets_its_answer_changed(slack: SlackApp, api: WebApi) -> None:
    asked_and_answered(slack, api, "<@U0BOT> who is Tura")
    send_event(slack.bolt, edited("<@U0BOT> who is Tura", "<@U0BOT> who is Sofacy", channel="C1", channel_type="channel"), "E1")
    (changed,) = api.wait_for("chat.update")
    assert changed["ts"] == "1.1"
    assert changed["text"].startswith("APT28")
    send_event(slack.bolt, edited("x", "<@U0BOT> who is Sofacy", channel="C1", channel_type="channel"), "E2")
    settle(slack)
    assert (len(api.to("chat.update")), len(api.to("chat.postMessage"))) == (1, 1)


def test_an_edit_of_what_was_never_answered_is_left_alone(slack: SlackApp, api: WebApi) -> None:
    send_event(slack.bolt, edited("a", "who is Sofacy?", channel="C1", channel_type="channel"), "E1")
    settle(slack)
    assert api.to("chat.update") == []


def test_our_own_and_other_bots_messages_are_not_answered(slack: SlackApp, api: WebApi) -> None:
    send_event(slack.bolt, {**DIRECT, "text": "who is Sofacy", "ts": "1.0", "bot_id": "B9"}, "E1")
    send_event(slack.bolt, {**DIRECT, "text": "who is Sofacy", "ts": "1.1", "user": "U0BOT"}, "E2")
    send_event(slack.bolt, {**DIRECT, "text": "who is Sofacy", "ts": "1.2", "subtype": "channel_join"}, "E3")
    settle(slack)
    assert api.calls == [call for call in api.calls if call[0] == "auth.test"]


def test_an_admin_limits_the_channels_in_which_it_answers(slack: SlackApp, api: WebApi) -> None:
    write_workspace(slack.services.database, "T1", Workspace(channels=("C2",)))
    send_event(slack.bolt, {**MENTION, "text": "<@U0BOT> turla", "ts": "1.0"}, "E1")
    (told,) = api.wait_for("chat.postEphemeral")
    assert "limited me to other channels" in told["text"]
    assert api.to("chat.postMessage") == []


def test_what_was_asked_is_remembered_for_the_asker(slack: SlackApp, api: WebApi) -> None:
    asked_and_answered(slack, api)
    settle(slack)
    assert [past.question for past in asked_by(slack.services.database, "T1", "U1")] == ["who is Turla"]


def test_a_dead_database_does_not_cost_an_answer(api: WebApi, settings: Settings, knowledge: KnowledgeBase) -> None:
    here = dataclasses.replace(settings, slack_bot_token="xoxb-1", slack_api_url=api.url, state_url="sqlite:////nowhere/at/all.sqlite3")
    slack = create_app(here, knowledge, signing_secret=SECRET)
    asked_and_answered(slack, api)
    slack.close()
    assert api.to("chat.postMessage")[0]["text"].startswith("Turla")


def test_removing_the_app_deletes_what_was_kept(slack: SlackApp, api: WebApi) -> None:
    asked_and_answered(slack, api)
    send_event(slack.bolt, {"type": "app_uninstalled"}, "E1")
    settle(slack)
    assert asked_by(slack.services.database, "T1", "U1") == []
