"""Journeys and where people stand in them: starting, opening, closing, moving the step, naming who runs it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, insert, select, true

from journey.model import Perspective, Schedule, Step
from storage import tables as t
from storage.base import StoreBase
from storage.heads import HEAD, find_head, head_of, known_head
from storage.log import Entries, requests_of
from storage.ordering import add_stage
from storage.outbox_rows import put
from storage.refusals import StepMoved
from storage.snapshots import of_closing, take_snapshot
from storage.standing import read_standing
from storage.taking_part import name_facilitator, set_department
from storage.turn import Turn, enter
from storage.values import JourneyHead, Post, Standing, Visit

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""No letters or digits that look alike: people type ids on the command line."""

_j = t.journeys.c


class Journeys(StoreBase):
    def standing(self, workspace: str, channel: str, person: str) -> Standing:
        """Where a person stands in a channel. One query."""
        return self._db.read(lambda c: read_standing(c, workspace, channel, person))

    def head(self, journey_id: str, workspace: str) -> JourneyHead | None:
        return self._db.read(lambda c: find_head(c, journey_id, workspace))

    def journeys_in(self, workspace: str, channel: str) -> list[JourneyHead]:
        """The current one first, then the open ones, the youngest first; closed ones last."""
        here = _heads().where(_j.workspace == workspace, _j.channel == channel)
        return self._heads(here.order_by(_j.current.desc(), _j.closed, _j.created_at.desc(), _j.id))

    def all_journeys(self, workspace: str | None = None) -> list[JourneyHead]:
        """For the command line: of one workspace, or of all."""
        which = _heads() if workspace is None else _heads().where(_j.workspace == workspace)
        return self._heads(which.order_by(_j.workspace, _j.channel, _j.created_at, _j.id))

    def find_journeys(self, id_or_name: str) -> list[JourneyHead]:
        """For the command line: the journey of this id, else all of this name (caselessly), in any workspace."""
        wanted = id_or_name.strip()
        by_id = self._heads(_heads().where(_j.id == wanted))
        return by_id or [head for head in self.all_journeys() if head.name.casefold() == wanted.casefold()]

    def _heads(self, statement: Select[Any]) -> list[JourneyHead]:
        return self._db.read(lambda c: [head_of(row) for row in c.execute(statement)])

    def start_journey(
        self,
        visit: Visit,
        *,
        name: str,
        stages: Sequence[str],
        language: str,
        timezone: str,
        perspective: Perspective,
        posts: Callable[[JourneyHead], Sequence[Post]],
    ) -> JourneyHead:
        """A new journey, current in its channel; who starts it is its facilitator. The same request again returns
        the same journey. `posts` is called within the transaction: it must not call the Store."""
        new = JourneyHead(
            new_id(),
            visit.workspace,
            visit.channel,
            name,
            Step.GOAL,
            Perspective(perspective),
            language,
            timezone,
            closed=False,
            current=True,
            author=visit.person,
        )
        return self._db.write(lambda c: self._start(c, visit, new, stages, posts))

    def _start(
        self,
        connection: Connection,
        visit: Visit,
        new: JourneyHead,
        stages: Sequence[str],
        posts: Callable[[JourneyHead], Sequence[Post]],
    ) -> JourneyHead:
        requests = requests_of(self._keys, visit)
        log = t.contributions.c
        same = (log.workspace == visit.workspace, log.request == requests.named, log.what == "start")
        before = connection.execute(select(log.journey_id).where(*same)).scalar()
        if before is not None:
            return known_head(connection, before, visit.workspace)
        give_way(connection, new)
        connection.execute(insert(t.journeys), _row_of(new, visit))
        key = self._keys.person(visit.workspace, new.id, visit.person)
        entries = Entries(connection, visit, new.id, key, requests, self._keys)
        turn = Turn(connection, visit, new, True, "", key, entries, again=False)
        for position, stage in enumerate({stage.casefold(): stage for stage in stages}.values()):
            add_stage(turn, stage, position)
        name_facilitator(turn, visit.person, 1)
        entries.write("start")
        put(connection, visit.workspace, posts(new), visit.now)
        return new

    def open_journey(self, visit: Visit, journey_id: str, posts: Sequence[Post] = ()) -> JourneyHead:
        """Makes it the current one of its channel; a closed one is opened again."""

        def opening(turn: Turn) -> None:
            give_way(turn.connection, turn.head)
            turn.set_journey(current=True, closed=False)

        return self._change(visit, journey_id, "open", opening, posts, closed_too=True)

    def close_journey(self, visit: Visit, journey_id: str, posts: Sequence[Post] = ()) -> JourneyHead:
        """Facilitators only (NotYours). It stays the one that its channel looks at, to be read."""

        def closing(turn: Turn) -> None:
            turn.facilitators_only()
            turn.set_journey(closed=True)
            take_snapshot(turn.connection, turn.head, of_closing(visit))

        return self._change(visit, journey_id, "close", closing, posts, closed_too=True)

    def move_step(
        self, visit: Visit, journey_id: str, to: Step, expected: Step | None, posts: Sequence[Post] = ()
    ) -> JourneyHead:
        """Facilitators only (NotYours). StepMoved when the journey is not at `expected` any more."""

        def moving(turn: Turn) -> None:
            turn.facilitators_only()
            if expected is not None and turn.head.step != expected:
                raise StepMoved(turn.head.step)
            turn.set_journey(step=str(to))

        return self._change(visit, journey_id, "step", moving, posts)

    def set_department(self, visit: Visit, journey_id: str, department: str, posts: Sequence[Post] = ()) -> JourneyHead:
        """One's own, from now on; what one rated before stays with the department of then."""
        return self._change(visit, journey_id, "department", lambda turn: set_department(turn, department), posts)

    def set_facilitators(
        self,
        visit: Visit,
        journey_id: str,
        people: Sequence[str],
        posts: Sequence[Post] = (),
        *,
        orphaned: bool = False,
    ) -> JourneyHead:
        """Adds facilitators; by a facilitator (NotYours), or by anybody where the journey is `orphaned`."""

        def naming(turn: Turn) -> None:
            if not orphaned:
                turn.facilitators_only()
            there = turn.facilitators()
            for place, person in enumerate(dict.fromkeys(p for p in people if p not in there), len(there) + 1):
                name_facilitator(turn, person, place)

        return self._change(visit, journey_id, "facilitators", naming, posts)

    def set_schedule(
        self, visit: Visit, journey_id: str, schedule: Schedule | None, posts: Sequence[Post] = ()
    ) -> JourneyHead:
        """When reviews come; None: no more. Facilitators only (NotYours)."""

        def scheduling(turn: Turn) -> None:
            turn.facilitators_only()
            turn.set_journey(**schedule_columns(schedule), set_up_by=visit.person if schedule else "")

        return self._change(visit, journey_id, "schedule", scheduling, posts)

    def _change(
        self,
        visit: Visit,
        journey_id: str,
        what: str,
        work: Callable[[Turn], None],
        posts: Sequence[Post],
        *,
        closed_too: bool = False,
    ) -> JourneyHead:
        def change(connection: Connection) -> JourneyHead:
            turn = enter(connection, self._keys, visit, journey_id, what)
            if turn.again:
                return turn.head
            if not closed_too:
                turn.open_only()
            work(turn)
            turn.entries.write(what)
            put(connection, visit.workspace, posts, visit.now)
            return known_head(connection, journey_id, visit.workspace)

        return self._db.write(change)


