"""Keeps the values that another program sends. What goes wrong is a Problem."""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from pydantic import ValidationError

from bot.api.bodies import Answer, Batch, KeptValue, Value
from bot.api.problems import Problem, unauthorized
from bot.api.rates import Rates
from commands.posts import card
from commands.refusals import as_refusal
from journey.answers import read_answers
from journey.dates import today_in
from journey.refusal import Refusal
from journey.stages import match_stage
from journey.words import Voice, voice
from storage.refusals import JourneyClosed, KeyUsedOtherwise, NoSuchToken, StorageUnavailable, StoreRefusal
from storage.store import Store
from storage.tokens import NotKept
from storage.values import JourneyHead, Measured, Token, ValueKept

log = logging.getLogger("waymark.api")
MOST_BYTES = 262_144
LONGEST_KEY = 255


@dataclass(frozen=True)
class MeasuresApi:
    store: Store
    now: Callable[[], datetime]
    rates: Rates

    def post(self, headers: Mapping[str, str], body: bytes) -> tuple[bytes, bool]:
        """The answer as JSON, and whether it was given before. `headers` by lower-case name. Raises Problem."""
        try:
            token = self._token(headers)
            key = _key(headers)
            return self._keep(token, key, body, _values(headers, body))
        except StorageUnavailable as error:
            log.error("storage unavailable: %s", error)
            raise Problem(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "Nothing was kept",
                "The database is out of reach. Send it again in a moment.",
                headers=(("Retry-After", "5"),),
            ) from None

    def _token(self, headers: Mapping[str, str]) -> Token:
        scheme, _, secret = headers.get("authorization", "").partition(" ")
        secret = secret.strip()
        if scheme.lower() != "bearer" or not secret or len(secret) > LONGEST_KEY:
            raise unauthorized()
        if (wait := self.rates.wait_for(secret)) > 0:
            raise Problem(
                HTTPStatus.TOO_MANY_REQUESTS,
                "Too many requests",
                "Send several values in one request, or wait.",
                headers=(("Retry-After", str(math.ceil(wait))),),
            )
        token = self.store.token_of(secret)
        if token is None:
            raise unauthorized()
        return token

    def _keep(self, token: Token, key: str, body: bytes, sent: _Sent) -> tuple[bytes, bool]:
        head = self.store.head(token.journey_id, token.workspace)
        if head is None:
            raise unauthorized()
        say = voice("en")
        stages = self.store.stages(head.id, head.workspace)
        measured = _measured(sent, head, self.now(), stages, say)
        try:
            told, again = self.store.feed_values(
                token,
                measured,
                self.now(),
                lambda kept: _answer(measured, kept),
                [card(head)],
                key=key,
                body=sha256(body).hexdigest(),
            )
        except StoreRefusal as refused:
            raise _refused(refused, say, sent) from None
        return told.encode(), again


def _key(headers: Mapping[str, str]) -> str:
    key = headers.get("idempotency-key", "").strip()
    if len(key) > LONGEST_KEY:
        raise Problem(HTTPStatus.BAD_REQUEST, "The Idempotency-Key is too long", f"At most {LONGEST_KEY} characters.")
    return key


@dataclass(frozen=True)
class _Sent:
    values: Sequence[Value]
    single: bool

    def pointer(self, place: int, field: str) -> str:
        """Where in the body a field of a value stands."""
        return f"/{field or 'measure'}" if self.single else f"/values/{place}/{field or 'measure'}"


def _values(headers: Mapping[str, str], body: bytes) -> _Sent:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Not JSON", "Send `Content-Type: application/json`.")
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        raise Problem(HTTPStatus.BAD_REQUEST, "Not JSON", "The body cannot be read as JSON in UTF-8.") from None
    if not isinstance(sent, dict):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, WRONG, "Send an object: one value, or `values` with several.")
    try:
        if "values" in sent:
            return _Sent(Batch.model_validate(sent).values, single=False)
        return _Sent([Value.model_validate(sent)], single=True)
    except ValidationError as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, WRONG, "Nothing was kept.", _pointers(error)) from None


WRONG = "The values are not right"
SHOWN = 20


def _pointers(error: ValidationError) -> list[dict[str, str]]:
    found = error.errors(include_url=False, include_input=False, include_context=False)[:SHOWN]
    return [{"pointer": "".join(f"/{part}" for part in each["loc"]), "detail": each["msg"]} for each in found]


def _measured(sent: _Sent, head: JourneyHead, now: datetime, stages: tuple[str, ...], say: Voice) -> list[Measured]:
    today = today_in(head.timezone, now)
    made: list[Measured] = []
    wrong: list[dict[str, str]] = []
    for place, value in enumerate(sent.values):
        try:
            made.append(_one(value, today, stages))
        except Refusal as refused:
            wrong.append({"pointer": sent.pointer(place, refused.field), "detail": refused.said.by(say)})
    if wrong:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, WRONG, "Nothing was kept.", wrong[:SHOWN])
    return made


def _one(value: Value, today: date, stages: tuple[str, ...]) -> Measured:
    answers = read_answers(", ".join(map(str, value.answers)), value.measure) if value.answers else None
    stage = (match_stage(value.stage, stages) or value.stage) if value.stage else None
    return Measured(
        value.measure,
        answers.score if answers else float(value.value or 0),
        _day(value.date, today),
        value.unit or (answers.unit if answers else None),
        value.target,
        value.touchpoint,
        stage,
        value.direction,
    )


def _day(text: str | None, today: date) -> date:
    """The ends of the earth's day differ: tomorrow is taken, for it has begun somewhere."""
    if text is None:
        return today
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise Refusal("There is no such day.", field="date") from None
    if found.year < 1900 or (found - today).days > 1:
        raise Refusal("That day lies in the future, or too long ago.", field="date")
    return found


def _answer(values: Sequence[Measured], kept: Sequence[ValueKept]) -> str:
    rows: list[dict[str, Any]] = [
        {"measure": v.name, "number": k.number, "date": v.on, "value": v.value, "outcome": k.outcome}
        for v, k in zip(values, kept, strict=True)
    ]
    return Answer(kept=[KeptValue.model_validate(row) for row in rows]).model_dump_json()


def _refused(refused: StoreRefusal, say: Voice, sent: _Sent) -> Problem:
    if isinstance(refused, NotKept):
        why = as_refusal(refused.why)
        errors = [{"pointer": sent.pointer(refused.place, why.field), "detail": why.said.by(say)}]
        return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, WRONG, "Nothing was kept.", errors)
    if isinstance(refused, NoSuchToken):
        return unauthorized()
    if isinstance(refused, KeyUsedOtherwise):
        return Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "The Idempotency-Key was used for something else",
            "Use a new key for new values.",
        )
    if isinstance(refused, JourneyClosed):
        return Problem(HTTPStatus.CONFLICT, "The journey is closed", "Open it again in its channel: /journey open")
    return Problem(HTTPStatus.CONFLICT, "Nothing was kept", as_refusal(refused).said.by(say))
