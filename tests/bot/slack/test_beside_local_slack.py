"""The unmodified app in Socket Mode beside a Slack stand-in that nobody here wrote (npm local-slack-linux-x64)."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

HERE = Path(__file__).parent
PACKAGE = "local-slack-linux-x64@0.1.8"


@pytest.fixture(scope="module")
def node_modules() -> Path:
    """Where the stand-in is; installed with npm into the data folder if it is not there."""
    if os.geteuid() != 0 or not all(map(shutil.which, ("unshare", "ip", "npm"))):
        pytest.skip("needs root, unshare, ip and npm")
    folder = ROOT / "var" / "local-slack"
    if not (folder / "node_modules" / "local-slack-linux-x64").exists():
        folder.mkdir(parents=True, exist_ok=True)
        install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), PACKAGE]
        done = subprocess.run(install, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode:
            pytest.skip(f"npm cannot install {PACKAGE}: {done.stderr[-200:]}")
    return folder / "node_modules"


def test_command_button_and_mention(node_modules: Path) -> None:
    command = [str(HERE / "beside_local_slack.sh"), str(node_modules), sys.executable, "-m", "tests.bot.slack.session_beside_slack"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
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
    assert (found["exit"], found["stopped"], found["secrets_in_log"]) == (0, True, False)
