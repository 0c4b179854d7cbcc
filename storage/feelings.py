"""Ratings and votes: each person's own, kept under a key that names nobody."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, and_, bindparam, false, select

from storage import tables as t
from storage.log import Done, RowChange
from storage.refusals import NoVotesLeft
from storage.shapes import adding, visible
from storage.turn import Turn
from storage.values import KeptItem, Kind, Rate, Vote

_RATED = ("score", "word", "why", "importance")


def rate(turn: Turn, change: Rate) -> Done:
    """A second rating of the same person takes the place of the first. Raises NoSuchItem."""
    number = turn.known(Kind.TOUCHPOINT, change.touchpoint)
    row = rating_of(turn.connection, turn.journey_id, number, turn.key)
    told = _together(row, change)
    values = {**told, "department": turn.department, "removed": False}
    before = {name: getattr(row, name) for name in values} if row else None
    earlier = {name: getattr(row, name) for name in _RATED} if row and not row.removed else {}
    item = KeptItem(Kind.TOUCHPOINT, number, {"number": number, **told}, earlier, {})
    if earlier == told:
        return Done("rate", item, anonymous=True)
    key = {"touchpoint": number, "rater": turn.key}
    write(turn, t.ratings, key, values, None if row is None else row.version)
    return Done("rate", item, (RowChange("ratings", key, before, values),), anonymous=True)


def _together(row: Any, change: Rate) -> dict[str, Any]:
    """A new score comes with its own words; without one the score stays, and so do words that are not given."""
    old = {name: getattr(row, name) for name in _RATED} if row and not row.removed else {}
    told = {"score": None, "word": "", "why": "", "importance": None} | old
    if change.score is not None:
        told |= {"score": change.score, "word": change.word, "why": change.why}
    told |= {name: value for name, value in (("word", change.word), ("why", change.why)) if value}
    if change.importance is not None:
        told["importance"] = change.importance
    return told


def vote(turn: Turn, change: Vote) -> Done:
    """Gives a vote or takes it back. Raises NoSuchItem, NoVotesLeft."""
    number = turn.known(Kind.PAIN_POINT, change.pain_point)
    given = votes_of(turn.connection, turn.journey_id, turn.key)
    giving = number not in given
    if giving and len(given) >= turn.votes_allowed:
        raise NoVotesLeft(turn.votes_allowed, given)
    key = {"pain_point": number, "voter": turn.key}
    row = turn.connection.execute(_VOTE, {"journey_id": turn.journey_id, **key}).first()
    write(turn, t.votes, key, {"removed": not giving}, None if row is None else row.version)
    left = turn.votes_allowed - len(given) + (-1 if giving else 1)
    item = KeptItem(Kind.PAIN_POINT, number, {"number": number, "voted": giving, "left": left})
    before = None if row is None else {"removed": giving}
    return Done("vote", item, (RowChange("votes", key, before, {"removed": not giving}),), anonymous=True)


def write(turn: Turn, table: Table, key: dict[str, Any], values: dict[str, Any], version: int | None) -> None:
    """Inserts the row of a natural key, or changes it when it has a `version` already."""
    if version is None:
        full = {"removed": False, **key, **values, "journey_id": turn.journey_id, "workspace": turn.head.workspace}
        adding(table)(turn.connection, {**full, "version": 1})
        return
    here = [table.c[name] == value for name, value in key.items()]
    changed = {**values, "version": version + 1}
    turn.connection.execute(table.update().where(table.c.journey_id == turn.journey_id, *here).values(changed))


def rating_of(connection: Connection, journey_id: str, touchpoint: int, rater: str) -> Any:
    """The row of one person's rating, or None."""
    key = {"journey_id": journey_id, "touchpoint": touchpoint, "rater": rater}
    return connection.execute(_RATING, key).first()


def votes_of(connection: Connection, journey_id: str, voter: str) -> tuple[int, ...]:
    """The pain points that bear this voter's votes, by number."""
    return tuple(connection.execute(_VOTES, {"journey_id": journey_id, "voter": voter}).scalars())


_r, _v, _p = t.ratings.c, t.votes.c, t.pain_points.c
_RATING = select(_r.score, _r.word, _r.why, _r.importance, _r.department, _r.removed, _r.version).where(
    _r.journey_id == bindparam("journey_id"), _r.touchpoint == bindparam("touchpoint"), _r.rater == bindparam("rater")
)
_VOTE = select(_v.version).where(
    _v.journey_id == bindparam("journey_id"), _v.pain_point == bindparam("pain_point"), _v.voter == bindparam("voter")
)
_VOTES = (
    visible(Kind.PAIN_POINT, select(_p.number))
    .join(t.votes, and_(_v.journey_id == _p.journey_id, _v.pain_point == _p.number))
    .where(_v.voter == bindparam("voter"), _v.removed == false(), _p.journey_id == bindparam("journey_id"))
    .order_by(_p.number)
)
