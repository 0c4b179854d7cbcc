"""Adding, editing and removing items by number, and editing the journey's own fields."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import Row, select

from journey.model import State
from storage import tables as t
from storage.log import UNTOLD, Done, RowChange
from storage.refusals import ChangedMeanwhile
from storage.shapes import HANGING, JOURNEY_FIELDS, SHAPES, Shape, adding, hanging_counts, reading
from storage.turn import Turn
from storage.values import Add, Edit, KeptItem, Kind, Remove

NUDGE_HOUR = time(8, tzinfo=UTC)
"""When somebody is nudged first, on the due day, where the caller names no time."""


def add(turn: Turn, change: Add) -> Done:
    shape = SHAPES[change.kind]
    _check_names(shape, change.values)
    given = {**shape.defaults, **change.values}
    row = _to_columns(turn, shape, given)
    number = turn.next_number(shape.kind)
    _insert(turn, shape, number, row)
    turn.added[shape.kind] = number
    told = {"number": number, **{name: row[name] for name in shape.fields}}
    if shape.has_stage:
        told["stage"] = turn.stage_name(row["stage"])
    return Done("add", KeptItem(shape.kind, number, told), (_added_row(shape, number, row),))


def _added_row(shape: Shape, number: int, row: Mapping[str, Any]) -> RowChange:
    """Without what stands at its default: an undo knows those."""
    usual = plain(shape.defaults)
    unlike = {name: row[name] for name in shape.fields if name not in usual or row[name] != usual[name]}
    return RowChange(shape.table.name, {"number": number}, None, unlike)


def _insert(turn: Turn, shape: Shape, number: int, row: Mapping[str, Any]) -> None:
    person = turn.visit.person
    full = {
        **row,
        "journey_id": turn.journey_id,
        "workspace": turn.head.workspace,
        "number": number,
        "author": person,
        "changed_by": person,
        "created_at": turn.visit.now,
        "version": 1,
        "removed": False,
    }
    if shape.kind is Kind.TOUCHPOINT:
        full["position"] = float(number)  # no other is as high, so it comes last in its stage
        full |= {"confirmed_at": turn.visit.now, "confirmed_by": person}
    if shape.owned:
        full.setdefault("nudge_at", first_nudge(full))
        full.setdefault("nudges", 0)
    adding(shape.table)(turn.connection, full)


def edit(turn: Turn, change: Edit) -> Done:
    """Raises NoSuchItem, NotYours, or ChangedMeanwhile when `version` is given and no longer the one kept."""
    if change.kind is Kind.JOURNEY:
        return _edit_journey(turn, change)
    shape = SHAPES[change.kind]
    _check_names(shape, change.values, adding=False)
    row = read_row(turn, shape, change.number)
    if not change.free:
        author_only(turn, shape.kind, row)
    given = _with_done_on(turn, shape, change.values)
    changed = _changes(row, _to_columns(turn, shape, given))
    if not changed:
        return Done("edit", KeptItem(shape.kind, row.number, public(turn, shape, row)))
    if change.version is not None and change.version != row.version:
        raise ChangedMeanwhile(shape.kind, row.number, row.changed_by, public(turn, shape, row))
    kept = keep(turn, shape, row, changed)
    told = public(turn, shape, row, changed)
    before = {name: value for name, value in public(turn, shape, row).items() if name in changed}
    return Done("edit", KeptItem(shape.kind, row.number, told, before), kept)


def remove(turn: Turn, change: Remove) -> Done:
    """Hides an item and what hangs on it."""
    shape = SHAPES[change.kind]
    row = read_row(turn, shape, change.number)
    author_only(turn, shape.kind, row)
    along = _along(turn, shape, row.number)
    kept = keep(turn, shape, row, {"removed": True})
    return Done("remove", KeptItem(shape.kind, row.number, public(turn, shape, row), {}, along), kept)


def _along(turn: Turn, shape: Shape, number: int) -> dict[str, int]:
    if shape.kind not in HANGING:
        return {}
    key = {"journey_id": turn.journey_id, "number": number}
    counts = turn.connection.execute(hanging_counts(shape.kind), key).one()._mapping
    return {name: count for name, count in counts.items() if count}


def _edit_journey(turn: Turn, change: Edit) -> Done:
    unknown = set(change.values) - set(JOURNEY_FIELDS)
    if unknown:
        raise ValueError(f"a journey has no {', '.join(sorted(unknown))}")
    row = turn.connection.execute(select(t.journeys).where(t.journeys.c.id == turn.journey_id)).one()
    told = {name: getattr(row, name) for name in JOURNEY_FIELDS}
    changed = _changes(row, {name: _text(value) for name, value in change.values.items()})
    if not changed:
        return Done("edit", KeptItem(Kind.JOURNEY, 0, {"number": 0, **told}))
    if change.version is not None and change.version != row.version:
        raise ChangedMeanwhile(Kind.JOURNEY, 0, row.changed_by, told)
    turn.set_journey(**changed)
    before = {name: told[name] for name in changed}
    rows = (RowChange("journeys", {}, before, changed),)
    return Done("edit", KeptItem(Kind.JOURNEY, 0, {"number": 0, **told, **changed}, before), rows)


# --- what several changes need ------------------------------------------------------------------------------


def read_row(turn: Turn, shape: Shape, number: int) -> Row[Any]:
    number = turn.added.get(shape.kind, number) if number == 0 else number
    row = turn.connection.execute(reading(shape.kind), {"journey_id": turn.journey_id, "number": number}).first()
    if row is None:
        raise turn.missing(shape.kind, number)
    return row


def author_only(turn: Turn, kind: Kind, row: Row[Any]) -> None:
    """What somebody answers for is theirs as much as what they added."""
    owner = row._mapping.get("owner")
    if not turn.facilitator and turn.visit.person not in (row.author, owner):
        raise turn.not_yours(kind, row.number, row.author or owner or "")


def public(turn: Turn, shape: Shape, row: Row[Any], changed: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """An item's values as people set them: a stage by its name."""
    now = {name: getattr(row, name) for name in shape.fields} | dict(changed or {})
    raw = {name: now[name] for name in shape.fields}
    if shape.has_stage:
        raw["stage"] = turn.stage_name(raw["stage"])
    return {"number": row.number, **plain(raw)}


