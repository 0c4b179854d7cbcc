"""The rows of the outbox: putting letters in, within the transaction that makes them necessary, and finding some."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.sql.dml import Insert

from journey.model import Person
from storage import tables as t
from storage.dialect import upsert
from storage.hot import Hot
from storage.values import Post

_o = t.outbox.c


def put(connection: Connection, workspace: str, posts: Sequence[Post], now: datetime) -> None:
    """An unsent letter of the same key gets the new payload, and keeps its place and its due time."""
    for post in posts:
        _PUT(connection, _row(workspace, post, now))


def put_many(connection: Connection, posts: Sequence[tuple[str, Post]], now: datetime) -> None:
    """(workspace, post) by the hundred."""
    if posts:
        rows = [_row(workspace, post, now) for workspace, post in posts]
        connection.execute(_putting(connection.dialect.name), rows)


def waiting_about(connection: Connection, workspace: str, person: Person) -> list[Any]:
    """What waits to be said to them or about them: id, kind and created_at."""
    asked = select(_o.id, _o.kind, _o.created_at, _o.lane, _o.payload).where(_o.workspace == workspace)
    waiting = connection.execute(asked).all()
    return [row for row in waiting if row.lane.endswith(f":{person}") or person in json.dumps(row.payload)]


def _row(workspace: str, post: Post, now: datetime) -> dict[str, Any]:
    return {
        "workspace": workspace,
        "lane": post.lane,
        "kind": post.kind,
        "key": post.key or None,
        "payload": dict(post.payload),
        "revision": 1,
        "attempts": 0,
        "created_at": now,
        "due_at": now + timedelta(seconds=post.wait) if post.wait else now,
        "leased_by": "",
        "leased_until": None,
        "state": "pending",
        "error": "",
    }


def _putting(dialect: str) -> Insert:
    newer = {"payload": "{payload}", "kind": "{kind}", "revision": t.outbox.c.revision + 1}
    return upsert(dialect, t.outbox, ("workspace", "key"), newer)


_PUT = Hot(_putting)
