"""Who takes part in a journey: departments, facilitators, and how much each has contributed."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, false, select

from storage import tables as t
from storage.dialect import upsert
from storage.hot import Hot
from storage.turn import Turn

KEY = ("journey_id", "person")
_c = t.participants.c


def count_contribution(turn: Turn, *, named: bool, rated: bool) -> None:
    """One more contribution of this person's, if it is `named`: counting ratings and votes per person would tell whose
    they are. `rated` is a bare yes that stays."""
    _upsert(turn, _contributing(named, rated), contributions=int(named), rated=rated)


def set_department(turn: Turn, department: str) -> None:
    _upsert(turn, _setting("department"), department=department)
    turn.department = department


def name_facilitator(turn: Turn, person: str, place: int) -> None:
    _upsert(turn, _setting("facilitator"), person=person, facilitator=place)


def take_back_contribution(turn: Turn, *, named: bool) -> None:
    """After an undo. Whoever has no rating left has not rated."""
    here = (_c.journey_id == turn.journey_id, _c.person == turn.visit.person)
    rated = _has_rated(turn.connection, turn.journey_id, turn.key)
    less = {"contributions": _c.contributions - int(named), "rated": rated}
    turn.connection.execute(t.participants.update().where(*here).values(less))


def _has_rated(connection: Connection, journey_id: str, rater: str) -> bool:
    r = t.ratings.c
    any_rating = select(r.touchpoint).where(r.journey_id == journey_id, r.rater == rater, r.removed == false())
    return connection.execute(any_rating.limit(1)).first() is not None


def _upsert(turn: Turn, statement: Hot, **values: Any) -> None:
    row = {
        "journey_id": turn.journey_id,
        "workspace": turn.head.workspace,
        "person": turn.visit.person,
        "department": turn.department,
        "facilitator": 0,
        "rated": False,
        "contributions": 0,
        **values,
    }
    statement(turn.connection, row)


@cache
def _contributing(named: bool, rated: bool) -> Hot:
    more: dict[str, Any] = {"contributions": _c.contributions + int(named), "department": "{department}"}
    if rated:
        more["rated"] = True
    return Hot(lambda dialect: upsert(dialect, t.participants, KEY, more))


@cache
def _setting(column: str) -> Hot:
    return Hot(lambda dialect: upsert(dialect, t.participants, KEY, {column: f"{{{column}}}"}))
