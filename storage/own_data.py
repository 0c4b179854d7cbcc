"""All that is kept about one person in a workspace, for that person."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, select

from journey.model import Person
from storage import tables as t
from storage.base import StoreBase

Rows = list[dict[str, Any]]
_UNSAID = {"workspace", "journey_id", "version"}


class OwnData(StoreBase):
    def data_of(self, workspace: str, person: Person) -> dict[str, Any]:
        """Plain values: what Slack told of them; per journey their part, what they added or own, their ratings, votes
        and entries in the log. Dates are as Python has them."""
        return self._db.read(lambda c: self._data_of(c, workspace, person), whole=True)

    def _data_of(self, connection: Connection, workspace: str, person: Person) -> dict[str, Any]:
        j = t.journeys.c
        about = select(t.people).where(t.people.c.workspace == workspace, t.people.c.id == person)
        journeys = connection.execute(select(j.id, j.name, j.channel).where(j.workspace == workspace)).all()
        parts = [
            {"journey": row.name, "id": row.id, "channel": row.channel, **found}
            for row in journeys
            if (found := self._part(connection, workspace, row.id, person))
        ]
        known = connection.execute(about).first()
        elsewhere = {
            table.name: _rows(connection, table, (table.c.workspace == workspace, table.c.person == person))
            for table in t.metadata.sorted_tables
            if "person" in table.c and "journey_id" not in table.c
        }
        profile = {"profile": dict(known._mapping)} if known else {}
        return {"workspace": workspace, "person": person, **profile, **_full(elsewhere), "journeys": parts}

    def _part(self, connection: Connection, workspace: str, journey_id: str, person: Person) -> dict[str, Rows]:
        """By table; ratings and votes are found by the key that only the bot can make."""
        key = self._keys.person(workspace, journey_id, person)
        found: dict[str, Rows] = {}
        for table in t.metadata.sorted_tables:
            naming = {"person": person, "author": person, "owner": person, "rater": key, "voter": key}
            columns = [table.c[name] == value for name, value in naming.items() if name in table.c]
            if columns and table is not t.journeys and "journey_id" in table.c:
                found[table.name] = [
                    row for one in columns for row in _rows(connection, table, (table.c.journey_id == journey_id, one))
                ]
        c = t.contributions.c
        log = select(c.at, c.what, c.anonymous, c.changes, c.undone).where(
            c.journey_id == journey_id, c.who.in_([person, key])
        )
        found["log"] = [dict(row._mapping) for row in connection.execute(log)]
        return {name: _without_doubles(rows) for name, rows in _full(found).items()}


def _rows(connection: Connection, table: Table, where: Any) -> Rows:
    return [
        {name: value for name, value in row._mapping.items() if name not in _UNSAID}
        for row in connection.execute(select(table).where(*where))
    ]


def _full(found: dict[str, Rows]) -> dict[str, Rows]:
    return {name: rows for name, rows in found.items() if rows}


def _without_doubles(rows: Rows) -> Rows:
    return [row for at, row in enumerate(rows) if row not in rows[:at]]
