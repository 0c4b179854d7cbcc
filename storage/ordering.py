"""Stages, the touchpoints' order, and the jumps out of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, bindparam, false, func, select

from storage import tables as t
from storage.feelings import write
from storage.items import author_only, between, keep, plain, read_row
from storage.log import Done, RowChange
from storage.refusals import StageInUse
from storage.shapes import SHAPES, adding
from storage.turn import StageSeat, Turn
from storage.values import JumpTo, KeptItem, Kind, Place, RenameStage, Stages


def set_stages(turn: Turn, change: Stages) -> Done:
    """Raises StageInUse for a stage that goes and still has touchpoints."""
    before = turn.stages()
    old = {seat.name.casefold(): seat for seat in before}
    new = {name.strip().casefold(): name.strip() for name in change.names if name.strip()}
    rows = [_drop(turn, seat) for folded, seat in old.items() if folded not in new]
    for position, (folded, name) in enumerate(new.items()):
        seat = old.get(folded)
        if seat is None:
            rows.append(add_stage(turn, name, position))
        elif (seat.name, seat.position) != (name, position):
            after = {"name": name, "position": float(position)}
            rows.append(_change(turn, seat, {"name": seat.name, "position": seat.position}, after))
    turn.forget_stages()
    names = [seat.name for seat in before]
    return Done("stages", KeptItem(None, 0, {"names": list(new.values())}, {"names": names}), tuple(rows))


def rename_stage(turn: Turn, change: RenameStage) -> Done:
    """Raises NoSuchStage, and StageInUse when another stage has the new name already."""
    seat, new = turn.stage(change.old), change.new.strip()
    other = next((s for s in turn.stages() if s.name.casefold() == new.casefold() and s != seat), None)
    if other:
        raise StageInUse(other.name, _touchpoints_in(turn, other))
    item = KeptItem(None, 0, {"name": new}, {"name": seat.name})
    if new == seat.name:
        return Done("rename", item)
    row = _change(turn, seat, {"name": seat.name}, {"name": new})
    turn.forget_stages()
    return Done("rename", item, (row,))


def add_stage(turn: Turn, name: str, position: int) -> RowChange:
    number = turn.next_number("stage")
    person = turn.visit.person
    row = {
        "journey_id": turn.journey_id,
        "workspace": turn.head.workspace,
        "number": number,
        "name": name,
        "position": float(position),
        "author": person,
        "changed_by": person,
        "created_at": turn.visit.now,
        "version": 1,
        "removed": False,
    }
    adding(t.stages)(turn.connection, row)
    return RowChange("stages", {"number": number}, None, {"name": name, "position": float(position)})


def _drop(turn: Turn, seat: StageSeat) -> RowChange:
    used = _touchpoints_in(turn, seat)
    if used:
        raise StageInUse(seat.name, used)
    return _change(turn, seat, {"removed": False}, {"removed": True})


def _touchpoints_in(turn: Turn, seat: StageSeat) -> tuple[int, ...]:
    c = t.touchpoints.c
    here = (c.journey_id == turn.journey_id, c.stage == seat.number, c.removed == false())
    return tuple(turn.connection.execute(select(c.number).where(*here).order_by(c.number)).scalars())


def _change(turn: Turn, seat: StageSeat, before: dict[str, Any], after: dict[str, Any]) -> RowChange:
    c = t.stages.c
    values = {**after, "version": c.version + 1, "changed_by": turn.visit.person}
    here = (c.journey_id == turn.journey_id, c.number == seat.number)
    turn.connection.execute(t.stages.update().where(*here).values(values))
    return RowChange("stages", {"number": seat.number}, before, after)


# --- the order of touchpoints -------------------------------------------------------------------------------


def place(turn: Turn, change: Place) -> Done:
    """Right after another touchpoint, and so into its stage; 0: to the front of the first stage."""
    shape = SHAPES[Kind.TOUCHPOINT]
    row = read_row(turn, shape, change.touchpoint)
    author_only(turn, Kind.TOUCHPOINT, row)
    if change.after == row.number:
        return Done("place", KeptItem(Kind.TOUCHPOINT, row.number, {"number": row.number, "after": change.after}))
    stage, left, right = _gap(turn, change.after, row.number)
    position = between(left, right)
    if not _apart(left, position, right):
        _spread(turn)
        stage, left, right = _gap(turn, change.after, row.number)
        position = between(left, right)
    wanted = {"stage": stage, "position": position}
    rows = keep(turn, shape, row, wanted)
    told = {"number": row.number, "what": row.what, "stage": turn.stage_name(stage), "after": change.after}
    before = plain({"stage": turn.stage_name(row.stage)})
    return Done("place", KeptItem(Kind.TOUCHPOINT, row.number, told, before), rows)


def _gap(turn: Turn, after: int, moving: int) -> tuple[int | None, float | None, float | None]:
    """(stage, position before the gap, position behind it); the touchpoint that moves is not counted."""
    c = t.touchpoints.c
    if after:
        anchor = read_row(turn, SHAPES[Kind.TOUCHPOINT], after)
        stage, left = anchor.stage, anchor.position
    else:
        stage, left = next((seat.number for seat in turn.stages()), None), None
    behind = [c.journey_id == turn.journey_id, c.stage == stage, c.number != moving]
    if left is not None:
        behind.append(c.position > left)
    return stage, left, turn.connection.execute(select(func.min(c.position)).where(*behind)).scalar()


def _apart(left: float | None, position: float, right: float | None) -> bool:
    return (left is None or left < position) and (right is None or position < right)


def _spread(turn: Turn) -> None:
    """Gives every touchpoint a whole number as its position; there were too many between two of them."""
    c = t.touchpoints.c
    ordered = select(c.number).where(c.journey_id == turn.journey_id).order_by(c.position, c.number)
    moved = [{"n": number, "p": float(at)} for at, number in enumerate(turn.connection.execute(ordered).scalars(), 1)]
    here = and_(c.journey_id == turn.journey_id, c.number == bindparam("n"))
    turn.connection.execute(t.touchpoints.update().where(here).values(position=bindparam("p")), moved)


def jump(turn: Turn, change: JumpTo) -> Done:
    """The same jump twice is one jump."""
    here, to = turn.known(Kind.TOUCHPOINT, change.touchpoint), turn.known(Kind.TOUCHPOINT, change.to)
    key = {"touchpoint": here, "to": to, "kind": str(change.kind)}
    item = KeptItem(Kind.TOUCHPOINT, here, {"number": here, **key, "removed": change.removed})
    row = turn.connection.execute(_JUMP, {"journey_id": turn.journey_id, **key}).first()
    if change.removed == (row is None or row.removed):
        return Done("jump", item)
    write(turn, t.jumps, key, {"removed": change.removed}, None if row is None else row.version)
    before = None if row is None else {"removed": row.removed}
    return Done("jump", item, (RowChange("jumps", key, before, {"removed": change.removed}),))


_j = t.jumps.c
_JUMP = select(_j.removed, _j.version).where(
    _j.journey_id == bindparam("journey_id"),
    _j.touchpoint == bindparam("touchpoint"),
    _j.to == bindparam("to"),
    _j.kind == bindparam("kind"),
)
