"""Backups of a SQLite database, taken while the bot runs."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.base import StoreBase
from storage.engine import connect_sqlite
from storage.faults import unavailable

USE_PG_DUMP = "PostgreSQL has its own: pg_dump --format=custom --file FILE DATABASE_URL, and pg_restore"


class Backups(StoreBase):
    def backup(self, path: Path) -> None:
        """Writes the whole database, as of one moment, into a new file. Raises FileExistsError, StorageUnavailable;
        NotImplementedError on PostgreSQL, naming the program that does it there."""
        if self._db.file is None:
            raise NotImplementedError(USE_PG_DUMP)
        _new(path)
        unfinished = path.with_name(path.name + ".part")
        unfinished.unlink(missing_ok=True)
        try:
            with closing(connect_sqlite(self._db.file)) as source:
                _copy(source, unfinished)
            unfinished.replace(path)
        except sqlite3.Error as error:
            raise unavailable(error) from error
        finally:
            unfinished.unlink(missing_ok=True)

    def restore(self, path: Path) -> None:
        """Makes the database from a backup. Raises FileExistsError when it has tables already, ValueError when the
        file is no sound backup."""
        if self._db.file is None:
            raise NotImplementedError(USE_PG_DUMP)
        if _has_tables(self._db.file):
            raise FileExistsError(f"{self._db.file} holds data: move it away first")
        try:
            with closing(connect_sqlite(path)) as source:
                _sound(source, path)
                self._db.close()
                self._db.file.unlink(missing_ok=True)
                _copy(source, self._db.file)
        except sqlite3.Error as error:
            raise ValueError(f"{path} is no backup of Waymark's: {error}") from error


def _copy(source: sqlite3.Connection, target: Path) -> None:
    with closing(connect_sqlite(target, create=True)) as copy:
        source.backup(copy, pages=1000)
        copy.execute("PRAGMA journal_mode = WAL")
        _sound(copy, target)


def _sound(connection: sqlite3.Connection, path: Path) -> None:
    found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise ValueError(f"{path} is damaged: {found}")
    connection.execute("SELECT version_num FROM alembic_version")


def _new(path: Path) -> None:
    if path.exists():
        raise FileExistsError(f"{path} is there already")


def _has_tables(file: Path) -> bool:
    if not file.exists():
        return False
    with closing(connect_sqlite(file)) as connection:
        return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
