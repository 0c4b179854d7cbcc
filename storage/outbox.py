"""The outbox: letters to Slack, kept until they are sent. The courier claims them here.

Letters of one lane go out in order: only the oldest pending one of a lane can be claimed. A claim is a lease:
when its worker dies, the letter can be claimed again once the lease has run out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, case, func, or_, select
from sqlalchemy.sql.dml import Insert

from storage import tables as t
from storage.base import StoreBase
from storage.dialect import claiming, upsert
from storage.hot import Hot, together
from storage.outbox_rows import put
from storage.values import Backlog, Letter, Post, SentMessage

_o, _older = t.outbox.c, t.outbox.alias("older")
_LETTER = (_o.id, _o.workspace, _o.kind, _o.lane, _o.key, _o.payload, _o.revision, _o.attempts, _o.created_at)


RESTS = timedelta(seconds=30)
"""So long a letter rests at most for others to join it."""


class Outbox(StoreBase):
    def post(self, workspace: str, posts: Sequence[Post], now: datetime) -> None:
        """Something to tell Slack when nothing else changes."""
        self._db.write(lambda c: put(c, workspace, posts, now))

    def claim_letters(self, worker: str, now: datetime, limit: int = 16, lease_seconds: float = 30) -> list[Letter]:
        """Letters that are due, at most one per lane, leased to `worker`; those due longest first."""
        asked = {"now": now, "most": limit}
        if not self._db.read(lambda c: _GLANCE(c, asked) or _LOOK(c, asked)):
            return []  # looking needs no turn to write
        lease = {"worker": worker, "until": now + timedelta(seconds=lease_seconds)}

        def claim(connection: Connection) -> list[Letter]:
            ids = [id_ for (id_,) in _CLAIM_FEW(connection, asked)]
            if len(ids) < limit:
                ids += [id_ for (id_,) in _CLAIM(connection, asked) if id_ not in ids][: limit - len(ids)]
            leased = together(connection, [(_LEASE, {**lease, "which": id_}) for id_ in ids])
            return [_letter_of(row) for found in leased for row in found.rows]

        return self._db.write(claim)

    def letter_sent(
        self,
        letter: Letter,
        now: datetime,
        pace_seconds: float = 1.0,
        message: tuple[str, str, SentMessage] | None = None,
    ) -> None:
        """Done with it, unless it was replaced on the way: then it stays, to be sent again. The lane rests for
        `pace_seconds`. `message`: (journey id, slot, what Slack made of it), to be updated in place from now on."""
        rested = now + timedelta(seconds=pace_seconds)

        def sent(connection: Connection) -> None:
            if not _GONE(connection, {"which": letter.id, "revision": letter.revision}):
                connection.execute(_free(_o.id == letter.id).values(due_at=_later(rested), attempts=0))
            lane = {"workspace": letter.workspace, "lane": letter.lane, "which": letter.id, "until": rested}
            _REST_LANE(connection, lane)
            if message:
                _keep_message(connection, letter.workspace, *message)

        self._db.write(sent)

    def letter_postponed(self, letter: Letter, until: datetime, error: str) -> None:
        """It could not be sent; it is due again at `until`, and its lane waits for it."""
        self._db.write(lambda c: _do(c, _free(_o.id == letter.id).values(due_at=until, error=error)))

    def letter_set_aside(self, letter: Letter, error: str) -> None:
        """It can never be sent: the reason is kept, what it said is not (it may be one person's rating), and it is out
        of its lane's way. Unless it was replaced on the way."""

        def set_aside(connection: Connection) -> None:
            here = and_(_o.id == letter.id, _o.revision == letter.revision)
            dead = _free(here).values(state="dead", error=error, key=None, payload={})
            if not connection.execute(dead).rowcount:
                _do(connection, _free(_o.id == letter.id).values(attempts=0, error=error))

        self._db.write(set_aside)

    def release(self, worker: str) -> None:
        """At a clean stop: what this worker has claimed and not sent can be claimed at once."""
        self._db.write(lambda c: _do(c, _free(_o.leased_by == worker)))

    def call_back_from_the_future(self, now: datetime, ahead: timedelta) -> int:
        """Letters that were written or claimed while the clock was more than `ahead` fast can be claimed now; how many
        that were."""
        later = now + ahead
        lost = and_(_o.state == "pending", or_(_o.created_at > later, _o.leased_until > later))
        if not self._db.read(lambda c: c.execute(select(_o.id).where(lost).limit(1)).first()):
            return 0
        back = _free(lost).values(due_at=now, created_at=now)
        return self._db.write(lambda c: int(c.execute(back).rowcount))

    def backlog(self, now: datetime) -> Backlog:
        # What was put aside for an hour that suits its reader is not late before that hour.
        since = case((_o.attempts == 0, _o.due_at), else_=_o.created_at)
        behind = or_(_o.state != "pending", _o.attempts > 0, _o.due_at <= now + RESTS)
        counts = select(_o.state, func.count(), func.min(since, type_=_o.due_at.type)).where(behind).group_by(_o.state)
        reasons = select(_o.error, func.count()).where(_o.state == "dead").group_by(_o.error)

        def look(connection: Connection) -> Backlog:
            by_state = {state: (count, oldest) for state, count, oldest in connection.execute(counts)}
            waiting, oldest = by_state.get("pending", (0, now))
            why = {row[0]: row[1] for row in connection.execute(reasons)}
            age = max(0.0, (now - oldest).total_seconds())
            return Backlog(waiting, age, by_state.get("dead", (0, now))[0], why)

        return self._db.read(look)

    def next_letter_at(self, now: datetime) -> datetime | None:
        """When the next letter can be claimed (`now` at the earliest); None when nothing waits."""
        ((soonest,),) = self._db.read(lambda c: _SOONEST(c, {}))
        return None if soonest is None else max(now, soonest)

    def message(self, journey_id: str, workspace: str, slot: str) -> SentMessage | None:
        asked = {"journey_id": journey_id, "workspace": workspace, "slot": slot}
        return next((SentMessage(*row) for row in self._db.read(lambda c: _MESSAGE(c, asked))), None)


def _do(connection: Connection, statement: Any) -> None:
    connection.execute(statement)


def _free(where: Any) -> Any:
    return t.outbox.update().where(where).values(leased_by="", leased_until=None)


def _later(moment: datetime) -> Any:
    return case((_o.due_at > moment, _o.due_at), else_=moment)


def _keep_message(connection: Connection, workspace: str, journey_id: str, slot: str, message: SentMessage) -> None:
    row = {
        "journey_id": journey_id,
        "workspace": workspace,
        "slot": slot,
        "channel": message.channel,
        "ts": message.ts,
        "fingerprint": message.fingerprint,
    }
    _KEEP_MESSAGE(connection, row)


def _keeping_message(dialect: str) -> Insert:
    told = {"channel": "{channel}", "ts": "{ts}", "fingerprint": "{fingerprint}"}
    return upsert(dialect, t.messages, ("journey_id", "slot"), told)


def _letter_of(row: Any) -> Letter:
    id_, workspace, kind, lane, key, payload, revision, attempts, created_at = row
    return Letter(id_, workspace, kind, lane, key or "", payload, revision, attempts, created_at)


_now = bindparam("now", type_=_o.due_at.type)
_first_of_lane = (
    _o.id
    == select(_older.c.id)
    .where(_older.c.workspace == _o.workspace, _older.c.lane == _o.lane, _older.c.state == "pending")
    .order_by(_older.c.id)
    .limit(1)
    .correlate(t.outbox)
    .scalar_subquery()
)
"""By itself and not as a join, so that PostgreSQL looks it up per lane, however few letters it reckons with."""


def _oldest_due_of_each_lane() -> Any:
    """Looked up once for each lane and not for each letter: thousands may wait in a few."""
    due = select(func.min(_older.c.id)).where(_older.c.state == "pending", _older.c.due_at <= _now)
    return _o.id.in_(due.group_by(_older.c.workspace, _older.c.lane))


_due = (_o.state == "pending", _o.due_at <= _now, or_(_o.leased_until.is_(None), _o.leased_until <= _now))
AT_A_GLANCE = 100


_still_due = (
    func.coalesce(_o.state, "") == "pending",
    func.coalesce(_o.due_at, _now) <= _now,
    or_(_o.leased_until.is_(None), _o.leased_until <= _now),
)
"""Said again of those that were chosen (another courier may have had one meanwhile), and so that no index serves: as
long as PostgreSQL takes the outbox for empty, it would go through all that is due once more for each."""


def _claimable(*where: Any) -> Select[Any]:
    """`_first_of_lane`: an older one that is not due yet is waited for."""
    found = select(_o.id).where(*where, *_still_due, _first_of_lane)
    return found.order_by(_o.due_at, _o.id).limit(bindparam("most"))


_CLAIMABLE = _claimable(_oldest_due_of_each_lane())
_SOON = _claimable(
    _o.id.in_(
        select(_o.id).where(*_due).order_by(_o.due_at, _o.id).limit(AT_A_GLANCE).correlate(None).scalar_subquery()
    )
)
"""Among those that are due longest. Where thousands of lanes wait, that finds enough without looking at them all; where
thousands of letters wait in a few lanes, it finds few, and each lane is looked at."""
_GLANCE, _CLAIM_FEW = Hot(_SOON), Hot(claiming(_SOON, t.outbox))
_LOOK, _CLAIM = Hot(_CLAIMABLE), Hot(claiming(_CLAIMABLE, t.outbox))
_this, _until = _o.id == bindparam("which"), bindparam("until", type_=_o.due_at.type)
_LEASE = Hot(
    t.outbox.update()
    .where(_this)
    .values(leased_by=bindparam("worker"), leased_until=_until, attempts=_o.attempts + 1)
    .returning(*_LETTER)
)
_GONE = Hot(t.outbox.delete().where(_this, _o.revision == bindparam("revision")).returning(_o.id))
_next_of_lane = (
    select(func.min(_older.c.id))
    .where(
        _older.c.workspace == bindparam("workspace"),
        _older.c.lane == bindparam("lane"),
        _older.c.state == "pending",
        _older.c.id != bindparam("which"),
    )
    .scalar_subquery()
)
_REST_LANE = Hot(t.outbox.update().where(_o.id == _next_of_lane, _o.due_at < _until).values(due_at=_until))
"""Only the oldest letter of a lane can go out: that it rests makes them all rest."""
_free_at = case((_o.leased_until > _o.due_at, _o.leased_until), else_=_o.due_at)
_place = func.row_number().over(partition_by=(_o.workspace, _o.lane), order_by=_o.id)
_of_lanes = select(_free_at.label("free_at"), _place.label("place")).where(_o.state == "pending").subquery()
_SOONEST = Hot(select(func.min(_of_lanes.c.free_at, type_=_o.due_at.type)).where(_of_lanes.c.place == 1))
"""Each letter is looked at once. Asked for those whose id is the least of their lane, PostgreSQL looks at all for each
of them, as long as it takes the outbox for empty: thousands that came at once took more than the time that there is."""
_m = t.messages.c
_MESSAGE = Hot(
    select(_m.channel, _m.ts, _m.fingerprint).where(
        _m.journey_id == bindparam("journey_id"),
        _m.workspace == bindparam("workspace"),
        _m.slot == bindparam("slot"),
    )
)
_KEEP_MESSAGE = Hot(_keeping_message)
