"""Backups of a SQLite database, taken while the bot runs, and putting one back.

Each is written under another name and gets its own only when it is whole and sound: what is interrupted leaves nothing
that looks whole.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from storage.base import StoreBase
from storage.engine import connect_sqlite, ours_alone
from storage.faults import unavailable
from storage.soundness import first_damage

USE_PG_DUMP = "PostgreSQL has its own: pg_dump --format=custom --file FILE DATABASE_URL, and pg_restore"


class Backups(StoreBase):
    def backup(self, path: Path) -> None:
        """Writes the whole database, as of one moment, into a new file. Raises FileExistsError, StorageUnavailable;
        NotImplementedError on PostgreSQL, naming the program that does it there."""
        if self._db.file is None:
            raise NotImplementedError(USE_PG_DUMP)
        _new(path)
        try:
            with closing(connect_sqlite(self._db.file)) as source:
                _copy(source, path)
        except sqlite3.Error as error:
            raise unavailable(error) from error

    def restore(self, path: Path) -> None:
        """Makes the database from a backup. Raises FileExistsError when it has tables already, or when a journal of
        another database lies in its place; ValueError when the file is no sound backup."""
        if self._db.file is None:
            raise NotImplementedError(USE_PG_DUMP)
        if _has_tables(self._db.file):
            raise FileExistsError(f"{self._db.file} holds data: move it away first")
        journal = self._db.file.with_name(self._db.file.name + "-wal")
        if journal.exists() and journal.stat().st_size:
            raise FileExistsError(f"{journal} belongs to another database: move it away first")
        if not path.exists():
            raise FileNotFoundError(f"{path} is not there")
        try:
            with closing(connect_sqlite(path)) as source:
                _sound(source, path)
                self._db.close()
                _copy(source, self._db.file)
        except sqlite3.Error as error:
            raise ValueError(f"{path} is no backup of Waymark's: {error}") from error


def _copy(source: sqlite3.Connection, target: Path) -> None:
    unfinished = target.with_name(target.name + ".part")
    _clear(unfinished)
    ours_alone(unfinished)
    try:
        # written anew in the order of keys: pages copied as they are would show in which order ratings came
        source.execute("VACUUM INTO ?", [str(unfinished)])
        with closing(connect_sqlite(unfinished)) as copy:
            copy.execute("PRAGMA journal_mode = WAL")
            _sound(copy, unfinished)
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        _clear(unfinished)


def _clear(unfinished: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        unfinished.with_name(unfinished.name + end).unlink(missing_ok=True)


def _sound(connection: sqlite3.Connection, path: Path) -> None:
    if found := first_damage(connection):
        raise ValueError(f"{path} is damaged: {found}")
    connection.execute("SELECT version_num FROM alembic_version")


def _new(path: Path) -> None:
    if path.exists():
        raise FileExistsError(f"{path} is there already")
    if not path.absolute().parent.is_dir():
        raise FileNotFoundError(f"{path}: there is no folder {path.absolute().parent}")


def _has_tables(file: Path) -> bool:
    if not file.exists():
        return False
    with closing(connect_sqlite(file)) as connection:
        return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
