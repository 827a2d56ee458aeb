"""The app behind signed HTTP requests, as a process of its own, with a Web API on this machine."""

import http.client
import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest

from tests.bot.slack.served import FORM, JSON, Served, Slow, serve_http, wait_until
from tests.bot.slack.web_api import SECRET, WebApi, serving

PRIVATE = "wordsThatBelongInNoLog"


@pytest.fixture(scope="module")
def stub() -> Iterator[WebApi]:
    with serving() as found:
        yield found


@pytest.fixture(scope="module")
def shared(stub: WebApi) -> Iterator[Served]:
    with serve_http(stub.url) as found:
        yield found


@pytest.fixture
def api(stub: WebApi) -> WebApi:
    stub.calls.clear()
    return stub


def command(url: str, text: str) -> str:
    fields = {"command": "/apt", "text": text, "user_id": "U1", "channel_id": "C1", "team_id": "T1", "trigger_id": "t"}
    return urlencode(fields | {"response_url": f"{url}response"})


def mention(event_id: str, ts: str) -> str:
    event = {"type": "app_mention", "user": "U1", "text": "<@U0BOT> who is Turla?", "ts": ts, "channel": "C1"}
    who = [{"team_id": "T1", "user_id": "U0BOT", "is_bot": True}]
    return json.dumps({"type": "event_callback", "team_id": "T1", "event_id": event_id, "event": event, "authorizations": who})


def test_a_signed_command_is_answered(shared: Served, api: WebApi) -> None:
    assert shared.send(command(api.url, "sofacy")) == (200, "")
    assert "APT28" in api.wait_for("response")[0]["text"]


def test_a_question_with_the_word_payload_is_answered_too(shared: Served, api: WebApi) -> None:
    """Bolt takes such a form for one that has a field of that name, and finds nothing in it."""
    assert shared.send(command(api.url, "sofacy payload")) == (200, "")
    assert api.wait_for("response")
    assert shared.send(command(api.url, "sofacy payload"), X_Slack_Signature="v0=00")[0] == 401


def test_an_event_that_slack_sends_again_is_answered_if_it_is_the_first_to_arrive_and_only_once(shared: Served, api: WebApi) -> None:
    again = {"X_Slack_Retry_Num": "1", "X_Slack_Retry_Reason": "http_timeout"}
    for event_id, ts in (("Ev7", "7.1"), ("Ev7", "7.1"), ("Ev8", "8.1")):
        assert shared.send(mention(event_id, ts), JSON, **again)[0] == 200
    assert sorted(message["thread_ts"] for message in api.wait_for("chat.postMessage", 2)) == ["7.1", "8.1"]


def test_slack_can_verify_the_address(shared: Served) -> None:
    status, body = shared.send(json.dumps({"type": "url_verification", "token": "t", "challenge": "abc123"}), JSON)
    assert (status, json.loads(body)) == (200, {"challenge": "abc123"})


@pytest.mark.parametrize("timestamp", ["", "soon", "nan", "1e9", "1600000000", "99999999999", "9" * 5000])
def test_a_time_that_is_none_or_long_ago_is_refused(shared: Served, api: WebApi, timestamp: str) -> None:
    assert shared.send(command(api.url, PRIVATE), X_Slack_Request_Timestamp=timestamp)[0] == 401
    assert PRIVATE not in shared.log


def test_a_forged_signature_is_refused_and_its_body_not_logged(shared: Served, api: WebApi) -> None:
    for signature in ("v0=" + "0" * 64, "", "not a signature"):
        assert shared.send(command(api.url, PRIVATE), X_Slack_Signature=signature)[0] == 401
    assert shared.send(command(api.url, "turla"))[0] == 200
    api.wait_for("response")
    assert len(api.to("response")) == 1
    assert PRIVATE not in shared.log


def test_a_body_over_a_megabyte_is_refused_before_its_signature_is_computed(shared: Served) -> None:
    assert shared.send("x" * 1_000_001)[0] == 413
    assert shared.send("x" * 1_000_000, X_Slack_Signature="v0=00")[0] == 401


