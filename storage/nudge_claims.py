"""What is due for whom: the items that a sweep claims, by the person who is to hear of them.

Whose item it is says `_addressed`: its owner's, or a facilitator's where the owner is gone or silent. On PostgreSQL
each person is locked for as long as the transaction lasts, so that two sweeps never tell one person two halves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, bindparam, or_, select

from journey.model import Person
from journey.nudging import UNANSWERED_AT_MOST, NudgeTimes
from storage import tables as t
from storage.dialect import claiming, hold_people
from storage.owed import OWNED, due_of, due_ones
from storage.values import Digest, DueItem, ItemName, Kind, Owed, Why

Address = tuple[str, Person]
PEOPLE_AT_ONCE = 100
"""At most so many people in one transaction: on SQLite everybody else waits meanwhile."""

_n, _who, _part = t.nudging.c, t.people.c, t.participants.c


class Claimed(NamedTuple):
    """What is due: by item; and hidden items, of which nobody is reminded now."""

    digests: Sequence[Digest]
    hidden: Sequence[ItemName]


def claim(connection: Connection, now: datetime, most: int, *, locking: bool, people: int = PEOPLE_AT_ONCE) -> Claimed:
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
    return Claimed(_digests(connection, addressed), hidden)


def _who_has_due(connection: Connection, now: datetime, most: int, people: int) -> tuple[set[Address], list[ItemName]]:
    """(owners with something due, due items that nobody owns), those due longest first."""
    rows = [
        (row.nudge_at, row.workspace, row.owner, (row.journey_id, kind, row.number))
        for kind in OWNED
        for row in connection.execute(DUE[kind], {"now": now, "most": most})
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
        found[owed.workspace, person].append(DueItem(owed._replace(timezone=zone or owed.timezone), why))
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
    times = times_of(connection, list(addressed))
    return [
        Digest(workspace, person, items[0].owed.timezone, times.get((workspace, person), NudgeTimes()), tuple(items))
        for (workspace, person), items in addressed.items()
    ]


def times_of(connection: Connection, people: Sequence[Address]) -> dict[Address, NudgeTimes]:
    here = (_n.workspace.in_(sorted({w for w, _ in people})), _n.person.in_(sorted({p for _, p in people})))
    asked = select(_n.workspace, _n.person, _n.at, _n.days, _n.off, _n.told_on).where(*here)
    return {(row[0], row[1]): NudgeTimes(*row[2:]) for row in connection.execute(asked)}


def _due(kind: Kind) -> Select[Any]:
    c = OWNED[kind].c
    due = c.nudge_at <= bindparam("now", type_=c.nudge_at.type)
    return (
        select(c.nudge_at, c.workspace, c.owner, c.journey_id, c.number)
        .where(due).order_by(c.nudge_at).limit(bindparam("most"))
    )  # fmt: skip


DUE = {kind: _due(kind) for kind in OWNED}
