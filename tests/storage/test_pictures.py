"""What was drawn last is kept by slot, with what must be told of it."""

from __future__ import annotations

from datetime import timedelta

from storage.store import Store
from storage.values import DrawnPicture, Post
from tests.storage.saying import NOW, started

DRAWN = DrawnPicture("f1", '{"id": ""}', "F1", "A map")


def test_a_journey_has_no_picture_at_first(store: Store) -> None:
    journey = started(store)
    assert store.drawn_picture(journey.workspace, journey.id, "card") is None


def test_each_part_is_kept_without_touching_the_others(store: Store) -> None:
    journey = started(store)
    keys = (journey.workspace, journey.id, "card")
    store.picture_begun(*keys, NOW)
    store.picture_drawn(*keys, DRAWN, [], NOW)
    store.picture_shown(*keys, ("F1", "A map"), [], NOW)
    later = NOW + timedelta(minutes=3)
    store.picture_begun(*keys, later)
    store.picture_drawn(*keys, DRAWN._replace(file="F2"), [], later)
    kept = DrawnPicture("f1", '{"id": ""}', "F2", "A map", later, "F1", "A map")
    assert store.drawn_picture(journey.workspace, journey.id, "card") == kept
    assert store.drawn_picture(journey.workspace, journey.id, "posted map") is None


def test_what_must_be_told_of_a_picture_is_kept_with_it(store: Store) -> None:
    journey = started(store)
    before = store.backlog(NOW).waiting
    store.picture_drawn(
        journey.workspace, journey.id, "card", DRAWN, [Post("card", journey.channel, key="card:new")], NOW
    )
    assert store.backlog(NOW).waiting == before + 1
