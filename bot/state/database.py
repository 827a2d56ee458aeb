"""Where the bot keeps what people tell it: one database, SQLite in the data folder or another by its URL."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from threading import Lock

from sqlalchemy import Column, Connection, DateTime, Engine, Integer, MetaData, String, Table, Text, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError

METADATA = MetaData()

corrections = Table(
    "corrections", METADATA,
    Column("id", Integer, primary_key=True), Column("at", DateTime(timezone=True), nullable=False),
    Column("team", String(32), nullable=False), Column("channel", String(32), nullable=False), Column("user", String(32), nullable=False),
    Column("kind", String(16), nullable=False), Column("question", Text, nullable=False), Column("actor", String(80), nullable=False),
    Column("fact", Text, nullable=False), Column("what", Text, nullable=False), Column("source", Text, nullable=False),
    Column("status", String(16), nullable=False),
)  # fmt: skip
"""``kind``: wrong, missing or gap; ``status``: open, accepted or rejected; ``actor``: the id of a curated file or empty."""

ratings = Table(
    "ratings", METADATA,
    Column("id", Integer, primary_key=True), Column("at", DateTime(timezone=True), nullable=False),
    Column("team", String(32), nullable=False), Column("user", String(32), nullable=False),
    Column("question", Text, nullable=False), Column("good", Integer, nullable=False),
)  # fmt: skip

questions = Table(
    "questions", METADATA,
    Column("id", Integer, primary_key=True), Column("at", DateTime(timezone=True), nullable=False, index=True),
    Column("team", String(32), nullable=False, index=True), Column("channel", String(32), nullable=False),
    Column("user", String(32), nullable=False), Column("private", Integer, nullable=False), Column("question", Text, nullable=False),
    Column("kind", String(16), nullable=False), Column("status", String(16), nullable=False), Column("actor", String(80), nullable=False),
)  # fmt: skip

workspaces = Table("workspaces", METADATA, Column("team", String(32), primary_key=True), Column("settings", Text, nullable=False))


class StateError(Exception):
    """The database cannot be used; the message says which, why and what to do."""


class Database:
    """Opened when first used; the tables are made then. Every error of it is a StateError."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._opening = Lock()

    @cached_property
    def _engine(self) -> Engine:
        engine = create_engine(self.url, pool_pre_ping=True)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare_sqlite)
        METADATA.create_all(engine)
        return engine

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction, committed at the end."""
        try:
            with self._opening:
                engine = self._engine
            with engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            reason = str(getattr(error, "orig", None) or error).splitlines()[0]
            raise StateError(
                f"the database {self.shown_url} cannot be used ({reason}): check APTBOT_DATABASE_URL, or that the folder can be written"
            ) from error

    @property
    def shown_url(self) -> str:
        """The address without what is secret in it."""
        from sqlalchemy import make_url

        return make_url(self.url).render_as_string(hide_password=True)


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.close()
