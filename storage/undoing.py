"""Taking a contribution back: each row gets its values of before again; a row that was new is hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, Table, false, select

from storage import tables as t
from storage.engine import plain as json_value
from storage.items import plain
from storage.keys import Keys
from storage.log import UNTOLD, Done, RowChange, item_of, rows_of
from storage.refusals import ChangedMeanwhile, NothingToUndo
from storage.shapes import SHAPES, Shape
from storage.taking_part import take_back_contribution
from storage.turn import Turn
from storage.values import KeptItem, Kind

_SHAPE_OF: Mapping[str, Shape] = {shape.table.name: shape for shape in SHAPES.values()}
_c = t.contributions.c


def take_back(turn: Turn, keys: Keys) -> list[Done]:
    """What the person's latest contribution did, undone. Raises NothingToUndo, ChangedMeanwhile."""
    entries = _latest(turn, keys)
    records = sorted(
        ((record, entry.anonymous) for entry in entries for record in entry.changes),
        key=lambda pair: int(pair[0]["at"]),
    )
    undone = [_undo_record(turn, record, anonymous) for record, anonymous in reversed(records)]
    gone = t.contributions.update().where(_c.id.in_([entry.id for entry in entries])).values(undone=True)
    turn.connection.execute(gone)
    turn.forget_stages()
    take_back_contribution(turn, named=not all(entry.anonymous for entry in entries))
    return undone[::-1]


def _latest(turn: Turn, keys: Keys) -> list[Row[Any]]:
    """The entry, and its other half where one contribution was kept in a named and an anonymous one."""
    mine = (_c.journey_id == turn.journey_id, _c.who.in_([turn.visit.person, turn.key]))
    open_ones = select(t.contributions).where(*mine, _c.what == "contribute", _c.undone == false())
    named = turn.connection.execute(open_ones.where(_c.anonymous == false()).order_by(_c.id.desc()).limit(1)).first()
    anonymous = max(
        turn.connection.execute(open_ones.where(_c.anonymous)),
        key=lambda entry: keys.unseal(entry.sealed),
        default=None,
    )
    if named is None and anonymous is None:
        raise NothingToUndo
    if named is None or anonymous is None:
        return [entry for entry in (named, anonymous) if entry is not None]
    if keys.request(turn.visit.workspace, named.request) == anonymous.request:
        return [anonymous, named]
    return [anonymous] if keys.unseal(anonymous.sealed)[0] >= named.id else [named]


def _undo_record(turn: Turn, record: Mapping[str, Any], anonymous: bool) -> Done:
    item = item_of(record)
    rows = tuple(_undo_row(turn, change, item) for change in reversed(rows_of(record)))
    values = dict(item.values)
    if record["verb"] == "remove":
        values["removed"] = False
    elif item.before or record["verb"] == "edit":
        values |= item.before
    else:
        values["removed"] = True
    return Done("undo", replace(item, values=values, before=item.values), rows, anonymous)


def _undo_row(turn: Turn, change: RowChange, item: KeptItem) -> RowChange:
    table = t.metadata.tables[change.table]
    row = _row_now(turn, table, change)
    expected = _expected(change)
    now = _as_json({name: getattr(row, name) for name in expected})
    if now != expected:
        by, kind = getattr(row, "changed_by", ""), item.kind or Kind.JOURNEY
        raise ChangedMeanwhile(kind, item.number, by, plain(dict(row._mapping)))
    back = {"removed": True} if change.before is None else dict(change.before)
    _write_back(turn, table, change, row, back)
    return RowChange(change.table, change.id, {name: getattr(row, name) for name in back}, back)


def _expected(change: RowChange) -> dict[str, Any]:
    """What the row must hold still, as JSON has it."""
    if change.before is not None:
        return {name: value for name, value in change.after.items() if name not in UNTOLD}
    shape = _SHAPE_OF.get(change.table)
    usual = plain(shape.defaults) if shape else {}
    return {**usual, **change.after, "removed": False}


def _as_json(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: json_value(value) if hasattr(value, "isoformat") else value for name, value in values.items()}


def _here(turn: Turn, table: Table, change: RowChange) -> list[Any]:
    if table is t.journeys:
        return [t.journeys.c.id == turn.journey_id]
    return [table.c.journey_id == turn.journey_id, *(table.c[name] == value for name, value in change.id.items())]


def _row_now(turn: Turn, table: Table, change: RowChange) -> Row[Any]:
    return turn.connection.execute(select(table).where(*_here(turn, table, change))).one()


def _write_back(turn: Turn, table: Table, change: RowChange, row: Row[Any], back: dict[str, Any]) -> None:
    values = {**back, "version": row.version + 1}
    if "changed_by" in table.c:
        values["changed_by"] = turn.visit.person
    turn.connection.execute(table.update().where(*_here(turn, table, change)).values(values))
