"""The log of contributions: what was done, told so that it can be shown, taken back, and answered again.

An entry's `changes` is a list of records, one per Change:
`{"at": place in the entry, "verb", "kind", "number", "values", "before", "along", "rows"}`, where `rows`
says what became of each row: `{"table", "id", "before", "after"}` by column name; `before` is null for a new row.
Ratings and votes go into an entry of their own that bears the person's key and no person, a random number in place
of the next one, no time, and no sign of what else came with it. When it came (which an undo needs) is sealed.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, insert, select

from storage import tables as t
from storage.counting import next_number
from storage.hot import Hot
from storage.keys import Keys
from storage.values import Kept, KeptItem, Kind, Visit

_DATES = frozenset({"date", "due", "done_on", "told_on", "on"})
UNTOLD = frozenset({"nudge_at", "nudges"})
"""Columns that go back with an undo, but are no contribution by themselves: sweeps change them."""
NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)
"""What stands in place of a time in an anonymous entry."""
_ADD_NAMED, _ADD_ANONYMOUS = Hot(insert(t.contributions)), Hot(insert(t.contributions))


class RowChange(NamedTuple):
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


class Requests(NamedTuple):
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
    keys: Keys

    def write(self, what: str, done: Sequence[Done] = ()) -> None:
        named = [_record(at, each) for at, each in enumerate(each for each in done if not each.anonymous)]
        anonymous = [_record(at, each) for at, each in enumerate(each for each in done if each.anonymous)]
        if named or not done:
            row = self._row(what, named, self.visit.person, self.requests.named)
            _ADD_NAMED(self.connection, {**row, "anonymous": False, "at": self.visit.now, "sealed": ""})
        if anonymous:
            row = self._row(what, anonymous, self.key, self.requests.anonymous)
            hidden = {"id": -1 - secrets.randbits(62), "anonymous": True, "at": NO_TIME, "sealed": self._place()}
            _ADD_ANONYMOUS(self.connection, {**row, **hidden})

    def _row(self, what: str, records: list[Any], who: str, request: str) -> dict[str, Any]:
        return {
            "workspace": self.visit.workspace,
            "journey_id": self.journey_id,
            "who": who,
            "request": request,
            "what": what,
            "changes": records,
            "undone": False,
        }

    def _place(self) -> str:
        """Where an anonymous entry stands among the others, for nobody who lacks the secret."""
        ((newest,),) = _NEWEST(self.connection, {"journey_id": self.journey_id})
        count = next_number(self.connection, self.journey_id, self.visit.workspace, "entry")
        return self.keys.seal(newest or 0, count)


_NEWEST = Hot(
    select(func.max(t.contributions.c.id)).where(
        t.contributions.c.id > 0, t.contributions.c.journey_id == bindparam("journey_id")
    )
)


def read_again(entries: Entries, what: str) -> Kept:
    """What the same request did before."""
    c, requests = t.contributions.c, entries.requests
    same = (c.workspace == entries.visit.workspace, c.journey_id == entries.journey_id, c.what == what)
    found = entries.connection.execute(
        select(c.changes).where(c.request.in_([requests.named, requests.anonymous]), *same).order_by(c.anonymous.desc())
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
