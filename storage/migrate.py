"""The schema's versions: asking which one a database has, and bringing it up to date.

Alembic takes a quarter of a second to import: it is imported only when there is something to do.
"""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from sqlalchemy import Connection, create_engine, exc, text
from sqlalchemy.pool import NullPool, StaticPool

from storage.dialect import MIGRATING
from storage.engine import Database, connect_sqlite
from storage.faults import is_busy, unavailable
from storage.refusals import StorageUnavailable

FOLDER = Path(__file__).parent / "migrations"
PATIENCE_SECONDS = 30
"""How long to wait for another process that is at it."""
LOCK_NOT_AVAILABLE = "55P03"
LOCK_SECONDS = 2
"""How long a change waits for a table. Everybody else's statements on that table queue behind it meanwhile, so it lets
them pass and tries again."""


def newest() -> str:
    """The newest version is the newest file; each file is called as its revision."""
    return max(file.stem for file in (FOLDER / "versions").glob("[0-9]*.py"))


def version_of(connection: Connection) -> str:
    """The version of a database; empty for one without tables of ours."""
    try:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except (exc.OperationalError, exc.ProgrammingError) as error:
        if "no such table" in str(error) or getattr(error.orig, "sqlstate", "") == "42P01":
            return ""
        raise
    return str(found or "")


def migrate(url: str, to: str = "head") -> None:
    """Brings the database at `url` to the newest version (or `to` one), making it if need be. Several processes may try
    at once.

    Raises StorageUnavailable."""
    database = Database(url)
    try:
        if database.file is None:
            _migrate_postgresql(database, to)
        else:
            _migrate_sqlite(database, to)
    except (exc.DBAPIError, sqlite3.Error) as error:
        raise unavailable(error) from error
    finally:
        database.close()


def _migrate_sqlite(database: Database, to: str) -> None:
    assert database.file is not None
    if not database.file.parent.is_dir():
        raise StorageUnavailable("gone", f"{database.file.parent} is not there")
    raw = connect_sqlite(database.file, create=True, wait=PATIENCE_SECONDS)
    _write_ahead(raw)
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # one process at a time
        _upgrade(connection, to)
        connection.commit()
    engine.dispose()


def _write_ahead(raw: sqlite3.Connection) -> None:
    """WAL stays set in the file. Changing to it does not wait for others by itself."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            raw.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > deadline:
                raise
        time.sleep(0.02)


def _migrate_postgresql(database: Database, to: str) -> None:
    engine = create_engine(database.url, poolclass=NullPool, connect_args={"connect_timeout": 2})
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with engine.begin() as connection:
                connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATING})
                _upgrade(connection, to)
            return
        except exc.OperationalError as error:
            if getattr(error.orig, "sqlstate", "") != LOCK_NOT_AVAILABLE or time.monotonic() > deadline:
                raise


def _upgrade(connection: Connection, to: str) -> None:
    """Within the transaction that `connection` is in."""
    from alembic import command  # 260 ms: only when there is something to do
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
