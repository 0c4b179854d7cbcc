"""A whole journey as a JourneyMap, in twelve queries whatever its size.

Rows come as plain columns, are put together as dictionaries, and pydantic checks the whole once: that is
twenty times as fast as objects row by row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, Table, and_, bindparam, false, func, or_, select

from journey.model import JourneyMap, Schedule
from storage import tables as t
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
    head, stages = _read_journey(connection, journey_id, workspace)
    if head is None:
        return None
    people: dict[str, str] = {}
    touchpoints = _read_touchpoints(connection, journey_id, stages, people)
    known = {touchpoint["number"]: touchpoint for touchpoint in touchpoints}
    evidence = [dict(row._mapping) for row in _rows(connection, _EVIDENCE, journey_id)]
    _mark_evidence(evidence, known)
    pain_points = _read_pain_points(connection, journey_id, known)
    facilitators, participation = _read_participants(connection, journey_id, people)
    actions = _read_actions(connection, journey_id, {pain["number"] for pain in pain_points}, people)
    return {
        **head,
        "stages": [name for name, _ in stages.values()],
        "touchpoints": touchpoints,
        "evidence": evidence,
        "personas": [row._mapping for row in _rows(connection, _PERSONAS, journey_id)],
        "pain_points": pain_points,
        "actions": actions,
        "measures": _read_measures(connection, journey_id, stages, known),
        "reviews": [row._mapping for row in _rows(connection, _REVIEWS, journey_id)],
        "facilitators": facilitators,
        "participation": participation,
        "people": [{"id": id_, "name": name} for id_, name in sorted(people.items())],
    }


Stages = dict[int, tuple[str, int]]
"""By number: name, and place among the stages; in order."""


def _rows(connection: Connection, statement: Select[Any], journey_id: str) -> Iterable[Any]:
    return connection.execute(statement, {"journey_id": journey_id}).all()


def _read_journey(connection: Connection, journey_id: str, workspace: str) -> tuple[Values | None, Stages]:
    rows = connection.execute(_JOURNEY, {"journey_id": journey_id, "workspace": workspace}).all()
    if not rows:
        return None, {}
    head = dict(rows[0]._mapping)
    every, unit, at, start, next_at = (
        head.pop(name) for name in ("review_every", "review_unit", "review_at", "review_start", "next_review_at")
    )
    head["schedule"] = Schedule(every=every, unit=unit, at=at, start=start, next_at=next_at) if every else None
    stages = {row.stage: (row.stage_name, place) for place, row in enumerate(rows) if row.stage is not None}
    return head, stages


def _read_touchpoints(connection: Connection, journey_id: str, stages: Stages, people: dict[str, str]) -> list[Values]:
    """In the map's order: by stage, then by position; those without a stage come last."""
    nowhere = ("", len(stages))
    placed: list[tuple[int, float, int, Values]] = []
    for row in _rows(connection, _TOUCHPOINTS, journey_id):
        values = dict(row._mapping)
        _name_owner(values, people)
        name, place = stages.get(values["stage"], nowhere)
        values |= {"stage": name, "needs": [], "jumps": [], "evidence": []}
        placed.append((place, values.pop("position"), values["number"], values))
    placed.sort(key=lambda each: each[:3])
    touchpoints = [each[3] for each in placed]
    _hang_on(connection, journey_id, {touchpoint["number"]: touchpoint for touchpoint in touchpoints})
    return touchpoints


def _hang_on(connection: Connection, journey_id: str, known: Mapping[int, Values]) -> None:
    """Needs, jumps and ratings go to their touchpoints; those of hidden ones go nowhere."""
    for touchpoint, number, text in _rows(connection, _NEEDS, journey_id):
        if touchpoint in known:
            known[touchpoint]["needs"].append({"number": number, "text": text})
    for touchpoint, to, kind in _rows(connection, _JUMPS, journey_id):
        if touchpoint in known and to in known:
            known[touchpoint]["jumps"].append({"to": to, "kind": kind})
    for touchpoint, rating in ratings_by_touchpoint(_ratings(connection, journey_id)).items():
        if touchpoint in known:
            known[touchpoint]["rating"] = rating


