"""What somebody answers for: open actions and tasks, with what a nudge says of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, Select, and_, false, func, select

from storage import tables as t
from storage.values import Kind, Owed

_j, _a, _p, _who = t.journeys.c, t.actions.c, t.pain_points.c, t.people.c


def owing(kind: Kind) -> Select[Any]:
    """Visible actions or tasks in open journeys that have an owner; every row makes an Owed by `owed_of`."""
    table = t.actions if kind is Kind.ACTION else t.tasks
    c = table.c
    joined = table.join(t.journeys, _j.id == c.journey_id)
    if kind is Kind.TASK:
        joined = joined.join(
            t.actions, and_(_a.journey_id == c.journey_id, _a.number == c.action, _a.removed == false())
        )
    pain = and_(_p.journey_id == _a.journey_id, _p.number == _a.pain_point, _p.removed == false())
    owner = and_(_who.workspace == c.workspace, _who.id == c.owner)
    return (
        select(
            c.workspace,
            c.journey_id,
            _j.name.label("journey_name"),
            _j.channel,
            _j.language,
            c.number,
            (c.goal if kind is Kind.ACTION else c.what).label("text"),
            c.due,
            c.owner,
            func.coalesce(_who.timezone, "").label("zone"),
            _j.timezone,
            c.author,
            func.coalesce(_p.what, "").label("pain_point"),
            func.coalesce(_root_cause(), "").label("cause"),
            c.nudges,
            c.nudge_at,
        )
        .select_from(joined.outerjoin(t.pain_points, pain).outerjoin(t.people, owner))
        .where(c.removed == false(), c.owner.is_not(None), _j.closed == false())
    )


def _root_cause() -> Any:
    """The last cause that was named is the deepest."""
    c = t.causes.c
    here = (c.journey_id == _p.journey_id, c.pain_point == _p.number, c.removed == false())
    return select(c.why).where(*here).order_by(c.number.desc()).limit(1).correlate(t.pain_points).scalar_subquery()


def owed_of(kind: Kind, row: Row[Any]) -> Owed:
    return Owed(
        row.workspace,
        row.journey_id,
        row.journey_name,
        row.channel,
        row.language,
        kind,
        row.number,
        row.text,
        row.due,
        row.owner,
        row.zone or row.timezone,
        row.author,
        row.pain_point,
        row.cause,
        row.nudges,
    )
