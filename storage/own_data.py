"""All that is kept about one person in a workspace, for that person.

Columns that name people are found by their names, as `forgetting.py` finds them: a new table needs nothing here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, or_, select

from journey.model import Person
from storage import tables as t
from storage.base import StoreBase
from storage.forgetting import NAMING
from storage.outbox_rows import waiting_about

Rows = list[dict[str, Any]]
_UNSAID = {"workspace", "journey_id", "version", "hash", "map", "drawn", "request", "sealed"}
"""What says nothing of a person, opens something, or is the whole journey: where one stands in it is told instead."""


class OwnData(StoreBase):
    def data_of(self, workspace: str, person: Person) -> dict[str, Any]:
        """Plain values: what Slack told of them; per journey their part, what they added, changed, own or confirmed,
        their ratings, votes and entries in the log, and where else they are named. Dates are as Python has them."""
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
        elsewhere["waiting"] = _letters(connection, workspace, person)
        elsewhere["installed"] = _installed(connection, workspace, person)
        profile = {"profile": dict(known._mapping)} if known else {}
        return {"workspace": workspace, "person": person, **profile, **_full(elsewhere), "journeys": parts}

    def _part(self, connection: Connection, workspace: str, journey_id: str, person: Person) -> dict[str, Rows]:
        """By table; ratings and votes are found by the key that only the bot can make."""
        key = self._keys.person(workspace, journey_id, person)
        naming = {"person": person, "rater": key, "voter": key, **dict.fromkeys(NAMING, person)}
        found: dict[str, Rows] = {}
        for table in t.metadata.sorted_tables:
            mine = [table.c[name] == value for name, value in naming.items() if name in table.c]
            if mine and (table is t.journeys or "journey_id" in table.c):
                own = table.c.id if table is t.journeys else table.c.journey_id
                found[table.name] = _rows(connection, table, (own == journey_id, or_(*mine)))
        c = t.contributions.c
        log = connection.execute(
            select(c.who, c.at, c.what, c.anonymous, c.changes, c.undone).where(c.journey_id == journey_id)
        )
        entries = [dict(row._mapping) for row in log]
        found["log"] = [{**each, "who": "me"} for each in entries if each["who"] in (person, key)]
        others = [each for each in entries if each["who"] not in (person, key)]
        found["named in the log"] = [
            {"at": each["at"], "what": each["what"], "places": places}
            for each in others
            if (places := list(_places(each["changes"], person)))
        ]
        for table, column, name in (
            (t.snapshots, t.snapshots.c.map, "number"),
            (t.pictures, t.pictures.c.drawn, "slot"),
        ):
            kept = connection.execute(select(table.c[name], column).where(table.c.journey_id == journey_id))
            found[f"named in {table.name}"] = [
                {name: each, "places": places}
                for each, whole in kept
                if whole and (places := list(_places(json.loads(whole), person)))
            ]
        return _full(found)


def _rows(connection: Connection, table: Table, where: Any) -> Rows:
    return [
        {name: value for name, value in row._mapping.items() if name not in _UNSAID}
        for row in connection.execute(select(table).where(*where))
    ]


def _letters(connection: Connection, workspace: str, person: Person) -> Rows:
    """What Slack is still to be told, to them or about them."""
    about = waiting_about(connection, workspace, person)
    return [{"kind": row.kind, "since": row.created_at} for row in about]


def _installed(connection: Connection, workspace: str, person: Person) -> Rows:
    i = t.installations.c
    mine = select(i.installed_at, i.name).where(i.workspace == workspace, i.installer == person)
    return [dict(row._mapping) for row in connection.execute(mine)]


def _places(value: Any, person: Person, at: str = "") -> Iterator[str]:
    """Where somebody is named in JSON, such as `touchpoints/2/owner`; numbers count from nought."""
    if value == person:
        yield at
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in pairs:
        yield from _places(each, person, f"{at}/{name}".lstrip("/"))


def _full(found: dict[str, Rows]) -> dict[str, Rows]:
    return {name: rows for name, rows in found.items() if rows}
