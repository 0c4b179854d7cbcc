"""Fills a database with workspaces full of journeys, by INSERT … SELECT on either database: what it costs to find one
among so many can then be measured. Rows of all journeys come in turn, so that those of one lie far apart on PostgreSQL,
as they do when many workshops go on at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Column, Connection, Integer, Select, String, Table, case, column, literal, select, text, true
from sqlalchemy import insert as inserting
from sqlmodel import SQLModel

from storage import tables as t
from storage.dialect import on_postgresql
from storage.store import Store
from storage.tables import basis, improved, mapped, measured, told

AT = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
PEOPLE_EACH = 12
STAGES = 5


@dataclass(frozen=True)
class Size:
    """Per journey, but for the first two. What else is kept of each is in proportion."""

    workspaces: int
    journeys: int = 20
    touchpoints: int = 60
    raters: int = 3

    @property
    def pain_points(self) -> int:
        return max(1, self.touchpoints // 4)

    @property
    def actions(self) -> int:
        return max(1, self.touchpoints // 6)


def workspace_name(number: int) -> str:
    return f"T{number:05}"


def channel_name(number: int) -> str:
    """Of a workspace's journey; each has a channel of its own, which is called the same in every workspace."""
    return f"C{number:05}"


def journey_id(workspace: int, number: int) -> str:
    """In no order, as the ids that journeys are given."""
    return f"{(workspace * 7919 + number * 104729) % 1_000_003:07}{workspace:05}{number:03}"


def fill(store: Store, size: Size) -> None:
    """Into an empty database. Afterwards it knows how much there is, as a database that had been idle would."""
    store._db.write(lambda c: _fill(c, size))
    store._db.write(_known)


def _fill(connection: Connection, size: Size) -> None:
    if on_postgresql(connection):
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql("SET LOCAL enable_seqscan = on")
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")  # keys need no looking up
    _fill_workspaces(connection, size)
    for row, numbers, values in _of_a_journey(size):
        _insert(connection, row, _each(numbers), {"journey_id": _j.id, "workspace": _j.workspace, **values()})


def _known(connection: Connection) -> None:
    if on_postgresql(connection):
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    connection.exec_driver_sql("ANALYZE")


def _fill_workspaces(connection: Connection, size: Size) -> None:
    blank = {name: default for name, default in _defaults(mapped.JourneyRow).items() if default is not None}
    journeys = [
        blank
        | {"id": journey_id(w, j), "workspace": workspace_name(w), "channel": channel_name(j), "name": f"Journey {j}"}
        | {"step": "emotions", "perspective": "as-is", "language": "en", "timezone": "Europe/Amsterdam"}
        | {"current": True, "author": "U000", "changed_by": "U000", "created_at": AT}
        for w in range(size.workspaces)
        for j in range(size.journeys)
    ]
    connection.execute(t.journeys.insert(), journeys)
    people = [
        {"workspace": workspace_name(w), "id": f"U{p:03}", "name": f"Person {p}", "locale": "en-GB"}
        | {
            "timezone": "Europe/Amsterdam",
            "active": True,
            "guest": False,
            "bot": False,
            "learned_at": datetime.now(UTC),
        }
        for w in range(size.workspaces)
        for p in range(PEOPLE_EACH)
    ]
    connection.execute(t.people.insert(), people)
    channels = [
        {
            "workspace": workspace_name(w),
            "id": channel_name(j),
            "name": f"journey-{j}",
            "joined": True,
            "private": False,
        }
        for w in range(size.workspaces)
        for j in range(size.journeys)
    ]
    connection.execute(t.channels.insert(), channels)


_j, _n = t.journeys.c, column("n", Integer)
_LATER = literal(datetime(2030, 1, 1, tzinfo=UTC), basis.UTC())
_DAYS = case(*((_n == day, literal(date(2026, 6, day))) for day in (1, 2)), else_=literal(date(2026, 6, 3)))


def _person(number: Any) -> Any:
    """One of the first ten."""
    return literal("U00").concat((number % 10).cast(String))


