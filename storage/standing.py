"""Where a person stands in a channel, in one query: the question that every command begins with."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BindParameter, Connection, Select, and_, bindparam, literal, select, true

from storage import tables as t
from storage.heads import HEAD, head_of
from storage.hot import Hot
from storage.people import person_of
from storage.values import KnownPerson, Standing


def read_standing(connection: Connection, workspace: str, channel: str, person: str) -> Standing:
    asked = {"workspace": workspace, "channel": channel, "person": person}
    return _standing_of(_STANDING(connection, asked)[0], person)


def _standing() -> Select[Any]:
    one = select(literal(1).label("one")).subquery()
    j, p, who, ch = t.journeys, t.participants, t.people, t.channels
    workspace: BindParameter[str] = bindparam("workspace")
    person: BindParameter[str] = bindparam("person")
    channel: BindParameter[str] = bindparam("channel")
    here = and_(j.c.workspace == workspace, j.c.channel == channel, j.c.current == true())
    joined = (
        one.outerjoin(j, here)
        .outerjoin(p, and_(p.c.journey_id == j.c.id, p.c.person == person))
        .outerjoin(who, and_(who.c.workspace == workspace, who.c.id == person))
        .outerjoin(ch, and_(ch.c.workspace == workspace, ch.c.id == channel))
    )
    told = (who.c.name, who.c.locale, who.c.timezone, who.c.active, who.c.guest, who.c.bot, who.c.learned_at)
    return select(*HEAD, p.c.facilitator, p.c.department, ch.c.joined, who.c.id, *told).select_from(joined)


_READ_STANDING = _standing()
_STANDING = Hot(_READ_STANDING)


def _standing_of(row: Any, person: str) -> Standing:
    facilitator, department, joined, known = row[len(HEAD) : len(HEAD) + 4]
    return Standing(
        head_of(row) if row[0] else None,
        person_of(row[len(HEAD) + 3 :]) if known else KnownPerson(person),
        bool(facilitator),
        department or "",
        joined,
    )
