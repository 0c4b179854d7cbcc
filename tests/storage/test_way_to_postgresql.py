"""What goes wrong between PostgreSQL and us: among several statements that were sent at once, at the end of a
transaction, under statements that were prepared before."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest
from sqlalchemy import Connection, Engine, bindparam, create_engine, func, literal, select, text
from sqlalchemy.engine import make_url

from storage.hot import Hot, together
from storage.store import Store
from storage.values import Add, JourneyHead, Kind
from tests.storage.saying import ANA, CHANNEL, NOW, SECRET, WORKSPACE, does, map_of, touchpoint
from tests.storage.test_trouble import unavailable

pytestmark = pytest.mark.parametrize("database", ["postgresql"], indirect=True)

_SLEEP, _ONE = Hot(select(func.pg_sleep(bindparam("seconds")))), Hot(select(literal(1).label("one")))
_WAITING = text(
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'waymark'"
    " AND wait_event_type = 'Lock'"
)
_DIES_AT_ITS_END = (
    "CREATE FUNCTION dies() RETURNS trigger LANGUAGE plpgsql AS"
    " $$BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END$$",
    "CREATE CONSTRAINT TRIGGER dies AFTER UPDATE ON touchpoints DEFERRABLE INITIALLY DEFERRED"
    " FOR EACH ROW EXECUTE FUNCTION dies()",
)


@pytest.fixture
def elsewhere(database: str) -> Iterator[Engine]:
    """Somebody else's connections to the same database, each statement by itself."""
    engine = create_engine(database, isolation_level="AUTOCOMMIT")
    yield engine
    engine.dispose()


@contextmanager
def journeys_held(elsewhere: Engine) -> Iterator[Connection]:
    with elsewhere.connect().execution_options(isolation_level="READ COMMITTED") as other:
        other.execute(text("SELECT 1 FROM journeys FOR UPDATE"))
        yield other


def test_a_journey_that_somebody_else_holds_is_locked(store: Store, journey: JourneyHead, elsewhere: Engine) -> None:
    """The first of several statements that were sent at once does not get its lock."""
    with journeys_held(elsewhere), unavailable("locked"):
        does(store, journey, touchpoint())
    assert does(store, journey, touchpoint()).first.number == 1


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_statement_that_takes_too_long_among_others_is_locked(store: Store, place: int) -> None:
    two: list[tuple[Hot, dict[str, float]]] = [(_ONE, {}), (_ONE, {})]
    asked = [*two[:place], (_SLEEP, {"seconds": 9.0}), *two[place:]]
    with unavailable("locked", seconds=9):
        store._db.read(lambda c: together(c, asked), whole=True)
    assert store._db.read(lambda c: [list(found.rows) for found in together(c, two)]) == [[(1,)], [(1,)]]


def test_what_a_lost_connection_was_in_the_middle_of_is_done_once(
    store: Store, journey: JourneyHead, elsewhere: Engine
) -> None:
    with ThreadPoolExecutor(1) as pool, elsewhere.connect() as watch:
        with journeys_held(elsewhere):
            kept = pool.submit(does, store, journey, touchpoint())
            while not (pid := watch.execute(_WAITING).scalar()):
                watch.execute(text("SELECT pg_sleep(0.01)"))
            watch.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
        assert kept.result().first.number == 1
    assert len(map_of(store, journey).touchpoints) == 1


def test_a_transaction_whose_end_was_lost_is_not_done_again_unasked(
    store: Store, journey: JourneyHead, elsewhere: Engine
) -> None:
    """It may have been kept, and nobody is told that it was not. Here it was not."""
    tries = []

    def adds(connection: Connection) -> None:
        tries.append(1)
        connection.execute(text("UPDATE touchpoints SET what = 'Reads it twice'"))

    does(store, journey, touchpoint())
    with elsewhere.connect() as other:
        for statement in _DIES_AT_ITS_END:
            other.execute(text(statement))
        try:
            with unavailable("unsure"):
                store._db.write(adds)
        finally:
            other.execute(text("DROP TRIGGER dies ON touchpoints"))
            other.execute(text("DROP FUNCTION dies()"))
    assert tries == [1]
    assert does(store, journey, touchpoint()).first.number == 2, "and the way is open again"


