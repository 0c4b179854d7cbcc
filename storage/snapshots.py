"""Maps kept as they were: at each review, at each closing, and whenever somebody names one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from journey.model import JourneyMap
from storage import tables as t
from storage.base import StoreBase
from storage.counting import next_number
from storage.loading import read_map
from storage.outbox_rows import put
from storage.refusals import NameTaken, TooMany
from storage.turn import enter
from storage.values import JourneyHead, Post, Snapshot, SnapshotKind, Visit

MOST_NAMED = 100
"""Snapshots that people name, per journey; reviews and closings come seldom by themselves."""

_s = t.snapshots.c
_ABOUT = (_s.number, _s.name, _s.kind, _s.taken_at, _s.author, _s.review)


class Snapshots(StoreBase):
    def keep_snapshot(
        self,
        visit: Visit,
        journey_id: str,
        name: str,
        kind: SnapshotKind = SnapshotKind.NAMED,
        posts: Sequence[Post] = (),
    ) -> Snapshot:
        """Keeps the map as it is now, of a closed journey too. The same request again returns what it kept then.
        Raises NameTaken, TooMany."""
        return self._db.write(lambda c: self._keep_snapshot(c, visit, journey_id, name, kind, posts))

    def _keep_snapshot(
        self,
        connection: Connection,
        visit: Visit,
        journey_id: str,
        name: str,
        kind: SnapshotKind,
        posts: Sequence[Post],
    ) -> Snapshot:
        turn = enter(connection, self._keys, visit, journey_id, "snapshot")
        there = _taken(connection, visit.workspace, journey_id)
        same = next((each for each in there if name and each.name.casefold() == name.casefold()), None)
        if turn.again and same is not None:
            return same
        if same is not None:
            raise NameTaken(same.name, same.number)
        if kind is SnapshotKind.NAMED and sum(each.kind is kind for each in there) >= MOST_NAMED:
            raise TooMany("snapshot", MOST_NAMED)
        kept = take_snapshot(connection, turn.head, Snapshot(0, name, kind, visit.now, visit.person))
        turn.entries.write("snapshot")
        put(connection, visit.workspace, posts, visit.now)
        return kept

    def snapshots_of(self, workspace: str, journey_id: str) -> list[Snapshot]:
        """The oldest first."""
        return self._db.read(lambda c: _taken(c, workspace, journey_id))

    def snapshot(self, workspace: str, journey_id: str, number: int) -> JourneyMap | None:
        """The map as it was; None when there is no such snapshot."""
        one = select(_s.map).where(_s.journey_id == journey_id, _s.workspace == workspace, _s.number == number)
        kept = self._db.read(lambda c: c.execute(one).scalar())
        return JourneyMap.model_validate_json(kept) if kept is not None else None


def take_snapshot(connection: Connection, head: JourneyHead, about: Snapshot) -> Snapshot:
    """Within a transaction: keeps the map as it is in it. `about` comes back with its number."""
    taken = about._replace(number=next_number(connection, head.id, head.workspace, "snapshot"))
    row = {
        "journey_id": head.id,
        "workspace": head.workspace,
        "number": taken.number,
        "name": taken.name,
        "kind": str(taken.kind),
        "taken_at": taken.taken_at,
        "author": taken.author,
        "review": taken.review,
        "map": kept_json(JourneyMap.model_validate(read_map(connection, head.id, head.workspace))),
    }
    connection.execute(insert(t.snapshots), row)
    return taken


def of_closing(visit: Visit) -> Snapshot:
    return Snapshot(0, "", SnapshotKind.CLOSING, visit.now, visit.person)


def kept_json(journey: JourneyMap) -> str:
    """Without the reasons that people gave with their scores, which are many and belong to then, and without what
    stands at its default: a map of 60 touchpoints takes some 30 kB, however many people rated it."""
    bare = tuple(
        each.model_copy(update={"rating": each.rating.model_copy(update={"reasons": ()})})
        for each in journey.touchpoints
    )
    return journey.model_copy(update={"touchpoints": bare}).model_dump_json(exclude_defaults=True)


def _taken(connection: Connection, workspace: str, journey_id: str) -> list[Snapshot]:
    here = select(*_ABOUT).where(_s.journey_id == journey_id, _s.workspace == workspace).order_by(_s.number)
    return [_snapshot_of(row) for row in connection.execute(here)]


def _snapshot_of(row: Any) -> Snapshot:
    number, name, kind, taken_at, author, review = row
    return Snapshot(number, name, SnapshotKind(kind), taken_at, author, review)
