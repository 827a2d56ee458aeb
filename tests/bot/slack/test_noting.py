"""Questions are remembered beside the answers, together, and none is lost at the end."""

import logging
import time

import pytest

from bot.answers.model import Answer
from bot.slack.noting import Noting
from bot.state.database import Database
from bot.state.history import asked_by, note_of


def ask(noting: Noting, question: str) -> None:
    noting.note(note_of("T1", "C1", "U1", Answer(question, "profile", "answered", "Turla", "…"), True))


def test_what_was_asked_is_written_soon_by_itself(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/state.db")
    noting = Noting(database)
    ask(noting, "turla")
    deadline = time.monotonic() + 20
    while not asked_by(database, "T1", "U1") and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [past.question for past in asked_by(database, "T1", "U1")] == ["turla"]
    noting.close()


def test_the_end_writes_the_rest(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/state.db")
    noting = Noting(database)
    for number in range(100):
        ask(noting, f"question {number}")
    noting.close()
    assert len(asked_by(database, "T1", "U1", count=200)) == 100


def test_a_dead_database_costs_what_was_to_be_written_and_nothing_else(tmp_path, caplog: pytest.LogCaptureFixture):
    noting = Noting(Database(f"sqlite:///{tmp_path}/nowhere/state.db"))
    ask(noting, "turla")
    with caplog.at_level(logging.WARNING):
        noting.write()
    assert "APTBOT_DATABASE_URL" in caplog.text
    noting.close()
