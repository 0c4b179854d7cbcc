"""What Slack told us of people and channels, and what concerns one person across journeys."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, false, select
from sqlalchemy.sql.dml import Insert

from storage import tables as t
from storage.base import StoreBase
from storage.dialect import upsert
from storage.heads import HEAD, head_of
from storage.owed import owed_of, owing
from storage.shapes import visible
from storage.values import JourneyHead, Kind, KnownPerson, Owed

_p = t.people.c
_PERSON = (_p.id, _p.name, _p.locale, _p.timezone, _p.active, _p.guest, _p.bot, _p.learned_at)


class People(StoreBase):
    def learn_person(self, workspace: str, person: KnownPerson) -> None:
        row = {"workspace": workspace, **{column.name: getattr(person, column.name) for column in _PERSON}}
        self._db.write(lambda c: c.execute(_learning_person(c.dialect.name), row) and None)

    def people(self, workspace: str, ids: Sequence[str]) -> dict[str, KnownPerson]:
        """Those of them that we know."""
        if not ids:
            return {}
        found = select(*_PERSON).where(_p.workspace == workspace, _p.id.in_(sorted(set(ids))))
        return self._db.read(lambda c: {row.id: person_of(row) for row in c.execute(found)})

    def learn_channel(self, workspace: str, channel: str, joined: bool, name: str = "", private: bool = False) -> None:
        """Whether the bot is in it. An empty name leaves the known one."""
        row = {"workspace": workspace, "id": channel, "joined": joined, "name": name, "private": private}
        self._db.write(lambda c: c.execute(_learning_channel(c.dialect.name, bool(name)), row) and None)

    def journeys_of(self, workspace: str, person: str, channels: Sequence[str] | None) -> list[JourneyHead]:
        """Open journeys in these channels; None: those that the person took part in. The youngest first."""
        j, part = t.journeys.c, t.participants
        which: Select[Any] = select(*HEAD).where(j.workspace == workspace, j.closed == false())
        if channels is None:
            mine = and_(part.c.journey_id == j.id, part.c.person == person, part.c.workspace == workspace)
            which = which.join(part, mine)
        else:
            which = which.where(j.channel.in_(sorted(set(channels))))
        which = which.order_by(j.created_at.desc(), j.id)
        return self._db.read(lambda c: [head_of(row) for row in c.execute(which)])

    def owed_by(self, workspace: str, person: str) -> list[Owed]:
        """Open actions and tasks in open journeys, by due date; without one last."""
        asked = {"workspace": workspace, "owner": person}
        found = self._db.read(
            lambda c: [
                owed_of(kind, row) for kind in (Kind.ACTION, Kind.TASK) for row in c.execute(_OWING[kind], asked)
            ]
        )
        return sorted(
            found, key=lambda owed: (owed.due is None, owed.due or 0, owed.journey_name, owed.kind, owed.number)
        )

    def unrated_by(self, workspace: str, journey_id: str, person: str) -> list[int]:
        """Touchpoints that this person has given no score yet, in number order."""
        c, r = t.touchpoints.c, t.ratings.c
        mine = and_(
            r.journey_id == c.journey_id,
            r.touchpoint == c.number,
            r.rater == self._keys.person(workspace, journey_id, person),
            r.removed == false(),
            r.score.is_not(None),
        )
        here = (c.journey_id == journey_id, c.workspace == workspace, r.rater.is_(None))
        left = visible(Kind.TOUCHPOINT, select(c.number)).outerjoin(t.ratings, mine).where(*here).order_by(c.number)
        return self._db.read(lambda connection: list(connection.execute(left).scalars()))


def person_of(row: Any) -> KnownPerson:
    """From the columns of `_PERSON`, in their order."""
    return KnownPerson(*row)


@cache
def _learning_person(dialect: str) -> Insert:
    told = {column.name: f"{{{column.name}}}" for column in _PERSON if column.name != "id"}
    return upsert(dialect, t.people, ("workspace", "id"), told)


@cache
def _learning_channel(dialect: str, named: bool) -> Insert:
    told = {"joined": "{joined}", "private": "{private}"} | ({"name": "{name}"} if named else {})
    return upsert(dialect, t.channels, ("workspace", "id"), told)


_OWING = {
    kind: owing(kind).where(
        columns.workspace == bindparam("workspace"),
        columns.owner == bindparam("owner"),
        columns.state == "open",
        t.actions.c.state == "open",  # a task that was left when its action was done is nobody's to do
    )
    for kind, columns in ((Kind.ACTION, t.actions.c), (Kind.TASK, t.tasks.c))
}
