"""Dagster's events in one database whose connection stays open from one event to the next."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

import sqlalchemy as db
from dagster._core.storage.event_log import ConsolidatedSqliteEventLogStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS


class OneConnectionEventLog(ConsolidatedSqliteEventLogStorage):
    """What it extends opens, synchronises and closes the database for each query anew.

    With a write-ahead log the database is whole whenever the machine dies; at worst the last
    events are missing, and every run is repeatable.
    """

    @cached_property
    def _engine(self) -> db.Engine:
        engine = db.create_engine(
            self._conn_string, connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS}
        )
        db.event.listen(engine, "connect", _sync_at_checkpoints)
        return engine

    @contextmanager
    def _connect(self) -> Iterator[db.Connection]:
        with self._engine.connect() as connection, connection.begin():
            yield connection

    def dispose(self) -> None:
        """Close the database too."""
        super().dispose()
        self._engine.dispose()


def _sync_at_checkpoints(connection, _record) -> None:
    connection.execute("PRAGMA synchronous=NORMAL")
