"""What somebody answers for: actions and tasks, with what a reminder says of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, Select, Table, and_, false, func, literal, select

from storage import tables as t
from storage.values import Kind, Owed

_j, _a, _p, _tp = t.journeys.c, t.actions.c, t.pain_points.c, t.touchpoints.c
_who, _times = t.people.c, t.nudging.c
OWNED: dict[Kind, Table] = {Kind.ACTION: t.actions, Kind.TASK: t.tasks}


def owing(kind: Kind) -> Select[Any]:
    """Visible actions or tasks in open journeys; every row makes an Owed by `owed_of`."""
    c = OWNED[kind].c
    pain = and_(_p.journey_id == _a.journey_id, _p.number == _a.pain_point, _p.removed == false())
    touchpoint = and_(_tp.journey_id == _p.journey_id, _tp.number == _p.touchpoint, _tp.removed == false())
    return (
        select(
            *_told(kind),
            (c.goal if kind is Kind.ACTION else c.what).label("text"),
            (literal("") if kind is Kind.ACTION else _a.goal).label("of_action"),
            c.author,
            c.progress,
            func.coalesce(_p.what, "").label("pain_point"),
            func.coalesce(_root_cause(), "").label("cause"),
            func.coalesce(_tp.what, "").label("touchpoint"),
            _j.goal.label("journey_goal"),
        )
        .select_from(_joined(kind).outerjoin(t.pain_points, pain).outerjoin(t.touchpoints, touchpoint))
        .where(c.removed == false(), _j.closed == false())
    )


def due_ones(kind: Kind) -> Select[Any]:
    """The same things with as much as a sweep needs to know; every row makes an Owed by `due_of`. Of an action that is
    done, nobody is reminded of a task that was left."""
    c = OWNED[kind].c
    shown = select(*_told(kind)).select_from(_joined(kind)).where(c.removed == false(), _j.closed == false())
    return shown.where(_a.state == "open") if kind is Kind.TASK else shown


def _told(kind: Kind) -> tuple[Any, ...]:
    c = OWNED[kind].c
    return (
        c.workspace,
        c.journey_id,
        _j.name.label("journey_name"),
        _j.channel,
        _j.language,
        c.number,
        c.due,
        c.owner,
        func.coalesce(_who.timezone, "").label("zone"),
        func.coalesce(_who.active, literal(True)).label("active"),
        _times.unreachable_until,
        _j.timezone,
        c.nudges,
        c.nudge_at,
        c.state,
    )


def _joined(kind: Kind) -> Any:
    c = OWNED[kind].c
    # the workspace as well: where it is known, few journeys come into question however the database goes about it
    joined = OWNED[kind].join(t.journeys, and_(_j.id == c.journey_id, _j.workspace == c.workspace))
    if kind is Kind.TASK:
        above = and_(_a.journey_id == c.journey_id, _a.number == c.action, _a.removed == false())
        joined = joined.join(t.actions, above)
    owner = and_(_who.workspace == c.workspace, _who.id == c.owner)
    times = and_(_times.workspace == c.workspace, _times.person == c.owner)
    return joined.outerjoin(t.people, owner).outerjoin(t.nudging, times)


def _root_cause() -> Any:
    """The last cause that was named is the deepest."""
    c = t.causes.c
    here = (c.journey_id == _p.journey_id, c.pain_point == _p.number, c.removed == false())
    return select(c.why).where(*here).order_by(c.number.desc()).limit(1).correlate(t.pain_points).scalar_subquery()


def due_of(kind: Kind, row: Row[Any]) -> Owed:
    return Owed(
        row.workspace,
        row.journey_id,
        row.journey_name,
        row.channel,
        row.language,
        kind,
        row.number,
        "",
        row.due,
        row.owner or "",
        row.zone or row.timezone,
        nudges=row.nudges,
        state=row.state,
        nudge_at=row.nudge_at,
    )


def owed_of(kind: Kind, row: Row[Any]) -> Owed:
    return due_of(kind, row)._replace(
        text=row.text,
        set_up_by=row.author,
        pain_point=row.pain_point,
        cause=row.cause,
        touchpoint=row.touchpoint,
        journey_goal=row.journey_goal,
        of_action=row.of_action,
        progress=row.progress,
    )
