from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import create_engine, select

from storage.store import Store
from storage.tables import metadata
from storage.values import NEW, Add, JourneyHead, Kind, Rate, Remove, Vote
from tests.storage.plans import Watched
from tests.storage.saying import ANA, BEN, NOW, WORKSPACE, does, map_of, pain, started, touchpoint, visit


def everything(database: str) -> str:
    engine = create_engine(database)
    with engine.connect() as connection:
        rows = "".join(repr(connection.execute(select(table)).all()) for table in metadata.sorted_tables)
    engine.dispose()
    return rows


@pytest.fixture
def busy(store: Store, journey: JourneyHead) -> JourneyHead:
    """Ben has added, rated, voted, owned, and held a review."""
    does(store, journey, touchpoint("Ana's"))
    does(store, journey, touchpoint("Ben's own", owner=BEN), Rate(NEW, -1, why="Ben's reason"), person=BEN)
    does(store, journey, Rate(1, 2), pain(1, "Ben's pain"), Vote(1), person=BEN)
    does(store, journey, Vote(1))
    does(store, journey, Add(Kind.ACTION, {"goal": "Ana's action", "owner": BEN, "pain_point": 1}))
    store.open_review(visit(ANA), journey.id)
    store.close_review(visit(BEN), journey.id, "Fine")
    return journey


@pytest.mark.parametrize("erase", [True, False])
def test_a_person_who_was_forgotten_is_in_no_row(store: Store, busy: JourneyHead, database: str, erase: bool) -> None:
    key = store._keys.person(WORKSPACE, busy.id, BEN)
    assert BEN in everything(database)
    done = store.forget_person(visit(BEN), erase=erase)
    kept = everything(database)
    assert BEN not in kept
    assert key not in kept
    assert [each.owned for each in done.journeys] == [((Kind.TOUCHPOINT, 2), (Kind.ACTION, 1))]
    now = map_of(store, busy)
    assert [t.what for t in now.touchpoints] == (["Ana's"] if erase else ["Ana's", "Ben's own"])
    assert [t.rating.count for t in now.touchpoints] == ([0] if erase else [1, 1])
    assert [(p.what, p.votes) for p in now.pain_points] == [("Ben's pain", 1 if erase else 2)], "Ana voted for it"
    assert now.actions[0].owner is None


def test_forgetting_asks_no_more_of_journeys_that_never_heard_of_them(store: Store, busy: JourneyHead) -> None:
    """Else a workspace of a thousand journeys would keep the person waiting for longer than Slack does."""
    others = [started(store, channel=f"C{number:03}", request=f"r{number}") for number in range(40)]
    for other in others:
        does(store, other, touchpoint(f"In {other.channel}"))
    watched = Watched(store)
    assert [each.journey.id for each in store.forget_person(visit(BEN), erase=True).journeys] == [busy.id]
    assert 10 < len(watched.told) < 250
    assert [len(map_of(store, other).touchpoints) for other in others] == [1] * 40


def test_what_others_gave_can_still_be_undone(store: Store, busy: JourneyHead) -> None:
    store.forget_person(visit(BEN), erase=True)
    store.undo(visit(ANA), busy.id)
    assert map_of(store, busy).actions == ()


def test_a_purge_takes_what_was_removed_long_ago_with_its_traces(
    store: Store, busy: JourneyHead, database: str
) -> None:
    does(store, busy, Remove(Kind.TOUCHPOINT, 2))
    assert store.purge(WORKSPACE, NOW).items == 0, "it was removed just now"
    assert store.purge(WORKSPACE, NOW + timedelta(days=1), dry_run=True).items == 1
    assert store.purge(WORKSPACE, NOW + timedelta(days=1)).items == 1
    assert [t.what for t in map_of(store, busy).touchpoints] == ["Ana's"]
    engine = create_engine(database)
    with engine.connect() as connection:
        for name in ("touchpoints", "ratings", "contributions"):
            assert "Ben's own" not in repr(connection.execute(select(metadata.tables[name])).all())
            assert "Ben's reason" not in repr(connection.execute(select(metadata.tables[name])).all())
    engine.dispose()


def test_a_closed_journey_goes_with_all_its_rows_and_an_open_one_stays(
    store: Store, busy: JourneyHead, database: str
) -> None:
    later = NOW + timedelta(days=1)
    assert store.purge(WORKSPACE, later).journeys == ()
    store.close_journey(visit(ANA), busy.id)
    assert [head.id for head in store.purge(WORKSPACE, later).journeys] == [busy.id]
    assert busy.id not in everything(database)
