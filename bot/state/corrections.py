"""What people report: wrong, missing and unknown facts, and whether an answer was good. Kept until the workspace is forgotten."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, get_args

from sqlalchemy import case, delete, func, insert, select, update

from bot.state.database import Database, StateError, corrections, ratings

Kind = Literal["wrong", "missing", "gap"]
Status = Literal["open", "accepted", "rejected"]

MAX_LENGTHS = {
    "team": 32, "channel": 32, "user": 32, "question": 3_500, "actor": 80, "fact": 1_000, "what": 3_000, "source": 1_000,
}  # fmt: skip
"""The most characters that a field of a correction may have."""
REQUIRED = ("team", "user", "question", "what")


@dataclass(frozen=True)
class Correction:
    """A report. ``actor``: the id of a curated actor or software, or empty; ``fact``: what it is about; ``what``: what is right."""

    kind: Kind
    question: str
    what: str
    team: str
    user: str
    channel: str = ""
    actor: str = ""
    fact: str = ""
    source: str = ""


@dataclass(frozen=True)
class Stored(Correction):
    """A correction as it is kept."""

    id: int = 0
    at: datetime = field(default=datetime.min)
    status: Status = "open"


@dataclass(frozen=True)
class Rating:
    """How often the answer to a question was called good and bad."""

    question: str
    good: int
    bad: int


def store_correction(database: Database, correction: Correction) -> int:
    """Keep a report and return its number; one that is sent twice while it is open is kept once. Raises StateError."""
    values = {name: clean(getattr(correction, name)) for name in MAX_LENGTHS}
    _check(correction.kind, values)
    same = [corrections.c[name] == value for name, value in {**values, "kind": correction.kind, "status": "open"}.items()]
    with database.begin() as connection:
        known = connection.execute(select(corrections.c.id).where(*same)).scalar()
        if known is not None:
            return int(known)
        row = {**values, "kind": correction.kind, "at": datetime.now(UTC), "status": "open"}
        (number,) = connection.execute(insert(corrections).values(row)).inserted_primary_key or (0,)
        return int(number)


def list_corrections(database: Database, status: Status = "open") -> list[Stored]:
    """The reports of one status, the oldest first. Raises StateError."""
    names = (*MAX_LENGTHS, "id", "at", "kind", "status")
    query = select(*(corrections.c[name] for name in names)).where(corrections.c.status == status).order_by(corrections.c.id)
    with database.begin() as connection:
        rows = [dict(row) for row in connection.execute(query).mappings()]
    return [Stored(**{**row, "at": _in_utc(row["at"])}) for row in rows]


def set_status(database: Database, number: int, status: Status) -> None:
    """Open, accept or reject a report. Raises StateError, also where there is no such report."""
    if status not in get_args(Status):
        raise StateError(f"a report is {', '.join(get_args(Status))}, not {status!r}")
    with database.begin() as connection:
        found = connection.execute(update(corrections).where(corrections.c.id == number).values(status=status)).rowcount
    if not found:
        raise StateError(f"there is no report with the number {number}: `aptbot feedback` lists the open ones")


def store_rating(database: Database, team: str, user: str, question: str, good: bool) -> None:
    """Keep what a user thinks of the answer to a question; the last word counts. Raises StateError."""
    values = {"team": clean(team), "user": clean(user), "question": clean(question)}
    if faults := list(_length_faults(values)):
        raise StateError(f"a rating cannot be stored: {'; '.join(faults)}")
    with database.begin() as connection:
        connection.execute(delete(ratings).where(*(ratings.c[name] == value for name, value in values.items())))
        connection.execute(insert(ratings).values(at=datetime.now(UTC), good=int(good), **values))


def list_ratings(database: Database, count: int = 10) -> list[Rating]:
    """The questions whose answers were rated, those most often called bad first. Raises StateError."""
    good, bad = func.sum(ratings.c.good).label("good"), func.sum(case((ratings.c.good == 0, 1), else_=0)).label("bad")
    query = select(ratings.c.question, good, bad).group_by(ratings.c.question).order_by(bad.desc(), good, ratings.c.question).limit(count)
    with database.begin() as connection:
        return [Rating(question, int(good), int(bad)) for question, good, bad in connection.execute(query)]


def clean(text: str) -> str:
    """Trimmed, and without what a database refuses: control characters and halves of characters."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(char for char in whole if char >= " " or char in "\n\t").strip()


def _check(kind: str, values: dict[str, str]) -> None:
    """Raises StateError with every fault."""
    faults = [] if kind in get_args(Kind) else [f"kind is {', '.join(get_args(Kind))}, not {kind!r}"]
    faults += [f"{name} is empty" for name in REQUIRED if not values[name]]
    faults += _length_faults(values)
    if faults:
        raise StateError(f"a report cannot be stored: {'; '.join(faults)}")


def _length_faults(values: dict[str, str]) -> Iterable[str]:
    for name, value in values.items():
        if len(value) > MAX_LENGTHS[name]:
            yield f"{name} has {len(value)} characters, over {MAX_LENGTHS[name]}"


def _in_utc(when: datetime) -> datetime:
    """SQLite gives times back without their zone."""
    return when if when.tzinfo else when.replace(tzinfo=UTC)