def _ratings(connection: Connection, journey_id: str) -> Iterable[Any]:
    """Straight from the driver: there may be tens of thousands, of types that need no translation."""
    return connection.execute(_RATINGS, {"journey_id": journey_id}).cursor.fetchall()


def _mark_evidence(evidence: list[Values], known: Mapping[int, Values]) -> None:
    for each in evidence:
        if each["touchpoint"] in known:
            known[each["touchpoint"]]["evidence"].append(each["number"])
        else:
            each["touchpoint"] = None


def _read_pain_points(connection: Connection, journey_id: str, known: Mapping[int, Values]) -> list[Values]:
    found: dict[int, Values] = {}
    for row in _rows(connection, _PAIN_POINTS, journey_id):
        if row.touchpoint not in known:
            continue
        pain = found.setdefault(row.number, {**row._mapping, "causes": []})
        if row.cause is not None:
            pain["causes"].append({"number": row.cause, "why": row.why})
    return list(found.values())


def _read_actions(
    connection: Connection, journey_id: str, pain_points: set[int], people: dict[str, str]
) -> list[Values]:
    found: dict[int, Values] = {}
    for row in _rows(connection, _ACTIONS, journey_id):
        values = dict(row._mapping)
        task = {name: values.pop(f"task_{name}") for name in (*_TASK, "owner_name")}
        if values["number"] not in found:
            _name_owner(values, people)
            values["pain_point"] = values["pain_point"] if values["pain_point"] in pain_points else None
            found[values["number"]] = {**values, "tasks": []}
        if task["number"] is not None:
            _name_owner(task, people)
            found[values["number"]]["tasks"].append(task)
    return list(found.values())


def _read_measures(
    connection: Connection, journey_id: str, stages: Stages, known: Mapping[int, Values]
) -> list[Values]:
    found: dict[int, Values] = {}
    for row in _rows(connection, _MEASURES, journey_id):
        if row.number not in found:
            touchpoint = row.touchpoint if row.touchpoint in known else None
            stage = stages.get(row.stage, ("", 0))[0]
            found[row.number] = {**row._mapping, "touchpoint": touchpoint, "stage": stage, "values": []}
        if row.value is not None:
            found[row.number]["values"].append({"on": row.on, "value": row.value})
    return list(found.values())


def _read_participants(
    connection: Connection, journey_id: str, people: dict[str, str]
) -> tuple[list[str], list[Values]]:
    """(facilitators, who started first; participation by department). Whoever was only named takes no part yet."""
    facilitators: list[tuple[int, str]] = []
    departments: dict[str, Values] = {}
    for person, department, facilitator, rated, contributions, name in _rows(connection, _PARTICIPANTS, journey_id):
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


# --- the queries; each by journey_id ------------------------------------------------------------------------

_ID: BindParameter[str] = bindparam("journey_id")
_MAP_COLUMNS = (
    *("id", "name", "step", "perspective", "language", "timezone", "workspace", "channel", "closed", "created_at"),
    *("goal", "measure", "trigger", "scope_from", "scope_to", "expectation"),
    *("review_every", "review_unit", "review_at", "review_start", "next_review_at"),
)
_TOUCHPOINT = (
    *("number", "what", "stage", "position", "channel", "online", "ours", "kind", "when", "activity", "info"),
    *("departments", "owner", "key"),
)
_TASK = ("number", "what", "owner", "due", "state", "done_on")


def _of(table: Table, *names: str) -> Select[Any]:
    """Visible rows in the order of their numbers."""
    return select(*(table.c[name] for name in names)).where(table.c.journey_id == _ID, table.c.removed == false())


