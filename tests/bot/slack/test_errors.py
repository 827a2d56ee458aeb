"""What Slack refuses is told to whoever asked, once, wherever it was asked."""

import json
import logging
from typing import Any

import pytest

from bot.replies.buttons import SHARE
from bot.slack.app import SlackApp
from tests.bot.slack import surfaces
from tests.bot.slack.surfaces import OPENING, Do, refusal, settle
from tests.bot.slack.web_api import Fault, WebApi


@pytest.fixture
def slack(driven_slack: SlackApp) -> SlackApp:
    return driven_slack


def share(slack: SlackApp, api: WebApi) -> None:
    surfaces.press(slack, api, SHARE, "turla")


def asked_before(slack: SlackApp, api: WebApi) -> None:
    surfaces.mention(slack, api)
    api.wait_for("chat.postMessage")
    while slack.services.answered.get("T1:C1:1.0") is None:
        pass
    api.calls.clear()


def marked_before(slack: SlackApp, api: WebApi) -> None:
    surfaces.talk(slack, "Turla again", "3.0")
    api.wait_for("reactions.add")
    api.calls.clear()


def nothing_before(_slack: SlackApp, _api: WebApi) -> None:
    pass


POSTING: dict[str, tuple[Do, Do, str, int, str]] = {
    "mention": (nothing_before, surfaces.mention, "chat.postMessage", 2, "chat.postMessage"),
    "follow-up": (asked_before, surfaces.ask_on, "chat.postMessage", 2, "chat.postMessage"),
    "direct message": (nothing_before, surfaces.write_directly, "chat.postMessage", 2, "chat.postMessage"),
    "edit": (asked_before, surfaces.edit, "chat.update", 1, "chat.postEphemeral"),
    "share": (nothing_before, share, "chat.postMessage", 1, "response"),
    "summary": (nothing_before, surfaces.post_summary, "chat.postMessage", 1, "views.update"),
    "notice": (marked_before, surfaces.react, "chat.postEphemeral", 1, "chat.postEphemeral"),
}
"""What comes before, what is done, the method that posts, how often Slack refuses it, and the method that tells."""

REFUSED: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "archived": ({"error": "is_archived"}, ("archived",)),
    "unknown channel": ({"error": "channel_not_found"}, ("/invite @aptbot",)),
    "not a member": ({"error": "not_in_channel"}, ("/invite @aptbot",)),
    "no scope": ({"error": "missing_scope", "needed": "chat:write"}, ("chat:write", "admin")),
    "deleted": ({"error": "message_not_found"}, ("no longer there",)),
    "thread gone": ({"error": "thread_not_found"}, ("no longer there",)),
}


@pytest.mark.parametrize("why", REFUSED)
@pytest.mark.parametrize("where", POSTING)
def test_what_slack_refuses_is_told_once(slack: SlackApp, api: WebApi, caplog: pytest.LogCaptureFixture, where: str, why: str) -> None:
    (before, do, method, times, telling), (answer, words) = POSTING[where], REFUSED[why]
    before(slack, api)
    api.failing["chat.startStream"] = (200, {"ok": False, **answer})
    api.next[method] = [Fault(body={"ok": False, **answer})] * times
    do(slack, api)
    settle(slack)
    told = [call for call in said_by(api, telling) if all(word in call for word in words)]
    assert len(told) == (1 if telling != "chat.postMessage" else 2)  # the last of them is in person
    assert not any(record.exc_info for record in caplog.records)
    if telling == "chat.postMessage":
        assert api.to(method)[-1]["channel"] == "U1"
        assert len(api.to(method)) == times + 1


def said_by(api: WebApi, method: str) -> list[str]:
    """The texts and views that were sent by a method."""
    return [json.dumps(arguments, ensure_ascii=False) for arguments in api.to(method)]


@pytest.mark.parametrize("what", OPENING)
def test_a_window_that_slack_opens_no_more_asks_to_press_again(slack: SlackApp, api: WebApi, what: str) -> None:
    do, where = OPENING[what]
    api.failing |= {"views.open": refusal("expired_trigger_id"), "views.push": refusal("expired_trigger_id")}
    do(slack, api)
    settle(slack)
    assert told_in(api, where) == ["Slack waited too long to open the window. Please press it again."]
    assert told_in(api, "person" if where == "response" else "response") == []


def told_in(api: WebApi, where: str) -> list[str]:
    """What was told by the response URL, to one user only, or in person."""
    if where == "response":
        assert all(call.get("response_type") in (None, "ephemeral") and not call.get("replace_original") for call in api.to("response"))
        return [call["text"] for call in api.to("response")]
    return [call["text"] for call in api.to("chat.postMessage") if call["channel"] == "U1"]


def test_too_many_windows_over_each_other_are_said(slack: SlackApp, api: WebApi) -> None:
    api.failing["views.push"] = refusal("push_limit_reached")
    OPENING["profile button in a window"][0](slack, api)
    settle(slack)
    assert told_in(api, "person") == ["Slack opens no more windows over this one. Close it and press it again."]


def test_a_scope_that_is_missing_is_named_in_the_log(slack: SlackApp, api: WebApi, caplog: pytest.LogCaptureFixture) -> None:
    api.failing["chat.unfurl"] = refusal("missing_scope", needed="links:write")
    with caplog.at_level(logging.WARNING):
        surfaces.share_link(slack, api)
        settle(slack)
    assert "missing_scope (links:write)" in caplog.text
    assert api.to("chat.postMessage") == []


def test_settings_without_the_scope_to_know_admins_say_which(slack: SlackApp, api: WebApi) -> None:
    api.failing["users.info"] = refusal("missing_scope", needed="users:read")
    OPENING["settings"][0](slack, api)
    settle(slack)
    (opened,) = said_by(api, "views.open")
    assert "users:read" in opened
    assert "admin" in opened


def test_a_word_that_cannot_be_said_anywhere_ends_there(slack: SlackApp, api: WebApi, caplog: pytest.LogCaptureFixture) -> None:
    api.failing["chat.postMessage"] = refusal("is_archived")
    surfaces.mention(slack, api)
    settle(slack)
    assert [call["channel"] for call in api.to("chat.postMessage")] == ["C1", "C1", "U1"]
    assert "could not be told (is_archived)" in caplog.text
    assert not any(record.exc_info for record in caplog.records)


@pytest.mark.parametrize("error", ["view_not_found", "not_found", "hash_conflict"])
def test_a_window_closed_in_the_meantime_is_nobodys_trouble(
    slack: SlackApp, api: WebApi, caplog: pytest.LogCaptureFixture, error: str
) -> None:
    api.failing["views.update"] = refusal(error)
    surfaces.use_scan_shortcut(slack, api)
    surfaces.ANSWERING["tab"][0](slack, api)
    settle(slack)
    assert not any(record.exc_info for record in caplog.records)
    assert api.to("chat.postMessage") == []


def test_one_who_asks_when_too_many_wait_is_told_at_once(slack: SlackApp, api: WebApi) -> None:
    work: Any = slack.services.work
    while work._free.acquire(blocking=False):
        pass
    surfaces.ANSWERING["/apt"][0](slack, api)
    (told,) = api.wait_for("response")
    assert "very many questions" in told["text"]
