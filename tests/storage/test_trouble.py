"""A database that is locked, full or gone: a clear answer within 3 s, and nothing half-written."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from storage.engine import connect_sqlite
from storage.refusals import StorageUnavailable
from storage.store import Store
from storage.values import Add, JourneyHead, Kind, Post
from tests.storage.saying import ANA, CHANNEL, NOW, SECRET, WORKSPACE, does, map_of, started, touchpoint


@contextmanager
def unavailable(reason: str, seconds: float = 3) -> Iterator[None]:
    begun = time.monotonic()
    with pytest.raises(StorageUnavailable) as told:
        yield
    assert told.value.reason == reason
    assert time.monotonic() - begun < seconds


def file_of(store: Store) -> Path:
    assert store._db.file is not None
    return store._db.file


def test_a_database_that_somebody_else_holds_is_locked(store: Store, database: str) -> None:
    journey = started(store)
    if database.startswith("sqlite"):
        other = connect_sqlite(file_of(store))
        other.execute("BEGIN IMMEDIATE")
        with unavailable("locked"):
            does(store, journey, touchpoint())
        assert store.standing(WORKSPACE, CHANNEL, ANA).journey is not None
        other.rollback()
    else:
        engine = create_engine(database)
        with engine.begin() as other_connection:
            other_connection.execute(text("LOCK TABLE touchpoints IN EXCLUSIVE MODE"))
            with unavailable("locked"):
                does(store, journey, touchpoint())
        engine.dispose()
    assert does(store, journey, touchpoint()).first.number == 1


def test_a_thread_that_cannot_get_its_turn_is_told(sqlite_store: Store) -> None:
    journey = started(sqlite_store)
    sqlite_store._db._turn.acquire()
    with unavailable("locked"):
        does(sqlite_store, journey, touchpoint())
    sqlite_store._db._turn.release()


def test_a_full_disk_keeps_nothing_of_a_contribution(sqlite_store: Store) -> None:
    journey = started(sqlite_store)
    sqlite_store.close()  # the limit below holds per connection
    before = map_of(sqlite_store, journey)
    with sqlite_store._db.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with unavailable("full"):
        does(sqlite_store, journey, *[touchpoint("long " * 500) for _ in range(50)])
    assert map_of(sqlite_store, journey) == before


def test_a_database_that_was_deleted_is_gone_and_is_not_made_anew(sqlite_store: Store) -> None:
    journey = started(sqlite_store)
    file = file_of(sqlite_store)
    file.rename(file.with_suffix(".away"))
    with unavailable("gone"):
        does(sqlite_store, journey, touchpoint())
    with unavailable("gone"):
        sqlite_store.standing(WORKSPACE, CHANNEL, ANA)
    assert "cannot be used" in sqlite_store.check()
    assert not file.exists()
    file.with_suffix(".away").rename(file)
    does(sqlite_store, journey, touchpoint())
    assert sqlite_store.check() == ""


def test_a_file_that_is_no_database_is_gone(tmp_path: Path) -> None:
    (tmp_path / "waymark.db").write_text("not a database at all, but long enough to look like one" * 20)
    with unavailable("gone"):
        Store(f"sqlite:///{tmp_path}/waymark.db", SECRET).open()


def test_a_folder_that_is_not_there_is_gone(tmp_path: Path) -> None:
    with unavailable("gone"):
        Store(f"sqlite:///{tmp_path}/nowhere/waymark.db", SECRET).open()


def test_a_folder_that_takes_no_database_is_gone() -> None:
    with unavailable("gone"):
        Store("sqlite:////proc/waymark.db", SECRET).open()


def test_a_server_that_does_not_answer_is_gone() -> None:
    store = Store("postgresql+psycopg://nobody@127.0.0.1:9/nothing", SECRET)
    with unavailable("gone"):
        store.open()
    assert "cannot be used" in store.check()


def cut(database: str) -> None:
    """As a server does that is started anew."""
    engine = create_engine(database)
    with engine.begin() as connection:
        ours = "FROM pg_stat_activity WHERE application_name = 'waymark' AND datname = current_database()"
        connection.execute(text(f"SELECT pg_terminate_backend(pid) {ours}"))
    engine.dispose()


def test_a_server_that_cut_our_connections_is_found_again(store: Store, journey: JourneyHead, database: str) -> None:
    """Whatever is done next: nobody is told to try again."""
    lines = [threading.Thread(target=map_of, args=(store, journey)) for _ in range(6)]
    for line in lines:
        line.start()
    for line in lines:
        line.join()
    for does_next in (
        lambda: store.backlog(NOW),
        lambda: map_of(store, journey),
        lambda: does(store, journey, touchpoint()),
        lambda: store.post(WORKSPACE, [Post("note", "C1")], NOW),
        lambda: store.claim_letters("w", NOW),
    ):
        store.close() if database.startswith("sqlite") else cut(database)
        does_next()
    assert len(map_of(store, journey).touchpoints) == 1, "kept, and once"


def test_a_statement_that_was_prepared_for_another_schema_is_prepared_anew(
    store: Store, journey: JourneyHead, database: str
) -> None:
    """A newer version changes the schema while this one serves."""
    for number in range(8):
        does(store, journey, Add(Kind.EVIDENCE, {"finding": f"{number} of 12"}))
        map_of(store, journey)
    if not database.startswith("sqlite"):
        store._db.write(
            lambda c: c.execute(text("ALTER TABLE evidence ALTER COLUMN finding TYPE varchar(9999)")) and None
        )
    assert len(map_of(store, journey).evidence) == 8
    does(store, journey, Add(Kind.EVIDENCE, {"finding": "9 of 12"}))
    assert len(map_of(store, journey).evidence) == 9


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite://", "sqlite:///:memory:"])
def test_an_address_that_is_none_of_ours_is_refused_by_name(url: str) -> None:
    with pytest.raises(ValueError, match="DATABASE_URL"):
        Store(url, SECRET)


def test_an_empty_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="secret"):
        Store("sqlite:///x.db", b"")


def test_integrity_is_checked_by_the_schema_itself(sqlite_store: Store) -> None:
    journey = started(sqlite_store)
    does(sqlite_store, journey, touchpoint())
    with pytest.raises(sqlite3.IntegrityError):
        connect_sqlite(file_of(sqlite_store)).execute(
            "INSERT INTO needs (journey_id, workspace, number, author, changed_by, created_at, version, removed,"
            " touchpoint, text) VALUES (?, 'T1', 1, '', '', '', 1, 0, 99, 'x')",
            [journey.id],
        )
