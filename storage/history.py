"""Looking back: one item as it is kept, one's own rating and votes, the history, reviews."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from storage import tables as t
from storage.base import StoreBase
from storage.feelings import rating_of, votes_of
from storage.heads import known_head
from storage.items import plain
from storage.refusals import NoSuchItem
from storage.shapes import JOURNEY_FIELDS, SHAPES, reading, some_numbers
from storage.values import Entry, Item, Kind, Rate, Visit

WORDS = ("what", "goal", "name", "finding", "text", "why")
"""Where an item's own words are, whatever its kind."""


class History(StoreBase):
    def item(self, journey_id: str, workspace: str, kind: Kind, number: int) -> Item:
        """Raises NoSuchItem. Kind.JOURNEY with number 0 is the journey's own fields."""
        return self._db.read(lambda c: _item(c, journey_id, workspace, kind, number), whole=True)

    def my_rating(self, visit: Visit, journey_id: str, touchpoint: int) -> Rate | None:
        """What this person gave so far."""
        rater = self._keys.person(visit.workspace, journey_id, visit.person)
        row = self._db.read(lambda c: rating_of(c, journey_id, touchpoint, rater))
        if row is None or row.removed:
            return None
        return Rate(touchpoint, row.score, row.word, row.why, row.importance)

    def my_votes(self, visit: Visit, journey_id: str) -> tuple[int, ...]:
        """The pain points that bear this person's votes."""
        voter = self._keys.person(visit.workspace, journey_id, visit.person)
        return self._db.read(lambda c: votes_of(c, journey_id, voter))

    def history(self, journey_id: str, workspace: str, limit: int = 20) -> list[Entry]:
        """What was done last comes first; what is anonymous comes at the end, in no order. What was undone is left out,
        and so is the undoing."""
        c = t.contributions.c
        mine = (c.journey_id == journey_id, c.workspace == workspace, ~c.undone, c.what != "undo")
        latest = (
            select(c.who, c.anonymous, c.at, c.what, c.changes)
            .where(*mine)
            .order_by(c.at.desc(), c.id.desc())
            .limit(limit)
        )
        rows = self._db.read(lambda connection: connection.execute(latest).all())
        return [entry for row in rows for entry in _entries_of(row)][:limit]


def _item(connection: Connection, journey_id: str, workspace: str, kind: Kind, number: int) -> Item:
    known_head(connection, journey_id, workspace)
    if kind is Kind.JOURNEY:
        row: Row[Any] = connection.execute(select(t.journeys).where(t.journeys.c.id == journey_id)).one()
        values: Mapping[str, Any] = {name: getattr(row, name) for name in JOURNEY_FIELDS}
        return Item(kind, 0, row.version, row.author, values)
    shape = SHAPES[kind]
    found = connection.execute(reading(kind), {"journey_id": journey_id, "number": number}).first()
    if found is None:
        known = connection.execute(some_numbers(kind), {"journey_id": journey_id}).scalars()
        raise NoSuchItem(kind, number, tuple(known))
    values = plain({name: getattr(found, name) for name in shape.fields})
    if shape.has_stage:
        values = {**values, "stage": _stage_name(connection, journey_id, found.stage)}
    return Item(kind, number, found.version, found.author, values)


def _stage_name(connection: Connection, journey_id: str, number: int | None) -> str:
    s = t.stages.c
    name = select(s.name).where(s.journey_id == journey_id, s.number == number, ~s.removed)
    return connection.execute(name).scalar() or "" if number is not None else ""


def _entries_of(row: Any) -> list[Entry]:
    """The last change of a contribution first."""
    person, at = (None, None) if row.anonymous else (row.who, row.at)
    if not row.changes:
        return [Entry(at, person, row.what, Kind.JOURNEY, 0)]
    return [_entry_of(at, person, record) for record in reversed(row.changes) if record["rows"]]


def _entry_of(at: datetime | None, person: str | None, record: Mapping[str, Any]) -> Entry:
    kind = Kind(record["kind"]) if record["kind"] else None
    words = "" if person is None else next((record["values"][w] for w in WORDS if record["values"].get(w)), "")
    return Entry(at, person, record["verb"], kind, record["number"], str(words))