def _of_a_journey(size: Size) -> list[Any]:
    """(row, how many of each journey, its values as SQL expressions of `n`, from 1 on)."""
    kept = {"author": _person(_n), "changed_by": _person(_n), "created_at": literal(AT, basis.UTC())}
    place = (_n - 1) % size.touchpoints + 1

    def numbered(**values: Any) -> Any:
        return lambda: {"number": _n, **kept, **values}

    stage = _n % STAGES + 1
    pain = (_n - 1) % size.pain_points + 1
    action = (_n - 1) % size.actions + 1
    return [
        (mapped.StageRow, STAGES, numbered(name=literal("Stage ").concat(_n.cast(String)), position=_n)),
        (
            mapped.TouchpointRow,
            size.touchpoints,
            numbered(
                what=literal("Reads what the letter says about moment ").concat(_n.cast(String)),
                stage=stage,
                position=_n,
                channel=literal("e-mail"),
                activity=literal("Looks for the place where one may sign"),
            ),
        ),
        (mapped.NeedRow, size.touchpoints // 3, numbered(touchpoint=place, text=literal("To know what happens next"))),
        (
            mapped.RatingRow,
            size.touchpoints * size.raters,
            lambda: {
                "touchpoint": place,
                "rater": literal("a key that names nobody, as long as one ").concat(
                    ((_n - 1) // size.touchpoints).cast(String)
                ),
                "score": (_n + (_n - 1) // size.touchpoints) % 5 - 2,
                "why": literal("it takes too long"),
                "importance": _n % 5 + 1,
            },
        ),
        (
            improved.PainPointRow,
            size.pain_points,
            numbered(touchpoint=place, what=literal("Nobody says how long it takes"), severity=stage, frequency=stage),
        ),
        (improved.CauseRow, size.pain_points, numbered(pain_point=pain, why=literal("Nobody asked"))),
        (
            improved.VoteRow,
            size.pain_points * 2,
            lambda: {"pain_point": pain, "voter": literal("key ").concat(_n.cast(String))},
        ),
        (
            improved.ActionRow,
            size.actions,
            numbered(
                goal=literal("Say on the first page how long it takes"),
                pain_point=pain,
                owner=_person(_n),
                nudge_at=_LATER,
            ),
        ),
        (
            improved.TaskRow,
            size.actions,
            numbered(action=action, what=literal("Ask three customers"), owner=_person(_n), nudge_at=_LATER),
        ),
        (measured.MeasureRow, 1, numbered(name=literal("NPS"))),
        (measured.ReadingRow, 3, lambda: {"measure": literal(1), "on": _DAYS, "value": _n}),
        (mapped.PersonaRow, 1, numbered(name=literal("Sam"))),
        (mapped.EvidenceRow, max(1, size.touchpoints // 6), numbered(finding=literal("8 of 12"), touchpoint=place)),
        (mapped.JumpRow, 1, lambda: {"touchpoint": literal(2), "to": literal(1), "kind": literal("back")}),
        (measured.ReviewRow, 1, lambda: {"number": _n, "held_at": literal(AT, basis.UTC())}),
        (told.MessageRow, 1, lambda: {"slot": literal("card"), "channel": _j.channel, "ts": literal("1.2")}),
        (told.PictureRow, 1, lambda: {"slot": literal("card"), "fingerprint": literal("f")}),
        (
            told.ParticipantRow,
            10,
            lambda: {"person": _person(_n), "contributions": literal(12), "facilitator": _first(_n)},
        ),
        *((told.CounterRow, 1, _counter(kind, last)) for kind, last in _lasts(size).items()),
        (
            told.ContributionRow,
            size.touchpoints * 2,
            lambda: {
                "who": _person(_n),
                "request": literal("filled ").concat(_j.id).concat(" ").concat(_n.cast(String)),
                "at": literal(AT, basis.UTC()),
                "what": literal("contribution"),
            },
        ),
    ]


def _first(number: Any) -> Any:
    """1 for the first, who is the facilitator; 0 for the others."""
    return (number == 1).cast(Integer)


def _counter(kind: str, last: int) -> Any:
    return lambda: {"kind": literal(kind), "last": literal(last)}


def _lasts(size: Size) -> dict[str, int]:
    return {
        "stage": STAGES,
        "touchpoint": size.touchpoints,
        "need": size.touchpoints // 3,
        "pain_point": size.pain_points,
        "cause": size.pain_points,
        "action": size.actions,
        "task": size.actions,
        **dict.fromkeys(("measure", "persona", "review"), 1),
        "evidence": max(1, size.touchpoints // 6),
    }


def _each(numbers: int) -> Any:
    """Every journey with every number from 1 on; all first ones before all second ones."""
    series = text(
        f"WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {numbers}) SELECT n FROM s"
    )
    return series.columns(_n).subquery("series")


def _insert(connection: Connection, row: type[SQLModel], series: Any, values: dict[str, Any]) -> None:
    """What is not said is as the row has it by itself."""
    table: Table = row.__table__  # type: ignore[attr-defined]
    by_itself = {name: default for name, default in _defaults(row).items() if default is not None}
    said = {name: literal(default, table.c[name].type) for name, default in by_itself.items()} | values
    chosen: Select[Any] = (
        select(*said.values()).select_from(t.journeys.join(series, true())).order_by(series.c.n, _j.id)
    )
    connection.execute(inserting(table).from_select(list(said), chosen))


def _defaults(row: type[SQLModel]) -> dict[str, Any]:
    """What each column holds where nobody says anything; those that must be said, and numbers given by the database,
    are left out."""
    fields = row.model_fields
    named: list[Column[Any]] = list(row.__table__.columns)  # type: ignore[attr-defined]
    return {
        each.name: fields[each.name].get_default(call_default_factory=True)
        for each in named
        if each.name in fields and not fields[each.name].is_required() and each.name != "id"
    }
