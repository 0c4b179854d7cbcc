"""The twelve queries that a whole journey is loaded with; each by :journey_id, and only what is not removed.
Those that tell names take :workspace as well."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BindParameter, Select, Table, and_, bindparam, false, func, or_, select

from storage import tables as t
from storage.hot import Hot

_ID: BindParameter[str] = bindparam("journey_id")
_WORKSPACE: BindParameter[str] = bindparam("workspace")
"""Said outright where people are looked up: taken from the row beside, all people may be read for one journey."""
_JOURNEY_COLUMNS = (
    *("id", "name", "step", "perspective", "language", "timezone", "workspace", "channel", "closed", "created_at"),
    *("goal", "measure", "trigger", "scope_from", "scope_to", "expectation"),
    *("review_every", "review_unit", "review_at", "review_start", "next_review_at"),
)
_TOUCHPOINT_COLUMNS = (
    *("number", "what", "stage", "position", "channel", "online", "ours", "kind", "when", "activity", "info"),
    *("departments", "owner", "key", "confirmed_at"),
)
TASK = ("number", "what", "owner", "due", "state", "done_on", "progress")


def _of(table: Table, *names: str) -> Select[Any]:
    """Rows of one journey that are not removed, by columns."""
    return select(*(table.c[name] for name in names)).where(table.c.journey_id == _ID, table.c.removed == false())


_j, _s = t.journeys.c, t.stages.c
JOURNEY = Hot(
    select(
        *(_j[name] for name in _JOURNEY_COLUMNS),
        func.coalesce(t.workspaces.c.accent, "").label("accent"),
        _s.number.label("stage"),
        _s.name.label("stage_name"),
    )
    .select_from(
        t.journeys.outerjoin(t.stages, and_(_s.journey_id == _j.id, _s.removed == false())).outerjoin(
            t.workspaces, t.workspaces.c.workspace == _j.workspace
        )
    )
    .where(_j.id == _ID, _j.workspace == _WORKSPACE)
    .order_by(_s.position, _s.number)
)

_c = t.touchpoints.c
_owner, _task_owner = t.people.alias("owner"), t.people.alias("task_owner")
TOUCHPOINTS = Hot(
    _of(t.touchpoints, *_TOUCHPOINT_COLUMNS)
    .add_columns(_owner.c.name.label("owner_name"))
    .outerjoin(_owner, and_(_owner.c.workspace == _WORKSPACE, _owner.c.id == _c.owner))
)
NEEDS = Hot(_of(t.needs, "touchpoint", "number", "text").order_by(t.needs.c.number))
JUMPS = Hot(_of(t.jumps, "touchpoint", "to", "kind").order_by(t.jumps.c.touchpoint, t.jumps.c.to, t.jumps.c.kind))
RATINGS = Hot(_of(t.ratings, "touchpoint", "score", "word", "why", "importance", "department"))
PERSONAS = Hot(_of(t.personas, "number", "name", "about", "wants", "drives").order_by(t.personas.c.number))
EVIDENCE = Hot(
    _of(t.evidence, "number", "finding", "kind", "source", "date", "touchpoint", "link").order_by(t.evidence.c.number)
)

_p, _k, _v = t.pain_points.c, t.causes.c, t.votes.c
_votes = (
    select(func.count())
    .select_from(t.votes)
    .where(_v.journey_id == _p.journey_id, _v.pain_point == _p.number, _v.removed == false())
    .correlate(t.pain_points)
    .scalar_subquery()
)
PAIN_POINTS = Hot(
    _of(t.pain_points, "number", "touchpoint", "what", "severity", "frequency", "set_aside")
    .add_columns(_votes.label("votes"), _k.number.label("cause"), _k.why)
    .outerjoin(t.causes, and_(_k.journey_id == _p.journey_id, _k.pain_point == _p.number, _k.removed == false()))
    .order_by(_p.number, _k.number)
)

_a, _t = t.actions.c, t.tasks.c
ACTIONS = Hot(
    _of(t.actions, "number", "goal", "pain_point", "owner", "due", "effort", "effect", "state", "done_on", "told_on")
    .add_columns(_a.progress)
    .add_columns(
        _a.created_at.label("since"),
        _owner.c.name.label("owner_name"),
        *(_t[name].label(f"task_{name}") for name in TASK),
        _task_owner.c.name.label("task_owner_name"),
    )
    .outerjoin(t.tasks, and_(_t.journey_id == _a.journey_id, _t.action == _a.number, _t.removed == false()))
    .outerjoin(_owner, and_(_owner.c.workspace == _WORKSPACE, _owner.c.id == _a.owner))
    .outerjoin(_task_owner, and_(_task_owner.c.workspace == _WORKSPACE, _task_owner.c.id == _t.owner))
    .order_by(_a.number, _t.number)
)

_m, _d = t.measures.c, t.readings.c
MEASURES = Hot(
    _of(t.measures, "number", "name", "unit", "target", "direction", "touchpoint", "stage")
    .add_columns(_d.on, _d.value)
    .outerjoin(t.readings, and_(_d.journey_id == _m.journey_id, _d.measure == _m.number, _d.removed == false()))
    .order_by(_m.number, _d.on)
)

_r, _w = t.reviews.c, t.participants.c
REVIEWS = Hot(
    select(_r.number, _r.held_at, _r.outcome, _r.state, _r.closed_at).where(_r.journey_id == _ID).order_by(_r.number)
)
PARTICIPANTS = Hot(
    select(_w.person, _w.department, _w.facilitator, _w.rated, _w.contributions, t.people.c.name)
    .outerjoin(t.people, and_(t.people.c.workspace == _WORKSPACE, t.people.c.id == _w.person))
    .where(_w.journey_id == _ID, or_(_w.facilitator > 0, _w.department != "", _w.rated, _w.contributions > 0))
    .order_by(_w.person)
)
