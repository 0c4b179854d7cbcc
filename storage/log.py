"""The log of contributions: what was done, told so that it can be shown, taken back, and answered again.

An entry's `changes` is a list of records, one per Change:
`{"at": place in the contribution, "verb", "kind", "number", "values", "before", "along", "rows"}`, where `rows`
says what became of each row: `{"table", "id", "before", "after"}` by column name; `before` is null for a new row.
Ratings and votes go into an entry of their own that bears the person's key and no person.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from storage import tables as t
from storage.hot import Hot
from storage.keys import Keys
from storage.values import Kept, KeptItem, Kind, Visit

_DATES = frozenset({"date", "due", "done_on", "told_on", "on"})
UNTOLD = frozenset({"nudge_at", "nudges"})
"""Columns that go back with an undo, but are no contribution by themselves: sweeps change them."""
_ADD_ENTRY = Hot(lambda dialect: insert(t.contributions))


@dataclass(frozen=True)
class RowChange:
    """`id` holds the key columns besides journey_id."""

    table: str
    id: Mapping[str, Any]
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]


@dataclass(frozen=True)
class Done:
    """What one Change did. Without rows it changed nothing."""

    verb: str
    item: KeptItem
    rows: tuple[RowChange, ...] = ()
    anonymous: bool = field(default=False)


@dataclass(frozen=True)
class Requests:
    """A request as the named and the anonymous entry bear it."""

    named: str
    anonymous: str


def requests_of(keys: Keys, visit: Visit) -> Requests:
    named = visit.request or "~" + secrets.token_hex(12)
    return Requests(named, keys.request(visit.workspace, named))


@dataclass(frozen=True)
class Entries:
    """Writes one contribution's entries: at most one named and one anonymous."""

    connection: Connection
    visit: Visit
    journey_id: str
    key: str
    requests: Requests

    def write(self, what: str, done: Sequence[Done] = ()) -> None:
        named = [_record(at, each) for at, each in enumerate(done) if not each.anonymous]
        anonymous = [_record(at, each) for at, each in enumerate(done) if each.anonymous]
        if named or not done:
            self._add(what, named, self.visit.person, self.requests.named, self.visit.now)
        if anonymous:
            hour = self.visit.now.replace(minute=0, second=0, microsecond=0)
            self._add(what, anonymous, self.key, self.requests.anonymous, hour, anonymous=True)

    def _add(
        self, what: str, records: list[Any], who: str, request: str, at: datetime, *, anonymous: bool = False
    ) -> None:
        row = {
            "workspace": self.visit.workspace,
            "journey_id": self.journey_id,
            "who": who,
            "anonymous": anonymous,
            "request": request,
            "at": at,
            "what": what,
            "changes": records,
            "undone": False,
        }
        _ADD_ENTRY(self.connection, row)


def read_again(entries: Entries, what: str) -> Kept:
    """What the same request did before."""
    c, requests = t.contributions.c, entries.requests
    same = (c.workspace == entries.visit.workspace, c.journey_id == entries.journey_id, c.what == what)
    found = entries.connection.execute(
        select(c.changes).where(c.request.in_([requests.named, requests.anonymous]), *same)
    ).scalars()
    records = sorted((record for changes in found for record in changes), key=lambda record: int(record["at"]))
    return Kept(tuple(item_of(record) for record in records), again=True)


def item_of(record: Mapping[str, Any]) -> KeptItem:
    kind = Kind(record["kind"]) if record["kind"] else None
    return KeptItem(kind, record["number"], revived(record["values"]), revived(record["before"]), record["along"])


def rows_of(record: Mapping[str, Any]) -> list[RowChange]:
    return [
        RowChange(
            row["table"], revived(row["id"]), None if row["before"] is None else revived(row["before"]), row["after"]
        )
        for row in record["rows"]
    ]


def revived(values: Mapping[str, Any]) -> dict[str, Any]:
    """Dates again, where JSON made text of them."""
    return {name: _revived(name, value) if isinstance(value, str) else value for name, value in values.items()}


def _revived(name: str, value: str) -> Any:
    if name in _DATES:
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if name == "nudge_at" else value


def _record(at: int, done: Done) -> dict[str, Any]:
    item = done.item
    return {
        "at": at,
        "verb": done.verb,
        "kind": item.kind,
        "number": item.number,
        "values": item.values,
        "before": item.before,
        "along": item.along,
        "rows": [{"table": row.table, "id": row.id, "before": row.before, "after": row.after} for row in done.rows],
    }