def test_a_large_body_in_chunks_is_refused(shared: Served) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", shared.port, timeout=20)
    headers = {"X-Slack-Request-Timestamp": str(int(time.time())), "Content-Type": FORM}
    connection.request("POST", "/slack/events", iter([b"x" * 100_000] * 11), headers, encode_chunked=True)
    assert connection.getresponse().status == 413
    connection.close()


@pytest.mark.parametrize("body", ["{broken " + PRIVATE, b"\xff\xfe" + PRIVATE.encode(), "[1]", "payload=" + PRIVATE])
def test_what_is_no_request_of_slacks_is_refused_without_a_traceback(shared: Served, body: bytes | str) -> None:
    status, _ = shared.send(body, JSON if not str(body).startswith("payload") else FORM, X_Slack_Signature="v0=00")
    assert status in (400, 401)
    assert "Traceback" not in shared.log
    assert PRIVATE not in shared.log


def test_health_says_ok_and_other_addresses_nothing(shared: Served) -> None:
    assert shared.send("", method="GET", path="/healthz") == (200, "ok")
    for method, path in (("GET", "/"), ("GET", "/slack/events"), ("POST", "/healthz"), ("GET", "/slack/install"), ("PUT", "/slack/events")):
        assert shared.send("", method=method, path=path)[0] == 404


def terminate(process: "subprocess.Popen[str]") -> None:
    process.send_signal(signal.SIGTERM)


def press_ctrl_c(process: "subprocess.Popen[str]") -> None:
    """A terminal signals every process in it."""
    os.killpg(process.pid, signal.SIGINT)


@pytest.mark.parametrize("end", [terminate, press_ctrl_c])
def test_a_signal_ends_it_once_what_was_acknowledged_is_answered(stub: WebApi, end: Callable[["subprocess.Popen[str]"], None]) -> None:
    """One worker is held up by the first answer; the other two have not been begun when the signal comes."""
    slow = Slow()
    with serve_http(stub.url, APTBOT_WORKERS="1") as served:
        for name in ("sofacy", "turla", "sandworm"):
            assert served.send(command(slow.url, name))[0] == 200
        wait_until(lambda: re.match("1", str(len(slow.arrived))), "the first answer", 30)
        end(served.process)
        wait_until(lambda: None if is_listening(served.port) else re.match("", ""), "the end of listening", 30)
        assert served.process.poll() is None
        slow.go_on.set()
        assert served.wait() == 0
    slow.server.shutdown()
    slow.server.server_close()
    assert [any(name in text for text in slow.arrived) for name in ("APT28", "Turla", "Sandworm")] == [True] * 3
    assert "aptbot has stopped" in served.log
    assert SECRET not in served.log


def is_listening(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.connect()
    except OSError:
        return False
    finally:
        connection.close()
    return True


RunCli = Callable[..., "subprocess.CompletedProcess[str]"]


def test_what_is_missing_is_named_at_once(run_cli: RunCli) -> None:
    done = run_cli("run", "--http", SLACK_BOT_TOKEN="xapp-wrong", SLACK_SIGNING_SECRET="")
    assert done.returncode == 2
    assert "SLACK_BOT_TOKEN does not start with xoxb-; SLACK_SIGNING_SECRET is not set" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_in_use_is_said_clearly(run_cli: RunCli, stub: WebApi) -> None:
    port = stub.url.split(":")[2].split("/")[0]
    secrets = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": stub.url}
    done = run_cli("run", "--http", "--port", port, **secrets)
    assert done.returncode == 2
    assert f"cannot listen on 127.0.0.1 port {port}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_slack_that_cannot_be_reached_is_said_clearly(run_cli: RunCli) -> None:
    done = run_cli("run", "--http", SLACK_BOT_TOKEN="xoxb-1", SLACK_SIGNING_SECRET=SECRET, SLACK_API_URL="http://127.0.0.1:9/")
    assert done.returncode == 2
    assert "Slack cannot be reached at http://127.0.0.1:9/" in done.stderr
    assert "Traceback" not in done.stderr
