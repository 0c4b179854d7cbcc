"""What falls due: reviews and nudges. A sweep claims what is due, has it worded, and moves the date on, in one
transaction, so that nothing is sent twice or forgotten, whoever else sweeps at the same time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, bindparam, false, select

from storage import tables as t
from storage.base import StoreBase
from storage.dialect import claiming
from storage.heads import HEAD, head_of
from storage.outbox_rows import put_many
from storage.owed import owed_of, owing
from storage.values import JourneyHead, Kind, Owed, Post

ReviewPlan = Callable[[JourneyHead], tuple[datetime | None, Sequence[Post]]]
NudgePlan = Callable[[Owed], tuple[datetime | None, Sequence[Post]]]

AT_ONCE = 100
"""At most so many in one transaction, whatever the limit: on SQLite everybody else waits meanwhile."""
LOOK_AGAIN = timedelta(days=1)
"""What is hidden (a closed journey, a removed action) is not nudged about, but may come back."""

_j = t.journeys.c


class Reminders(StoreBase):
    def sweep_reviews(self, now: datetime, limit: int, plan: ReviewPlan) -> int:
        """Reviews that are due in open journeys, `limit` at most: keeps what `plan` wants said, and the date it
        names next. Returns how many. `plan` may read from the Store, not write to it."""

        def sweep(connection: Connection) -> int:
            due, most = claiming(_DUE_REVIEWS, t.journeys), min(limit, AT_ONCE)
            heads = [head_of(row) for row in connection.execute(due, {"now": now, "most": most})]
            plans = [(head, *plan(head)) for head in heads]
            moved = [{"j": head.id, "next": _later(now, following)} for head, following, _ in plans]
            if moved:
                connection.execute(_MOVE_REVIEW, moved)
            put_many(connection, [(head.workspace, post) for head, _, posts in plans for post in posts], now)
            return len(plans)

        return self._db.write(sweep) if self._reviews(now, 1) else 0

    def sweep_nudges(self, now: datetime, limit: int, plan: NudgePlan) -> int:
        """Open actions and tasks to be nudged about, as `sweep_reviews`. One without posts is not counted as a
        nudge of its owner. Returns how many were looked at."""
        if not any(self._nudges(now, kind, 1) for kind in _NUDGED):
            return 0

        def sweep(connection: Connection) -> int:
            swept, most = 0, min(limit, AT_ONCE)
            for kind in _NUDGED:
                swept += _sweep_kind(connection, kind, now, most - swept, plan)
            return swept

        return self._db.write(sweep)

    def due_reviews(self, now: datetime, limit: int = 1000) -> list[JourneyHead]:
        return [head_of(row) for row in self._reviews(now, limit)]

    def due_nudges(self, now: datetime, limit: int = 1000) -> list[Owed]:
        def look(connection: Connection) -> list[Owed]:
            owed = []
            for kind, due in _DUE_OWED.items():
                owed += [owed_of(kind, row) for row in connection.execute(due, {"now": now, "most": limit})]
            return owed

        return self._db.read(look)

    def _reviews(self, now: datetime, limit: int) -> Sequence[Any]:
        return self._db.read(lambda c: c.execute(_DUE_REVIEWS, {"now": now, "most": limit}).all())

    def _nudges(self, now: datetime, kind: Kind, limit: int) -> Sequence[Any]:
        return self._db.read(lambda c: c.execute(_DUE_KEYS[kind], {"now": now, "most": limit}).all())


def _later(now: datetime, following: datetime | None) -> datetime | None:
    """Whoever sweeps until nothing is due must come to an end, and nobody be told twice at once."""
    return following if following is None or following > now else now + LOOK_AGAIN


def _sweep_kind(connection: Connection, kind: Kind, now: datetime, limit: int, plan: NudgePlan) -> int:
    table = _NUDGED[kind]
    keys = connection.execute(claiming(_DUE_KEYS[kind], table), {"now": now, "most": limit}).all()
    if not keys:
        return 0
    shown = {(row.journey_id, row.number): owed_of(kind, row) for row in _owed_rows(connection, kind, keys)}
    moved: list[dict[str, Any]] = []
    posts: list[tuple[str, Post]] = []
    for journey_id, number in keys:
        owed = shown.get((journey_id, number))
        following, said = plan(owed) if owed else (now + LOOK_AGAIN, ())
        moved.append({"j": journey_id, "n": number, "next": _later(now, following), "more": 1 if said else 0})
        posts += [(owed.workspace, post) for post in said if owed]
    connection.execute(_MOVE_NUDGE[kind], moved)
    put_many(connection, posts, now)
    return len(keys)


def _owed_rows(connection: Connection, kind: Kind, keys: Sequence[Any]) -> Sequence[Any]:
    """By journey: a journey's due items at once, so that the query is by index on both databases."""
    c = _NUDGED[kind].c
    journeys, numbers = sorted({key.journey_id for key in keys}), sorted({key.number for key in keys})
    these = (c.journey_id.in_(journeys), c.number.in_(numbers), c.state == "open")
    return connection.execute(owing(kind).where(*these)).all()


_NUDGED = {Kind.ACTION: t.actions, Kind.TASK: t.tasks}


def _due_keys(table: Table) -> Select[Any]:
    due = table.c.nudge_at <= bindparam("now", type_=table.c.nudge_at.type)
    return select(table.c.journey_id, table.c.number).where(due).order_by(table.c.nudge_at).limit(bindparam("most"))


_DUE_KEYS = {kind: _due_keys(table) for kind, table in _NUDGED.items()}
_DUE_OWED = {
    kind: owing(kind)
    .where(table.c.nudge_at <= bindparam("now", type_=table.c.nudge_at.type), table.c.state == "open")
    .order_by(table.c.nudge_at)
    .limit(bindparam("most"))
    for kind, table in _NUDGED.items()
}
_MOVE_NUDGE = {
    kind: table.update()
    .where(and_(table.c.journey_id == bindparam("j"), table.c.number == bindparam("n")))
    .values(nudge_at=bindparam("next"), nudges=table.c.nudges + bindparam("more"))
    for kind, table in _NUDGED.items()
}
_DUE_REVIEWS = (
    select(*HEAD)
    .where(_j.closed == false(), _j.next_review_at <= bindparam("now", type_=_j.next_review_at.type))
    .order_by(_j.next_review_at)
    .limit(bindparam("most"))
)
_MOVE_REVIEW = t.journeys.update().where(_j.id == bindparam("j")).values(next_review_at=bindparam("next"))
