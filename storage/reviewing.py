"""A review from its opening to its closing: what was looked at, what came of it, and the map as it was then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, false, func, insert, or_, select

from journey.model import Person
from storage import tables as t
from storage.base import StoreBase
from storage.counting import next_number
from storage.heads import HEAD, find_head, head_of
from storage.outbox_rows import put
from storage.refusals import NoReview, ReviewIsOpen
from storage.snapshots import take_snapshot
from storage.turn import Turn, enter
from storage.values import JourneyHead, Kind, Post, Snapshot, SnapshotKind, Visit

_r, _c, _j = t.reviews.c, t.touchpoints.c, t.journeys.c


class Reviewing(StoreBase):
    def open_review(self, visit: Visit, journey_id: str, posts: Sequence[Post] = ()) -> int:
        """Begins a review now; returns its number. Facilitators only (NotYours). Raises ReviewIsOpen."""

        def opening(turn: Turn) -> int:
            turn.facilitators_only()
            there = _open_number(turn.connection, turn.head.id)
            if there is not None:
                raise ReviewIsOpen(there)
            return begin_review(turn.connection, turn.head, visit.now, visit.person)

        return self._reviewing(visit, journey_id, "review", opening, posts)

    def confirm(self, visit: Visit, journey_id: str, touchpoint: int, posts: Sequence[Post] = ()) -> int:
        """This touchpoint is still true. Returns how many are left to look at in the open review; 0 without one.
        Raises NoSuchItem."""

        def confirming(turn: Turn) -> int:
            number = turn.known(Kind.TOUCHPOINT, touchpoint)
            here = and_(_c.journey_id == journey_id, _c.number == number)
            told = {"confirmed_at": visit.now, "confirmed_by": visit.person}
            turn.connection.execute(t.touchpoints.update().where(here).values(told))
            return _left(turn.connection, journey_id)

        return self._reviewing(visit, journey_id, f"confirm {touchpoint}", confirming, posts, logged=False)

    def left_to_look_at(self, workspace: str, journey_id: str) -> int:
        """0 for a journey that this workspace has not."""

        def look(connection: Connection) -> int:
            return _left(connection, journey_id) if find_head(connection, journey_id, workspace) else 0

        return self._db.read(look)

    def close_review(self, visit: Visit, journey_id: str, outcome: str | None, posts: Sequence[Post] = ()) -> int:
        """Ends the open review and keeps the map as it is now. Without an open one the outcome is written at the
        last one. Returns the review's number. Raises NoReview."""

        def closing(turn: Turn) -> int:
            number = _open_number(turn.connection, journey_id)
            if number is not None:
                end_review(turn.connection, turn.head, number, visit.now, outcome, author=visit.person)
                return number
            last = select(func.max(_r.number)).where(_r.journey_id == journey_id)
            number = turn.connection.execute(last).scalar()
            if number is None:
                raise NoReview
            if outcome is not None:
                turn.connection.execute(_one(journey_id, number).values(outcome=outcome))
            return int(number)

        return self._reviewing(visit, journey_id, "review", closing, posts)

    def pause_reviews(self, journey_id: str, workspace: str, posts: Sequence[Post], now: datetime) -> bool:
        """Its channel cannot be reached: no more reviews until somebody plans them anew or we are back. False when
        that is known already, and nothing is told again."""

        def pause(connection: Connection) -> bool:
            mine = and_(_j.id == journey_id, _j.workspace == workspace, _j.next_review_at.is_not(None))
            paused = connection.execute(t.journeys.update().where(mine).values(next_review_at=None)).rowcount > 0
            if paused:
                put(connection, workspace, posts, now)
            return paused

        return self._db.write(pause)

    def paused_reviews(self, workspace: str = "", channel: str = "") -> list[JourneyHead]:
        """Open journeys with a schedule and no next review; of one channel, or of all."""
        which = [_j.closed == false(), _j.next_review_at.is_(None), _j.review_every.is_not(None)]
        if channel:
            which += [_j.workspace == workspace, _j.channel == channel]
        return self._db.read(lambda c: [head_of(row) for row in c.execute(select(*HEAD).where(*which))])

    def resume_reviews(self, workspace: str, journey_id: str, next_at: datetime) -> None:
        mine = t.journeys.update().where(_j.id == journey_id, _j.workspace == workspace, _j.next_review_at.is_(None))
        self._db.write(lambda c: c.execute(mine.values(next_review_at=next_at)) and None)

    def facilitators_zones(self, workspace: str, journey_id: str) -> list[str]:
        """The time zones of those who facilitate, as far as we know them."""
        p, who = t.participants, t.people
        joined = p.join(who, and_(who.c.workspace == p.c.workspace, who.c.id == p.c.person))
        mine = (p.c.journey_id == journey_id, p.c.workspace == workspace, p.c.facilitator > 0, who.c.timezone != "")
        return self._db.read(
            lambda c: list(c.execute(select(who.c.timezone).select_from(joined).where(*mine)).scalars())
        )

    def _reviewing(
        self, visit: Visit, journey_id: str, what: str, work: Any, posts: Sequence[Post], *, logged: bool = True
    ) -> int:
        def do(connection: Connection) -> int:
            turn = enter(connection, self._keys, visit, journey_id, what)
            if turn.again:
                return 0
            turn.open_only()
            number = int(work(turn))
            if logged:
                turn.entries.write(what)
            put(connection, visit.workspace, posts, visit.now)
            return number

        return self._db.write(do)


def begin_review(connection: Connection, head: JourneyHead, now: datetime, author: Person) -> int:
    """A new open review. One that was left open is closed, with its snapshot."""
    left = _open_number(connection, head.id)
    if left is not None:
        end_review(connection, head, left, now - timedelta(microseconds=1), None)
    number = next_number(connection, head.id, head.workspace, "review")
    row = {"journey_id": head.id, "workspace": head.workspace, "number": number, "held_at": now, "author": author}
    connection.execute(insert(t.reviews), {**row, "outcome": "", "state": "open", "closed_at": None})
    return number


def end_review(
    connection: Connection, head: JourneyHead, number: int, now: datetime, outcome: str | None, *, author: Person = ""
) -> None:
    ended = {"state": "closed", "closed_at": now} | ({} if outcome is None else {"outcome": outcome})
    connection.execute(_one(head.id, number).values(ended))
    take_snapshot(connection, head, Snapshot(0, "", SnapshotKind.REVIEW, now, author, number))


def _one(journey_id: str, number: int) -> Any:
    return t.reviews.update().where(_r.journey_id == journey_id, _r.number == number)


_OPEN = select(func.max(_r.number)).where(_r.journey_id == bindparam("journey_id"), _r.state == "open")


def _open_number(connection: Connection, journey_id: str) -> int | None:
    return connection.execute(_OPEN, {"journey_id": journey_id}).scalar()


def _left(connection: Connection, journey_id: str) -> int:
    """Touchpoints that nobody has confirmed since the open review began."""
    begun = (
        select(_r.held_at).where(_r.journey_id == journey_id, _r.state == "open").order_by(_r.number.desc()).limit(1)
    )
    held_at = connection.execute(begun).scalar()
    if held_at is None:
        return 0
    stale = or_(_c.confirmed_at.is_(None), _c.confirmed_at < held_at)
    left = select(func.count()).where(_c.journey_id == journey_id, _c.removed == false(), stale)
    return int(connection.execute(left).scalar_one())
