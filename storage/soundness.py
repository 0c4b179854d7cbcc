"""What SQLite's own check finds of a database file.

SQLite 3.40, which is what Debian 12 and many builds of Python bring, reports a NULL in the columns of a table without
rowids that holds none. Such a finding is believed only when the column does hold one.
"""

from __future__ import annotations

import re
from sqlite3 import Connection

SOUND = "ok"
_MOST = 10_000_000
"""As good as all: what is reported wrongly must not hide what is not."""
_NULL = re.compile(r"NULL value in (\w+)\.(\w+)")


def first_damage(connection: Connection, check: str = "integrity_check") -> str:
    """Empty, or the first thing that is wrong. `check` is integrity_check, or the lighter quick_check."""
    believed: dict[str, bool] = {}
    for (found,) in connection.execute(f"PRAGMA {check}({_MOST})"):
        if found not in believed:
            believed[found] = _is_true(connection, found)
        if believed[found]:
            return str(found)
    return ""


def _is_true(connection: Connection, found: str) -> bool:
    null = _NULL.fullmatch(found)
    if null is None:
        return found != SOUND
    table, column = null.groups()
    # typeof, because of a column that is declared NOT NULL SQLite takes IS NULL to be false without looking
    looked = f"""SELECT 1 FROM "{table}" WHERE typeof("{column}") = 'null' LIMIT 1"""  # noqa: S608 - names that SQLite gave
    there = connection.execute(looked)
    return there.fetchone() is not None
