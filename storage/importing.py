"""A journey from its exported JSON: `load_map` afterwards gives the same map again.

A map names no raters, voters or participants: as many as it counts are made up, under keys that belong to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from journey.model import JourneyMap, PersonName
from storage import tables as t
from storage.base import StoreBase
from storage.heads import known_head
from storage.imported import check_map, participant_rows, rating_rows
from storage.items import first_nudge, plain
from storage.journeys import EMPTY_FIELDS, give_way, new_id, schedule_columns
from storage.log import Entries, Requests
from storage.shapes import JOURNEY_FIELDS, SHAPES
from storage.values import JourneyHead, Kind, Visit

Rows = list[dict[str, Any]]


class Importing(StoreBase):
    def import_map(self, map: JourneyMap, workspace: str, channel: str, now: datetime) -> JourneyHead:
        """Keeps the map as a journey of this channel, the current one unless it is closed. Its id is kept where it
        is free, its numbers always. Items have no author: facilitators edit them. Raises ValueError for a map
        that contradicts itself."""
        check_map(map)
        return self._db.write(lambda c: self._import(c, map, workspace, channel, now))

    def _import(
        self, connection: Connection, map: JourneyMap, workspace: str, channel: str, now: datetime
    ) -> JourneyHead:
        taken = connection.execute(select(t.journeys.c.id).where(t.journeys.c.id == map.id)).first()
        journey_id = new_id() if taken or not map.id else map.id
        into = _Into(connection, journey_id, workspace, map.created_at or now, now)
        _add_journey(into, map, channel)
        _add_items(into, map)
        _add_feelings(into, map, lambda voter: self._keys.person(workspace, journey_id, f"imported {voter}"))
        _add_people(into, map)
        visit = Visit(workspace, channel, "", now)
        Entries(connection, visit, journey_id, "", Requests(f"import {journey_id}", ""), self._keys).write("import")
        head = known_head(connection, journey_id, workspace)
        if not map.closed:
            give_way(connection, head)
            connection.execute(t.journeys.update().where(t.journeys.c.id == journey_id).values(current=True))
        return known_head(connection, journey_id, workspace)


@dataclass(frozen=True)
class _Into:
    connection: Connection
    journey_id: str
    workspace: str
    at: datetime
    now: datetime

    def add(self, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
        here = {"journey_id": self.journey_id, "workspace": self.workspace}
        full = [{**here, **row} for row in rows]
        if full:
            self.connection.execute(insert(table), full)

    def add_numbered(self, table: Table, kind: str, rows: Rows) -> None:
        made = {"author": "", "changed_by": "", "created_at": self.at, "version": 1, "removed": False}
        self.add(table, [{**made, **row} for row in rows])
        self.count(kind, [row["number"] for row in rows])

    def count(self, kind: str, numbers: Sequence[int]) -> None:
        """Numbers go on behind the highest."""
        if numbers:
            self.add(t.counters, [{"kind": kind, "last": max(numbers)}])


def _add_journey(into: _Into, map: JourneyMap, channel: str) -> None:
    starter = map.facilitators[0] if map.facilitators else ""
    row = {
        **EMPTY_FIELDS,
        **plain({name: getattr(map, name) for name in JOURNEY_FIELDS}),
        **schedule_columns(map.schedule),
        "id": into.journey_id,
        "workspace": into.workspace,
        "channel": channel,
        "step": str(map.step),
        "closed": map.closed,
        "current": False,
        "author": starter,
        "changed_by": starter,
        "set_up_by": starter if map.schedule else "",
        "created_at": map.created_at,
    }
    into.connection.execute(insert(t.journeys), row)
    stages = [{"number": n, "name": name, "position": float(n)} for n, name in enumerate(map.stages, 1)]
    into.add_numbered(t.stages, "stage", stages)


def _add_items(into: _Into, map: JourneyMap) -> None:
    stages = {name: number for number, name in enumerate(map.stages, 1)}

    def add(kind: Kind, items: Iterable[Any]) -> None:
        into.add_numbered(SHAPES[kind].table, kind, [_row(kind, item, stages) for item in items])

    touchpoints = [
        _row(Kind.TOUCHPOINT, each, stages)
        | {"position": float(at), "confirmed_at": each.confirmed_at, "confirmed_by": ""}
        for at, each in enumerate(map.touchpoints, 1)
    ]
    into.add_numbered(t.touchpoints, Kind.TOUCHPOINT, touchpoints)
    needs = [_row(Kind.NEED, need, stages, each.number) for each in map.touchpoints for need in each.needs]
    into.add_numbered(t.needs, Kind.NEED, needs)
    jumps = {(each.number, jump.to, str(jump.kind)) for each in map.touchpoints for jump in each.jumps}
    usual = {"version": 1, "removed": False}
    into.add(t.jumps, [{"touchpoint": a, "to": b, "kind": kind, **usual} for a, b, kind in sorted(jumps)])
    add(Kind.PERSONA, map.personas)
    add(Kind.EVIDENCE, map.evidence)
    add(Kind.PAIN_POINT, map.pain_points)
    causes = [_row(Kind.CAUSE, cause, stages, pain.number) for pain in map.pain_points for cause in pain.causes]
    into.add_numbered(t.causes, Kind.CAUSE, causes)
    actions = [_row(Kind.ACTION, action, stages) for action in map.actions]
    since = {action.number: _midnight(action.since) for action in map.actions if action.since}
    added = [{**_nudged(row, into), "created_at": since.get(row["number"], into.at)} for row in actions]
    into.add_numbered(t.actions, Kind.ACTION, added)
    tasks = [_row(Kind.TASK, task, stages, action.number) for action in map.actions for task in action.tasks]
    into.add_numbered(t.tasks, Kind.TASK, [_nudged(row, into) for row in tasks])
    add(Kind.MEASURE, map.measures)
    values = [(measure.number, reading) for measure in map.measures for reading in measure.values]
    into.add(t.readings, [{"measure": n, "on": each.on, "value": each.value, **usual} for n, each in values])
    into.add(t.reviews, [{**review.model_dump(), "author": ""} for review in map.reviews])
    into.count("review", [review.number for review in map.reviews])


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _nudged(row: dict[str, Any], into: _Into) -> dict[str, Any]:
    """What fell due before the import is not nudged about."""
    at = first_nudge(row)
    return row | {"nudge_at": at if at and at > into.now else None, "nudges": 0}


def _row(kind: Kind, item: Any, stages: Mapping[str, int], parent: int | None = None) -> dict[str, Any]:
    """An item of the map as its table keeps it; `parent` is the number of what it hangs on, where the map nests it."""
    shape = SHAPES[kind]
    row = plain({name: getattr(item, name) for name in shape.fields if parent is None or name != shape.parent})
    if parent is not None:
        row[shape.parent] = parent
    if shape.has_stage:
        row["stage"] = stages.get(row["stage"])
    return {"number": item.number, **row}


def _add_feelings(into: _Into, map: JourneyMap, key: Any) -> None:
    usual = {"version": 1, "removed": False}
    for touchpoint in map.touchpoints:
        rows = enumerate(rating_rows(touchpoint.rating))
        into.add(t.ratings, [{"touchpoint": touchpoint.number, "rater": key(n), **row, **usual} for n, row in rows])
    votes = [(pain.number, voter) for pain in map.pain_points for voter in range(pain.votes)]
    into.add(t.votes, [{"pain_point": number, "voter": key(voter), **usual} for number, voter in votes])


def _add_people(into: _Into, map: JourneyMap) -> None:
    into.add(t.participants, participant_rows(map))
    known = t.people.c
    there = select(known.id).where(known.workspace == into.workspace, known.id.in_([p.id for p in map.people]))
    already = set(into.connection.execute(there).scalars())
    new = [_person(into.workspace, person) for person in map.people if person.id not in already]
    if new:
        into.connection.execute(insert(t.people), new)


def _person(workspace: str, person: PersonName) -> dict[str, Any]:
    """Known by name only; Slack is asked for the rest when it is needed."""
    usual = {"locale": "", "timezone": "", "active": True, "guest": False, "bot": False, "learned_at": None}
    return {"workspace": workspace, "id": person.id, "name": person.name, **usual}
