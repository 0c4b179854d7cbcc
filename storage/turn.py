"""One person's turn at one journey: what a change needs to know while its transaction runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, bindparam, false, or_, select

from storage import tables as t
from storage.counting import next_number
from storage.dialect import holding_journey
from storage.heads import HEAD, head_of
from storage.hot import Hot, together
from storage.keys import Keys
from storage.log import Entries, requests_of
from storage.refusals import JourneyClosed, NoSuchItem, NoSuchStage, NotYours
from storage.shapes import finding, some_numbers
from storage.values import NEW, JourneyHead, Kind, Visit


class StageSeat(NamedTuple):
    number: int
    name: str
    position: float


@dataclass
class Turn:
    connection: Connection
    visit: Visit
    head: JourneyHead
    facilitator: bool
    department: str
    key: str
    entries: Entries
    again: bool
    votes_allowed: int = 3
    added: dict[Kind, int] = field(default_factory=dict)
    _stages: list[StageSeat] | None = None

    @property
    def journey_id(self) -> str:
        return self.head.id

    def next_number(self, kind: str) -> int:
        """The next number of this kind; it is never given again, whatever becomes of the item."""
        return next_number(self.connection, self.head.id, self.head.workspace, kind)

    def known(self, kind: Kind, number: int) -> int:
        """The number of an item that there is; NEW stands for the one added in this turn."""
        if number == NEW and kind in self.added:
            return self.added[kind]
        key = {"journey_id": self.head.id, "number": number}
        if not finding(kind)(self.connection, key):
            raise self.missing(kind, number)
        return number

    def missing(self, kind: Kind, number: int) -> NoSuchItem:
        found = self.connection.execute(some_numbers(kind), {"journey_id": self.head.id}).scalars()
        fresh = self.added.get(kind)  # added in this very turn, which ends here
        return NoSuchItem(kind, number, tuple(known for known in found if known != fresh))

    def stages(self) -> list[StageSeat]:
        """In order; read once."""
        if self._stages is None:
            rows = _STAGES(self.connection, {"journey_id": self.head.id})
            self._stages = [StageSeat(number, name, position) for number, name, position in rows]
        return self._stages

    def forget_stages(self) -> None:
        """They have changed: read them again when needed."""
        self._stages = None

    def stage(self, name: str) -> StageSeat:
        wanted = name.strip().casefold()
        seat = next((seat for seat in self.stages() if seat.name.casefold() == wanted), None)
        if seat is None:
            raise NoSuchStage(name, tuple(seat.name for seat in self.stages()))
        return seat

    def stage_name(self, number: int | None) -> str:
        if number is None:
            return ""
        return next((seat.name for seat in self.stages() if seat.number == number), "")

    def facilitators(self) -> tuple[str, ...]:
        return facilitators_of(self.connection, self.head.id)

    def not_yours(self, kind: Kind, number: int, author: str) -> NotYours:
        return NotYours(kind, number, author, self.facilitators())

    def facilitators_only(self) -> None:
        if not self.facilitator:
            raise self.not_yours(Kind.JOURNEY, 0, self.head.author)

    def open_only(self) -> None:
        if self.head.closed:
            raise JourneyClosed(self.head.name)

    def set_journey(self, **values: Any) -> None:
        """Writes columns of the journey's own row."""
        changed = {**values, "changed_by": self.visit.person, "version": t.journeys.c.version + 1}
        self.connection.execute(t.journeys.update().where(t.journeys.c.id == self.head.id).values(changed))


def enter(connection: Connection, keys: Keys, visit: Visit, journey_id: str, what: str) -> Turn:
    """Begins a turn. `what` is done in it: `again` says whether the same request did it before.
    Raises NoSuchItem(Kind.JOURNEY, 0)."""
    requests = requests_of(keys, visit)
    asked: Mapping[str, Any] = {
        "journey_id": journey_id,
        "workspace": visit.workspace,
        "person": visit.person,
        "named": requests.named,
        "anonymous": requests.anonymous,
        "what": what,
    }
    *_, entered = together(connection, [(each, asked) for each in (*holding_journey(connection), _ENTER)])
    row = next(entered.rows, None)
    if row is None:
        raise NoSuchItem(Kind.JOURNEY, 0)
    facilitator, department, entry = row[len(HEAD) :]
    key = keys.person(visit.workspace, journey_id, visit.person)
    entries = Entries(connection, visit, journey_id, key, requests, keys)
    return Turn(
        connection,
        visit,
        head_of(row),
        bool(facilitator),
        department or "",
        key,
        entries,
        entry is not None,
    )


def facilitators_of(connection: Connection, journey_id: str) -> tuple[str, ...]:
    """Who started comes first."""
    c = t.participants.c
    who = select(c.person).where(c.journey_id == journey_id, c.facilitator > 0).order_by(c.facilitator, c.person)
    return tuple(connection.execute(who).scalars())


def _entering() -> Select[Any]:
    j, p, c = t.journeys, t.participants, t.contributions
    part = and_(p.c.journey_id == j.c.id, p.c.person == bindparam("person"))
    before = and_(
        c.c.workspace == j.c.workspace,
        or_(c.c.request == bindparam("named"), c.c.request == bindparam("anonymous")),
        c.c.what == bindparam("what"),
        c.c.journey_id == j.c.id,
    )
    return (
        select(*HEAD, p.c.facilitator, p.c.department, c.c.id)
        .select_from(j.outerjoin(p, part).outerjoin(c, before))
        .where(j.c.id == bindparam("journey_id"), j.c.workspace == bindparam("workspace"))
    )


_READ_ENTERING = _entering()
_ENTER = Hot(_READ_ENTERING)

_s = t.stages.c
_READ_STAGES = (
    select(_s.number, _s.name, _s.position)
    .where(_s.journey_id == bindparam("journey_id"), _s.removed == false())
    .order_by(_s.position, _s.number)
)
_STAGES = Hot(_READ_STAGES)
