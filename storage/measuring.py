"""Measures and their values over time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, select

from journey.measuring import direction_of
from storage import tables as t
from storage.feelings import write
from storage.items import add, edit
from storage.log import Done, RowChange
from storage.shapes import visible
from storage.turn import Turn
from storage.values import Add, Edit, KeptItem, Kind, Measured

MOST_MEASURES = 200
"""Per journey: more names than this come from a file that is not what it was taken for."""
ATTRIBUTES = ("unit", "target", "direction", "touchpoint", "stage")


def measure(turn: Turn, change: Measured) -> Done:
    """Keeps a value; one per measure and day, the later one counts. Makes the measure when there is none so called."""
    given = {name: value for name in ATTRIBUTES if (value := getattr(change, name)) is not None}
    number = _find(turn, change.name)
    if number is None:
        kept = add(turn, Add(Kind.MEASURE, new_measure(change.name.strip(), given)))
    else:
        kept = edit(turn, Edit(Kind.MEASURE, number, given, free=True))
    number, rows = kept.item.number, kept.rows
    key = {"measure": number, "on": change.on}
    row = turn.connection.execute(_READING, {"journey_id": turn.journey_id, **key}).first()
    values = {"value": float(change.value), "removed": False}
    earlier = {"value": row.value} if row and not row.removed else {}
    told = {**kept.item.values, "on": change.on, "value": change.value}
    item = KeptItem(Kind.MEASURE, number, told, {**kept.item.before, **earlier})
    if earlier.get("value") != values["value"]:
        before = {name: getattr(row, name) for name in values} if row else None
        write(turn, t.readings, key, values, row.version if row else None)
        rows = (*rows, RowChange("readings", key, before, values))
    return Done("measure", item, rows)


def new_measure(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """What a new measure holds; which way it gets better says its name where nobody does."""
    return {"name": name, "direction": direction_of(name).value, **given}


def _find(turn: Turn, name: str) -> int | None:
    wanted = name.strip().casefold()
    found = turn.connection.execute(_NAMES, {"journey_id": turn.journey_id})
    return next((number for number, known in found if known.casefold() == wanted), None)


_m, _d = t.measures.c, t.readings.c
_NAMES = visible(Kind.MEASURE, select(_m.number, _m.name)).where(_m.journey_id == bindparam("journey_id"))
_READING = select(_d.value, _d.removed, _d.version).where(
    _d.journey_id == bindparam("journey_id"), _d.measure == bindparam("measure"), _d.on == bindparam("on")
)
