"""Many values at once: from a file, a pasted table, or another program. Good ones are kept, the others told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from storage import tables as t
from storage.base import StoreBase
from storage.dialect import upsert
from storage.items import add, edit
from storage.measuring import ATTRIBUTES, MOST_MEASURES, new_measure
from storage.outbox_rows import put
from storage.refusals import StoreRefusal, TooMany
from storage.shapes import visible
from storage.turn import Turn, enter
from storage.values import Add, Edit, Kind, Measured, Post, ValueKept, Visit

BATCH = 1000
"""Values per transaction: tens of milliseconds, so that people who type meanwhile hardly wait."""
Key = tuple[int, date]


class Feeding(StoreBase):
    def keep_values(
        self, visit: Visit, journey_id: str, values: Sequence[Measured], posts: Sequence[Post] = ()
    ) -> list[ValueKept]:
        """What became of each value, in order. One per measure and day is kept, the later one counts; the same again
        changes nothing. Raises NoSuchItem(Kind.JOURNEY), JourneyClosed."""

        def feeding(connection: Connection) -> list[ValueKept]:
            turn = enter(connection, self._keys, visit, journey_id, "values")
            return [ValueKept(outcome="same") for _ in values] if turn.again else feed(turn, values, posts)

        return self._db.write(feeding)


def feed(turn: Turn, values: Sequence[Measured], posts: Sequence[Post]) -> list[ValueKept]:
    turn.open_only()
    measures = _Measures(turn)
    numbers = [measures.number_for(value) for value in values]
    there = _there(turn, values, numbers)
    told: list[ValueKept] = []
    for value, number in zip(values, numbers, strict=True):
        if isinstance(number, StoreRefusal):
            told.append(ValueKept(refused=number))
            continue
        before = there.get((number, value.on))
        there[number, value.on] = float(value.value)
        outcome = "new" if before is None else "same" if before == float(value.value) else "changed"
        told.append(ValueKept(number, outcome))
    changed = {
        (kept.number, value.on): there[kept.number, value.on]
        for kept, value in zip(told, values, strict=True)
        if kept.outcome in {"new", "changed"}
    }
    _write(turn, changed)
    if changed or measures.changed:
        turn.entries.write("values")
        put(turn.connection, turn.visit.workspace, posts, turn.visit.now)
    return told


@dataclass
class _Measures:
    """Measures by name; those that are new are made, and what is told of one is kept with it."""

    turn: Turn
    changed: bool = False
    _numbers: dict[str, int] = field(default_factory=dict)
    _told: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        m = t.measures.c
        found = self.turn.connection.execute(
            visible(Kind.MEASURE, select(m.number, m.name)).where(m.journey_id == self.turn.journey_id)
        )
        for number, name in found:
            self._numbers.setdefault(name.casefold(), number)

    def number_for(self, value: Measured) -> int | StoreRefusal:
        name = value.name.strip()
        given = {each: told for each in ATTRIBUTES if (told := getattr(value, each)) is not None}
        known = self._numbers.get(name.casefold())
        if known is not None and (not given or self._told.get(name.casefold()) == given):
            return known
        try:
            done = self._keep(name, known, given)
        except StoreRefusal as refused:
            return refused
        self._numbers[name.casefold()], self._told[name.casefold()] = done, given
        return done

    def _keep(self, name: str, known: int | None, given: Mapping[str, Any]) -> int:
        if known is None:
            if len(self._numbers) >= MOST_MEASURES:
                raise TooMany("measure", MOST_MEASURES)
            done = add(self.turn, Add(Kind.MEASURE, new_measure(name, given)))
        else:
            done = edit(self.turn, Edit(Kind.MEASURE, known, given, free=True))
        self.changed = self.changed or bool(done.rows)
        return done.item.number


def _there(turn: Turn, values: Sequence[Measured], numbers: Sequence[int | StoreRefusal]) -> dict[Key, float]:
    """The values that these might replace."""
    days: dict[int, set[date]] = defaultdict(set)
    for value, number in zip(values, numbers, strict=True):
        if isinstance(number, int):
            days[number].add(value.on)
    c = t.readings.c
    found: dict[Key, float] = {}
    for number, ons in days.items():
        here = (c.journey_id == turn.journey_id, c.measure == number, c.on.in_(sorted(ons)), ~c.removed)
        found |= {(number, on): value for on, value in turn.connection.execute(select(c.on, c.value).where(*here))}
    return found


def _write(turn: Turn, values: Mapping[Key, float]) -> None:
    here = {"journey_id": turn.journey_id, "workspace": turn.head.workspace, "version": 1, "removed": False}
    rows = [{**here, "measure": number, "on": on, "value": value} for (number, on), value in values.items()]
    if rows:
        newer = {"value": "{value}", "removed": False, "version": t.readings.c.version + 1}
        keys = ("journey_id", "measure", "on")
        turn.connection.execute(upsert(turn.connection.dialect.name, t.readings, keys, newer), rows)
