"""The journey's own row, as a JourneyHead."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, select

from journey.model import Perspective, Schedule, Step
from storage import tables as t
from storage.refusals import NoSuchItem
from storage.values import JourneyHead, Kind

_j = t.journeys.c

HEAD = (
    _j.id,
    _j.workspace,
    _j.channel,
    _j.name,
    _j.step,
    _j.perspective,
    _j.language,
    _j.timezone,
    _j.closed,
    _j.current,
    _j.goal,
    _j.review_every,
    _j.review_unit,
    _j.review_at,
    _j.review_start,
    _j.next_review_at,
    _j.set_up_by,
    _j.author,
)
"""The columns that `head_of` takes, in its order; they come first in a row."""

_ONE = select(*HEAD).where(_j.id == bindparam("journey_id"), _j.workspace == bindparam("workspace"))


def head_of(row: Any) -> JourneyHead:
    """`row` begins with the columns of HEAD."""
    (id_, workspace, channel, name, step, perspective, language, timezone, closed, current, goal) = row[:11]
    every, unit, at, start, next_at, set_up_by, author = row[11:18]
    schedule = Schedule(every=every, unit=unit, at=at, start=start, next_at=next_at) if every else None
    return JourneyHead(
        id_,
        workspace,
        channel,
        name,
        Step(step),
        Perspective(perspective),
        language,
        timezone,
        closed,
        current,
        goal,
        schedule,
        set_up_by,
        author,
    )


def find_head(connection: Connection, journey_id: str, workspace: str) -> JourneyHead | None:
    row: Any = connection.execute(_ONE, {"journey_id": journey_id, "workspace": workspace}).first()
    return head_of(row) if row else None


def known_head(connection: Connection, journey_id: str, workspace: str) -> JourneyHead:
    """Raises NoSuchItem for a journey that this workspace has not."""
    head = find_head(connection, journey_id, workspace)
    if head is None:
        raise NoSuchItem(Kind.JOURNEY, 0)
    return head
