"""What falls due: reviews. A sweep claims what is due, has it worded, and moves the date on, in one transaction, so
that nothing is sent twice or forgotten, whoever else sweeps at the same time. Reminders to people: `nudging.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, false, select

from storage import tables as t
from storage.base import StoreBase
from storage.dialect import claiming
from storage.heads import HEAD, head_of
from storage.outbox_rows import put_many
from storage.reviewing import begin_review
from storage.values import JourneyHead, Post

ReviewPlan = Callable[[JourneyHead], tuple[datetime | None, Sequence[Post]]]

AT_ONCE = 20
"""At most so many in one transaction, whatever the limit: on SQLite everybody else waits meanwhile."""
LOOK_AGAIN = timedelta(days=1)
"""A plan that names no later time is asked again so much later."""

_j = t.journeys.c


class Reminders(StoreBase):
    def sweep_reviews(self, now: datetime, limit: int, plan: ReviewPlan) -> int:
        """Reviews that are due in open journeys, `limit` at most: begins them, keeps what `plan` wants said, and the
        date it names next. Returns how many. `plan` may read from the Store, not write to it."""

        def sweep(connection: Connection) -> int:
            due, most = claiming(_DUE_REVIEWS, t.journeys), min(limit, AT_ONCE)
            heads = [head_of(row) for row in connection.execute(due, {"now": now, "most": most})]
            plans = [(head, *plan(head)) for head in heads]
            moved = [{"j": head.id, "next": later(now, following)} for head, following, _ in plans]
            if moved:
                connection.execute(_MOVE_REVIEW, moved)
            for head, _, posts in plans:
                if posts:
                    begin_review(connection, head, now, head.set_up_by)
            put_many(connection, [(head.workspace, post) for head, _, posts in plans for post in posts], now)
            return len(plans)

        return self._db.write(sweep) if self._reviews(now, 1) else 0

    def due_reviews(self, now: datetime, limit: int = 1000) -> list[JourneyHead]:
        return [head_of(row) for row in self._reviews(now, limit)]

    def _reviews(self, now: datetime, limit: int) -> Sequence[Any]:
        return self._db.read(lambda c: c.execute(_DUE_REVIEWS, {"now": now, "most": limit}).all())


def later(now: datetime, following: datetime | None) -> datetime | None:
    """Whoever sweeps until nothing is due must come to an end, and nobody be told twice at once."""
    return following if following is None or following > now else now + LOOK_AGAIN


_DUE_REVIEWS = (
    select(*HEAD)
    .where(_j.closed == false(), _j.next_review_at <= bindparam("now", type_=_j.next_review_at.type))
    .order_by(_j.next_review_at)
    .limit(bindparam("most"))
)
_MOVE_REVIEW = t.journeys.update().where(_j.id == bindparam("j")).values(next_review_at=bindparam("next"))
