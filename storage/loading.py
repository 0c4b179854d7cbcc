"""A whole journey as a JourneyMap, in twelve queries whatever its size.

Rows come as plain columns, are put together as dictionaries, and pydantic checks the whole once: that is
twenty times as fast as objects row by row. PostgreSQL is asked all twelve before it has answered the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection

from journey.model import JourneyMap, Schedule
from storage import map_queries as queries
from storage.base import StoreBase
from storage.hot import Found, together
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
    found = _Found(*together(connection, [(query, which) for query in _QUERIES]))
    head, stages = _journey(found)
    if head is None:
        return None
    people: dict[str, str] = {}
    touchpoints = _touchpoints(found, stages, people)
    known = {touchpoint["number"]: touchpoint for touchpoint in touchpoints}
    evidence = list(found.evidence.named())
    _mark_evidence(evidence, known)
    pain_points = _pain_points(found, known)
    facilitators, participation = _participants(found, people)
    actions = _actions(found, {pain["number"] for pain in pain_points}, people)
    return {
        **head,
        "stages": [name for name, _ in stages.values()],
        "touchpoints": touchpoints,
        "evidence": evidence,
        "personas": list(found.personas.named()),
        "pain_points": pain_points,
        "actions": actions,
        "measures": _measures(found, stages, known),
        "reviews": list(found.reviews.named()),
        "facilitators": facilitators,
        "participation": participation,
        "people": [{"id": id_, "name": name} for id_, name in sorted(people.items())],
    }


class _Found(NamedTuple):
    """What the queries find, in their order."""

    journey: Found
    touchpoints: Found
    needs: Found
    jumps: Found
    ratings: Found
    personas: Found
    evidence: Found
    pain_points: Found
    actions: Found
    measures: Found
    reviews: Found
    participants: Found


_QUERIES = [getattr(queries, name.upper()) for name in _Found._fields]
Stages = dict[int, tuple[str, int]]
"""By number: name, and place among the stages; in order."""


def _journey(found: _Found) -> tuple[Values | None, Stages]:
    head, stages = None, {}
    for place, row in enumerate(found.journey.named()):
        number, name = row.pop("stage"), row.pop("stage_name")
        head = head or row
        if number is not None:
            stages[number] = (name, place)
    if head is None:
        return None, {}
    every, unit, at, start, next_at = (
        head.pop(name) for name in ("review_every", "review_unit", "review_at", "review_start", "next_review_at")
    )
    head["schedule"] = Schedule(every=every, unit=unit, at=at, start=start, next_at=next_at) if every else None
    return head, stages


def _touchpoints(found: _Found, stages: Stages, people: dict[str, str]) -> list[Values]:
    """In the map's order: by stage, then by position; those without a stage come last."""
    nowhere = ("", len(stages))
    placed: list[tuple[int, float, int, Values]] = []
    for values in found.touchpoints.named():
        _name_owner(values, people)
        name, place = stages.get(values["stage"], nowhere)
        values |= {"stage": name, "needs": [], "jumps": [], "evidence": []}
        placed.append((place, values.pop("position"), values["number"], values))
    placed.sort(key=lambda each: each[:3])
    touchpoints = [each[3] for each in placed]
    _hang_on(found, {touchpoint["number"]: touchpoint for touchpoint in touchpoints})
    return touchpoints


def _hang_on(found: _Found, known: Mapping[int, Values]) -> None:
    """Needs, jumps and ratings go to their touchpoints; those of hidden ones go nowhere."""
    for touchpoint, number, text in found.needs.rows:
        if touchpoint in known:
            known[touchpoint]["needs"].append({"number": number, "text": text})
    for touchpoint, to, kind in found.jumps.rows:
        if touchpoint in known and to in known:
            known[touchpoint]["jumps"].append({"to": to, "kind": kind})
    for touchpoint, rating in ratings_by_touchpoint(found.ratings.rows).items():
        if touchpoint in known:
            known[touchpoint]["rating"] = rating


def _mark_evidence(evidence: list[Values], known: Mapping[int, Values]) -> None:
    for each in evidence:
        if each["touchpoint"] in known:
            known[each["touchpoint"]]["evidence"].append(each["number"])
        else:
            each["touchpoint"] = None


def _pain_points(found: _Found, known: Mapping[int, Values]) -> list[Values]:
    pain_points: dict[int, Values] = {}
    for row in found.pain_points.named():
        cause, why = row.pop("cause"), row.pop("why")
        if row["touchpoint"] not in known:
            continue
        pain = pain_points.setdefault(row["number"], {**row, "causes": []})
        if cause is not None:
            pain["causes"].append({"number": cause, "why": why})
    return list(pain_points.values())


def _actions(found: _Found, pain_points: set[int], people: dict[str, str]) -> list[Values]:
    actions: dict[int, Values] = {}
    for values in found.actions.named():
        task = {name: values.pop(f"task_{name}") for name in (*queries.TASK, "owner_name")}
        if values["number"] not in actions:
            _name_owner(values, people)
            values["since"] = values["since"].date()
            values["pain_point"] = values["pain_point"] if values["pain_point"] in pain_points else None
            actions[values["number"]] = {**values, "tasks": []}
        if task["number"] is not None:
            _name_owner(task, people)
            actions[values["number"]]["tasks"].append(task)
    return list(actions.values())


def _measures(found: _Found, stages: Stages, known: Mapping[int, Values]) -> list[Values]:
    measures: dict[int, Values] = {}
    for row in found.measures.named():
        reading = {"on": row.pop("on"), "value": row.pop("value")}
        if row["number"] not in measures:
            touchpoint = row["touchpoint"] if row["touchpoint"] in known else None
            stage = stages.get(row["stage"], ("", 0))[0]
            measures[row["number"]] = {**row, "touchpoint": touchpoint, "stage": stage, "values": []}
        if reading["value"] is not None:
            measures[row["number"]]["values"].append(reading)
    return list(measures.values())


def _participants(found: _Found, people: dict[str, str]) -> tuple[list[str], list[Values]]:
    """(facilitators, who started first; participation by department). Whoever was only named takes no part yet."""
    facilitators: list[tuple[int, str]] = []
    departments: dict[str, Values] = {}
    for person, department, facilitator, rated, contributions, name in found.participants.rows:
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