_j, _s = t.journeys.c, t.stages.c
_JOURNEY = (
    select(*(_j[name] for name in _MAP_COLUMNS), _s.number.label("stage"), _s.name.label("stage_name"))
    .select_from(t.journeys.outerjoin(t.stages, and_(_s.journey_id == _j.id, _s.removed == false())))
    .where(_j.id == _ID, _j.workspace == bindparam("workspace"))
    .order_by(_s.position, _s.number)
)

_c = t.touchpoints.c
_owner, _task_owner = t.people.alias("owner"), t.people.alias("task_owner")
_TOUCHPOINTS = (
    _of(t.touchpoints, *_TOUCHPOINT)
    .add_columns(_owner.c.name.label("owner_name"))
    .outerjoin(_owner, and_(_owner.c.workspace == _c.workspace, _owner.c.id == _c.owner))
)
_NEEDS = _of(t.needs, "touchpoint", "number", "text").order_by(t.needs.c.number)
_JUMPS = _of(t.jumps, "touchpoint", "to", "kind").order_by(t.jumps.c.touchpoint, t.jumps.c.to, t.jumps.c.kind)
_RATINGS = _of(t.ratings, "touchpoint", "score", "word", "why", "importance", "department")
_PERSONAS = _of(t.personas, "number", "name", "about", "wants", "drives").order_by(t.personas.c.number)
_EVIDENCE = _of(t.evidence, "number", "finding", "kind", "source", "date", "touchpoint", "link").order_by(
    t.evidence.c.number
)

_p, _k, _v = t.pain_points.c, t.causes.c, t.votes.c
_votes = (
    select(func.count())
    .select_from(t.votes)
    .where(_v.journey_id == _p.journey_id, _v.pain_point == _p.number, _v.removed == false())
    .correlate(t.pain_points)
    .scalar_subquery()
)
_PAIN_POINTS = (
    _of(t.pain_points, "number", "touchpoint", "what", "severity", "frequency", "set_aside")
    .add_columns(_votes.label("votes"), _k.number.label("cause"), _k.why)
    .outerjoin(t.causes, and_(_k.journey_id == _p.journey_id, _k.pain_point == _p.number, _k.removed == false()))
    .order_by(_p.number, _k.number)
)

_a, _t = t.actions.c, t.tasks.c
_ACTIONS = (
    _of(t.actions, "number", "goal", "pain_point", "owner", "due", "effort", "effect", "state", "done_on")
    .add_columns(
        _owner.c.name.label("owner_name"),
        *(_t[name].label(f"task_{name}") for name in _TASK),
        _task_owner.c.name.label("task_owner_name"),
    )
    .outerjoin(t.tasks, and_(_t.journey_id == _a.journey_id, _t.action == _a.number, _t.removed == false()))
    .outerjoin(_owner, and_(_owner.c.workspace == _a.workspace, _owner.c.id == _a.owner))
    .outerjoin(_task_owner, and_(_task_owner.c.workspace == _t.workspace, _task_owner.c.id == _t.owner))
    .order_by(_a.number, _t.number)
)

_m, _d = t.measures.c, t.readings.c
_MEASURES = (
    _of(t.measures, "number", "name", "unit", "target", "touchpoint", "stage")
    .add_columns(_d.on, _d.value)
    .outerjoin(t.readings, and_(_d.journey_id == _m.journey_id, _d.measure == _m.number, _d.removed == false()))
    .order_by(_m.number, _d.on)
)

_r, _w = t.reviews.c, t.participants.c
_REVIEWS = select(_r.number, _r.held_at, _r.outcome).where(_r.journey_id == _ID).order_by(_r.number)
_PARTICIPANTS = (
    select(_w.person, _w.department, _w.facilitator, _w.rated, _w.contributions, t.people.c.name)
    .outerjoin(t.people, and_(t.people.c.workspace == _w.workspace, t.people.c.id == _w.person))
    .where(_w.journey_id == _ID, or_(_w.facilitator > 0, _w.department != "", _w.rated, _w.contributions > 0))
    .order_by(_w.person)
)
