"""Run inside the stand-in's network: start the unmodified app, act as a user, and print what came of it as JSON."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from typing import Any

CONTROL = "http://127.0.0.1:3000/_control"


def control(path: str, body: dict[str, Any] | None = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{CONTROL}/{path}", data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as response:
        content = response.read()
    return json.loads(content) if content else None


def wait_until(condition: Any, what: str, seconds: float = 30) -> Any:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if found := condition():
                return found
        except OSError:
            pass
        time.sleep(0.1)
    raise SystemExit(f"timed out: {what}")


def messages() -> list[dict[str, Any]]:
    found = control("messages/C01INC")
    return list(found["messages"] if isinstance(found, dict) else found)


def having(text: str, without: str = "\0") -> list[dict[str, Any]]:
    return [m for m in messages() if text in json.dumps(m) and without not in json.dumps(m)]


def main() -> None:
    wait_until(lambda: control("state"), "the stand-in")
    environment = os.environ | {
        "SLACK_API_URL": "http://127.0.0.1:3000/api/",
        "SLACK_BOT_TOKEN": "xoxb-test-token",
        "SLACK_APP_TOKEN": "xapp-test-token",
    }
    app = subprocess.Popen([sys.executable, "-m", "bot.cli", "run"], env=environment, stderr=subprocess.PIPE, text=True)
    assert app.stderr is not None
    try:
        wait_until(lambda: "connected to Slack" in (app.stderr.readline() if app.stderr else ""), "the app to connect")
        found = act()
    finally:
        app.send_signal(signal.SIGTERM)
        log = app.stderr.read()
        found_exit = app.wait(20)
    print(json.dumps(found | {"exit": found_exit, "stopped": "aptbot has stopped" in log, "secrets_in_log": "test-token" in log}))


def act() -> dict[str, Any]:
    control("command", {"channel": "C01INC", "user": "U01ALICE", "command": "/apt", "text": "sofacy"})
    reply = wait_until(lambda: having("share_answer"), "the reply to the command")[-1]
    button = next(e for b in reply["blocks"] if b["type"] == "actions" for e in b["elements"] if e["action_id"] == "share_answer")
    action = {"type": "button", "action_id": button["action_id"], "block_id": "", "value": button["value"]}
    control("interact", {"channel": "C01INC", "messageTs": reply["ts"], "user": "U01ALICE", "action": action})
    shared = wait_until(lambda: having("asked: sofacy"), "the shared reply")[-1]
    control("message", {"channel": "C01INC", "user": "U01ALICE", "text": "<@U0BOT> what tools does Turla use?"})
    answer = wait_until(lambda: having("Tools of Turla"), "the answer to the mention")[-1]
    return {"command": reply, "shared": shared, "mention": answer}


if __name__ == "__main__":
    main()
