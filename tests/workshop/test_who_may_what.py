"""Everybody contributes; facilitators lead; a rating is one person's."""

from __future__ import annotations

import json
import sqlite3

import pytest

from tests.databases import once
from tests.rooms import Room


@pytest.mark.parametrize(
    "line", ["next", "back", "go touchpoints", "close", "stages A, B", "facilitators @dora", "review every 3 months"]
)
def test_only_facilitators_lead_and_a_refusal_says_who_can(workshop: Room, line: str) -> None:
    before = workshop.exported()
    said = workshop.bram(line)
    assert workshop.person("ana").mention in said
    assert workshop.exported() == before


def test_a_named_facilitator_can_lead(workshop: Room) -> None:
    workshop.ana("facilitators @bram")
    workshop.bram("next")
    assert "2" in workshop.bram("next")


def test_one_s_own_can_be_changed_and_somebody_else_s_not(workshop: Room) -> None:
    workshop.bram("touchpoint Leest de blog")
    assert workshop.person("bram").mention in workshop.chidi("edit touchpoint 1 Something else")
    assert workshop.person("bram").mention in workshop.chidi("remove touchpoint 1")
    workshop.bram("wijzig contactpunt 1 Leest onze blog")
    assert workshop.exported()["touchpoints"][0]["what"] == "Leest onze blog"
    workshop.ana("remove touchpoint 1")  # the facilitator may
    assert workshop.exported()["touchpoints"] == []


def test_a_second_rating_replaces_the_first(workshop: Room) -> None:
    workshop.ana("touchpoint Waits")
    workshop.ana("emotion 1 -2 angry people")
    workshop.ana("emotion 1 1 better now")
    rating = workshop.exported()["touchpoints"][0]["rating"]
    assert (rating["count"], rating["mean"]) == (1, 1.0)


def test_a_department_s_mean_shows_from_three_raters_up(workshop: Room) -> None:
    workshop.ana("touchpoint Waits")
    for name in ("ana", "bram"):
        workshop.types(name, "department Support")
        workshop.types(name, "emotion 1 -1")
    assert workshop.exported()["touchpoints"][0]["rating"]["departments"] == []
    workshop.chidi("department Support")
    workshop.chidi("emotion 1 2")
    assert [d["department"] for d in workshop.exported()["touchpoints"][0]["rating"]["departments"]] == ["Support"]


def test_nothing_that_leaves_the_bot_says_who_rated_what(workshop: Room) -> None:
    workshop.ana("touchpoint Waits")
    workshop.eva("emotion 1 -2 because it takes ages")
    eva = workshop.person("eva").id
    workshop.waits_for(lambda: workshop.card() and "1 of 1" in workshop.card().text)
    assert eva not in json.dumps(workshop.exported()["touchpoints"])
    assert not any(eva in m.text or eva in json.dumps(m.blocks) for m in workshop.messages())


@once
def test_the_database_holds_no_rater_beside_a_rating(workshop: Room) -> None:
    workshop.ana("touchpoint Waits")
    workshop.eva("emotion 1 -2 because it takes ages")
    workshop.ana("pain 1 Slow")
    workshop.eva("vote 1")
    eva = workshop.person("eva").id
    with sqlite3.connect(workshop.bot.env["DATABASE_URL"].removeprefix("sqlite:///")) as database:
        for table in ("ratings", "votes"):
            rows = database.execute(f"SELECT * FROM {table}").fetchall()
            assert rows
            assert not any(eva in map(str, row) for row in rows)
        log = [str(row) for row in database.execute("SELECT * FROM contributions")]
    assert any("ages" in row for row in log)
    assert not any(eva in row and "ages" in row for row in log)


def test_votes_are_few_and_can_be_taken_back(workshop: Room) -> None:
    workshop.ana("touchpoint Waits")
    for number in range(1, 6):
        workshop.ana(f"pain 1 Hurts {number}")
    assert "2 stemmen" in workshop.bram("vote 1")
    workshop.bram("vote 2 3")
    assert "1, 2, 3" in workshop.bram("vote 4")
    workshop.bram("vote 1")
    assert [p["votes"] for p in workshop.exported()["pain_points"]] == [0, 1, 1, 0, 0]


def test_a_stranger_from_another_workspace_sees_nothing(workshop: Room) -> None:
    workshop.ana("touchpoint Waits")
    head = workshop.bot.store.journeys_in(workshop.slack.world.team.id, workshop.id)[0]
    assert workshop.bot.store.load_map(head.id, "TSTRANGER") is None
    assert workshop.bot.store.standing("TSTRANGER", workshop.id, "U1").journey is None
