"""A Store on a database of its own per test, SQLite and PostgreSQL; and a journey to work on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from storage.migrate import migrate
from storage.store import Store
from storage.tables import metadata
from storage.values import JourneyHead
from tests.databases import fresh_postgresql
from tests.storage.saying import SECRET, started


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file to copy: quicker than migrating for each test."""
    file = tmp_path_factory.mktemp("template") / "template.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgresql_database() -> Iterator[str]:
    """A migrated database that every test gets empty: making one for each would take most of the time."""
    with fresh_postgresql() as url:
        migrate(url)
        yield url


def emptied(url: str) -> str:
    engine = create_engine(url)
    with engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
    engine.dispose()
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with our tables and nothing in them."""
    if request.param == "postgresql":
        return emptied(request.getfixturevalue("postgresql_database"))
    file = tmp_path / "waymark.db"
    shutil.copy(request.getfixturevalue("sqlite_template"), file)
    return f"sqlite:///{file}"


@pytest.fixture
def sqlite_store(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    """For what only SQLite has."""
    shutil.copy(sqlite_template, tmp_path / "waymark.db")
    store = Store(f"sqlite:///{tmp_path / 'waymark.db'}", SECRET)
    yield store
    store.close()


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    store = Store(database, SECRET)
    store.open()
    yield store
    store.close()


@pytest.fixture
def journey(store: Store) -> JourneyHead:
    """Started by ANA, with three stages."""
    return started(store)
