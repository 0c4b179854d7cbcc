from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from storage.migrate import FOLDER
from storage.store import Store
from storage.tables import metadata
from storage.values import JumpTo, Vote
from tests.databases import fresh_database
from tests.storage.saying import SECRET, does, map_of, pain, started, touchpoint


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with fresh_database(request.param, tmp_path) as url:
        yield url


def test_the_migrations_make_exactly_the_tables(empty_database: str) -> None:
    Store(empty_database, SECRET).open()
    engine = create_engine(empty_database)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_every_table_bears_the_workspace() -> None:
    assert [table.name for table in metadata.sorted_tables if "workspace" not in table.c] == []


def test_the_newest_version_is_the_newest_file() -> None:
    for file in (FOLDER / "versions").glob("[0-9]*.py"):
        assert f'revision = "{file.stem}"' in file.read_text()


def test_a_store_says_what_its_database_needs(empty_database: str) -> None:
    store = Store(empty_database, SECRET)
    assert store.check()
    store.open()
    assert (store.check(), store.schema_is_current()) == ("", True)
    engine = create_engine(empty_database)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999_later'"))
    engine.dispose()
    assert "newer Waymark" in store.is_newer()
    assert store.check() == ""  # the version before serves on while a newer one is rolled out
    store.close()


def test_several_that_open_an_empty_database_at_once_make_it_once(empty_database: str) -> None:
    stores = [Store(empty_database, SECRET) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(Store.open, stores))
    assert {store.check() for store in stores} == {""}
    for store in stores:
        store.close()


def test_a_current_database_is_opened_without_alembic(sqlite_store: Store) -> None:
    code = (
        "import sys; from storage.store import Store; "
        f"Store({sqlite_store._url!r}, b'x').open(); sys.exit('alembic' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=FOLDER.parent.parent)


def test_sqlite_writes_ahead(sqlite_store: Store) -> None:
    with sqlite_store._db.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_a_backup_taken_while_somebody_writes_can_be_restored(sqlite_store: Store, tmp_path: Path) -> None:
    journey = started(sqlite_store)
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(lambda: [does(sqlite_store, journey, touchpoint()) for _ in range(30)])
        sqlite_store.backup(tmp_path / "kept.db")
        writing.result()
    with pytest.raises(FileExistsError):
        sqlite_store.backup(tmp_path / "kept.db")
    other = Store(f"sqlite:///{tmp_path}/other.db", SECRET)
    other.restore(tmp_path / "kept.db")
    other.open()
    assert map_of(other, journey).name == journey.name
    with pytest.raises(FileExistsError):
        other.restore(tmp_path / "kept.db")


def test_a_database_with_votes_and_jumps_is_sound_and_can_be_backed_up(sqlite_store: Store, tmp_path: Path) -> None:
    """SQLite 3.40 finds NULL in them where there is none."""
    journey = started(sqlite_store)
    does(sqlite_store, journey, touchpoint(), touchpoint("Waits"), pain(1), Vote(1), JumpTo(2, 1, "back"))
    assert sqlite_store.damage() == ""
    sqlite_store.backup(tmp_path / "kept.db")
    other = Store(f"sqlite:///{tmp_path}/other.db", SECRET)
    other.restore(tmp_path / "kept.db")
    assert map_of(other, journey).pain_points[0].votes == 1


def test_what_is_no_backup_is_refused_and_harms_nothing(tmp_path: Path) -> None:
    (tmp_path / "kept.db").write_text("a shopping list" * 200)
    with pytest.raises(ValueError, match="no backup"):
        Store(f"sqlite:///{tmp_path}/other.db", SECRET).restore(tmp_path / "kept.db")
    assert not (tmp_path / "other.db").exists()


def test_postgresql_names_its_own_way_of_backing_up(tmp_path: Path) -> None:
    with pytest.raises(NotImplementedError, match="pg_dump"):
        Store("postgresql+psycopg://x@localhost/y", SECRET).backup(tmp_path / "x")
