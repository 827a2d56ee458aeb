"""The Slack app, driven with signed payloads against a Web API on this machine."""

import dataclasses
import logging
import time
from typing import Any

import pytest
from slack_bolt import App

from bot.knowledge_base import KnowledgeBase
from bot.replies import limits
from bot.replies.buttons import SHARE
from bot.settings import Settings, SettingsError
from bot.slack.app import create_app
from bot.slack.seen import Seen
from tests.bot.slack.web_api import SECRET, WebApi, send_action, send_command, send_event


@pytest.fixture
def app(api: WebApi, settings: Settings, knowledge: KnowledgeBase) -> App:
    return create_app(with_api(settings, api), knowledge, signing_secret=SECRET).bolt


def with_api(settings: Settings, api: WebApi) -> Settings:
    return dataclasses.replace(settings, slack_bot_token="xoxb-1", slack_app_token="xapp-1", slack_api_url=api.url)


def test_the_command_is_acknowledged_and_answered_to_the_asker_alone(app: App, api: WebApi) -> None:
    response = send_command(app, api, "sofacy")
    assert (response.status, response.body) == (200, "")
    (message,) = api.wait_for("response")
    assert message["response_type"] == "ephemeral"
    assert message["blocks"][0]["text"]["text"].startswith("APT28")
    assert limits.faults(message["blocks"]) == []


def test_help_shows_examples(app: App, api: WebApi) -> None:
    send_command(app, api, "help")
    (message,) = api.wait_for("response")
    examples = [block["accessory"] for block in message["blocks"] if "accessory" in block]
    send_action(app, api, examples[0]["action_id"], examples[0]["value"])
    (_, answer) = api.wait_for("response", 2)
    assert answer["text"].startswith("APT28")
    assert answer["replace_original"] is True


def test_share_posts_the_reply_once_under_the_askers_name(app: App, api: WebApi) -> None:
    send_action(app, api, SHARE, "sofacy")
    (posted,) = api.wait_for("chat.postMessage")
    assert posted["channel"] == "C1"
    assert "<@U1> asked: sofacy" in str(posted["blocks"][0])
    (private,) = api.wait_for("response")
    assert private["replace_original"] is True
    assert SHARE not in str(posted["blocks"])


def test_a_mention_is_answered_in_its_thread_and_unfurls_nothing(app: App, api: WebApi) -> None:
    send_event(
        app, {"type": "app_mention", "user": "U1", "text": "<@U0BOT> who is Fancy Bear?", "ts": "5.1", "thread_ts": "4.0", "channel": "C1"}
    )
    (posted,) = api.wait_for("chat.postMessage")
    assert (posted["thread_ts"], posted["channel"]) == ("4.0", "C1")
    assert str(posted["unfurl_links"]).lower() in ("0", "false")
    assert posted["text"].startswith("APT28")


def test_a_mention_outside_a_thread_starts_one(app: App, api: WebApi) -> None:
    send_event(app, {"type": "app_mention", "user": "U1", "text": "<@U0BOT> turla", "ts": "5.1", "channel": "C1"})
    assert api.wait_for("chat.postMessage")[0]["thread_ts"] == "5.1"


def test_a_follow_up_in_the_thread_is_understood_and_in_no_other(app: App, api: WebApi) -> None:
    event = {"type": "app_mention", "user": "U1", "channel": "C1"}
    send_event(app, {**event, "text": "<@U0BOT> who is Turla", "ts": "1.1"}, "E1")
    api.wait_for("chat.postMessage")
    send_event(app, {**event, "text": "<@U0BOT> what tools do they use?", "ts": "1.2", "thread_ts": "1.1"}, "E2")
    send_event(app, {**event, "text": "<@U0BOT> what tools do they use?", "ts": "2.1"}, "E3")
    posted = {message["ts_of_question"]: message for message in map(by_thread, api.wait_for("chat.postMessage", 3))}
    assert "Kazuar" in str(posted["1.1"]["blocks"])
    assert "Kazuar" not in str(posted["2.1"]["blocks"])


def by_thread(message: dict[str, Any]) -> dict[str, Any]:
    return {**message, "ts_of_question": message["thread_ts"]}


def test_an_event_that_slack_sends_again_is_answered_once(app: App, api: WebApi) -> None:
    event = {"type": "app_mention", "user": "U1", "text": "<@U0BOT> turla", "channel": "C1"}
    for event_id, ts in (("Ev1", "5.1"), ("Ev1", "5.1"), ("Ev2", "5.2"), ("Ev3", "5.2")):
        send_event(app, {**event, "ts": ts}, event_id)
    api.wait_for("chat.postMessage", 2)
    time.sleep(0.3)
    assert len(api.to("chat.postMessage")) == 2


def test_a_bot_is_never_answered(app: App, api: WebApi) -> None:
    send_event(app, {"type": "app_mention", "bot_id": "B2", "text": "<@U0BOT> turla", "ts": "5.1", "channel": "C1"})
    time.sleep(0.3)
    assert api.to("chat.postMessage") == []


def test_what_a_user_types_pings_nobody(app: App, api: WebApi) -> None:
    send_command(app, api, "&lt;!channel&gt; <!channel> *bold* <https://evil.example|x>")
    (message,) = api.wait_for("response")
    shown = [message["text"], *(b["text"]["text"] for b in message["blocks"] if b["type"] == "section")]
    assert not any("<!channel>" in text or "<https://evil" in text for text in shown)


def test_a_failure_gives_the_user_a_reference_and_the_log_the_traceback(
    app: App, api: WebApi, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("bot.slack.commands.answer_text", fail)
    with caplog.at_level(logging.ERROR):
        send_command(app, api, "sofacy")
        (message,) = api.wait_for("response")
    assert "reference" in message["text"]
    assert "secret detail" not in str(message)
    reference = message["text"].rstrip(".").split()[-1]
    assert any(reference in record.getMessage() and record.exc_info for record in caplog.records)


def test_a_post_that_slack_refuses_is_told_once(app: App, api: WebApi) -> None:
    api.failing["chat.postMessage"] = (200, {"ok": False, "error": "is_archived"})
    send_action(app, api, SHARE, "sofacy")
    (message,) = api.wait_for("response")
    assert "archived" in message["text"]
    assert message["replace_original"] is False
    assert len(api.to("chat.postMessage")) == 1


def test_a_forged_or_old_request_is_refused(app: App, api: WebApi) -> None:
    assert send_command(app, api, "sofacy", secret="another").status == 401
    assert send_command(app, api, "sofacy", timestamp=time.time() - 600).status == 401
    time.sleep(0.2)
    assert api.to("response") == []


def test_a_token_that_slack_refuses_is_said_clearly(api: WebApi, settings: Settings, knowledge: KnowledgeBase) -> None:
    api.failing["auth.test"] = (200, {"ok": False, "error": "invalid_auth"})
    with pytest.raises(SettingsError, match=r"SLACK_BOT_TOKEN.*copy the bot token again"):
        create_app(with_api(settings, api), knowledge)


def test_an_event_is_forgotten_after_a_while() -> None:
    now = [0.0]
    seen = Seen(seconds=10, clock=lambda: now[0])
    assert seen.is_new("a")
    assert not seen.is_new("a")
    now[0] = 11
    assert seen.is_new("a")
