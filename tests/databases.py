"""Databases for tests: a SQLite file of one's own, or a fresh PostgreSQL database on the server of TEST_DATABASE_URL.

Nothing here ever touches the configured database.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest


def server_url() -> str:
    return os.environ.get("TEST_DATABASE_URL", "")


@contextmanager
def fresh_postgresql() -> Iterator[str]:
    """The address of a new, empty database; it is gone afterwards."""
    import psycopg

    if not server_url():
        pytest.skip("no PostgreSQL server: set TEST_DATABASE_URL")
    plain = server_url().replace("postgresql+psycopg://", "postgresql://")
    name = f"waymark_{uuid4().hex[:12]}"
    with psycopg.connect(plain, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')  # type: ignore[call-overload]
        try:
            yield server_url().rsplit("/", 1)[0] + f"/{name}"
        finally:
            admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')  # type: ignore[call-overload]


@contextmanager
def fresh_database(kind: str, folder: Path) -> Iterator[str]:
    """`kind` is sqlite or postgresql."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/waymark.db"
        return
    with fresh_postgresql() as url:
        yield url
