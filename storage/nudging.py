"""Reminders to people: what is due for one person is claimed together, worded as one digest, and moved on, in one
transaction. What is due for whom says `nudge_claims.py`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, and_, bindparam, select
from sqlalchemy.sql.dml import Insert

from journey.model import Person
from journey.nudging import NudgeTimes
from storage import tables as t
from storage.base import StoreBase
from storage.dialect import upsert
from storage.nudge_claims import DUE, claim, times_of
from storage.outbox_rows import put_many
from storage.owed import OWNED, due_ones, owed_of, owing
from storage.reminders import LOOK_AGAIN, later
from storage.values import Digest, DigestPlan, ItemName, Kind, Owed, Post, Visit

Plan = Callable[[Digest], DigestPlan]
KEYS_AT_ONCE = 600
UNREACHABLE = timedelta(days=30)
"""So long nobody tries again to write to somebody who cannot be written to."""


_j = t.journeys.c
_HERE = select(_j.id).where(_j.workspace == bindparam("workspace"), _j.id.in_(bindparam("journeys", expanding=True)))


class Nudging(StoreBase):
    def sweep_nudges(self, now: datetime, limit: int, plan: Plan) -> int:
        """Open actions and tasks to remind people of, some `limit` at most: a Digest for each person goes to `plan`,
        which may read from the Store, not write to it. Returns how many items were looked at."""
        if not self._any_due(now):
            return 0

        def sweep(connection: Connection) -> int:
            claimed = claim(connection, now, min(limit, KEYS_AT_ONCE), locking=True)
            plans = [(digest, plan(digest)) for digest in claimed.digests]
            _move_on(connection, now, plans, claimed.hidden)
            put_many(connection, [(digest.workspace, post) for digest, each in plans for post in each.posts], now)
            told = [_told(digest, each) for digest, each in plans if each.told_on]
            if told:
                connection.execute(_telling(connection.dialect.name), told)
            return sum(len(digest.items) for digest, _ in plans) + len(claimed.hidden)

        return self._db.write(sweep)

    def due_nudges(self, now: datetime, limit: int = 100_000) -> Sequence[Digest]:
        """What a sweep would look at."""
        return self._db.read(lambda c: claim(c, now, limit, locking=False, people=limit).digests, whole=True)

    def items_owed(self, workspace: str, names: Iterable[ItemName]) -> dict[ItemName, Owed]:
        """These items as they are now; hidden ones are left out."""
        wanted = set(names)

        def look(connection: Connection) -> dict[ItemName, Owed]:
            found = {}
            for kind, table in OWNED.items():
                journeys = sorted({journey for journey, of, _ in wanted if of is kind})
                numbers = sorted({number for _, of, number in wanted if of is kind})
                these = (table.c.journey_id.in_(journeys), table.c.number.in_(numbers), table.c.workspace == workspace)
                for row in connection.execute(owing(kind).where(*these)) if journeys else ():
                    found[row.journey_id, kind, row.number] = owed_of(kind, row)
            return {name: owed for name, owed in found.items() if name in wanted}

        return self._db.read(look)

    def nudge_times(self, workspace: str, person: Person) -> NudgeTimes:
        return self._db.read(lambda c: times_of(c, [(workspace, person)]).get((workspace, person), NudgeTimes()))

    def set_nudge_times(
        self, visit: Visit, times: NudgeTimes, again: Callable[[datetime, str], datetime], posts: Sequence[Post]
    ) -> None:
        """The visitor's own, from now on. `again(due, zone)` is when what was due then comes instead."""
        workspace, person = visit.workspace, visit.person

        def keep(connection: Connection) -> None:
            row = {"workspace": workspace, "person": person, "at": times.at, "days": times.days, "off": times.off}
            connection.execute(_wishing(connection.dialect.name), row)
            for kind, table in OWNED.items():
                c = table.c
                mine = due_ones(kind).where(
                    c.workspace == workspace, c.owner == person, c.state == "open", c.nudge_at > visit.now
                )
                moved = [
                    {"j": each.journey_id, "n": each.number, "next": again(each.nudge_at, each.zone or each.timezone)}
                    for each in connection.execute(mine).all()
                ]
                if moved:
                    connection.execute(_MOVE[kind], [{**each, "more": 0} for each in moved])
            put_many(connection, [(workspace, post) for post in posts], visit.now)

        self._db.write(keep)

    def cannot_write_to(self, workspace: str, person: Person, names: Iterable[ItemName], now: datetime) -> None:
        """No direct message gets to this person: what they were to be told comes to a facilitator, at once."""

        named = list(names)
        journeys = {journey for journey, *_ in named}

        def hand_on(connection: Connection) -> None:
            here = set(connection.execute(_HERE, {"workspace": workspace, "journeys": list(journeys)}).scalars())
            row = {"workspace": workspace, "person": person, "until": now + UNREACHABLE}
            connection.execute(_losing(connection.dialect.name), row)
            for kind in OWNED:
                again = [{"j": j, "n": n, "next": now, "more": 0} for j, of, n in named if of is kind and j in here]
                if again:
                    connection.execute(_MOVE[kind], again)

        self._db.write(hand_on)

    def _any_due(self, now: datetime) -> bool:
        asked = {"now": now, "most": 1}
        return self._db.read(lambda c: any(c.execute(due, asked).first() for due in DUE.values()))


def _move_on(
    connection: Connection, now: datetime, plans: Sequence[tuple[Digest, DigestPlan]], hidden: Sequence[ItemName]
) -> None:
    """What is hidden (a closed journey, a removed action) is looked at again: it may come back."""
    moved: dict[Kind, list[dict[str, Any]]] = defaultdict(list)
    for digest, plan in plans:
        for item, (following, counts) in zip(digest.items, plan.following, strict=True):
            journey, kind, number = item.owed.name
            moved[kind].append({"j": journey, "n": number, "next": later(now, following), "more": int(counts)})
    for journey, kind, number in hidden:
        moved[kind].append({"j": journey, "n": number, "next": now + LOOK_AGAIN, "more": 0})
    for kind, rows in moved.items():
        connection.execute(_MOVE[kind], rows)


def _told(digest: Digest, plan: DigestPlan) -> dict[str, Any]:
    at, days, off = digest.times.at, digest.times.days, digest.times.off
    return {
        "workspace": digest.workspace,
        "person": digest.person,
        "at": at,
        "days": days,
        "off": off,
        "day": plan.told_on,
    }


@cache
def _telling(dialect: str) -> Insert:
    return upsert(dialect, t.nudging, ("workspace", "person"), {"told_on": "{told_on}"}).values(
        told_on=bindparam("day")
    )


@cache
def _wishing(dialect: str) -> Insert:
    """Whoever asks to be reminded can be written to."""
    told = {"at": "{at}", "days": "{days}", "off": "{off}", "unreachable_until": None}
    return upsert(dialect, t.nudging, ("workspace", "person"), told)


@cache
def _losing(dialect: str) -> Insert:
    usual = NudgeTimes()
    told = upsert(dialect, t.nudging, ("workspace", "person"), {"unreachable_until": "{unreachable_until}"})
    return told.values(at=usual.at, days=usual.days, off=usual.off, unreachable_until=bindparam("until"))


_MOVE = {
    kind: table.update()
    .where(and_(table.c.journey_id == bindparam("j"), table.c.number == bindparam("n")))
    .values(nudge_at=bindparam("next"), nudges=table.c.nudges + bindparam("more"))
    for kind, table in OWNED.items()
}
