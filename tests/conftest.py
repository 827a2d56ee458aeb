"""What many tests need: the knowledge and the index as built for this checkout, and the command line."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.settings import Settings, read_settings

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def settings() -> Settings:
    found = read_settings()
    if not (found.index_dir / "manifest.json").exists():
        pytest.exit("the tests need the index: run `make test`, or `aptbot build` first", returncode=2)
    return found


@pytest.fixture(scope="session")
def knowledge(settings: Settings) -> KnowledgeBase:
    return KnowledgeBase(settings)


@pytest.fixture(scope="session")
def run_cli() -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Runs the command line in a process of its own, as a user would."""

    def run(*arguments: str, stdin: str = "", **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "bot.cli", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            cwd=ROOT,
            env=os.environ | environment,
        )

    return run
