"""What goes into the log when something breaks: where and what kind, never what people typed."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from sqlalchemy import select, text

from bot.logs import JsonLines, Text
from storage import tables as t
from storage.refusals import StorageUnavailable
from storage.store import Store
from storage.values import JourneyHead
from tests.storage.conftest import database, journey, postgresql_database, sqlite_template, store  # noqa: F401

TYPED = "Zwartkijker"
FORMS = {"text": Text("%(message)s"), "json": JsonLines()}


def number() -> None:
    int(TYPED)


def key() -> None:
    {}[TYPED]


def nested() -> None:
    try:
        number()
    except ValueError as error:
        raise RuntimeError(f"cannot read {TYPED}") from error


def encoded() -> None:
    (TYPED + "\ud800").encode()


def asserted() -> None:
    raise AssertionError(TYPED)


def slack() -> None:
    said = {"ok": False, "error": "invalid_blocks", "response_metadata": {"messages": [f"[ERROR] {TYPED}"]}}
    answer = SlackResponse(
        client=None, http_verb="POST", api_url="", req_args={"json": TYPED}, data=said, headers={}, status_code=200
    )
    raise SlackApiError(f"failed: {said}", answer)


def logged(form: str, error: BaseException) -> str:
    raised = (type(error), error, error.__traceback__)
    return FORMS[form].format(logging.LogRecord("waymark", logging.ERROR, "", 0, "it broke", (), raised))


def caught(work: Callable[[], object]) -> BaseException:
    try:
        work()
    except Exception:
        error = sys.exc_info()[1]
        assert error is not None
        return error
    raise AssertionError("it should have broken")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("work", [number, key, nested, encoded, asserted, slack], ids=lambda work: work.__name__)
def test_a_traceback_says_where_and_what_kind_and_quotes_nothing(work: Callable[[], None], form: str) -> None:
    error = caught(work)
    assert TYPED in repr(error) + str(error) + repr(getattr(error, "object", ""))
    told = logged(form, error)
    assert TYPED not in told
    assert type(error).__name__ in told
    assert work.__name__ in told
    if work is nested:
        assert told.index("ValueError") < told.index("RuntimeError")
    if work is slack:
        assert "invalid_blocks" in told


def test_what_a_program_says_of_itself_is_told() -> None:
    told = json.loads(logged("json", caught(lambda: None.__len__())))  # type: ignore[attr-defined]
    assert "'NoneType' object has no attribute '__len__'" in told["error"]


BREAKING: dict[str, Callable[[JourneyHead], object]] = {
    "a row twice": lambda j: t.journeys.insert().from_select(
        [c.name for c in t.journeys.c], select(t.journeys).where(t.journeys.c.id == j.id)
    ),
    "a reference to nothing": lambda j: text(
        "INSERT INTO needs (journey_id, workspace, number, touchpoint, text, author, changed_by, created_at, version, "
        f"removed) VALUES ('{j.id}', 'T', 1, 99, '{TYPED}', '{TYPED}', '{TYPED}', '2027-01-04', 1, false)"
    ),
    "nothing where something must be": lambda j: text(f"UPDATE journeys SET name = NULL, goal = '{TYPED}'"),
    "a value of another type": lambda j: text(f"SELECT CAST('{TYPED}' AS integer) / 0, no_such_column FROM journeys"),
    "a number that is none": lambda j: text(f"SELECT CAST('{TYPED}' AS integer)"),
}
ONLY_POSTGRESQL = {"a number that is none"}


@pytest.mark.parametrize("breaks", BREAKING)
def test_the_database_s_own_words_quote_nothing(store: Store, journey: JourneyHead, breaks: str) -> None:  # noqa: F811
    store._db.write(lambda c: c.execute(t.journeys.update().values(goal=TYPED, name=TYPED)) and None)
    if store._db.dialect == "sqlite" and breaks in ONLY_POSTGRESQL:
        return
    statement = BREAKING[breaks](journey)
    error = caught(lambda: store._db.write(lambda c: c.execute(statement) and None))  # type: ignore[call-overload]
    assert isinstance(error, StorageUnavailable)
    for told in (str(error), logged("text", error)):
        assert TYPED not in told
        assert journey.id not in told
