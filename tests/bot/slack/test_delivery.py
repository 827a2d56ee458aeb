"""Rate limits, faults of Slack's servers, broken connections and dead response URLs: said once, and nothing is posted twice."""

import json
import logging
import socket
import threading
import time
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.handler import RetryHandler

from bot.replies.profile_view import search_view
from bot.settings import Settings
from bot.slack.app import SlackApp
from bot.slack.boundary import code_of, handle
from bot.slack.client import ConnectionRetry, ResponseUrl, ResponseUrlError, make_client
from tests.bot.slack import surfaces
from tests.bot.slack.surfaces import ANSWERING, settle
from tests.bot.slack.test_errors import POSTING
from tests.bot.slack.web_api import Fault, WebApi

TOKEN = "xoxb-1"
SLOWER = Fault(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "0"})
BROKEN = Fault(500, {"ok": False, "error": "internal_error"})
DOWN = Fault(503, "<html>upstream</html>")
CUT = (Fault(cut="before"), Fault(cut="after"))
UNCLEAR = {"500": BROKEN, "503": DOWN, "cut before": CUT[0], "cut after": CUT[1]}
IDEMPOTENT = {
    "chat.update": "edit", "views.open": "lookup shortcut", "views.publish": "home", "chat.unfurl": "link", "reactions.add": "mark",
    "views.update": "tab",
}  # fmt: skip


