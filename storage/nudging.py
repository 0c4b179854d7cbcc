"""Reminders to people: what is due for one person is claimed together, worded as one digest, and moved on, in one
transaction. Whose item it is says `_addressed`: its owner's, or a facilitator's where the owner is gone or silent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, or_, select
from sqlalchemy.sql.dml import Insert

from journey.model import Person
from journey.nudging import UNANSWERED_AT_MOST, NudgeTimes
from storage import tables as t
from storage.base import StoreBase
from storage.dialect import claiming, hold_people, upsert
from storage.outbox_rows import put_many
from storage.owed import OWNED, due_of, due_ones, owed_of, owing
from storage.reminders import LOOK_AGAIN, later
from storage.values import Digest, DigestPlan, DueItem, ItemName, Kind, Owed, Post, Why

Plan = Callable[[Digest], DigestPlan]
Address = tuple[str, Person]
PEOPLE_AT_ONCE = 100
"""At most so many people in one transaction: on SQLite everybody else waits meanwhile."""
KEYS_AT_ONCE = 600
UNREACHABLE = timedelta(days=30)
"""So long nobody tries again to write to somebody who cannot be written to."""

_n, _who, _part = t.nudging.c, t.people.c, t.participants.c


@dataclass(frozen=True)
class _Claimed:
    """What is due: by item; and hidden items, of which nobody is reminded now."""

    digests: Sequence[Digest]
    hidden: Sequence[ItemName]


class Nudging(StoreBase):
    def sweep_nudges(self, now: datetime, limit: int, plan: Plan) -> int:
        """Open actions and tasks to remind people of, some `limit` at most: a Digest for each person goes to `plan`,
        which may read from the Store, not write to it. Returns how many items were looked at."""
        if not self._any_due(now):
            return 0

        def sweep(connection: Connection) -> int:
            claimed = _claim(connection, now, min(limit, KEYS_AT_ONCE), locking=True)
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
        return self._db.read(lambda c: _claim(c, now, limit, locking=False, people=limit).digests, whole=True)

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
        return self._db.read(lambda c: _times(c, [(workspace, person)]).get((workspace, person), NudgeTimes()))

    def set_nudge_times(
        self,
        workspace: str,
        person: Person,
        times: NudgeTimes,
        again: Callable[[datetime, str], datetime],
        posts: Sequence[Post],
        now: datetime,
    ) -> None:
        """From now on. `again(due, zone)` is when what was due then comes instead."""

        def keep(connection: Connection) -> None:
            row = {"workspace": workspace, "person": person, "at": times.at, "days": times.days, "off": times.off}
            connection.execute(_wishing(connection.dialect.name), row)
            for kind, table in OWNED.items():
                c = table.c
                mine = due_ones(kind).where(
                    c.workspace == workspace, c.owner == person, c.state == "open", c.nudge_at > now
                )
                moved = [
                    {"j": each.journey_id, "n": each.number, "next": again(each.nudge_at, each.zone or each.timezone)}
                    for each in connection.execute(mine).all()
                ]
                if moved:
                    connection.execute(_MOVE[kind], [{**each, "more": 0} for each in moved])
            put_many(connection, [(workspace, post) for post in posts], now)

        self._db.write(keep)

    def cannot_write_to(self, workspace: str, person: Person, names: Iterable[ItemName], now: datetime) -> None:
        """No direct message gets to this person: what they were to be told comes to a facilitator, at once."""

        def hand_on(connection: Connection) -> None:
            row = {"workspace": workspace, "person": person, "until": now + UNREACHABLE}
            connection.execute(_losing(connection.dialect.name), row)
            for kind in OWNED:
                again = [{"j": j, "n": n, "next": now, "more": 0} for j, of, n in names if of is kind]
                if again:
                    connection.execute(_MOVE[kind], again)

        self._db.write(hand_on)

    def _any_due(self, now: datetime) -> bool:
        asked = {"now": now, "most": 1}
        return self._db.read(lambda c: any(c.execute(due, asked).first() for due in _DUE.values()))


def _claim(
    connection: Connection, now: datetime, most: int, *, locking: bool, people: int = PEOPLE_AT_ONCE
) -> _Claimed:
    owners, orphans = _who_has_due(connection, now, most, people)
    if locking:
        owners = hold_people(connection, owners)
    keys = _keys(connection, now, owners, orphans, locking=locking)
    found = _read(connection, keys)
    hidden = [name for name in keys if name not in found]
    addressed = _addressed(connection, list(found.values()), now)
    if locking:
        held = owners | hold_people(connection, {at for at in addressed if at[1] and at not in owners})
        addressed = {at: items for at, items in addressed.items() if at in held or not at[1]}
    return _Claimed(_digests(connection, addressed), hidden)


def _who_has_due(connection: Connection, now: datetime, most: int, people: int) -> tuple[set[Address], list[ItemName]]:
    """(owners with something due, due items that nobody owns), those due longest first."""
    rows = [
        (row.nudge_at, row.workspace, row.owner, (row.journey_id, kind, row.number))
        for kind in OWNED
        for row in connection.execute(_DUE[kind], {"now": now, "most": most})
    ]
    rows.sort(key=lambda row: row[0])
    owners = list(dict.fromkeys((workspace, owner) for _, workspace, owner, _ in rows if owner))
    return set(owners[:people]), [name for _, _, owner, name in rows if not owner]


def _keys(
    connection: Connection, now: datetime, owners: set[Address], orphans: Sequence[ItemName], *, locking: bool
) -> list[ItemName]:
    """All that is due of these owners, and the orphans; locked rows are left to whoever holds them."""
    workspaces, people = sorted({w for w, _ in owners}), sorted({p for _, p in owners})
    found: list[ItemName] = []
    for kind, table in OWNED.items():
        c = table.c
        alone = [(journey, number) for journey, of, number in orphans if of is kind]
        asked = []
        if owners:
            asked.append(_key(kind).where(c.workspace.in_(workspaces), c.owner.in_(people), c.nudge_at <= now))
        if alone:
            journeys, numbers = sorted({j for j, _ in alone}), sorted({n for _, n in alone})
            asked.append(
                _key(kind).where(
                    c.journey_id.in_(journeys), c.number.in_(numbers), c.nudge_at <= now, c.owner.is_(None)
                )
            )
        for statement in asked:
            rows = connection.execute(claiming(statement, table) if locking else statement)
            found += [
                (row.journey_id, kind, row.number)
                for row in rows
                if not row.owner or (row.workspace, row.owner) in owners
            ]
    return found


def _key(kind: Kind) -> Select[Any]:
    c = OWNED[kind].c
    return select(c.journey_id, c.number, c.workspace, c.owner)


def _read(connection: Connection, keys: Sequence[ItemName]) -> dict[ItemName, tuple[Owed, Any]]:
    """By item: what is owed, and the row that tells of its owner. Hidden items are left out."""
    wanted, found = set(keys), {}
    for kind, table in OWNED.items():
        journeys = sorted({journey for journey, of, _ in keys if of is kind})
        numbers = sorted({number for _, of, number in keys if of is kind})
        if not journeys:
            continue
        these = (table.c.journey_id.in_(journeys), table.c.number.in_(numbers), table.c.state == "open")
        for row in connection.execute(due_ones(kind).where(*these)):
            if (name := (row.journey_id, kind, row.number)) in wanted:
                found[name] = (due_of(kind, row), row)
    return found


def _addressed(connection: Connection, due: Sequence[tuple[Owed, Any]], now: datetime) -> dict[Address, list[DueItem]]:
    """Who is to hear of what."""
    whys = [(owed, _why(owed, row, now)) for owed, row in due]
    others = {owed.journey_id for owed, why in whys if why is not Why.OWN}
    leading = _facilitators(connection, others, now)
    found: dict[Address, list[DueItem]] = defaultdict(list)
    for owed, why in whys:
        person, zone = owed.owner, owed.timezone
        if why is not Why.OWN:
            choice = [each for each in leading.get(owed.journey_id, ()) if each[0] != owed.owner]
            person, zone = choice[0] if choice else ("", "")
        found[owed.workspace, person].append(DueItem(replace(owed, timezone=zone or owed.timezone), why))
    return found


def _why(owed: Owed, row: Any, now: datetime) -> Why:
    if not owed.owner:
        return Why.NOBODY
    if not row.active or (row.unreachable_until and row.unreachable_until > now):
        return Why.GONE
    return Why.UNANSWERED if owed.nudges >= UNANSWERED_AT_MOST else Why.OWN


def _facilitators(
    connection: Connection, journeys: Iterable[str], now: datetime
) -> Mapping[str, list[tuple[Person, str]]]:
    """By journey: (person, zone) of those who can be written to, who started first."""
    who = and_(_who.workspace == _part.workspace, _who.id == _part.person)
    times = and_(_n.workspace == _part.workspace, _n.person == _part.person)
    joined = t.participants.outerjoin(t.people, who).outerjoin(t.nudging, times)
    here = (_part.journey_id.in_(sorted(set(journeys))), _part.facilitator > 0)
    there = (or_(_who.active.is_(None), _who.active), or_(_n.unreachable_until.is_(None), _n.unreachable_until <= now))
    asked = select(_part.journey_id, _part.person, _who.timezone).select_from(joined).where(*here, *there)
    found: dict[str, list[tuple[Person, str]]] = defaultdict(list)
    for journey, person, zone in connection.execute(asked.order_by(_part.facilitator)):
        found[journey].append((person, zone or ""))
    return found


def _digests(connection: Connection, addressed: Mapping[Address, Sequence[DueItem]]) -> list[Digest]:
    times = _times(connection, list(addressed))
    return [
        Digest(workspace, person, items[0].owed.timezone, times.get((workspace, person), NudgeTimes()), tuple(items))
        for (workspace, person), items in addressed.items()
    ]


def _times(connection: Connection, people: Sequence[Address]) -> dict[Address, NudgeTimes]:
    here = (_n.workspace.in_(sorted({w for w, _ in people})), _n.person.in_(sorted({p for _, p in people})))
    asked = select(_n.workspace, _n.person, _n.at, _n.days, _n.off, _n.told_on).where(*here)
    return {(row[0], row[1]): NudgeTimes(*row[2:]) for row in connection.execute(asked)}


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


def _due(kind: Kind) -> Select[Any]:
    c = OWNED[kind].c
    due = c.nudge_at <= bindparam("now", type_=c.nudge_at.type)
    return (
        select(c.nudge_at, c.workspace, c.owner, c.journey_id, c.number)
        .where(due).order_by(c.nudge_at).limit(bindparam("most"))
    )  # fmt: skip


_DUE = {kind: _due(kind) for kind in OWNED}
_MOVE = {
    kind: table.update()
    .where(and_(table.c.journey_id == bindparam("j"), table.c.number == bindparam("n")))
    .values(nudge_at=bindparam("next"), nudges=table.c.nudges + bindparam("more"))
    for kind, table in OWNED.items()
}
