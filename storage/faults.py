"""What a database error means for people: the one place that reads drivers' errors.

locked: somebody else holds the database for too long. full: no room, or the disk fails. gone: it cannot be
reached, opened or written. failed: anything else, a fault of ours most likely. unsure (storage.engine says so): the
connection was lost when all was said, and whether it was kept nobody knows.
"""

from __future__ import annotations

import sqlite3

from sqlalchemy import exc

from storage.refusals import StorageUnavailable

_SQLITE = {
    "SQLITE_BUSY": "locked",
    "SQLITE_LOCKED": "locked",
    "SQLITE_FULL": "full",
    "SQLITE_IOERR": "full",
    "SQLITE_CANTOPEN": "gone",
    "SQLITE_READONLY": "gone",
    "SQLITE_PERM": "gone",
    "SQLITE_NOTADB": "gone",
}

_POSTGRESQL = {  # by the first characters of SQLSTATE, the longest first
    "57014": "locked",  # statement_timeout
    "55P03": "locked",  # lock_timeout
    "40": "locked",  # deadlock, serialization
    "53100": "full",
    "53200": "full",
    "58030": "full",  # I/O error
    "53": "gone",  # too many connections
    "57P": "gone",  # shutting down, starting up
    "08": "gone",
    "28": "gone",  # not allowed in
    "3D": "gone",  # no such database
    "25006": "gone",  # read only
}


_QUOTING = ("22", "23", "42804", "P0")
"""SQLSTATE of errors whose words quote data: data exceptions, violated constraints, a value of another type."""


def unavailable(error: Exception) -> StorageUnavailable:
    """What to tell people for an error of SQLAlchemy's, sqlite3's or psycopg's."""
    if isinstance(error, exc.TimeoutError):
        return StorageUnavailable("locked", "no connection became free")
    cause = error.orig if isinstance(error, exc.DBAPIError) and error.orig else error
    reason = _sqlite_reason(cause) if isinstance(cause, sqlite3.Error) else _postgresql_reason(cause)
    return StorageUnavailable(reason, _told(cause))


def _told(cause: BaseException) -> str:
    """For the log, which bears no contents: PostgreSQL quotes the row or the value that it does not like."""
    state, diag = getattr(cause, "sqlstate", None), getattr(cause, "diag", None)
    if state is None or diag is None:
        return str(cause).strip()
    if not state.startswith(_QUOTING):
        return str(diag.message_primary or type(cause).__name__)
    where = [name for name in (diag.table_name, diag.column_name, diag.constraint_name) if name]
    return " ".join([type(cause).__name__, state, *where])


def is_busy(error: sqlite3.OperationalError) -> bool:
    """Somebody else has the file for a moment: writes, or puts it right after a crash (SQLITE_BUSY_RECOVERY)."""
    return error.sqlite_errorname.startswith("SQLITE_BUSY")


def worth_another_try(error: exc.DBAPIError) -> bool:
    """Two wrote at once and this one lost: the second try sees what the other kept."""
    return isinstance(error, exc.IntegrityError) or str(getattr(error.orig, "sqlstate", "")).startswith("40")


def prepared_for_another_schema(error: exc.DBAPIError) -> bool:
    """The schema has changed under a statement that was prepared before: it is to be prepared anew."""
    return getattr(error.orig, "sqlstate", "") == "0A000"


def _sqlite_reason(cause: sqlite3.Error) -> str:
    name = str(getattr(cause, "sqlite_errorname", ""))
    return next((reason for start, reason in _SQLITE.items() if name.startswith(start)), "failed")


def _postgresql_reason(cause: BaseException) -> str:
    state = getattr(cause, "sqlstate", None)
    if state is None:  # the connection broke or never came to be
        return (
            "gone" if type(cause).__name__ in ("OperationalError", "ConnectionTimeout", "InterfaceError") else "failed"
        )
    found = [start for start in _POSTGRESQL if state.startswith(start)]
    return _POSTGRESQL[max(found, key=len)] if found else "failed"
