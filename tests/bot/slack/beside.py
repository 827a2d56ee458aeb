"""Runs a command beside local-slack, a Slack stand-in that nobody here wrote, and reads the JSON that it prints last."""

import json
import os
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge_base import KnowledgeBase
from tests.conftest import ROOT

HERE = Path(__file__).parent


def beside_local_slack(
    knowledge: KnowledgeBase, node_modules: Path, state: Path, *command: str, config: str = "local-slack.yaml"
) -> dict[str, Any]:
    """``state``: where the database of this run is. What the app keeps beside the index is brought up to date first: that may take long."""
    knowledge.intent("who is that")
    process = subprocess.Popen(
        [str(HERE / "beside_local_slack.sh"), str(node_modules), *command],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env=os.environ | {"LOCAL_SLACK_CONFIG": config, "APTBOT_DATABASE_URL": f"sqlite:///{state}"},
    )  # fmt: skip
    try:
        output, errors = process.communicate(timeout=180)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    if process.returncode:
        pytest.fail(f"{command[-1]} ended with {process.returncode}: {(output + errors)[-3000:]}")
    found: dict[str, Any] = json.loads(output.splitlines()[-1])
    return found
