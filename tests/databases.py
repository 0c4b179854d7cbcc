"""Databases for tests: a SQLite file of one's own, or a fresh PostgreSQL database on the server of TEST_DATABASE_URL.

Nothing here ever touches the configured database.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest

from storage.migrate import migrate


def server_url() -> str:
    return os.environ.get("TEST_DATABASE_URL", "")


@contextmanager
def fresh_postgresql(encoding: str = "UTF8") -> Iterator[str]:
    """The address of a new, empty database; it is gone afterwards."""
    import psycopg

    if not server_url():
        pytest.skip("no PostgreSQL server: set TEST_DATABASE_URL")
    plain = server_url().replace("postgresql+psycopg://", "postgresql://")
    name = f"waymark_{uuid4().hex[:12]}"
    with psycopg.connect(plain, autocommit=True) as admin:
        of = "" if encoding == "UTF8" else f"ENCODING '{encoding}' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
        admin.execute(f'CREATE DATABASE "{name}" {of}')  # type: ignore[call-overload]
        try:
            yield server_url().rsplit("/", 1)[0] + f"/{name}"
        finally:
            admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')  # type: ignore[call-overload]


def copy_of(file: Path, to: Path) -> None:
    """A SQLite database as it stands, journal and all."""
    with closing(sqlite3.connect(file)) as kept, closing(sqlite3.connect(to)) as copy:
        kept.backup(copy)
    shutil.copymode(file, to)


@cache
def _migrated() -> bytes:
    with TemporaryDirectory() as folder:
        migrate(f"sqlite:///{folder}/waymark.db")
        return Path(folder, "waymark.db").read_bytes()


def with_tables(folder: Path) -> Path:
    """A SQLite database as a bot has it that was started before: the next start need not make the tables."""
    file = folder / "waymark.db"
    file.write_bytes(_migrated())
    file.chmod(0o600)
    return file


once = pytest.mark.parametrize("installed", ["sqlite"], indirect=True)
"""For tests of words, forms and refusals, which the kind of database cannot change: they need not run on both."""


@contextmanager
def fresh_database(kind: str, folder: Path) -> Iterator[str]:
    """`kind` is sqlite or postgresql."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/waymark.db"
        return
    with fresh_postgresql() as url:
        yield url
