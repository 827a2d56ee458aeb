"""From a user's event to the reply at Slack, alone and among many: `python -m bench.slack`.

Two processes on this machine are sent the same signed slash commands over HTTP, turn by turn in one run: `aptbot run --http`,
and a bare Bolt app on the same server that acknowledges and answers a constant. Their response URLs lie here, and a reply
counts from when the command is sent to when its reply arrives. What aptbot takes beyond the bare app is ours; the rest is
Bolt, HTTP and this bench.
"""

import asyncio
import itertools
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from bench.run import NAMES

SECRET = "bench"
ROUNDS = {1: 100, 10: 20, 50: 8}
"""How many at once -> how often."""
PROBE_SECONDS = 0.01
QUESTIONS = Path(__file__).parent / "questions" / "tune.jsonl"


@dataclass
class Slack:
    """A stand-in for the Web API and the response URLs, which notes when the reply to which command arrived."""

    url: str = ""
    waiting: dict[str, asyncio.Future[float]] = field(default_factory=dict)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        arrived = time.perf_counter()
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        key = head.split(" ", 2)[1].rsplit("/", 1)[-1]
        length = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
        await reader.readexactly(int(length[1]) if length else 0)
        if key in self.waiting:
            self.waiting.pop(key).set_result(arrived)
        content = json.dumps({"ok": True, "team_id": "T1", "user_id": "U0BOT", "bot_id": "B0BOT"}).encode()
        kind = b"Content-Type: application/json\r\nConnection: close\r\n"
        writer.write(b"HTTP/1.1 200 OK\r\n%bContent-Length: %d\r\n\r\n%b" % (kind, len(content), content))
        await writer.drain()
        writer.close()


@dataclass
class Peer:
    """A served app and what was measured of it: seconds to the acknowledgement and to the reply, by row."""

    name: str
    port: int
    acks: dict[str, list[float]] = field(default_factory=dict)
    replies: dict[str, list[float]] = field(default_factory=dict)


_numbers = itertools.count()


async def send(slack: Slack, peer: Peer, text: str) -> tuple[float, float]:
    """Send a command; seconds to its acknowledgement and to its reply."""
    key = f"r{next(_numbers)}"
    arrival = slack.waiting[key] = asyncio.get_running_loop().create_future()
    fields = {"command": "/apt", "text": text, "user_id": "U1", "channel_id": "C1", "team_id": "T1", "trigger_id": "t"}
    body = urlencode(fields | {"response_url": f"{slack.url}{key}"})
    stamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
    head = (
        f"POST /slack/events HTTP/1.1\r\nHost: bench\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"X-Slack-Request-Timestamp: {stamp}\r\nX-Slack-Signature: {signature}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    started = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", peer.port)
    writer.write((head + body).encode())
    status = await reader.readline()
    acknowledged = time.perf_counter()
    writer.close()
    assert b" 200 " in status, status
    return acknowledged - started, await asyncio.wait_for(arrival, 60) - started


async def measure(slack: Slack, peer: Peer, row: str, texts: list[str]) -> None:
    """Send some commands at once and note how long each took."""
    for ack, reply in await asyncio.gather(*(send(slack, peer, text) for text in texts)):
        peer.acks.setdefault(row, []).append(ack)
        peer.replies.setdefault(row, []).append(reply)


async def probe_while(slack: Slack, peer: Peer, row: str, texts: list[str]) -> None:
    """Send some commands at once and, while they are being answered, others whose acknowledgement alone is timed."""
    busy = asyncio.ensure_future(measure(slack, peer, row, texts))
    probes = []
    while not busy.done():
        await asyncio.sleep(PROBE_SECONDS)
        probes.append(asyncio.ensure_future(send(slack, peer, "names Turla")))
    await busy
    peer.acks.setdefault("probes", []).extend(ack for ack, _ in await asyncio.gather(*probes))


@contextmanager
def serving(name: str, slack: Slack, *command: str) -> Iterator[Peer]:
    """Start an app that says where it listens."""
    tokens = {"SLACK_BOT_TOKEN": "xoxb-bench", "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": slack.url}
    process = subprocess.Popen([sys.executable, "-m", *command], env=os.environ | tokens, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    try:
        for line in process.stderr:
            if found := re.search(r"listens on http://127\.0\.0\.1:(\d+)", line):
                yield Peer(name, int(found[1]))
                return
        raise SystemExit(f"{name} did not start")
    finally:
        process.terminate()
        process.communicate(timeout=60)


def serve_bare() -> None:
    """The bare app, on the server that aptbot has: acknowledges and answers a constant."""
    import logging

    from bot.slack.http import Guard, Handler, listen, serve

    logging.basicConfig(level=logging.INFO)
    client = WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = App(client=client, signing_secret=SECRET)

    @app.command("/apt")
    def on_apt(ack: Ack, respond: Respond) -> None:
        ack()
        respond("a constant")

    serve(Guard(Handler(app)), listen("127.0.0.1", 0), began=lambda: None, ended=lambda: None)


def passage_questions() -> list[str]:
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    return [row["question"] for row in rows if row["kind"] == "passages"]


async def run() -> None:
    """Measure and print the table."""
    slack = Slack()
    server = await asyncio.start_server(slack.answer, "127.0.0.1", 0)
    slack.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    apps = [("aptbot", ("bot.cli", "run", "--http", "--port", "0")), ("bare", ("bench.slack", "--bare"))]
    with contextlib_stack() as stack:
        peers = [await asyncio.to_thread(stack.enter_context, serving(name, slack, *command)) for name, command in apps]
        await measured(slack, *peers)
        report(*peers)
    server.close()
