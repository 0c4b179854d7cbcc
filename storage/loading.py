"""A whole journey as a JourneyMap, in twelve queries whatever its size.

Rows come as plain columns, are put together as dictionaries, and pydantic checks the whole once: that is
twenty times as fast as objects row by row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from sqlalchemy import Connection, Select

from journey.model import JourneyMap, Schedule
from storage import map_queries as queries
from storage.base import StoreBase
from storage.totals import ratings_by_touchpoint

Values = dict[str, Any]


class Loading(StoreBase):
    def load_map(self, journey_id: str, workspace: str) -> JourneyMap | None:
        """The journey as it is now; None when this workspace has none of that id."""
        values = self._db.read(lambda c: read_map(c, journey_id, workspace), whole=True)
        return None if values is None else JourneyMap.model_validate(values)


def read_map(connection: Connection, journey_id: str, workspace: str) -> Values | None:
    """The values of a JourneyMap."""
    which = {"journey_id": journey_id, "workspace": workspace}
    head, stages = _read_journey(connection, which)
    if head is None:
        return None
    people: dict[str, str] = {}
    touchpoints = _read_touchpoints(connection, which, stages, people)
    known = {touchpoint["number"]: touchpoint for touchpoint in touchpoints}
    evidence = [dict(row._mapping) for row in _rows(connection, queries.EVIDENCE, which)]
    _mark_evidence(evidence, known)
    pain_points = _read_pain_points(connection, which, known)
    facilitators, participation = _read_participants(connection, which, people)
    actions = _read_actions(connection, which, {pain["number"] for pain in pain_points}, people)
    return {
        **head,
        "stages": [name for name, _ in stages.values()],
        "touchpoints": touchpoints,
        "evidence": evidence,
        "personas": [row._mapping for row in _rows(connection, queries.PERSONAS, which)],
        "pain_points": pain_points,
        "actions": actions,
        "measures": _read_measures(connection, which, stages, known),
        "reviews": [row._mapping for row in _rows(connection, queries.REVIEWS, which)],
        "facilitators": facilitators,
        "participation": participation,
        "people": [{"id": id_, "name": name} for id_, name in sorted(people.items())],
    }


Which = Mapping[str, str]
"""The queries' parameters: journey_id, and workspace, which those that look people up take as well."""
Stages = dict[int, tuple[str, int]]
"""By number: name, and place among the stages; in order."""


def _rows(connection: Connection, statement: Select[Any], which: Which) -> Iterable[Any]:
    return connection.execute(statement, which).all()


def _read_journey(connection: Connection, which: Which) -> tuple[Values | None, Stages]:
    rows = connection.execute(queries.JOURNEY, which).all()
    if not rows:
        return None, {}
    head = dict(rows[0]._mapping)
    every, unit, at, start, next_at = (
        head.pop(name) for name in ("review_every", "review_unit", "review_at", "review_start", "next_review_at")
    )
    head["schedule"] = Schedule(every=every, unit=unit, at=at, start=start, next_at=next_at) if every else None
    stages = {row.stage: (row.stage_name, place) for place, row in enumerate(rows) if row.stage is not None}
    return head, stages


def _read_touchpoints(connection: Connection, which: Which, stages: Stages, people: dict[str, str]) -> list[Values]:
    """In the map's order: by stage, then by position; those without a stage come last."""
    nowhere = ("", len(stages))
    placed: list[tuple[int, float, int, Values]] = []
    for row in _rows(connection, queries.TOUCHPOINTS, which):
        values = dict(row._mapping)
        _name_owner(values, people)
        name, place = stages.get(values["stage"], nowhere)
        values |= {"stage": name, "needs": [], "jumps": [], "evidence": []}
        placed.append((place, values.pop("position"), values["number"], values))
    placed.sort(key=lambda each: each[:3])
    touchpoints = [each[3] for each in placed]
    _hang_on(connection, which, {touchpoint["number"]: touchpoint for touchpoint in touchpoints})
    return touchpoints


