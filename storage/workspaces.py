"""What holds for all journeys of a workspace: its accent colour.

To keep one more thing: a column in `tables/` with its migration, and a verb here.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from storage import tables as t
from storage.base import StoreBase
from storage.dialect import upsert
from storage.outbox_rows import put
from storage.turn import enter
from storage.values import Post, Visit

_w = t.workspaces.c


class Workspaces(StoreBase):
    def accent(self, workspace: str) -> str:
        """Such as #0a7d6c; empty where none was chosen."""
        asked = select(_w.accent).where(_w.workspace == workspace)
        return self._db.read(lambda c: c.execute(asked).scalar()) or ""

    def set_accent(self, visit: Visit, journey_id: str, accent: str, posts: Sequence[Post] = ()) -> None:
        """The colour of the workspace's pictures, empty for none; by a facilitator of this journey (NotYours)."""

        def setting(connection: Connection) -> None:
            turn = enter(connection, self._keys, visit, journey_id, "accent")
            if turn.again:
                return
            turn.facilitators_only()
            row = {"workspace": visit.workspace, "accent": accent}
            connection.execute(upsert(connection.dialect.name, t.workspaces, ("workspace",), {"accent": accent}), row)
            turn.entries.write("accent")
            put(connection, visit.workspace, posts, visit.now)

        self._db.write(setting)
