"""``aptbot run --http`` as a process, signed requests to it, and a response URL that makes it wait."""

import hashlib
import hmac
import http.client
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.bot.slack.web_api import SECRET
from tests.conftest import ROOT

FORM, JSON = "application/x-www-form-urlencoded", "application/json"


class Served:
    """``aptbot run --http`` in a process; ``log`` is what it has said so far."""

    def __init__(self, api_url: str, **environment: str) -> None:
        tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": api_url}
        command = [sys.executable, "-m", "bot.cli", "run", "--http", "--port", "0"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | tokens | environment, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        self.log = ""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.port = int(self.wait_for_log(r"listens on http://127\.0\.0\.1:(\d+)")[1])

    def _read(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.log += line

    def wait_for_log(self, pattern: str, seconds: float = 60) -> re.Match[str]:
        return wait_until(lambda: re.search(pattern, self.log), f"{pattern} in the log", seconds)

    def send(
        self, body: bytes | str, content_type: str = FORM, method: str = "POST", path: str = "/slack/events", **headers: str
    ) -> tuple[int, str]:
        """Status and body of a request, signed as Slack signs it unless the headers say otherwise."""
        content = body.encode() if isinstance(body, str) else body
        stamp = str(int(time.time()))
        digest = hmac.new(SECRET.encode(), f"v0:{stamp}:".encode() + content, hashlib.sha256).hexdigest()
        signed = {"Content-Type": content_type, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, content, signed | {name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()

    def wait(self) -> int:
        status = self.process.wait(40)
        self._reader.join(10)
        return status


def wait_until(found: Callable[[], "re.Match[str] | None"], what: str, seconds: float) -> re.Match[str]:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if match := found():
            return match
        time.sleep(0.01)
    raise AssertionError(f"timed out: {what}")


@contextmanager
def serve_http(api_url: str, **environment: str) -> Iterator[Served]:
    served = Served(api_url, **environment)
    try:
        yield served
    finally:
        if served.process.poll() is None:
            os.killpg(served.process.pid, signal.SIGKILL)


class Slow:
    """A response URL that holds back every call until it is told to go on."""

    def __init__(self) -> None:
        self.arrived: list[str] = []
        self.go_on = threading.Event()
        slow = self

        class Held(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                text = self.rfile.read(int(self.headers["Content-Length"])).decode()
                slow.arrived.append(text)
                slow.go_on.wait(30)
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_arguments: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Held)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
