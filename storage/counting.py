"""Numbers that are given once per journey and kind."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection
from sqlalchemy.sql.dml import ReturningInsert

from storage import tables as t
from storage.dialect import upsert
from storage.hot import Hot


def next_number(connection: Connection, journey_id: str, workspace: str, kind: str) -> int:
    """It is never given again, whatever becomes of the item."""
    row = {"journey_id": journey_id, "workspace": workspace, "kind": kind, "last": 1}
    return int(_COUNT(connection, row)[0][0])


def _counting(dialect: str) -> ReturningInsert[Any]:
    up = upsert(dialect, t.counters, ("journey_id", "kind"), {"last": t.counters.c.last + 1})
    return up.returning(t.counters.c.last)


_COUNT = Hot(_counting)
