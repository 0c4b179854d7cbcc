"""POST /api/measures over real HTTP: who may, what is kept, what is refused, and nothing twice."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate

from bot.api.rates import AT_ONCE, PER_MINUTE, Rates
from tests.databases import once
from tests.docs.openapi_page import openapi_page
from tests.measures.asking import new_token, sends
from tests.rooms import Room

NPS = {"measure": "NPS", "value": 24, "date": "2026-01-31", "target": 35}


def values_of(room: Room) -> list[dict[str, Any]]:
    return [reading for measure in room.exported()["measures"] for reading in measure["values"]]


def test_a_value_is_kept_and_changes_the_card(workshop: Room) -> None:
    answer = sends(workshop, new_token(workshop), NPS)
    assert answer.status == 200
    assert answer.body["kept"] == [
        {"measure": "NPS", "number": 1, "date": "2026-01-31", "value": 24.0, "outcome": "new"}
    ]
    assert values_of(workshop) == [{"on": "2026-01-31", "value": 24.0}]
    workshop.waits_for(lambda: workshop.card() and "NPS: 24" in workshop.card().text)


def test_a_batch_is_kept_with_everything_that_can_be_told(workshop: Room) -> None:
    workshop.ana("touchpoint Waits | stage: Retention")
    sent = {
        "values": [
            {"measure": "Waiting time", "value": 12, "unit": "min", "direction": "down", "touchpoint": 1, "target": 9},
            {"measure": "CSAT", "answers": [5, 4, 1], "stage": "retentie", "date": "2026-01-31"},
        ]
    }
    answer = sends(workshop, new_token(workshop), sent)
    assert [kept["outcome"] for kept in answer.body["kept"]] == ["new", "new"]
    waiting, csat = workshop.exported()["measures"]
    assert (waiting["direction"], waiting["touchpoint"], waiting["unit"]) == ("down", 1, "min")
    assert (csat["stage"], csat["unit"], csat["values"][0]["value"]) == ("Retention", "%", 66.7)


def test_directions_are_taken_in_the_words_that_people_type(workshop: Room) -> None:
    token = new_token(workshop)
    for way in ("lower", "down"):
        assert sends(workshop, token, {"measure": f"Effort {way}", "value": 4, "direction": way}).status == 200
    assert [measure["direction"] for measure in workshop.exported()["measures"]] == ["down", "down"]


def test_the_same_day_again_replaces_and_the_same_value_changes_nothing(workshop: Room) -> None:
    token = new_token(workshop)
    outcomes = [sends(workshop, token, {**NPS, "value": value}).body["kept"][0]["outcome"] for value in (24, 24, 25)]
    assert outcomes == ["new", "same", "changed"]
    assert values_of(workshop) == [{"on": "2026-01-31", "value": 25.0}]


def test_the_same_key_is_answered_as_the_first_time(workshop: Room) -> None:
    token = new_token(workshop)
    first = sends(workshop, token, NPS, key="k1")
    sends(workshop, token, {**NPS, "value": 30})
    again = sends(workshop, token, NPS, key="k1")
    assert (again.status, again.body) == (200, first.body)
    assert again.headers["idempotency-replayed"] == "true"
    assert values_of(workshop) == [{"on": "2026-01-31", "value": 30.0}]


def test_the_same_key_with_another_body_is_refused(workshop: Room) -> None:
    token = new_token(workshop)
    sends(workshop, token, NPS, key="k1")
    assert sends(workshop, token, {**NPS, "value": 30}, key="k1").status == 422
    assert values_of(workshop) == [{"on": "2026-01-31", "value": 24.0}]


def test_the_same_key_at_once_from_many_sides_has_one_effect(workshop: Room) -> None:
    token = new_token(workshop)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: sends(workshop, token, NPS, key="k1"), range(8)))
    assert {answer.status for answer in answers} == {200}
    assert len({json.dumps(answer.body) for answer in answers}) == 1
    assert sum("idempotency-replayed" not in answer.headers for answer in answers) == 1


@once
@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"measure": "NPS"}, ""),
        ({"measure": "NPS", "value": 1, "answers": [9]}, ""),
        ({"measure": "", "value": 1}, "/measure"),
        ({"measure": " ", "value": 1}, "/measure"),
        ({"measure": "\x00\n", "value": 1}, "/measure"),
        ({"measure": "\ud800", "value": 1}, "/measure"),
        ({"measure": "NPS", "value": 1, "\ud800": 1}, ""),
        ({"measure": "NPS", "value": "a lot"}, "/value"),
        ({"measure": "NPS", "value": 1e300}, "/value"),
        ({"measure": "NPS", "value": 1, "day": "2026-01-31"}, "/day"),
        ({"measure": "NPS", "value": 1, "date": "31-01-2026"}, "/date"),
        ({"measure": "NPS", "value": 1, "date": "2026-02-31"}, "/date"),
        ({"measure": "NPS", "value": 1, "date": "2199-01-01"}, "/date"),
        ({"measure": "NPS", "value": 1, "touchpoint": 99}, "/touchpoint"),
        ({"measure": "NPS", "value": 1, "stage": "Nowhere"}, "/stage"),
        ({"measure": "Waiting", "answers": [9, 10]}, "/answers"),
        ({"values": []}, "/values"),
        ({"values": [{"measure": "NPS", "value": 1}, {"measure": "CSAT"}]}, "/values/1"),
        ({"values": [{"measure": "NPS", "value": 1}, {"measure": "X", "value": 1, "stage": "No"}]}, "/values/1/stage"),
        ({"values": [{"measure": "NPS", "value": 1}] * 1001}, "/values"),
    ],
)
def test_what_is_not_right_is_named_and_nothing_is_kept(workshop: Room, body: Any, pointer: str) -> None:
    answer = sends(workshop, new_token(workshop), body)
    assert answer.status == 422, answer
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.body["errors"][0]["pointer"] == pointer
    assert answer.body["errors"][0]["detail"]
    assert workshop.exported()["measures"] == []


@once
@pytest.mark.parametrize(
    ("raw", "headers", "status"),
    [
        (b"{", {}, 400),
        (b"\xff\xfe", {}, 400),
        (b"[" * 200_000, {}, 400),
        (b'{"measure": "NPS", "value": NaN}', {}, 422),
        (b"[]", {}, 422),
        (b"measure=NPS", {"Content_Type": "application/x-www-form-urlencoded"}, 415),
        (b" " * 300_000, {}, 413),
        (b"{}", {"Idempotency_Key": "k" * 300}, 400),
    ],
)
def test_what_is_no_request_is_answered_in_json(
    workshop: Room, raw: bytes, headers: dict[str, str], status: int
) -> None:
    answer = sends(workshop, new_token(workshop), None, raw=raw, **headers)
    assert (answer.status, answer.body["status"]) == (status, status)


def test_what_no_database_takes_is_left_out_of_names(workshop: Room) -> None:
    raw = b'{"measure": "NPS\\u0000 \\n<!channel>", "value": 1, "unit": "\\u0000%"}'
    answer = sends(workshop, new_token(workshop), None, raw=raw)
    assert (answer.status, answer.body["kept"][0]["measure"]) == (200, "NPS <!channel>")
    workshop.waits_for(lambda: workshop.card() and "NPS &lt;!channel&gt;" in workshop.card().text)


@once
def test_only_post_is_taken(workshop: Room) -> None:
    answer = sends(workshop, "", None, raw=b"{}", method="PUT")
    assert (answer.status, answer.headers["allow"]) == (405, "POST")


@once
@pytest.mark.parametrize("token", ["", "waymark_nobody", "x" * 5000, "\xe9"])
def test_an_unknown_token_opens_nothing(workshop: Room, token: str) -> None:
    answer = sends(workshop, token, NPS)
    assert answer.status == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_revoked_token_opens_nothing_and_is_answered_as_an_unknown_one(workshop: Room) -> None:
    token = new_token(workshop)
    assert sends(workshop, token, NPS).status == 200
    assert "opens nothing any more" in workshop.ana("token revoke 1")
    revoked = sends(workshop, token, {**NPS, "value": 99})
    assert (revoked.status, revoked.body) == (401, sends(workshop, "waymark_unknown", NPS).body)
    assert values_of(workshop) == [{"on": "2026-01-31", "value": 24.0}]


def test_a_token_opens_its_own_journey_alone(workshop: Room) -> None:
    token = new_token(workshop)
    workshop.ana("start Another | language: en")
    sends(workshop, token, NPS)
    assert workshop.exported()["name"] == "Another"
    assert workshop.exported()["measures"] == []


def test_a_closed_journey_takes_no_values(workshop: Room) -> None:
    token = new_token(workshop)
    workshop.ana("close")
    answer = sends(workshop, token, NPS)
    assert (answer.status, answer.body["title"]) == (409, "The journey is closed")


def test_who_asks_too_often_is_told_when_to_come_back(workshop: Room) -> None:
    token, other = new_token(workshop), new_token(workshop, "survey")
    answers = [sends(workshop, token, NPS) for _ in range(AT_ONCE + 10)]
    limited = [answer for answer in answers if answer.status == 429]
    assert limited
    assert 1 <= int(limited[0].headers["retry-after"]) <= 60
    assert sends(workshop, other, NPS).status == 200


def test_a_bucket_fills_again_with_time() -> None:
    now = [0.0]
    rates = Rates(lambda: now[0])
    assert [rates.wait_for("t") for _ in range(AT_ONCE)] == [0.0] * AT_ONCE
    wait = rates.wait_for("t")
    assert 0 < wait <= 60 / PER_MINUTE
    now[0] += wait
    assert rates.wait_for("t") == 0.0


@once
def test_the_description_is_valid_openapi_and_served(workshop: Room) -> None:
    status, body = workshop.bot.get("/api/openapi.json")
    assert status == 200
    validate(json.loads(body))
    assert (Path(__file__).parents[2] / "docs" / "openapi.json").read_text("utf-8") == openapi_page()
    assert json.loads(openapi_page()) == json.loads(body)
