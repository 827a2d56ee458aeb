"""Used inside the stand-in's network: what a person does there and sees there, and the unmodified app beside it."""

import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from slack_sdk.socket_mode.builtin.connection import Connection, ConnectionState

Json = dict[str, Any]
Found = TypeVar("Found")

SLACK, APP_PORT = "127.0.0.1:3000", 4000
APP, BOT, ALICE, CHANNEL = "A01APP", "U0BOT", "U01ALICE", "C01INC"
TOKENS = {"SLACK_BOT_TOKEN": "xoxb-test-token", "SLACK_APP_TOKEN": "xapp-test-token", "SLACK_SIGNING_SECRET": "test-signing-secret"}


def control(path: str, body: Json | None = None) -> Any:
    """Ask the stand-in's control API."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"http://{SLACK}/_control/{path}", data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=15) as response:
        return json.load(response)


def wait_until(condition: Callable[[], Found | None], what: str, seconds: float = 20) -> Found:
    """What the condition gives, once it gives something."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if found := condition():
                return found
        except OSError:
            pass
        time.sleep(0.05)
    raise SystemExit(f"timed out: {what}")


def messages(channel: str = CHANNEL) -> list[Json]:
    return list(control(f"messages/{channel}")["messages"])


def message_at(ts: str, channel: str = CHANNEL) -> Json:
    return next(message for message in messages(channel) if message["ts"] == ts)


def wait_for(opening: str, channel: str = CHANNEL, thread: str = "", holding: str = "") -> Json:
    """The app's last message whose text begins so, in a thread if one is named, once it is there."""

    def found() -> Json | None:
        own = [m for m in messages(channel) if m.get("user") == BOT and m.get("thread_ts", "") == thread]
        fitting = [m for m in own if m["text"].startswith(opening) and holding in json.dumps(m)]
        return fitting[-1] if fitting else None

    return wait_until(found, f"{opening!r} in {channel}")


def write(text: str, channel: str = CHANNEL, thread: str = "") -> Json:
    """Alice writes a message."""
    sent = control("message", {"channel": channel, "user": ALICE, "text": text, **({"thread_ts": thread} if thread else {})})
    return dict(sent["message"])


def command(text: str) -> None:
    control("command", {"channel": CHANNEL, "user": ALICE, "command": "/apt", "text": text})


def button_of(shown: Json, action_id: str) -> Json:
    """A button of a message or a view, as the page sends it when it is pressed."""
    elements = [(block, element) for block in shown["blocks"] if block["type"] == "actions" for element in block["elements"]]
    block, element = next(found for found in elements if found[1]["action_id"].startswith(action_id))
    return {"type": "button", "action_id": element["action_id"], "block_id": block.get("block_id", ""), "value": element["value"]}


def press(message: Json, action_id: str) -> None:
    """Alice presses a button of a message."""
    action = button_of(message, action_id)
    control("interact", {"channel": message["channel"], "messageTs": message["ts"], "user": ALICE, "action": action})


class Page:
    """The stand-in's page without a browser: the windows and the home pages that the control API does not show."""

    def __init__(self) -> None:
        self.views: list[Json] = []
        self.homes: Json = {}
        self.errors: Json = {}
        url, silent = f"ws://{SLACK}/ui", logging.getLogger("stand-in")
        silent.addHandler(logging.NullHandler())
        self._connection = Connection(url, silent, receive_buffer_size=65_536, on_message_listener=self._read)
        self._connection.connect()
        threading.Thread(target=self._connection.run_until_completion, args=(ConnectionState(),), daemon=True).start()

    def _read(self, content: str) -> None:
        event = json.loads(content)
        if event["t"] == "view":
            self.views = event["stack"]
        elif event["t"] == "view_errors":
            self.errors = event["errors"]
        elif event["t"] == "home" and event["user"] == ALICE:
            self.homes[event["appId"]] = event["view"]

    def wait_for_view(self, title: str) -> Json:
        """The window on top, once it has this title."""

        def found() -> Json | None:
            top = self.views[-1] if self.views else None
            return top if top and top["title"]["text"] == title else None

        return wait_until(found, f"the window {title!r}")

    def submit(self, values: Json) -> None:
        self._send({"t": "view_submit", "user": ALICE, "values": values})

    def close_view(self) -> None:
        self._send({"t": "view_close", "user": ALICE})
        wait_until(lambda: not self.views, "the window to close")

    def press_at_home(self, action_id: str) -> None:
        action = button_of(self.homes[APP], action_id)
        self._send({"t": "block_action", "channel": "", "messageTs": "", "user": ALICE, "action": action, "appId": APP})

    def _send(self, event: Json) -> None:
        self._connection.send(json.dumps(event))


class RunningApp:
    """``aptbot run`` in a process; ``log`` is what it has said so far."""

    def __init__(self, http: bool) -> None:
        arguments = ["--http", "--port", str(APP_PORT)] if http else []
        environment = os.environ | TOKENS | {"SLACK_API_URL": f"http://{SLACK}/api/", "PYTHONFAULTHANDLER": "1"}
        command = [sys.executable, "-m", "bot.cli", "run", *arguments]
        self.process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
        self.log = ""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self.process.stderr or ():
            self.log += line

    def wait_for_log(self, *texts: str) -> None:
        def said() -> bool:
            if self.process.poll() is not None:
                raise SystemExit(f"the app ended: {self.log}")
            return any(text in self.log for text in texts)

        wait_until(said, f"{texts} in the log", 60)

    def stop(self) -> Json:
        """Stop it as a service manager does; how it ended."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.abort()
        self._reader.join(10)
        secrets = [name for name, value in TOKENS.items() if value in self.log]
        return {"exit": self.process.returncode, "stopped": "aptbot has stopped" in self.log, "secrets_in_log": secrets, "log": self.log}

    def abort(self) -> None:
        """End it so that its log says what every thread was doing."""
        self.process.send_signal(signal.SIGABRT)
        self.process.wait(20)
        self._reader.join(10)


@contextmanager
def running_app(http: bool = False) -> Iterator[RunningApp]:
    """The app, once it takes requests; killed if nobody stopped it."""
    wait_until(lambda: control("state"), "the stand-in")
    app = RunningApp(http)
    try:
        app.wait_for_log("connected to Slack", "listens on http://")
        yield app
    except SystemExit:
        app.abort()
        print(app.log, file=sys.stderr)
        raise
    finally:
        app.process.kill()
