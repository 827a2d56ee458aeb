"""Run inside the stand-in's network: start the unmodified app behind signed HTTP, act as a user, and print what came of it as JSON."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request

from tests.bot.slack.session_beside_slack import act, control, wait_until

ADDRESS = "http://127.0.0.1:4000"


def main() -> None:
    wait_until(lambda: control("state"), "the stand-in")
    environment = os.environ | {
        "SLACK_API_URL": "http://127.0.0.1:3000/api/",
        "SLACK_BOT_TOKEN": "xoxb-test-token",
        "SLACK_SIGNING_SECRET": "test-signing-secret",
    }
    command = [sys.executable, "-m", "bot.cli", "run", "--http", "--port", "4000"]
    app = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    assert app.stderr is not None
    try:
        wait_until(lambda: urllib.request.urlopen(f"{ADDRESS}/healthz", timeout=5).read() == b"ok", "the app to listen")
        found = act() | {"unsigned": unsigned_status()}
    finally:
        app.send_signal(signal.SIGTERM)
        log = app.stderr.read()
        status = app.wait(40)
    secrets_in_log = "test-token" in log or "test-signing" in log
    print(json.dumps(found | {"exit": status, "stopped": "aptbot has stopped" in log, "secrets_in_log": secrets_in_log}))


def unsigned_status() -> int:
    """What somebody gets who does not sign."""
    try:
        return int(urllib.request.urlopen(f"{ADDRESS}/slack/events", b"command=/apt&text=turla", timeout=5).status)
    except urllib.error.HTTPError as error:
        return error.code


if __name__ == "__main__":
    main()
