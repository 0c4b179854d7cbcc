"""The SQL that differs between SQLite and PostgreSQL. All of it is here; the rest of `storage` is the same on both."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Connection, Select, Table, bindparam, select, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.dml import Insert

from storage import tables as t
from storage.faults import is_busy
from storage.hot import Hot

BUSY_SECONDS = 1.4
"""How long one waits for another process that writes to the SQLite file."""
LOOKS_AGAIN = 0.0005
MIGRATING = 7_261_945
"""The advisory lock that one process holds while it changes the schema."""


def on_postgresql(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"


def upsert(dialect: str, table: Table, keys: Sequence[str], changed: Mapping[str, Any]) -> Insert:
    """An INSERT that changes the row of the same keys instead. A value of `changed` that is a column name in
    braces, such as "{payload}", stands for what would have been inserted."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql  # 36 ms, only where it is used

        added = postgresql.insert(table)
        return added.on_conflict_do_update(index_elements=keys, set_=_filled(changed, added.excluded))
    added_here = sqlite.insert(table)
    return added_here.on_conflict_do_update(index_elements=keys, set_=_filled(changed, added_here.excluded))


def _filled(changed: Mapping[str, Any], excluded: Any) -> dict[str, Any]:
    return {
        name: excluded[value[1:-1]] if isinstance(value, str) and value.startswith("{") else value
        for name, value in changed.items()
    }


def begin_writing(connection: Connection) -> None:
    """SQLite: takes the right to write at once, so that no two transactions read the same state and both change it."""
    if not on_postgresql(connection):
        _take_turn(cast(sqlite3.Connection, connection.connection.driver_connection))
    connection.begin()


def _take_turn(file: sqlite3.Connection) -> None:
    """SQLite's own wait sleeps for longer each time, up to a tenth of a second, and all of our threads queue behind
    the one that sleeps; the other process writes for a millisecond."""
    end = time.monotonic() + BUSY_SECONDS
    file.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                file.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if not is_busy(error) or time.monotonic() > end:
                    raise
            time.sleep(LOOKS_AGAIN)
    finally:
        file.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")


def begin_reading(connection: Connection, whole: bool) -> None:
    """`whole`: all that is read until the end is of one moment. Otherwise each query is by itself, which saves
    PostgreSQL two of three messages for one."""
    if on_postgresql(connection):
        connection.execution_options(isolation_level="REPEATABLE READ" if whole else "AUTOCOMMIT")
    elif whole:
        connection.exec_driver_sql("BEGIN")
    if not connection.in_transaction():
        connection.begin()


def holding_journey(connection: Connection) -> list[Hot]:
    """To be run first, with :journey_id: one writer at a time per journey. SQLite has one writer at a time anyway."""
    return [_HOLD] if on_postgresql(connection) else []


_HOLD = Hot(select(t.journeys.c.id).where(t.journeys.c.id == bindparam("journey_id")).with_for_update(key_share=True))


def hold_people(connection: Connection, people: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of (workspace, person) that no other process is at work on; they are ours until the transaction ends.
    SQLite has one writer at a time anyway."""
    wanted = set(people)
    if not on_postgresql(connection) or not wanted:
        return wanted
    workspaces, ids = zip(*sorted(wanted), strict=True)
    rows = connection.execute(_HOLD_PEOPLE, {"workspaces": list(workspaces), "people": list(ids)})
    return {(workspace, person) for workspace, person, held in rows if held}


_HOLD_PEOPLE = text(
    "SELECT workspace, person, pg_try_advisory_xact_lock(hashtextextended(workspace || ' ' || person, 26))"
    " FROM unnest(CAST(:workspaces AS text[]), CAST(:people AS text[])) AS wanted(workspace, person)"
)


def claiming(statement: Select[Any], table: Table) -> Select[Any]:
    """Rows that no other process is at work on. SQLite takes no notice: it has one writer at a time."""
    return statement.with_for_update(skip_locked=True, of=table)
