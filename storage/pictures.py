"""What was drawn last of a journey, by slot: the picture on its card, the picture that was posted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, select

from storage import tables as t
from storage.base import StoreBase
from storage.dialect import upsert
from storage.hot import Hot
from storage.outbox_rows import put
from storage.values import DrawnPicture, Post

_p = t.pictures.c
_READ = Hot(
    select(_p.fingerprint, _p.drawn, _p.file, _p.alt, _p.begun_at, _p.shown_file, _p.shown_alt).where(
        _p.journey_id == bindparam("journey_id"),
        _p.workspace == bindparam("workspace"),
        _p.slot == bindparam("slot"),
    )
)


@cache
def _keeping(*names: str) -> Hot:
    """A row of pictures; these columns of it are changed where there is one."""
    changed = {name: f"{{{name}}}" for name in names}
    return Hot(lambda dialect: upsert(dialect, t.pictures, ("journey_id", "slot"), changed))


class Pictures(StoreBase):
    def drawn_picture(self, workspace: str, journey_id: str, slot: str) -> DrawnPicture | None:
        asked = {"journey_id": journey_id, "workspace": workspace, "slot": slot}
        return next((DrawnPicture(*row) for row in self._db.read(lambda c: _READ(c, asked))), None)

    def picture_begun(self, workspace: str, journey_id: str, slot: str, now: datetime) -> None:
        """From now on it is being drawn; also when nothing comes of it, so that it is not tried without pause."""
        self._keep(workspace, journey_id, slot, {"begun_at": now})

    def picture_drawn(
        self, workspace: str, journey_id: str, slot: str, drawn: DrawnPicture, posts: Sequence[Post], now: datetime
    ) -> None:
        """What it showed and where it is, in one transaction with what must be told of it."""
        kept = {"fingerprint": drawn.fingerprint, "drawn": drawn.drawn, "file": drawn.file, "alt": drawn.alt}
        self._keep(workspace, journey_id, slot, kept, posts, now)

    def picture_shown(
        self, workspace: str, journey_id: str, slot: str, shown: tuple[str, str], posts: Sequence[Post], now: datetime
    ) -> None:
        """(file, alt text) of what the card shows now; empty when it shows none."""
        self._keep(workspace, journey_id, slot, {"shown_file": shown[0], "shown_alt": shown[1]}, posts, now)

    def _keep(
        self,
        workspace: str,
        journey_id: str,
        slot: str,
        values: dict[str, Any],
        posts: Sequence[Post] = (),
        now: datetime | None = None,
    ) -> None:
        empty = dict.fromkeys(("fingerprint", "drawn", "file", "alt", "shown_file", "shown_alt"), "")
        row = {"journey_id": journey_id, "workspace": workspace, "slot": slot, "begun_at": None, **empty, **values}

        def keep(connection: Connection) -> None:
            _keeping(*values)(connection, row)
            if posts and now:
                put(connection, workspace, posts, now)

        self._db.write(keep)