def _hang_on(connection: Connection, which: Which, known: Mapping[int, Values]) -> None:
    """Needs, jumps and ratings go to their touchpoints; those of hidden ones go nowhere."""
    for touchpoint, number, text in _rows(connection, queries.NEEDS, which):
        if touchpoint in known:
            known[touchpoint]["needs"].append({"number": number, "text": text})
    for touchpoint, to, kind in _rows(connection, queries.JUMPS, which):
        if touchpoint in known and to in known:
            known[touchpoint]["jumps"].append({"to": to, "kind": kind})
    for touchpoint, rating in ratings_by_touchpoint(_ratings(connection, which)).items():
        if touchpoint in known:
            known[touchpoint]["rating"] = rating


def _ratings(connection: Connection, which: Which) -> Iterable[Any]:
    """Straight from the driver, one by one: there may be tens of thousands, of types that need no translation,
    and rows that are kept for a moment longer set the garbage collector going again and again."""
    return cast(Iterable[Any], connection.execute(queries.RATINGS, which).cursor)


def _mark_evidence(evidence: list[Values], known: Mapping[int, Values]) -> None:
    for each in evidence:
        if each["touchpoint"] in known:
            known[each["touchpoint"]]["evidence"].append(each["number"])
        else:
            each["touchpoint"] = None


def _read_pain_points(connection: Connection, which: Which, known: Mapping[int, Values]) -> list[Values]:
    found: dict[int, Values] = {}
    for row in _rows(connection, queries.PAIN_POINTS, which):
        if row.touchpoint not in known:
            continue
        pain = found.setdefault(row.number, {**row._mapping, "causes": []})
        if row.cause is not None:
            pain["causes"].append({"number": row.cause, "why": row.why})
    return list(found.values())


def _read_actions(connection: Connection, which: Which, pain_points: set[int], people: dict[str, str]) -> list[Values]:
    found: dict[int, Values] = {}
    for row in _rows(connection, queries.ACTIONS, which):
        values = dict(row._mapping)
        task = {name: values.pop(f"task_{name}") for name in (*queries.TASK, "owner_name")}
        if values["number"] not in found:
            _name_owner(values, people)
            values["since"] = values["since"].date()
            values["pain_point"] = values["pain_point"] if values["pain_point"] in pain_points else None
            found[values["number"]] = {**values, "tasks": []}
        if task["number"] is not None:
            _name_owner(task, people)
            found[values["number"]]["tasks"].append(task)
    return list(found.values())


def _read_measures(connection: Connection, which: Which, stages: Stages, known: Mapping[int, Values]) -> list[Values]:
    found: dict[int, Values] = {}
    for row in _rows(connection, queries.MEASURES, which):
        if row.number not in found:
            touchpoint = row.touchpoint if row.touchpoint in known else None
            stage = stages.get(row.stage, ("", 0))[0]
            found[row.number] = {**row._mapping, "touchpoint": touchpoint, "stage": stage, "values": []}
        if row.value is not None:
            found[row.number]["values"].append({"on": row.on, "value": row.value})
    return list(found.values())


def _read_participants(connection: Connection, which: Which, people: dict[str, str]) -> tuple[list[str], list[Values]]:
    """(facilitators, who started first; participation by department). Whoever was only named takes no part yet."""
    facilitators: list[tuple[int, str]] = []
    departments: dict[str, Values] = {}
    for person, department, facilitator, rated, contributions, name in _rows(connection, queries.PARTICIPANTS, which):
        if facilitator:
            facilitators.append((facilitator, person))
            _name_owner({"owner": person, "owner_name": name}, people)
        if department or rated or contributions:
            none_yet = {"department": department, "people": 0, "raters": 0, "contributions": 0}
            part = departments.setdefault(department, none_yet)
            part["people"] += 1
            part["raters"] += rated
            part["contributions"] += contributions
    return [person for _, person in sorted(facilitators)], [part for _, part in sorted(departments.items())]


def _name_owner(values: Values, people: dict[str, str]) -> None:
    name = values.pop("owner_name")
    if values["owner"] and name:
        people[values["owner"]] = name
