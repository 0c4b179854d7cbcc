"""Tokens: what lets another program feed values into one journey. Of each only a keyed hash is kept."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from storage import tables as t
from storage.base import StoreBase
from storage.feeding import feed
from storage.refusals import KeyUsedOtherwise, NoSuchToken, StoreRefusal, TooMany
from storage.turn import Turn, enter
from storage.values import Measured, Post, Token, ValueKept, Visit

PREFIX = "waymark_"
"""By which tools that look for secrets in the wrong place can tell one."""
MOST_TOKENS = 10
ANSWERS_KEPT = timedelta(days=7)
_k, _a = t.tokens.c, t.answered.c
_TOKEN = (_k.journey_id, _k.workspace, _k.number, _k.name, _k.author, _k.created_at, _k.used_at)


class Tokens(StoreBase):
    def new_token(self, visit: Visit, journey_id: str, name: str) -> tuple[Token, str]:
        """The token and its secret, which is told this once; empty when the same request made it before.
        Facilitators only (NotYours). Raises TooMany, JourneyClosed."""
        return self._db.write(lambda c: self._new(c, visit, journey_id, name))

    def _new(self, connection: Connection, visit: Visit, journey_id: str, name: str) -> tuple[Token, str]:
        turn = enter(connection, self._keys, visit, journey_id, "token")
        turn.facilitators_only()
        live = select(*_TOKEN).where(_k.journey_id == journey_id, _k.revoked_at.is_(None)).order_by(_k.number)
        there = connection.execute(live).all()
        if turn.again and there:
            return Token(*there[-1]), ""
        turn.open_only()
        if len(there) >= MOST_TOKENS:
            raise TooMany("token", MOST_TOKENS)
        secret = PREFIX + secrets.token_urlsafe(32)
        token = Token(journey_id, visit.workspace, turn.next_number("token"), name, visit.person, visit.now)
        row = {each.name: getattr(token, each.name) for each in _TOKEN}
        connection.execute(insert(t.tokens), {**row, "hash": self._keys.token(secret), "revoked_at": None})
        turn.entries.write("token")
        return token, secret

    def tokens(self, journey_id: str, workspace: str) -> list[Token]:
        """Those that are not revoked, in order."""
        live = select(*_TOKEN).where(_k.journey_id == journey_id, _k.workspace == workspace, _k.revoked_at.is_(None))
        return self._db.read(lambda c: [Token(*row) for row in c.execute(live.order_by(_k.number))])

    def revoke_token(self, visit: Visit, journey_id: str, number: int) -> str:
        """From now on it opens nothing; its name. Facilitators only (NotYours). Raises NoSuchToken."""

        def revoke(connection: Connection) -> str:
            turn = enter(connection, self._keys, visit, journey_id, "revoke")
            turn.facilitators_only()
            live = (_k.journey_id == journey_id, _k.revoked_at.is_(None))
            named = select(_k.number, _k.name).where(*live)
            names = {row.number: str(row.name) for row in connection.execute(named)}
            if number not in names:
                raise NoSuchToken(number, tuple(sorted(names)))
            gone = t.tokens.update().where(*live, _k.number == number).values(revoked_at=visit.now)
            connection.execute(gone)
            turn.entries.write("revoke")
            return names[number]

        return self._db.write(revoke)

    def token_of(self, secret: str) -> Token | None:
        """The token that this is the secret of; None for one that is unknown or revoked, which takes as long."""
        hashed = self._keys.token(secret)
        one = select(*_TOKEN, _k.hash, _k.revoked_at).where(_k.hash == hashed)
        row: Any = self._db.read(lambda c: c.execute(one).first())
        same = hmac.compare_digest(hashed, row.hash if row is not None else "0" * len(hashed))
        return Token(*row[: len(_TOKEN)]) if same and row is not None and row.revoked_at is None else None

    def feed_values(
        self,
        token: Token,
        values: Sequence[Measured],
        now: datetime,
        answer: Callable[[Sequence[ValueKept]], str],
        posts: Sequence[Post] = (),
        *,
        key: str = "",
        body: str = "",
    ) -> tuple[str, bool]:
        """Keeps all the values or none, and returns (the answer, whether it was given before). The same `key` with the
        same `body` does nothing and is answered as the first time, for a week. Raises the first value's StoreRefusal,
        KeyUsedOtherwise, JourneyClosed, and NoSuchToken for a token that was revoked meanwhile."""
        visit = Visit(token.workspace, "", token.author, now)

        def feeding(connection: Connection) -> tuple[str, bool]:
            turn = enter(connection, self._keys, visit, token.journey_id, "values")
            _use(turn, token)
            if key and (before := _answered(turn, token, key, body)) is not None:
                return before, True
            told = answer(_all_or_none(feed(turn, values, posts)))
            if key:
                _note(turn, token, key, body, told)
            return told, False

        return self._db.write(feeding)


class NotKept(StoreRefusal):
    """Which value was refused (from 0), and why."""

    def __init__(self, place: int, why: StoreRefusal) -> None:
        super().__init__(place, why)
        self.place, self.why = place, why


def _all_or_none(kept: Sequence[ValueKept]) -> Sequence[ValueKept]:
    for place, each in enumerate(kept):
        if each.refused is not None:
            raise NotKept(place, each.refused)
    return kept


def _use(turn: Turn, token: Token) -> None:
    live = (_k.journey_id == token.journey_id, _k.number == token.number, _k.revoked_at.is_(None))
    used = turn.connection.execute(t.tokens.update().where(*live).values(used_at=turn.visit.now))
    if not used.rowcount:
        raise NoSuchToken(token.number)


def _answered(turn: Turn, token: Token, key: str, body: str) -> str | None:
    mine = (_a.journey_id == token.journey_id, _a.token == token.number)
    turn.connection.execute(delete(t.answered).where(*mine, _a.at < turn.visit.now - ANSWERS_KEPT))
    row = turn.connection.execute(select(_a.body, _a.answer).where(*mine, _a.key == key)).first()
    if row is None:
        return None
    if row.body != body:
        raise KeyUsedOtherwise
    return str(row.answer)


def _note(turn: Turn, token: Token, key: str, body: str, answer: str) -> None:
    here = {"journey_id": token.journey_id, "workspace": token.workspace, "token": token.number}
    turn.connection.execute(
        insert(t.answered), {**here, "key": key, "body": body, "answer": answer, "at": turn.visit.now}
    )