def first_nudge(row: Mapping[str, Any]) -> datetime | None:
    """When to nudge first where the caller names no `nudge_at`."""
    if row["due"] is None or row["state"] != State.OPEN:
        return None
    return datetime.combine(row["due"], NUDGE_HOUR)


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """As JSON would give them back, but for dates."""
    return {name: list(value) if isinstance(value, tuple) else _text(value) for name, value in values.items()}


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value  # a StrEnum becomes its text


def _check_names(shape: Shape, values: Mapping[str, Any], *, adding: bool = True) -> None:
    known = {*shape.fields, *UNTOLD} if shape.owned else set(shape.fields)
    unknown = set(values) - known
    lacking = set(shape.needed) - set(values) if adding else set()
    if unknown or lacking:
        raise ValueError(f"{shape.kind}: unknown {sorted(unknown)}, lacking {sorted(lacking)}")


def _to_columns(turn: Turn, shape: Shape, values: Mapping[str, Any]) -> dict[str, Any]:
    """What people set, as the columns keep it: stages and other items by number. Raises NoSuchItem, NoSuchStage."""
    row = plain(values)
    if row.get("stage"):
        row["stage"] = turn.stage(row["stage"]).number
    elif "stage" in row:
        row["stage"] = None
    for name, kind in shape.refers.items():
        if row.get(name) is not None:
            row[name] = turn.known(kind, row[name])
    return row


def _with_done_on(turn: Turn, shape: Shape, values: Mapping[str, Any]) -> Mapping[str, Any]:
    if not shape.owned or "state" not in values or "done_on" in values:
        return values
    return {**values, "done_on": turn.visit.now.date() if values["state"] == State.DONE else None}


def _changes(row: Row[Any], values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if getattr(row, name) != value}


def keep(turn: Turn, shape: Shape, row: Row[Any], changed: Mapping[str, Any]) -> tuple[RowChange, ...]:
    """Writes new values into an item's row; returns what the log tells of it."""
    values = dict(changed)
    if "stage" in changed and shape.kind is Kind.TOUCHPOINT and "position" not in changed:
        values["position"] = last_position(turn, changed["stage"], row.position)
    if shape.owned:
        values = renewed_nudge(row, changed) | values
    before = {name: getattr(row, name) for name in values}
    c = shape.table.c
    here = (c.journey_id == turn.journey_id, c.number == row.number)
    beside: dict[str, Any] = {"version": row.version + 1, "changed_by": turn.visit.person}
    if shape.kind is Kind.TOUCHPOINT and "removed" not in changed:  # whoever corrects it says that the rest is true
        beside |= {"confirmed_at": turn.visit.now, "confirmed_by": turn.visit.person}
    turn.connection.execute(shape.table.update().where(*here).values({**values, **beside}))
    told = RowChange(shape.table.name, {"number": row.number}, before, values)
    return (told,) if set(values) - UNTOLD else ()


def renewed_nudge(row: Row[Any], changed: Mapping[str, Any]) -> dict[str, Any]:
    if not {"owner", "due", "state"} & set(changed):
        return {}
    now = {name: changed.get(name, getattr(row, name)) for name in ("owner", "due", "state")}
    return {"nudge_at": first_nudge(now), "nudges": 0}


def last_position(turn: Turn, stage: int | None, otherwise: float) -> float:
    """Just behind the last touchpoint of a stage, and before any that is added later."""
    c = t.touchpoints.c
    last = turn.connection.execute(
        select(c.position).where(c.journey_id == turn.journey_id, c.stage == stage).order_by(c.position.desc()).limit(1)
    ).scalar()
    return otherwise if last is None else between(last, None)


def between(left: float | None, right: float | None) -> float:
    """A position behind `left` and before `right`; behind the last one stays below the next number."""
    if left is None:
        return 0.0 if right is None else right - 1
    return (left + (right if right is not None else float(int(left // 1) + 1))) / 2
