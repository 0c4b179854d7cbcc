"""Deleting for good: what was closed or removed long ago, all that a workspace has, and what an uninstalled one had.

Journey by journey, each in a transaction of its own: others wait for one of them at most.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import Connection, or_, select

from storage import tables as t
from storage.base import StoreBase
from storage.dialect import claiming, holding_journey
from storage.heads import HEAD, head_of
from storage.overdue import Due, delete_a_journey, delete_due, delete_the_rest, due_of, rows_of
from storage.values import JourneyHead, Purged

_i, _j, _w = t.installations.c, t.journeys.c, t.workspaces.c
ONCE_IN = timedelta(days=1)


class Purging(StoreBase):
    def purge(self, workspace: str, before: datetime, *, dry_run: bool = False, most: int = 100_000) -> Purged:
        """Deletes the closed journeys of a workspace that were last touched before then, and what was removed before
        then from the others; from `most` journeys at most. `dry_run` only says what that would be."""
        over, items = [], 0
        for head in self._heads_of(workspace):
            found = self._db.read(lambda c, j=head.id: due_of(c, j, before))  # type: ignore[misc]
            if found and not dry_run:
                found = self._db.write(lambda c, j=head.id: _purge(c, j, before))  # type: ignore[misc]
            over += [head] if found.whole else []
            items += len(found.items)
            most -= bool(found)
            if most <= 0:
                break
        return Purged(tuple(over), items)

    def purge_workspace(self, workspace: str, *, dry_run: bool = False) -> dict[str, int]:
        """Deletes every row of a workspace; how many of each table."""
        if dry_run:
            return dict(self._db.read(lambda c: rows_of(c, workspace)))
        gone: Counter[str] = Counter()
        while some := self._db.write(lambda c: delete_a_journey(c, workspace)):
            gone += some
        return dict(gone + self._db.write(lambda c: delete_the_rest(c, workspace)))

    # --- by the clock -----------------------------------------------------------------------------------------

    def purge_due(self, now: datetime, limit: int = 100) -> list[str]:
        """Workspaces with journeys that were not looked through for a day."""
        long_ago = or_(_w.purged_at.is_(None), _w.purged_at <= now - ONCE_IN)
        asked = select(_j.workspace).outerjoin(t.workspaces, _w.workspace == _j.workspace).where(long_ago).distinct()
        return self._db.read(lambda c: list(c.execute(asked.limit(limit)).scalars()))

    def claim_purge(self, workspace: str, now: datetime) -> bool:
        """Whether it is ours to look this workspace through: for a day then it is nobody else's."""

        def claim(connection: Connection) -> bool:
            mine = (_w.workspace == workspace, or_(_w.purged_at.is_(None), _w.purged_at <= now - ONCE_IN))
            if connection.execute(t.workspaces.update().where(*mine).values(purged_at=now)).rowcount:
                return True
            if connection.execute(select(_w.workspace).where(_w.workspace == workspace)).first():
                return False
            row = {"workspace": workspace, "accent": "", "purged_at": now}
            connection.execute(t.workspaces.insert(), row)  # who is second here begins anew, and finds it
            return True

        return self._db.write(claim)

    def purge_uninstalled(self, before: datetime) -> tuple[str, bool]:
        """Deletes a journey of a workspace that was uninstalled before then, or when none is left all else that it
        has; which workspace ("" for none), and whether nothing of it is left."""
        asked = select(_i.workspace).where(_i.uninstalled_at < before).order_by(_i.uninstalled_at).limit(1)
        workspace = str(self._db.read(lambda c: c.execute(asked).scalar()) or "")

        def step(connection: Connection) -> bool:
            same = claiming(asked.where(_i.workspace == workspace), t.installations)
            if connection.execute(same).first() is None:  # installed again, or another process is at it
                return False
            return not delete_a_journey(connection, workspace) and bool(delete_the_rest(connection, workspace))

        return (workspace, self._db.write(step)) if workspace else ("", False)

    def _heads_of(self, workspace: str) -> list[JourneyHead]:
        asked = select(*HEAD).where(_j.workspace == workspace)
        return self._db.read(lambda c: [head_of(row) for row in c.execute(asked)])


def _purge(connection: Connection, journey_id: str, before: datetime) -> Due:
    """Looks again, now that nobody else can touch it."""
    for hold in holding_journey(connection):
        hold(connection, {"journey_id": journey_id})
    found = due_of(connection, journey_id, before)
    delete_due(connection, journey_id, found)
    return found