def test_statements_that_all_connections_have_prepared_are_prepared_anew_for_another_schema(
    store: Store, journey: JourneyHead, elsewhere: Engine
) -> None:
    """A newer version changes the schema while this one serves in several threads: nobody is told to try again."""
    begin = threading.Barrier(6)

    def works(_: int) -> None:
        for _ in range(8):
            begin.wait()  # at once, so that each has a connection of its own
            store.standing(WORKSPACE, CHANNEL, ANA)
            map_of(store, journey)
            store.backlog(NOW)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(works, range(6)))
    for what in ("journeys ALTER COLUMN name", "evidence ALTER COLUMN finding"):
        with elsewhere.connect() as other:
            other.execute(text(f"ALTER TABLE {what} TYPE varchar(9999)"))
        assert store.standing(WORKSPACE, CHANNEL, ANA).journey is not None
        does(store, journey, Add(Kind.EVIDENCE, {"finding": "9 of 12"}))
        map_of(store, journey)


def test_what_is_read_without_a_transaction_leaves_the_next_writer_his(store: Store, journey: JourneyHead) -> None:
    """On the same connection: all of it is kept, or nothing."""

    def fails(connection: Connection) -> None:
        connection.execute(text("DELETE FROM stages"))
        raise ZeroDivisionError

    for _ in range(3):
        store.standing(WORKSPACE, CHANNEL, ANA)
        with pytest.raises(ZeroDivisionError):
            store._db.write(fails)
        assert len(map_of(store, journey).stages) == 3


class Between:
    """Stands between us and the server, and can fall silent: neither answers any more nor hangs up."""

    def __init__(self, host: str, port: int) -> None:
        self.server, self.silent = (host, port), threading.Event()
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        self.lines: list[socket.socket] = []
        threading.Thread(target=self._opens, daemon=True).start()

    def _opens(self) -> None:
        with suppress(OSError):
            while True:
                line, _ = self.door.accept()
                server = socket.create_connection(self.server)
                self.lines += [line, server]
                for here, there in ((line, server), (server, line)):
                    threading.Thread(target=self._passes, args=(here, there), daemon=True).start()

    def _passes(self, here: socket.socket, there: socket.socket) -> None:
        with suppress(OSError):
            while data := here.recv(65536):
                if not self.silent.is_set():
                    there.sendall(data)
            there.shutdown(socket.SHUT_RDWR)

    def hangs_up(self) -> None:
        for line in self.lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def between(database: str) -> Iterator[Between]:
    url = make_url(database)
    between = Between(url.host or "127.0.0.1", url.port or 5432)
    yield between
    between.hangs_up()
    between.door.close()


def test_a_server_that_falls_silent_is_gone_in_time(database: str, between: Between) -> None:
    store = Store(make_url(database).set(host="127.0.0.1", port=between.port).render_as_string(False), SECRET)
    assert store.backlog(NOW).waiting == 0
    lines = len(between.lines)
    between.silent.set()
    threading.Timer(1.2, between.hangs_up).start()
    with unavailable("gone", seconds=30):
        store.backlog(NOW)
    assert len(between.lines) == lines, "a second try would have taken two seconds more"
    store.close()


def test_thousands_of_letters_at_once_are_found_in_an_outbox_that_was_empty_for_long(
    store: Store, elsewhere: Engine
) -> None:
    """What PostgreSQL knows of how much there is dates from before: it takes the outbox for empty."""
    letters = text(
        "INSERT INTO outbox (workspace, lane, kind, payload, revision, attempts, created_at, due_at, leased_by, error,"
        " state) SELECT 'T1', 'C' || n % :lanes, 'dm', '{}', 1, 0, :now, :now, '', '', 'pending'"
        " FROM generate_series(1, :letters) n"
    )
    with elsewhere.connect() as other:
        other.execute(text("ALTER TABLE outbox SET (autovacuum_enabled = off)"))
        try:
            other.execute(letters, {"lanes": 6, "letters": 20_000, "now": NOW})
            other.execute(text("DELETE FROM outbox WHERE id < (SELECT max(id) FROM outbox)"))
            other.execute(text("VACUUM ANALYZE outbox"))
            other.execute(letters, {"lanes": 20, "letters": 20_000, "now": NOW})
            assert store.next_letter_at(NOW) == NOW
            assert len(store.claim_letters("w", NOW, limit=16)) == 16
            assert len(store.claim_letters("w", NOW, limit=16)) == 4
            assert store.next_letter_at(NOW) > NOW
        finally:
            other.execute(text("ALTER TABLE outbox RESET (autovacuum_enabled)"))
