"""Deleting for good what was closed or removed long ago, or all that a workspace has."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from storage import tables as t
from storage.base import StoreBase
from storage.erasing import Gone, erase_row
from storage.heads import HEAD, head_of
from storage.shapes import SHAPES, Shape
from storage.values import JourneyHead, Purged

_c = t.contributions.c


class Purging(StoreBase):
    def purge(self, workspace: str, before: datetime, *, dry_run: bool = False) -> Purged:
        """Deletes the closed journeys of a workspace that were last touched before then, and what was removed before
        then from the others. `dry_run` only says what that would be."""

        def look(connection: Connection) -> Purged:
            rows = connection.execute(select(*HEAD).where(t.journeys.c.workspace == workspace)).all()
            heads = [head_of(row) for row in rows]
            over = [head for head in heads if head.closed and _last_touched(connection, head) < before]
            removed = {head.id: _removed(connection, head, before) for head in heads if head not in over}
            if not dry_run:
                for head in over:
                    _delete_journey(connection, head)
                for journey_id, items in removed.items():
                    _delete_items(connection, journey_id, items)
            return Purged(tuple(over), sum(map(len, removed.values())))

        return self._db.read(look) if dry_run else self._db.write(look)

    def purge_workspace(self, workspace: str, *, dry_run: bool = False) -> dict[str, int]:
        """Deletes every row of a workspace; how many of each table."""

        def delete(connection: Connection) -> dict[str, int]:
            found: dict[str, int] = {}
            for table in reversed(t.metadata.sorted_tables):
                mine = table.c.workspace == workspace
                found[table.name] = connection.execute(select(func.count()).select_from(table).where(mine)).scalar_one()
                if not dry_run:
                    connection.execute(table.delete().where(mine))
            return {name: count for name, count in found.items() if count}

        return self._db.read(delete) if dry_run else self._db.write(delete)


def _last_touched(connection: Connection, head: JourneyHead) -> datetime:
    """The last entry that bears a time; every journey has one, of when it was started or imported."""
    latest = select(func.max(_c.at, type_=_c.at.type)).where(_c.journey_id == head.id, _c.id > 0)
    found: datetime = connection.execute(latest).scalar_one()
    return found


def _removed(connection: Connection, head: JourneyHead, before: datetime) -> list[tuple[Shape, int]]:
    """What is removed, and was not touched since."""
    young = select(_c.changes).where(_c.journey_id == head.id, _c.at >= before)
    touched = {
        (row["table"], row["id"].get("number"))
        for changes in connection.execute(young).scalars()
        for record in changes
        for row in record["rows"]
    }
    found = []
    for shape in SHAPES.values():
        c = shape.table.c
        hidden = select(c.number).where(c.journey_id == head.id, c.removed)
        found += [(shape, number) for number in connection.execute(hidden).scalars()]
    return [(shape, number) for shape, number in found if (shape.table.name, number) not in touched]


def _delete_items(connection: Connection, journey_id: str, items: list[tuple[Shape, int]]) -> None:
    if not items:
        return
    gone: Gone = set()
    for shape, number in items:
        erase_row(connection, journey_id, shape.table, number, gone)
    for row in connection.execute(select(_c.id, _c.what, _c.changes).where(_c.journey_id == journey_id)).all():
        left = [record for record in row.changes if not _concerns(record, gone)]
        if left == row.changes:
            continue
        if left:
            connection.execute(t.contributions.update().where(_c.id == row.id).values(changes=left))
        else:
            connection.execute(t.contributions.delete().where(_c.id == row.id))


def _concerns(record: dict[str, Any], gone: Gone) -> bool:
    return any((row["table"], column, value) in gone for row in record["rows"] for column, value in row["id"].items())


def _delete_journey(connection: Connection, head: JourneyHead) -> None:
    o = t.outbox.c
    letters = connection.execute(select(o.id, o.payload).where(o.workspace == head.workspace)).all()
    about = [row.id for row in letters if json.dumps(head.id) in json.dumps(row.payload)]
    if about:
        connection.execute(t.outbox.delete().where(o.id.in_(about)))
    for table in reversed(t.metadata.sorted_tables):
        if "journey_id" in table.c:
            connection.execute(table.delete().where(table.c.journey_id == head.id))
    connection.execute(t.journeys.delete().where(t.journeys.c.id == head.id))