@pytest.fixture
def slack(driven_slack: SlackApp) -> SlackApp:
    return driven_slack


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The client adds up to a second to each wait; not here."""
    monkeypatch.setattr("slack_sdk.http_retry.builtin_handlers.random.random", lambda: 0.0)


def do_what_calls(slack: SlackApp, api: WebApi, method: str) -> None:
    what = IDEMPOTENT[method]
    if what == "edit":
        POSTING["edit"][1](slack, api)
    elif what in ANSWERING:
        ANSWERING[what][0](slack, api)
    elif what == "link":
        surfaces.share_link(slack, api)
    elif what == "mark":
        surfaces.talk(slack, "Turla again", "3.0")
    else:
        surfaces.OPENING[what][0](slack, api)


def said(api: WebApi) -> str:
    return json.dumps(api.calls, ensure_ascii=False)


def answers(api: WebApi, method: str) -> int:
    """How many answers, which have blocks, were sent by a method."""
    return len([call for call in api.to(method) if "blocks" in call])


def test_a_rate_limit_is_waited_for(slack: SlackApp, api: WebApi) -> None:
    api.next["chat.postMessage"] = [Fault(429, SLOWER.body, {"Retry-After": "1"})]
    began = time.monotonic()
    surfaces.mention(slack, api)
    settle(slack)
    assert time.monotonic() - began >= 1
    assert answers(api, "chat.postMessage") == len(api.to("chat.postMessage")) == 2


@pytest.mark.parametrize("where", POSTING)
def test_two_rate_limits_are_overcome_and_nothing_is_there_twice(slack: SlackApp, api: WebApi, where: str) -> None:
    before, do, method, _, _ = POSTING[where]
    before(slack, api)
    api.failing["chat.startStream"] = surfaces.refusal("method_not_supported_for_channel_type")
    api.next[method] = [SLOWER] * 2
    do(slack, api)
    settle(slack)
    sent = [call for call in api.to(method) if "blocks" in call]
    assert len(sent) == 3
    assert sent[0] == sent[1] == sent[2]
    assert "slow down" not in said(api)


@pytest.mark.parametrize("where", POSTING)
def test_after_two_retries_the_user_is_told(slack: SlackApp, api: WebApi, where: str) -> None:
    before, do, method, _, telling = POSTING[where]
    before(slack, api)
    api.failing["chat.startStream"] = surfaces.refusal("method_not_supported_for_channel_type")
    api.next[method] = [SLOWER] * 3
    do(slack, api)
    settle(slack)
    assert answers(api, method) == 3
    assert [call for call in api.to(telling) if "slow down" in json.dumps(call)] == api.to(telling)[-1:]


def test_a_wait_that_nobody_would_wait_for_is_told(slack: SlackApp, api: WebApi) -> None:
    for asked in ("3600", "soon"):
        api.next["chat.postMessage"] = [Fault(429, SLOWER.body, {"Retry-After": asked})]
        surfaces.mention(slack, api, ts=asked)
        assert "slow down" in api.wait_for("chat.postMessage", 2)[1]["text"]
        api.calls.clear()


@pytest.mark.parametrize("fault", UNCLEAR)
@pytest.mark.parametrize("method", IDEMPOTENT)
def test_what_may_be_done_twice_is_tried_once_more(slack: SlackApp, api: WebApi, method: str, fault: str) -> None:
    if method == "chat.update":
        POSTING["edit"][0](slack, api)
    api.arrived.clear()
    api.next[method] = [UNCLEAR[fault]]
    do_what_calls(slack, api, method)
    settle(slack)
    assert api.arrived.count(method) == 2
    assert "confirm" not in said(api)


@pytest.mark.parametrize("fault", UNCLEAR)
@pytest.mark.parametrize("where", [where for where in POSTING if where != "edit"])
def test_what_posts_is_not_tried_again_where_it_may_have_come_through(slack: SlackApp, api: WebApi, where: str, fault: str) -> None:
    before, do, method, _, telling = POSTING[where]
    before(slack, api)
    api.failing["chat.startStream"] = surfaces.refusal("method_not_supported_for_channel_type")
    api.arrived.clear()
    api.next[method] = [UNCLEAR[fault]]
    do(slack, api)
    settle(slack)
    assert answers(api, method) == (0 if fault == "cut before" else 1)
    (told,) = [call for call in api.to(telling) if "did not confirm" in json.dumps(call)]
    assert "reference" in json.dumps(told)
    assert api.arrived.count(method) == (2 if telling == method else 1)


@pytest.mark.parametrize("fault", UNCLEAR)
def test_a_stream_that_may_have_begun_is_not_followed_by_a_message(slack: SlackApp, api: WebApi, fault: str) -> None:
    api.next["chat.startStream"] = [UNCLEAR[fault]]
    surfaces.write_directly(slack, api)
    settle(slack)
    assert api.arrived.count("chat.startStream") == 1
    (told,) = api.to("chat.postMessage")
    assert "did not confirm" in told["text"]


@pytest.mark.parametrize("fault", UNCLEAR)
def test_a_stream_whose_end_is_lost_becomes_the_whole_message(slack: SlackApp, api: WebApi, fault: str) -> None:
    api.next["chat.stopStream"] = [UNCLEAR[fault]] * 2
    surfaces.write_directly(slack, api)
    settle(slack)
    assert len(api.to("chat.update")) == 1
    assert api.to("chat.postMessage") == []


def test_slack_that_does_not_listen_yet_is_tried_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # not listening: connections are refused
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/api/"
        tried: list[str] = []

        def listen(_self: RetryHandler, *, state: Any, request: Any, **_: Any) -> None:
            tried.append(request.url)
            taken.listen()
            threading.Thread(target=answer_ok, args=(taken,)).start()
            state.next_attempt_requested = True
            state.increment_current_attempt()

        monkeypatch.setattr(ConnectionRetry, "prepare_for_next_attempt", listen)
        client = make_client(with_url(settings, url), TOKEN)
        assert client.chat_postMessage(channel="C1", text="x")["ok"]
        assert tried == [f"{url}chat.postMessage"]


def answer_ok(listening: socket.socket) -> None:
    connection, _ = listening.accept()
    with connection:
        connection.recv(65_536)
        connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{"ok":true}')


def with_url(settings: Settings, url: str) -> Settings:
    return Settings(**{**settings.__dict__, "slack_api_url": url})


def test_an_answer_that_is_no_json_is_not_repeated_in_the_log(api: WebApi, settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    api.next["views.open"] = [DOWN] * 2
    with pytest.raises(SlackApiError) as raised:
        make_client(with_url(settings, api.url), TOKEN).views_open(trigger_id="t", view=search_view())
    assert code_of(raised.value) == "status 503"
    told: list[str] = []
    handle(raised.value, "window", told.append)
    assert "did not confirm" in told[0]
    assert TOKEN not in caplog.text


URL_ANSWERS = {name: where for name, (_, where) in ANSWERING.items() if where == "response" and name != "thumbs up"}


@pytest.mark.parametrize("error", ["used_url", "expired_url"])
@pytest.mark.parametrize("what", URL_ANSWERS)
def test_a_response_url_that_serves_no_more_ends_there(
    slack: SlackApp, api: WebApi, caplog: pytest.LogCaptureFixture, what: str, error: str
) -> None:
    api.failing["response"] = (404, {"ok": False, "error": error})
    with caplog.at_level(logging.INFO):
        ANSWERING[what][0](slack, api)
        settle(slack)
    assert len(api.to("response")) == 1
    assert len(api.to("chat.postMessage")) == (1 if what == "share" else 0)
    assert "the response URL answered 404" in caplog.text
    assert not any(record.exc_info for record in caplog.records)


@pytest.mark.parametrize("fault", UNCLEAR)
@pytest.mark.parametrize("what", URL_ANSWERS)
def test_a_response_url_is_sent_an_answer_once(slack: SlackApp, api: WebApi, what: str, fault: str) -> None:
    api.next["response"] = [UNCLEAR[fault]]
    ANSWERING[what][0](slack, api)
    settle(slack)
    assert api.arrived.count("response") == 2
    assert "did not confirm" in api.to("response")[-1]["text"]
    assert not api.to("response")[-1].get("replace_original")
    assert len(api.to("chat.postMessage")) == (1 if what == "share" else 0)


def test_a_response_url_may_ask_to_wait(slack: SlackApp, api: WebApi) -> None:
    api.next["response"] = [SLOWER] * 2
    ANSWERING["/apt"][0](slack, api)
    settle(slack)
    assert len(api.to("response")) == 3
    assert api.to("response")[-1]["text"].startswith("Turla")


def test_without_a_response_url_there_is_an_error_and_not_silence(api: WebApi) -> None:
    with pytest.raises(ValueError, match="no response URL"):
        ResponseUrl(response_url=None)(text="x")
    api.failing["response"] = (400, {"ok": False, "error": "invalid_blocks"})
    with pytest.raises(ResponseUrlError, match="answered 400"):
        ResponseUrl(response_url=f"{api.url}response")(text="x")
