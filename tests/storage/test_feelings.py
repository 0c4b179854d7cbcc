from __future__ import annotations

import json
from typing import Any

from sqlalchemy import create_engine, text

from journey.model import Reason
from storage.store import Store
from storage.values import NEW, Add, Change, JourneyHead, Kind, Rate, Vote
from tests.storage.saying import ANA, BEN, CAS, WORKSPACE, does, map_of, pain, started, touchpoint, visit


def rows_of(database: str, table: str) -> list[dict[str, Any]]:
    with create_engine(database).connect() as connection:
        return [dict(row) for row in connection.execute(text(f"SELECT * FROM {table}")).mappings()]


def test_a_second_rating_replaces_the_first_and_none_leaves_what_there_was(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint())
    does(store, journey, Rate(1, -2, "angry", "slow"))
    kept = does(store, journey, Rate(1, importance=4))
    assert kept.first.before == {"score": -2, "word": "angry", "why": "slow", "importance": None}
    assert store.my_rating(visit(), journey.id, 1) == Rate(1, -2, "angry", "slow", 4)
    does(store, journey, Rate(1, 2, "happy"))
    assert store.my_rating(visit(), journey.id, 1) == Rate(1, 2, "happy", "", 4)
    assert map_of(store, journey).touchpoints[0].rating.count == 1


def test_a_map_shows_what_all_say_together(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint())
    for person, score, why in ((ANA, -2, "zzz"), (BEN, 2, ""), (CAS, -2, "aaa")):
        does(store, journey, Rate(1, score, why=why, importance=score + 3), person=person)
    rating = map_of(store, journey).touchpoints[0].rating
    assert (rating.mean, rating.count, rating.scores) == (-2 / 3, 3, (2, 0, 0, 0, 1))
    assert (round(rating.spread, 3), rating.importance) == (1.886, 7 / 3)
    assert rating.importances == (2, 0, 0, 0, 1)
    assert rating.reasons == (Reason(score=-2, why="aaa"), Reason(score=-2, why="zzz"))


def test_a_department_shows_only_from_three_raters_up(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint())
    for number, department in enumerate(["Sales", "Sales", "Sales", "Support", "Support", ""]):
        store.contribute(visit(f"U{number}"), journey.id, [Rate(1, 1)], department=department)
    (shown,) = map_of(store, journey).touchpoints[0].rating.departments
    assert (shown.department, shown.count, shown.mean, shown.scores) == ("Sales", 3, 1.0, (0, 0, 0, 3, 0))


def test_a_rating_stays_with_the_department_of_then(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint())
    for number in range(3):
        store.contribute(visit(f"U{number}"), journey.id, [Rate(1, 1)], department="Sales")
        store.set_department(visit(f"U{number}"), journey.id, "Support")
    now = map_of(store, journey)
    assert [part.department for part in now.touchpoints[0].rating.departments] == ["Sales"]
    assert [(part.department, part.people, part.raters) for part in now.participation if part.department] == [
        ("Support", 3, 3)
    ]


def test_nothing_that_is_kept_of_a_rating_or_vote_names_the_person(store: Store, database: str) -> None:
    journey = started(store)
    does(store, journey, touchpoint(), pain(NEW))
    request = "Rq-from-slack"
    changes: list[Change] = [
        Rate(1, -2, "angry", "slow", 5),
        Vote(1),
        Add(Kind.NEED, {"touchpoint": 1, "text": "Speed"}),
    ]
    store.contribute(visit(BEN, request), journey.id, changes)
    anonymous = [row for row in rows_of(database, "contributions") if row["anonymous"]]
    assert len(anonymous) == 1
    for row in [*rows_of(database, "ratings"), *rows_of(database, "votes"), *anonymous]:
        kept = json.dumps(row, default=str)
        assert BEN not in kept
        assert request not in kept
        assert "09:20" not in kept
    (participant,) = [row for row in rows_of(database, "participants") if row["person"] == BEN]
    assert participant["rated"]
    assert set(participant) == {
        *("journey_id", "workspace", "person", "department", "facilitator", "rated", "contributions")
    }


def test_the_same_person_has_another_key_in_the_next_journey(store: Store, database: str) -> None:
    for name in ("First", "Second"):
        does(store, started(store, name), touchpoint(), Rate(NEW, 1))
    first, second = rows_of(database, "ratings")
    assert first["rater"] != second["rater"]


def test_history_tells_that_somebody_rated_and_no_more(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint())
    does(store, journey, Rate(1, -2, "angry", "slow"), person=BEN)
    rated = store.history(journey.id, WORKSPACE)[-1]
    assert (rated.person, rated.what, rated.number, rated.text, rated.at) == (None, "rate", 1, "", None)


def test_what_somebody_has_not_rated_yet(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint(), touchpoint(), touchpoint())
    does(store, journey, Rate(2, 1), Rate(3, importance=2), person=BEN)
    assert store.unrated_by(WORKSPACE, journey.id, BEN) == [1, 3]
    assert store.unrated_by(WORKSPACE, journey.id, CAS) == [1, 2, 3]
