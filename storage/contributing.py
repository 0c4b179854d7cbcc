"""Contributing to a journey, and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from storage import undoing
from storage.base import StoreBase
from storage.feelings import rate, vote
from storage.items import add, edit, remove
from storage.log import Done, read_again
from storage.measuring import measure
from storage.ordering import jump, place, rename_stage, set_stages
from storage.outbox_rows import put
from storage.taking_part import count_contribution, set_department
from storage.turn import Turn, enter
from storage.values import (
    Add,
    Change,
    Edit,
    JumpTo,
    Kept,
    Measured,
    Place,
    Post,
    Rate,
    Remove,
    RenameStage,
    Stages,
    Visit,
    Vote,
)

WAYS: Mapping[type[Any], Callable[[Turn, Any], Done]] = {
    Add: add,
    Edit: edit,
    Remove: remove,
    Rate: rate,
    Vote: vote,
    Measured: measure,
    Stages: set_stages,
    RenameStage: rename_stage,
    JumpTo: jump,
    Place: place,
}


class Contributing(StoreBase):
    def contribute(
        self,
        visit: Visit,
        journey_id: str,
        changes: Sequence[Change],
        posts: Sequence[Post] = (),
        department: str | None = None,
        votes_allowed: int = 3,
    ) -> Kept:
        """Keeps all changes, or none. The same request again does nothing and returns what it did then.

        `department`: the person's from now on. Raises NoSuchItem, NoSuchStage, NotYours, ChangedMeanwhile,
        StageInUse, NoVotesLeft, JourneyClosed.
        """
        return self._db.write(
            lambda c: self._contribute(c, visit, journey_id, changes, posts, department, votes_allowed)
        )

    def _contribute(
        self,
        connection: Connection,
        visit: Visit,
        journey_id: str,
        changes: Sequence[Change],
        posts: Sequence[Post],
        department: str | None,
        votes_allowed: int,
    ) -> Kept:
        turn = enter(connection, self._keys, visit, journey_id, "contribute")
        if turn.again:
            return read_again(turn.entries, "contribute")
        turn.open_only()
        turn.votes_allowed = votes_allowed
        moved = department is not None and department != turn.department
        turn.department = department if department is not None else turn.department
        done = [WAYS[type(change)](turn, change) for change in changes]
        if any(each.rows for each in done):
            turn.entries.write("contribute", done)
            rated = any(isinstance(change, Rate) for change in changes)
            count_contribution(turn, named=not all(each.anonymous for each in done), rated=rated)
        elif moved:
            set_department(turn, turn.department)
        put(connection, visit.workspace, posts, visit.now)
        return Kept(tuple(each.item for each in done))

    def undo(self, visit: Visit, journey_id: str, posts: Sequence[Post] = ()) -> Kept:
        """Takes back this person's latest contribution that is not undone yet, ratings and votes too.

        Raises NothingToUndo, ChangedMeanwhile, JourneyClosed.
        """
        return self._db.write(lambda c: self._undo(c, visit, journey_id, posts))

    def _undo(self, connection: Connection, visit: Visit, journey_id: str, posts: Sequence[Post]) -> Kept:
        turn = enter(connection, self._keys, visit, journey_id, "undo")
        if turn.again:
            return read_again(turn.entries, "undo")
        turn.open_only()
        done = undoing.take_back(turn, self._keys)
        turn.entries.write("undo", done)
        put(connection, visit.workspace, posts, visit.now)
        return Kept(tuple(each.item for each in done))
