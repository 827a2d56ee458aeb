"""From a user's event to the reply at Slack, alone and among many: `python -m bench.slack`.

Two processes on this machine are sent the same signed slash commands over HTTP, turn by turn in one run: `aptbot run --http`,
and a bare Bolt app on the same server that acknowledges and answers a constant. Their response URLs lie here, and a reply
counts from when the command is sent to when its reply arrives. What aptbot takes beyond the bare app is ours; the rest is
Bolt, HTTP and this bench.
"""

import asyncio
import itertools
import json
import logging
import os
import re
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from bench.asked import questions
from bench.run import NAMES, p99
from bot.knowledge_base import KnowledgeBase
from bot.settings import read_settings
from bot.slack.http import Guard, Handler, listen, serve

SECRET = "bench"
ROUNDS = {1: 100, 10: 20, 50: 8}
"""How many at once -> how often."""
PROBED_ROUNDS = 8
PROBE_SECONDS = 0.05


@dataclass
class Slack:
    """A stand-in for the Web API and the response URLs, which notes when the reply to which command arrived."""

    url: str = ""
    waiting: dict[str, asyncio.Future[float]] = field(default_factory=dict)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        arrived = time.perf_counter()
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


def start(slack: Slack, *command: str) -> tuple[subprocess.Popen[str], int]:
    """Start an app; its process and the port it says it listens on."""
    environment = os.environ | {"SLACK_BOT_TOKEN": "xoxb-bench", "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": slack.url}
    process = subprocess.Popen([sys.executable, "-m", *command], env=environment, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    said = []
    for line in process.stderr:
        said.append(line)
        if found := re.search(r"listens on http://127\.0\.0\.1:(\d+)", line):
            threading.Thread(target=process.stderr.read, daemon=True).start()
            return process, int(found[1])
    raise SystemExit(f"{' '.join(command)} did not start: {''.join(said)}")


def serve_bare() -> None:
    """The bare app, on the server that aptbot has: acknowledges and answers a constant."""
    logging.basicConfig(level=logging.INFO)
    client = WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = App(client=client, signing_secret=SECRET)

    @app.command("/apt")
    def on_apt(ack: Ack, respond: Respond) -> None:
        ack()
        respond("a constant")

    serve(Guard(Handler(app)), listen("127.0.0.1", 0), began=lambda: None, ended=lambda: None)


def actor_names() -> list[str]:
    """A name of every curated actor, and questions for the names of the ones with most."""
    table = KnowledgeBase(read_settings()).names.table
    curated = [entity.name for entity in table.entities.values() if entity.type == "actor" and "curated" in entity.layers]
    return [*NAMES, "names Turla", "names Sandworm", *curated]


async def measured(slack: Slack, peers: list[Peer]) -> None:
    """Every row, the apps taking turns."""
    passages = itertools.cycle(questions("passages"))  # far more than vectors are remembered
    names = itertools.cycle(actor_names())
    for row, texts in (("warm-up", names), ("warm-up", passages)):
        for peer in peers:
            await measure(slack, peer, row, list(itertools.islice(texts, 60)))
    for count, rounds in ROUNDS.items():
        for _ in range(rounds):
            for kind, texts in (("name", names), ("passage question", passages)):
                for peer in peers:
                    await measure(slack, peer, f"{kind}, {count} at once", list(itertools.islice(texts, count)))
    for _ in range(PROBED_ROUNDS):
        for peer in peers:
            await probe_while(slack, peer, "probed", list(itertools.islice(passages, 50)))


def report(ours: Peer, bare: Peer) -> None:
    """Print the table, in milliseconds."""
    row = "{:<30}{:>7}{:>10}{:>10}{:>10}{:>10}{:>9}{:>9}".format
    print(row("command to reply, ms", "n", "median", "p99", "bare", "its p99", "ratio", "more"))
    for name, taken in ours.replies.items():
        if " at once" not in name:
            continue
        middle, base = statistics.median(taken) * 1000, statistics.median(bare.replies[name]) * 1000
        late, base_late = p99(taken) * 1000, p99(bare.replies[name]) * 1000
        figures = (f"{figure:.1f}" for figure in (middle, late, base, base_late))
        print(row(name, len(taken), *figures, f"x{middle / base:.1f}", f"+{middle - base:.1f}"))
    print(row("command to acknowledgement, ms", "n", "median", "worst", "bare", "its worst", "ratio", "more"))
    for name, label in (("passage question, 50 at once", "of 50 passage questions"), ("probes", "of a name beside those 50")):
        taken, others = ours.acks[name], bare.acks[name]
        middle, base = statistics.median(taken) * 1000, statistics.median(others) * 1000
        figures = (f"{figure:.1f}" for figure in (middle, max(taken) * 1000, base, max(others) * 1000))
        print(row(label, len(taken), *figures, f"x{middle / base:.1f}", f"+{middle - base:.1f}"))


async def run() -> None:
    """Start both apps, measure them and print the table."""
    slack = Slack()
    server = await asyncio.start_server(slack.answer, "127.0.0.1", 0, backlog=512)
    slack.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    peers: list[Peer] = []
    processes = []
    try:
        for command in (("bot.cli", "run", "--http", "--port", "0"), ("bench.slack", "--bare")):
            process, port = await asyncio.to_thread(start, slack, *command)
            processes.append(process)
            peers.append(Peer(port))
        await measured(slack, peers)
    finally:
        for process in processes:
            process.terminate()
            await asyncio.to_thread(process.wait, 60)
        server.close()
    report(*peers)


if __name__ == "__main__":
    serve_bare() if "--bare" in sys.argv else asyncio.run(run())
