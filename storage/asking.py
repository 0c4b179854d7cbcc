"""Small questions of a conversation: the stages to choose from, where a person stands in one journey, and whether a
step was asked for before."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, false, select

from storage import tables as t
from storage.base import StoreBase
from storage.values import JourneyHead, Standing, Visit

_s, _j, _p = t.stages.c, t.journeys.c, t.participants.c
_NAMES = (
    select(_s.name)
    .where(_s.journey_id == bindparam("journey_id"), _s.workspace == bindparam("workspace"), _s.removed == false())
    .order_by(_s.position, _s.number)
)


class Asking(StoreBase):
    def stages(self, journey_id: str, workspace: str) -> tuple[str, ...]:
        """The stages' names in order."""
        asked = {"journey_id": journey_id, "workspace": workspace}
        return self._db.read(lambda c: tuple(c.execute(_NAMES, asked).scalars()))

    def standing_in(self, visit: Visit, head: JourneyHead) -> Standing:
        """Where a person stands in a journey that is not the current one of its channel."""
        part = select(_p.facilitator, _p.department).where(
            _p.journey_id == head.id, _p.workspace == visit.workspace, _p.person == visit.person
        )
        row = self._db.read(lambda c: c.execute(part).first())
        here: Standing = self.standing(visit.workspace, head.channel, visit.person)  # type: ignore[attr-defined]
        return here._replace(journey=head, facilitator=bool(row and row[0]), department=(row and row[1]) or "")

    def asked_before(self, visit: Visit, journey_id: str, step: str) -> bool:
        """Notes that somebody asked to leave this step; True when that was asked before, at this same step."""

        def note(connection: Connection) -> bool:
            mine = (_j.id == journey_id, _j.workspace == visit.workspace)
            before = connection.execute(select(_j.asked_to_leave).where(*mine)).scalar()
            if before != step:
                connection.execute(t.journeys.update().where(*mine).values(asked_to_leave=str(step)))
            return before == step

        return self._db.write(note)
