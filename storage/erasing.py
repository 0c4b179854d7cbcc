"""Deleting rows of a journey for good, with what hangs on them, as the schema's own references say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, select

from journey.model import Person
from storage import tables as t
from storage.shapes import SHAPES

Gone = set[tuple[str, str, int]]
"""(table, column, number): the rows that are no more."""


def references_to(table: Table) -> Iterator[tuple[Table, str]]:
    """Which tables' columns hold this table's numbers."""
    for other in t.metadata.sorted_tables:
        for constraint in other.foreign_key_constraints:
            columns = [each.parent.name for each in constraint.elements if each.column.name == "number"]
            if constraint.referred_table is table:
                yield from ((other, name) for name in columns)


def erase_row(connection: Connection, journey_id: str, table: Table, number: int, gone: Gone) -> None:
    """An item with all that hangs on it. What merely mentions it (evidence, say) stays and mentions it no more."""
    for other, column in references_to(table):
        here = (other.c.journey_id == journey_id, other.c[column] == number)
        if other.c[column].nullable:
            connection.execute(other.update().where(*here).values({column: None}))
        elif "author" in other.c and other.c.number.name != column:
            for below in connection.execute(select(other.c.number).where(*here)).scalars().all():
                erase_row(connection, journey_id, other, below, gone)
        else:
            gone.add((other.name, column, number))
            connection.execute(other.delete().where(*here))
    gone.add((table.name, "number", number))
    connection.execute(table.delete().where(table.c.journey_id == journey_id, table.c.number == number))


def erase_items(connection: Connection, journey_id: str, person: Person, key: str) -> int:
    """One person's ratings, votes, and the items of theirs that nobody else has built on: changed it, owns it, rated it
    or hung something on it. How many items went."""
    connection.execute(t.ratings.delete().where(t.ratings.c.journey_id == journey_id, t.ratings.c.rater == key))
    connection.execute(t.votes.delete().where(t.votes.c.journey_id == journey_id, t.votes.c.voter == key))
    count = 0
    while some := _free_items(connection, journey_id, person):
        for table, number in some:
            erase_row(connection, journey_id, table, number, set())
        count += len(some)  # what they hung on may be free now
    return count


def _free_items(connection: Connection, journey_id: str, person: Person) -> list[tuple[Table, int]]:
    found = []
    for shape in SHAPES.values():
        c = shape.table.c
        mine = [c.journey_id == journey_id, c.author == person, c.changed_by.in_([person, ""])]
        if "owner" in c:
            mine.append(c.owner.is_(None) | (c.owner == person))
        numbers = connection.execute(select(c.number).where(*mine)).scalars().all()
        found += [
            (shape.table, number) for number in numbers if not _built_on(connection, journey_id, shape.table, number)
        ]
    return found


def _built_on(connection: Connection, journey_id: str, table: Table, number: int) -> bool:
    for other, column in references_to(table):
        if other is t.jumps and column == "touchpoint":
            continue  # where the customer jumps to from here is said with the touchpoint itself
        here: tuple[Any, ...] = (other.c.journey_id == journey_id, other.c[column] == number)
        if connection.execute(select(other.c.journey_id).where(*here).limit(1)).first() is not None:
            return True
    return False
