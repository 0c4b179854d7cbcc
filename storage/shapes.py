"""What each kind of item is made of: its table, what people may set, and what it refers to.

A new kind is a Kind in `values.py`, a table in `tables/` and one entry here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Select, Table, and_, bindparam, false, func, insert, select

from storage import tables as t
from storage.hot import Hot
from storage.values import Kind


@dataclass(frozen=True, eq=False)
class Shape:
    """`defaults`: what may be set, with what it is when it is not. `parent`: the column that names what this
    hangs on, and is hidden with. `refers`: columns that hold a number of another kind. `needed` has no default."""

    kind: Kind
    table: Table
    needed: tuple[str, ...]
    defaults: Mapping[str, Any]
    words: str
    parent: str = ""
    refers: Mapping[str, Kind] = field(default_factory=dict)

    @property
    def fields(self) -> tuple[str, ...]:
        return (*self.needed, *self.defaults)

    @property
    def has_stage(self) -> bool:
        return "stage" in self.defaults

    @property
    def owned(self) -> bool:
        """Has an owner, a due date and nudges."""
        return "nudge_at" in self.table.c


_OWNED: Mapping[str, Any] = {"owner": None, "due": None, "state": "open", "done_on": None, "progress": ""}
_AT_TOUCHPOINT = {"touchpoint": Kind.TOUCHPOINT}

SHAPES: Mapping[Kind, Shape] = {
    shape.kind: shape
    for shape in (
        Shape(Kind.PERSONA, t.personas, ("name",), {"about": "", "wants": "", "drives": ""}, "name"),
        Shape(
            Kind.EVIDENCE,
            t.evidence,
            ("finding",),
            {"kind": "other", "source": "", "date": None, "touchpoint": None, "link": ""},
            "finding",
            refers=_AT_TOUCHPOINT,
        ),
        Shape(
            Kind.TOUCHPOINT,
            t.touchpoints,
            ("what",),
            {
                "stage": None,
                "channel": "",
                "online": None,
                "ours": True,
                "kind": "contact",
                "when": "",
                "activity": "",
                "info": "",
                "departments": (),
                "owner": None,
                "key": False,
            },
            "what",
        ),
        Shape(Kind.NEED, t.needs, ("touchpoint", "text"), {}, "text", "touchpoint", _AT_TOUCHPOINT),
        Shape(
            Kind.PAIN_POINT,
            t.pain_points,
            ("touchpoint", "what"),
            {"severity": None, "frequency": None, "set_aside": False},
            "what",
            "touchpoint",
            _AT_TOUCHPOINT,
        ),
        Shape(Kind.CAUSE, t.causes, ("pain_point", "why"), {}, "why", "pain_point", {"pain_point": Kind.PAIN_POINT}),
        Shape(
            Kind.ACTION,
            t.actions,
            ("goal",),
            {"pain_point": None, "effort": None, "effect": None, "told_on": None, **_OWNED},
            "goal",
            refers={"pain_point": Kind.PAIN_POINT},
        ),
        Shape(Kind.TASK, t.tasks, ("action", "what"), _OWNED, "what", "action", {"action": Kind.ACTION}),
        Shape(
            Kind.MEASURE,
            t.measures,
            ("name",),
            {"unit": "", "target": None, "direction": "up", "touchpoint": None, "stage": None},
            "name",
            refers=_AT_TOUCHPOINT,
        ),
    )
}

JOURNEY_FIELDS = (
    "name",
    "goal",
    "measure",
    "trigger",
    "scope_from",
    "scope_to",
    "expectation",
    "language",
    "timezone",
    "perspective",
)
"""What an Edit of Kind.JOURNEY may set."""

HANGING: Mapping[Kind, tuple[tuple[str, Table, str], ...]] = {
    Kind.TOUCHPOINT: (
        ("need", t.needs, "touchpoint"),
        ("rating", t.ratings, "touchpoint"),
        ("jump", t.jumps, "touchpoint"),
        ("pain_point", t.pain_points, "touchpoint"),
    ),
    Kind.PAIN_POINT: (("cause", t.causes, "pain_point"), ("vote", t.votes, "pain_point")),
    Kind.ACTION: (("task", t.tasks, "action"),),
    Kind.MEASURE: (("value", t.readings, "measure"),),
}
"""What is hidden along with an item of each kind: (what it is called, table, column that names the item)."""


def visible(kind: Kind, statement: Select[Any]) -> Select[Any]:
    """Only what is neither removed nor hangs on something removed. `statement` selects from the kind's table."""
    shape = SHAPES[kind]
    statement = statement.where(shape.table.c.removed == false())
    if not shape.parent:
        return statement
    above = SHAPES[shape.refers[shape.parent]]
    same_journey = above.table.c.journey_id == shape.table.c.journey_id
    on = and_(same_journey, above.table.c.number == shape.table.c[shape.parent])
    return visible(above.kind, statement.join(above.table, on))


@cache
def reading(kind: Kind) -> Select[Any]:
    """The whole row of a visible item, by :journey_id and :number."""
    table = SHAPES[kind].table
    return visible(kind, select(table)).where(
        table.c.journey_id == bindparam("journey_id"), table.c.number == bindparam("number")
    )


@cache
def finding(kind: Kind) -> Hot:
    """The number of a visible item, by :journey_id and :number."""
    table = SHAPES[kind].table
    here = (table.c.journey_id == bindparam("journey_id"), table.c.number == bindparam("number"))
    return Hot(visible(kind, select(table.c.number)).where(*here))


@cache
def some_numbers(kind: Kind) -> Select[Any]:
    """Ten numbers at most that do exist, by :journey_id."""
    table = SHAPES[kind].table
    some = visible(kind, select(table.c.number)).where(table.c.journey_id == bindparam("journey_id"))
    return some.order_by(table.c.number).limit(10)


@cache
def adding(table: Table) -> Hot:
    """A new row; all its columns are given."""
    return Hot(insert(table))


@cache
def hanging_counts(kind: Kind) -> Select[Any]:
    """How many of each are hidden with an item, by :journey_id and :number; one column each."""
    counts = [
        select(func.count())
        .select_from(table)
        .where(
            table.c.journey_id == bindparam("journey_id"),
            table.c[column] == bindparam("number"),
            table.c.removed == false(),
        )
        .scalar_subquery()
        .label(name)
        for name, table, column in HANGING[kind]
    ]
    return select(*counts)
