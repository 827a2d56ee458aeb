"""A stand-in for Slack's Web API and its response URLs, on this machine, that remembers what it was sent."""

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode

from slack_bolt import App, BoltRequest, BoltResponse

SECRET = "a signing secret"


@dataclass(frozen=True)
class Fault:
    """An answer other than the usual. ``cut``: there is none; the connection ends before or after the request is read."""

    status: int = 200
    body: dict[str, Any] | str = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    cut: Literal["", "before", "after"] = ""


class WebApi:
    """``calls`` holds (method or path, arguments); ``failing`` maps a method to the (status, body) it answers with.

    ``next`` holds what a method answers with first, one for each call, before it answers as usual; ``arrived`` every method
    that was called, whether the call was read or not.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.next: dict[str, list[Fault]] = {}
        self.arrived: list[str] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.failing: dict[str, tuple[int, dict[str, Any]]] = {}

    def to(self, method: str) -> list[dict[str, Any]]:
        return [arguments for name, arguments in self.calls if name == method]

    def wait_for(self, method: str, count: int = 1, seconds: float = 20) -> list[dict[str, Any]]:
        """The calls of a method, once there are that many."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if len(found := self.to(method)) >= count:
                return found
            time.sleep(0.01)
        raise AssertionError(f"{method} was not called {count} times; calls: {[name for name, _ in self.calls]}")


@contextmanager
def serving() -> Iterator[WebApi]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    api = WebApi(f"http://127.0.0.1:{server.server_port}/api/")
    server.RequestHandlerClass = _handler(api)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield api
    finally:
        server.shutdown()
        server.server_close()


def _handler(api: WebApi) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            method = self.path.rsplit("/", 1)[-1]
            api.arrived.append(method)
            fault = api.next[method].pop(0) if api.next.get(method) else None
            if fault and fault.cut == "before":
                self.close_connection = True
                return
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            arguments = json.loads(body) if body.startswith("{") else dict(parse_qsl(body))
            if isinstance(arguments.get("blocks"), str):
                arguments["blocks"] = json.loads(arguments["blocks"])
            api.calls.append((method, arguments))
            if fault and fault.cut:
                self.close_connection = True
                return
            headers = fault.headers if fault else {}
            answer: Any = {"ok": True, "ts": "1.1", "team_id": "T1", "user_id": "U0BOT", "bot_id": "B0BOT", "user": "aptbot"}
            answer |= {"view": {"id": "V1"}} if method.startswith("views.") else {}
            status, answer = (fault.status, fault.body) if fault else api.failing.get(method, (200, answer))
            content = (answer if isinstance(answer, str) else json.dumps(answer)).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_arguments: object) -> None:
            pass

    return Handler


def signed(body: str, timestamp: float | None = None, secret: str = SECRET) -> dict[str, str]:
    """The headers of a signature."""
    stamp = str(int(timestamp or time.time()))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"x-slack-request-timestamp": stamp, "x-slack-signature": f"v0={digest}"}


def send(app: App, body: str, content_type: str, timestamp: float | None = None, secret: str = SECRET, **more: str) -> BoltResponse:
    """Dispatch a signed request, as Slack signs it. ``more``: other headers."""
    every = {"content-type": content_type, **signed(body, timestamp, secret), **more}
    headers = {name.replace("_", "-"): [value] for name, value in every.items()}
    return app.dispatch(BoltRequest(body=body, headers=headers))


def send_command(app: App, api: WebApi, text: str, **options: Any) -> BoltResponse:
    command = {
        "command": "/apt",
        "text": text,
        "user_id": "U1",
        "channel_id": "C1",
        "team_id": "T1",
        "trigger_id": "t",
        "response_url": f"{api.url}response",
    }
    return send(app, urlencode(command), "application/x-www-form-urlencoded", **options)


def send_event(app: App, event: dict[str, Any], event_id: str = "Ev1", **headers: str) -> BoltResponse:
    body = {
        "type": "event_callback",
        "team_id": "T1",
        "api_app_id": "A1",
        "event_id": event_id,
        "event": event,
        "authorizations": [{"team_id": "T1", "user_id": "U0BOT", "is_bot": True}],
    }
    return send(app, json.dumps(body), "application/json", **headers)


def send_interaction(app: App, payload: dict[str, Any]) -> BoltResponse:
    """A press, a form or a shortcut of U1's."""
    whole = {"user": {"id": "U1"}, "team": {"id": "T1"}, "trigger_id": "t", **payload}
    return send(app, urlencode({"payload": json.dumps(whole)}), "application/x-www-form-urlencoded")


def send_action(app: App, api: WebApi, action_id: str, value: str) -> BoltResponse:
    payload = {
        "type": "block_actions",
        "user": {"id": "U1"},
        "team": {"id": "T1"},
        "channel": {"id": "C1"},
        "trigger_id": "t",
        "response_url": f"{api.url}response",
        "actions": [{"type": "button", "action_id": action_id, "block_id": "b", "value": value}],
    }
    return send(app, urlencode({"payload": json.dumps(payload)}), "application/x-www-form-urlencoded")
