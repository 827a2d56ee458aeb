"""The unmodified app as a person meets it: the stand-in's page in Debian's chromium, typed into, clicked and read."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.state.corrections import list_corrections
from bot.state.database import Database
from tests.bot.slack.beside import beside_local_slack

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="module")
def seen(own_network: None, knowledge: KnowledgeBase, node_modules: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was read on the page; ``state`` is the address of the app's database."""
    if not os.access(CHROMIUM, os.X_OK):
        pytest.skip(f"needs {CHROMIUM}: apt-get install chromium")
    state = tmp_path_factory.mktemp("page") / "state.sqlite3"
    found = beside_local_slack(knowledge, node_modules, state, sys.executable, "-m", "tests.bot.slack.page_beside_slack", str(node_modules))
    if failed := found.get("failed"):
        pytest.fail(f"{failed}\nThe page:\n{found['page']}\nThe app:\n{found['log']}")
    return {**found, "state": f"sqlite:///{state}"}


def test_command_buttons_and_sharing(seen: dict[str, Any]) -> None:
    assert "only visible to you" in seen["tools"]
    assert "Zebrocy" in seen["tools"]
    assert "Alice Anderson asked: tools APT28" in seen["shared"]
    assert "only visible to you" not in seen["shared"]


def test_mention_and_follow_up_in_its_thread(seen: dict[str, Any]) -> None:
    assert "Kazuar" in seen["mention"]
    assert "Diplomacy" in seen["followUp"]


def test_report_in_a_window(seen: dict[str, Any]) -> None:
    assert "Actor, tool or question" in seen["form"]
    assert len(seen["refused"]) == 3
    (stored,) = list_corrections(Database(seen["state"]))
    assert (stored.actor, stored.what) == ("turla", "It never did.")
    assert f"#{stored.id}" in seen["stored"]


def test_home_tab_and_a_window_from_it(seen: dict[str, Any]) -> None:
    asked = seen["home"].partition("You asked lately")[2].partition("Examples")[0].splitlines()
    assert {"sofacy", "what does Turla use"} <= set(asked)
    assert "Kazuar" in seen["window"]
