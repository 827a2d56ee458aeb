"""A stand-in for Slack's Web API and its response URLs, on this machine, that remembers what it was sent."""

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode

from slack_bolt import App, BoltRequest, BoltResponse

SECRET = "a signing secret"


class WebApi:
    """``calls`` holds (method or path, arguments); ``failing`` maps a method to the (status, body) it answers with."""

    def __init__(self, url: str) -> None:
        self.url = url
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
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            arguments = json.loads(body) if body.startswith("{") else dict(parse_qsl(body))
            if isinstance(arguments.get("blocks"), str):
                arguments["blocks"] = json.loads(arguments["blocks"])
            method = self.path.rsplit("/", 1)[-1]
            api.calls.append((method, arguments))
            answer = {"ok": True, "ts": "1.1", "team_id": "T1", "user_id": "U0BOT", "bot_id": "B0BOT", "user": "aptbot"}
            status, answer = api.failing.get(method, (200, answer))
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_arguments: object) -> None:
            pass

    return Handler


def send(app: App, body: str, content_type: str, timestamp: float | None = None, secret: str = SECRET) -> BoltResponse:
    """Dispatch a signed request, as Slack signs it."""
    stamp = str(int(timestamp or time.time()))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    headers = {"content-type": [content_type], "x-slack-request-timestamp": [stamp], "x-slack-signature": [f"v0={digest}"]}
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


def send_event(app: App, event: dict[str, Any], event_id: str = "Ev1") -> BoltResponse:
    body = {
        "type": "event_callback",
        "team_id": "T1",
        "api_app_id": "A1",
        "event_id": event_id,
        "event": event,
        "authorizations": [{"team_id": "T1", "user_id": "U0BOT", "is_bot": True}],
    }
    return send(app, json.dumps(body), "application/json")


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
