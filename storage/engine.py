"""The way to the database: how connections are made, how a transaction runs, how long anything may take.

Whatever goes wrong below is answered within 2.5 s as a StorageUnavailable; but for a PostgreSQL (or a pooler before it)
whose machine lives and which does not answer at all, not even that a time limit has run out: that is waited for.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, exc
from sqlalchemy.engine import URL, make_url

from storage import dialect
from storage.dialect import BUSY_SECONDS
from storage.faults import prepared_for_another_schema, unavailable, worth_another_try
from storage.refusals import StorageUnavailable

T = TypeVar("T")

TURN_SECONDS = 0.9
"""How long a thread waits for its turn to write; with SQLite's own wait after it, within 2.5 s."""
FOUND_OUT_SECONDS = 0.4
"""A connection whose loss shows so late shows a server that does not answer: another may take 2 s to say no."""
CONNECTIONS = 16
"""To PostgreSQL, at most: one for each thread that serves."""
POSTGRESQL_OPTIONS = " ".join(
    f"-c {option}"
    for option in (
        "statement_timeout=2000",
        "lock_timeout=1500",
        "idle_in_transaction_session_timeout=20000",
        # a statement prepared while its table is small would read all of it for ever after, however large it grows
        "enable_seqscan=off",
    )
)


class Database:
    """One database, and the two ways in: `read` and `write`."""

    def __init__(self, url: str, connections: int = CONNECTIONS) -> None:
        self.url = make_url(url)
        self.dialect = self.url.get_backend_name()
        if self.dialect not in ("sqlite", "postgresql"):
            raise ValueError(f"DATABASE_URL must begin with sqlite:/// or postgresql+psycopg://, not {self.dialect}")
        self.file = _file_of(self.url) if self.dialect == "sqlite" else None
        self.engine = _sqlite_engine(self.file) if self.file else _postgresql_engine(self.url, connections)
        self._turn = threading.Lock()
        self._identity: tuple[int, int] | None = None
        self.tell: Callable[[str], None] = lambda reason: None

    def read(self, work: Callable[[Connection], T], *, whole: bool = False) -> T:
        """Runs `work` and returns what it returns. `whole`: several queries see one moment."""
        with self._told():
            self._same_file()
            return self._twice(lambda: self._read_once(work, whole))

    def write(self, work: Callable[[Connection], T]) -> T:
        """Runs `work` as one transaction: all of it is kept, or nothing. It may be run a second time."""
        with self._told(), self._turn_to_write():
            self._same_file()
            return self._twice(lambda: self._write_once(work))

    def close(self) -> None:
        self.engine.dispose()

    def _twice(self, once: Callable[[], T]) -> T:
        """A second try, where that helps: a connection that the server has closed meanwhile is found out by using it,
        which costs nothing; asking before each use would cost as much as many a query."""
        begun = time.monotonic()
        try:
            return once()
        except exc.DBAPIError as error:
            if prepared_for_another_schema(error):
                self.engine.dispose()  # whichever connection comes next has most likely prepared it as well
            elif error.connection_invalidated:
                if time.monotonic() - begun > FOUND_OUT_SECONDS:
                    raise
            elif not worth_another_try(error):
                raise
        return once()

    def _read_once(self, work: Callable[[Connection], T], whole: bool) -> T:
        with self.engine.connect() as connection:
            dialect.begin_reading(connection, whole)
            result = work(connection)
            connection.commit()  # PostgreSQL's driver forgets at each rollback what it has prepared
            return result

    def _write_once(self, work: Callable[[Connection], T]) -> T:
        with self.engine.connect() as connection:
            dialect.begin_writing(connection)
            result = work(connection)
            try:
                connection.commit()
            except exc.DBAPIError as error:
                if error.connection_invalidated:  # nobody may try that again unasked
                    raise StorageUnavailable("unsure", "the connection was lost at the end of a transaction") from None
                raise unavailable(error) from None
            return result

    @contextmanager
    def _turn_to_write(self) -> Iterator[None]:
        """SQLite: threads queue here, in order, rather than in its busy handler, which lets some starve."""
        if self.file is None:
            yield
            return
        if not self._turn.acquire(timeout=TURN_SECONDS):
            raise StorageUnavailable("locked", "another thread is writing")
        try:
            yield
        finally:
            self._turn.release()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except StorageUnavailable as error:
            self.tell(error.reason)
            raise
        except (exc.DBAPIError, exc.TimeoutError, sqlite3.Error) as error:
            found = unavailable(error)
            self.tell(found.reason)
            raise found from None  # the driver's own words may quote what people typed

    def _same_file(self) -> None:
        """A SQLite file that was deleted or replaced is still open here: writing to it would lose what is kept."""
        if self.file is None:
            return
        try:
            found = os.stat(self.file)
        except OSError as error:
            self.engine.dispose()
            raise StorageUnavailable("gone", f"{self.file}: {error.strerror}") from error
        identity = (found.st_dev, found.st_ino)
        if self._identity not in (None, identity):
            self.engine.dispose()
        self._identity = identity


def plain(value: Any) -> Any:
    """What JSON knows, for what it does not."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"a {type(value).__name__} cannot be kept as JSON")


def to_json(value: Any) -> str:
    return json.dumps(value, default=plain, ensure_ascii=False, separators=(",", ":"))


def _file_of(url: URL) -> Path:
    if not url.database or url.database == ":memory:":
        raise ValueError("DATABASE_URL must name a file: sqlite:///waymark.db")
    return Path(url.database).absolute()


def ours_alone(file: Path) -> None:
    """Makes the file, if it is not there, so that no other user of the machine can read it. SQLite gives what it puts
    beside a database (`-wal`, `-shm`) the rights of the database. Where it cannot be made, SQLite says so."""
    with suppress(OSError):
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def connect_sqlite(file: Path, *, create: bool = False, wait: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A connection that begins no transactions by itself. A missing file is an error unless `create`."""
    if create:
        ours_alone(file)
    connection = sqlite3.connect(
        f"file:{quote(str(file))}?mode=rw", uri=True, timeout=wait, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(
        "PRAGMA secure_delete = ON"
    )  # what was deleted (an answer that was sent) is not left in the file
    return connection


def _sqlite_engine(file: Path) -> Engine:
    return create_engine(
        "sqlite://",
        creator=lambda: connect_sqlite(file),
        poolclass=QueuePool,
        pool_size=16,
        max_overflow=48,  # connections are cheap here: never the thing to wait for
        pool_timeout=1,
        pool_use_lifo=True,  # each keeps 2 MB of the file once it has been used: few are, most of the time
        json_serializer=to_json,
        hide_parameters=True,  # an error that is logged bears no contents
    )


def _postgresql_engine(url: URL, connections: int) -> Engine:
    options = f"{POSTGRESQL_OPTIONS} {url.query.get('options', '')}".strip()
    engine = create_engine(
        url.difference_update_query(["options"]),
        connect_args={
            "options": options,
            "connect_timeout": 2,
            "tcp_user_timeout": 2000,
            "application_name": "waymark",
        },
        pool_size=connections // 2,
        max_overflow=connections - connections // 2,
        pool_timeout=1,
        json_serializer=to_json,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _takes_every_letter, insert=True)  # before SQLAlchemy asks for the version
    return engine


def _takes_every_letter(connection: Any, _: object) -> None:
    """Raises StorageUnavailable: a database made for fewer letters would refuse what people type, one by one."""
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise StorageUnavailable(
            "failed", f"its encoding is {encoding}; make it with ENCODING 'UTF8' TEMPLATE template0"
        )