def new_id() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(9))


def schedule_columns(schedule: Schedule | None) -> dict[str, Any]:
    if schedule is None:
        return {"review_every": None, "review_unit": "", "review_at": "", "review_start": None, "next_review_at": None}
    return {
        "review_every": schedule.every,
        "review_unit": schedule.unit,
        "review_at": schedule.at,
        "review_start": schedule.start,
        "next_review_at": schedule.next_at,
    }


def give_way(connection: Connection, head: JourneyHead) -> None:
    """Whatever is current in the channel is so no more."""
    here = (_j.workspace == head.workspace, _j.channel == head.channel, _j.current == true())
    connection.execute(t.journeys.update().where(*here).values(current=False))


def _row_of(head: JourneyHead, visit: Visit) -> dict[str, Any]:
    return {
        "id": head.id,
        "workspace": head.workspace,
        "channel": head.channel,
        "name": head.name,
        "step": str(head.step),
        "perspective": str(head.perspective),
        "language": head.language,
        "timezone": head.timezone,
        "current": True,
        "author": visit.person,
        "changed_by": visit.person,
        "created_at": visit.now,
        **EMPTY_FIELDS,
    }


EMPTY_FIELDS = {
    "closed": False,
    "goal": "",
    "measure": "",
    "trigger": "",
    "scope_from": "",
    "scope_to": "",
    "expectation": "",
    "review_unit": "",
    "review_at": "",
    "asked_to_leave": "",
    "set_up_by": "",
    "version": 1,
}


def _heads() -> Select[Any]:
    return select(*HEAD)
