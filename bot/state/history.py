"""What was asked, for the home page: kept for a month, never longer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select

from bot.answers.model import Answer
from bot.state.database import Database, questions

KEPT = timedelta(days=30)
MAX_QUESTION = 300


@dataclass(frozen=True)
class Past:
    """A question asked before."""

    question: str
    at: datetime


Note = dict[str, Any]
"""A question to be remembered, as a row of the table."""


def note_of(team: str, channel: str, user: str, answer: Answer, private: bool) -> Note:
    """What is remembered of a question and its answer."""
    return {
        "at": datetime.now(UTC), "team": team, "channel": channel, "user": user, "private": int(private),
        "question": answer.question[:MAX_QUESTION], "kind": answer.kind, "status": answer.status,
        "actor": answer.actors[0].id if len(answer.actors) == 1 else "",
    }  # fmt: skip


def note_questions(database: Database, notes: Sequence[Note]) -> None:
    """Remember questions, in one transaction. Raises StateError."""
    with database.begin() as connection:
        connection.execute(insert(questions), list(notes))


def forget_old(database: Database) -> None:
    """Forget the questions that are too old. Raises StateError."""
    with database.begin() as connection:
        connection.execute(delete(questions).where(questions.c.at < datetime.now(UTC) - KEPT))


def asked_by(database: Database, team: str, user: str, count: int = 5) -> list[Past]:
    """The last questions of one user, each once, the latest first."""
    latest = func.max(questions.c.at).label("latest")
    query = (
        select(questions.c.question, latest)
        .where(questions.c.team == team, questions.c.user == user, questions.c.question != "", questions.c.at >= datetime.now(UTC) - KEPT)
        .group_by(questions.c.question)
        .order_by(latest.desc())
        .limit(count)
    )
    with database.begin() as connection:
        return [Past(question, at) for question, at in connection.execute(query)]


def asked_openly(database: Database, team: str, count: int = 5) -> list[tuple[str, int]]:
    """The actors most asked about in public in a workspace, with how often. Raises StateError."""
    often = func.count().label("often")
    query = (
        select(questions.c.actor, often)
        .where(questions.c.team == team, questions.c.private == 0, questions.c.actor != "", questions.c.at >= datetime.now(UTC) - KEPT)
        .group_by(questions.c.actor)
        .order_by(often.desc(), questions.c.actor)
        .limit(count)
    )
    with database.begin() as connection:
        return [(actor, often) for actor, often in connection.execute(query)]


def forget(database: Database, team: str) -> None:
    """Forget everything of a workspace, as when it uninstalls the app. Raises StateError."""
    from bot.state.database import corrections, ratings, workspaces

    with database.begin() as connection:
        for table in (questions, ratings, corrections, workspaces):
            connection.execute(delete(table).where(table.c.team == team))
