"""The unmodified app behind signed HTTP beside a Slack stand-in that nobody here wrote (npm local-slack-linux-x64)."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

HERE = Path(__file__).parent


@pytest.mark.usefixtures("own_network")
def test_command_button_and_mention_over_signed_http(node_modules: Path) -> None:
    command = [str(HERE / "beside_local_slack.sh"), str(node_modules), sys.executable, "-m", "tests.bot.slack.session_beside_slack_http"]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env=os.environ | {"LOCAL_SLACK_CONFIG": "local-slack-http.yaml"},
    )  # fmt: skip
    try:
        output, errors = process.communicate(timeout=180)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    assert process.returncode == 0, errors[-3000:]
    found = json.loads(output.splitlines()[-1])
    assert "APT28" in json.dumps(found["command"])
    assert "U01ALICE" in json.dumps(found["shared"])
    assert found["mention"]["thread_ts"]
    assert "Kazuar" in json.dumps(found["mention"])
    assert found["unsigned"] == 401
    assert (found["exit"], found["stopped"], found["secrets_in_log"]) == (0, True, False)
