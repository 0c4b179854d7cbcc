"""Many journeys at once, as much of each as stands on a dashboard: a query for each kind of thing, not for each
journey."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, case, false, func, select

from journey.model import JourneyMap
from storage import tables as t
from storage.base import StoreBase
from storage.heads import HEAD, head_of
from storage.shapes import visible
from storage.values import JourneyHead, Kind

MOST = 100
Rows = dict[str, list[dict[str, Any]]]
_j, _c, _r, _m, _d, _a, _p, _v = (
    table.c
    for table in (t.journeys, t.touchpoints, t.ratings, t.measures, t.readings, t.actions, t.participants, t.reviews)
)


class Portfolios(StoreBase):
    def portfolio(self, workspace: str, channels: Sequence[str]) -> list[JourneyMap]:
        """The open journeys of these channels, the youngest first, at most MOST. Each map holds its touchpoints with
        their mean, its open actions, its measures with their latest value, its reviews, and who took part; nothing
        else."""
        return self._db.read(lambda c: _read(c, workspace, sorted(set(channels))), whole=True)


def _read(connection: Connection, workspace: str, channels: Sequence[str]) -> list[JourneyMap]:
    here = select(*HEAD).where(_j.workspace == workspace, _j.closed == false(), _j.channel.in_(channels))
    rows = connection.execute(here.order_by(_j.created_at.desc(), _j.id).limit(MOST))
    heads = [head_of(row) for row in rows]
    ids = [head.id for head in heads]

    def of(statement: Select[Any]) -> Rows:
        return _by_journey(connection.execute(statement).mappings())

    touchpoints, measures = of(_touchpoints(ids)), of(_measures(ids))
    actions, people = of(_actions(ids)), of(_participation(ids))
    reviews = of(_reviews(ids))
    return [_map(head, touchpoints, measures, actions, people, reviews) for head in heads]


def _by_journey(rows: Iterable[Any]) -> Rows:
    found: Rows = defaultdict(list)
    for row in rows:
        found[row["journey_id"]].append(dict(row))
    return found


def _map(
    head: JourneyHead, touchpoints: Rows, measures: Rows, actions: Rows, people: Rows, reviews: Rows
) -> JourneyMap:
    return JourneyMap.model_validate(
        {
            **{name: getattr(head, name) for name in ("id", "name", "step", "perspective", "language", "timezone")},
            **{name: getattr(head, name) for name in ("workspace", "channel", "goal", "schedule")},
            "touchpoints": [_rated(row) for row in touchpoints[head.id]],
            "measures": [_measured(row) for row in measures[head.id]],
            "actions": [{**row, "since": row["created_at"].date()} for row in actions[head.id]],
            "participation": people[head.id],
            "reviews": reviews[head.id],
        }
    )


def _rated(row: dict[str, Any]) -> dict[str, Any]:
    mean = None if row["mean"] is None else float(row["mean"])
    return {**row, "rating": {"mean": mean, "count": row["raters"]}}


def _measured(row: dict[str, Any]) -> dict[str, Any]:
    values = [] if row["value"] is None else [{"on": row["on"], "value": row["value"]}]
    return {**row, "stage": row["stage_name"] or "", "values": values}


def _touchpoints(ids: Sequence[str]) -> Select[Any]:
    rated = and_(_r.journey_id == _c.journey_id, _r.touchpoint == _c.number, _r.removed == false())
    columns = (_c.journey_id, _c.number, _c.what, _c.kind, _c.ours, _c.departments)
    grouped = (_c.journey_id, _c.number)
    means = (
        select(*grouped, func.avg(_r.score).label("mean"), func.count(_r.score).label("raters"))
        .select_from(t.touchpoints.outerjoin(t.ratings, rated))
        .where(_c.journey_id.in_(ids))
        .group_by(*grouped)
        .subquery()
    )
    same = and_(means.c.journey_id == _c.journey_id, means.c.number == _c.number)
    joined = visible(Kind.TOUCHPOINT, select(*columns, means.c.mean, means.c.raters)).join(means, same)
    return joined.where(_c.journey_id.in_(ids)).order_by(_c.journey_id, _c.number)


def _measures(ids: Sequence[str]) -> Select[Any]:
    last = (
        select(_d.journey_id, _d.measure, func.max(_d.on).label("on"))
        .where(_d.journey_id.in_(ids), _d.removed == false())
        .group_by(_d.journey_id, _d.measure)
        .subquery()
    )
    newest = and_(last.c.journey_id == _m.journey_id, last.c.measure == _m.number)
    reading = and_(_d.journey_id == last.c.journey_id, _d.measure == last.c.measure, _d.on == last.c.on)
    stage = and_(t.stages.c.journey_id == _m.journey_id, t.stages.c.number == _m.stage)
    columns = (_m.journey_id, _m.number, _m.name, _m.unit, _m.target, _m.direction, _m.touchpoint)
    return (
        select(*columns, t.stages.c.name.label("stage_name"), _d.on, _d.value)
        .select_from(t.measures.outerjoin(last, newest).outerjoin(t.readings, reading).outerjoin(t.stages, stage))
        .where(_m.journey_id.in_(ids), _m.removed == false())
        .order_by(_m.journey_id, _m.number)
    )


def _actions(ids: Sequence[str]) -> Select[Any]:
    columns = (_a.journey_id, _a.number, _a.goal, _a.owner, _a.due, _a.state, _a.created_at)
    left = select(*columns).where(_a.journey_id.in_(ids), _a.removed == false(), _a.state == "open")
    return left.order_by(_a.journey_id, _a.number)


def _participation(ids: Sequence[str]) -> Select[Any]:
    """By department, without those who took no part."""
    counts = (
        func.count().label("people"),
        func.sum(case((_p.rated, 1), else_=0)).label("raters"),
        func.sum(_p.contributions).label("contributions"),
    )
    took_part = (_p.department != "") | (_p.contributions > 0) | _p.rated
    found = select(_p.journey_id, _p.department, *counts).where(_p.journey_id.in_(ids), took_part)
    return found.group_by(_p.journey_id, _p.department).order_by(_p.journey_id, _p.department)


def _reviews(ids: Sequence[str]) -> Select[Any]:
    columns = (_v.journey_id, _v.number, _v.held_at, _v.state)
    return select(*columns).where(_v.journey_id.in_(ids)).order_by(_v.journey_id, _v.number)
