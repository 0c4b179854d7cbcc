"""What of one journey is over, and the deleting of it: rows and all that refers to them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, func, select

from storage import tables as t
from storage.dialect import claiming
from storage.erasing import Gone, erase_row
from storage.shapes import SHAPES, Shape

_c = t.contributions.c


@dataclass(frozen=True)
class Due:
    """`whole`: the journey itself; else those of its items that are removed."""

    whole: bool
    items: tuple[tuple[Shape, int], ...] = ()

    def __bool__(self) -> bool:
        return self.whole or bool(self.items)


def due_of(connection: Connection, journey_id: str, before: datetime) -> Due:
    """What was closed or removed, and not touched since then. Nothing of a journey that is no more."""
    closed = connection.execute(select(t.journeys.c.closed).where(t.journeys.c.id == journey_id)).scalar()
    if closed is None:
        return Due(False)
    if closed and _last_touched(connection, journey_id) < before:
        return Due(True)
    return Due(False, tuple(_removed(connection, journey_id, before)))


def delete_due(connection: Connection, journey_id: str, due: Due) -> None:
    if due.whole:
        delete_journey(connection, journey_id)
    else:
        _delete_items(connection, journey_id, due.items)


def delete_journey(connection: Connection, journey_id: str) -> Counter[str]:
    """With all its rows and the letters about it; how many of each table."""
    asked = select(t.journeys.c.workspace).where(t.journeys.c.id == journey_id)
    gone = Counter({t.outbox.name: _drop_letters(connection, connection.execute(asked).scalar_one(), journey_id)})
    for table in of_journeys():
        gone[table.name] = connection.execute(table.delete().where(table.c.journey_id == journey_id)).rowcount
    gone[t.journeys.name] = connection.execute(t.journeys.delete().where(t.journeys.c.id == journey_id)).rowcount
    return +gone


def delete_a_journey(connection: Connection, workspace: str) -> Counter[str]:
    """One of this workspace that no other process is at work on; empty when there is none."""
    any_one = select(t.journeys.c.id).where(t.journeys.c.workspace == workspace).limit(1)
    found = connection.execute(claiming(any_one, t.journeys)).scalar()
    return delete_journey(connection, found) if found is not None else Counter()


def delete_the_rest(connection: Connection, workspace: str) -> Counter[str]:
    """What a workspace has besides its journeys, when none of them is left."""
    any_one = select(t.journeys.c.id).where(t.journeys.c.workspace == workspace).limit(1)
    if connection.execute(any_one).first() is not None:
        return Counter()
    rest = [table for table in t.metadata.sorted_tables if table is not t.journeys and "journey_id" not in table.c]
    return +Counter(
        {
            table.name: connection.execute(table.delete().where(table.c.workspace == workspace)).rowcount
            for table in rest
        }
    )


def rows_of(connection: Connection, workspace: str) -> Counter[str]:
    """How many rows of each table a workspace has."""
    journeys = select(t.journeys.c.id).where(t.journeys.c.workspace == workspace)
    found: Counter[str] = Counter()
    for table in t.metadata.sorted_tables:
        theirs = table.c.journey_id.in_(journeys) if "journey_id" in table.c else table.c.workspace == workspace
        found[table.name] = connection.execute(select(func.count()).select_from(table).where(theirs)).scalar_one()
    return +found


def of_journeys() -> Iterator[Table]:
    """Every table whose rows belong to a journey; what refers to others comes first."""
    return (table for table in reversed(t.metadata.sorted_tables) if "journey_id" in table.c)


def _last_touched(connection: Connection, journey_id: str) -> datetime:
    """The last entry that bears a time; every journey has one, of when it was started or imported."""
    latest = select(func.max(_c.at, type_=_c.at.type)).where(_c.journey_id == journey_id, _c.id > 0)
    found: datetime = connection.execute(latest).scalar_one()
    return found


def _removed(connection: Connection, journey_id: str, before: datetime) -> list[tuple[Shape, int]]:
    """What is removed, and was not touched since."""
    found = []
    for shape in SHAPES.values():
        c = shape.table.c
        hidden = select(c.number).where(c.journey_id == journey_id, c.removed)
        found += [(shape, number) for number in connection.execute(hidden).scalars()]
    touched = _touched_since(connection, journey_id, before) if found else set()
    return [(shape, number) for shape, number in found if (shape.table.name, number) not in touched]


def _touched_since(connection: Connection, journey_id: str, before: datetime) -> set[tuple[str, Any]]:
    young = select(_c.changes).where(_c.journey_id == journey_id, _c.at >= before)
    return {
        (row["table"], row["id"].get("number"))
        for changes in connection.execute(young).scalars()
        for record in changes
        for row in record["rows"]
    }


def _delete_items(connection: Connection, journey_id: str, items: tuple[tuple[Shape, int], ...]) -> None:
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


def _drop_letters(connection: Connection, workspace: str, journey_id: str) -> int:
    o = t.outbox.c
    letters = connection.execute(select(o.id, o.payload).where(o.workspace == workspace)).all()
    about = [row.id for row in letters if json.dumps(journey_id) in json.dumps(row.payload)]
    if about:
        connection.execute(t.outbox.delete().where(o.id.in_(about)))
    return len(about)
