"""What is kept no longer goes by itself, once a day, by one process, for each workspace as it is set."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from storage.store import Store
from storage.values import JourneyHead
from tests.rooms import Room
from tests.storage.conftest import database, journey, postgresql_database, sqlite_template, store  # noqa: F401
from tests.storage.saying import ANA, NOW, WORKSPACE, started, visit

ELSEWHERE = "T0ELSEWHERE"


def closed_in(room: Room, workspace: str) -> str:
    """A copy of the room's journey in another workspace, closed."""
    kept = room.bot.store
    here = kept.all_journeys(room.slack.world.team.id)[0]
    found = kept.load_map(here.id, here.workspace)
    assert found is not None
    made = kept.import_map(found, workspace, "C0ELSEWHERE", datetime.now(UTC))
    kept.close_journey(visit(found.facilitators[0], workspace=workspace, now=datetime.now(UTC)), made.id)
    return made.id


def restarted(room: Room, **settings: str) -> None:
    room.bot.stop()
    room.bot.env |= settings
    room.bot.start()


def test_the_clock_deletes_what_is_kept_no_longer_and_says_only_how_much(alone: Room) -> None:
    alone.ana("touchpoint Reads the blog")
    alone.ana("close")
    stays, goes = closed_in(alone, ELSEWHERE), closed_in(alone, "T0OTHER")
    alone.waits_for(lambda: alone.bot.store.backlog(datetime.now(UTC)).waiting == 0)
    team = alone.slack.world.team.id
    restarted(alone, WAYMARK_RETENTION_DAYS=f"{ELSEWHERE}=never, {team}=30, 0")
    alone.slack.wait_for(lambda: [j.id for j in alone.bot.store.all_journeys() if j.id == goes] == [])
    alone.slack.wait_for(lambda: alone.bot.store.purge_due(datetime.now(UTC)) == [])
    left = {each.id for each in alone.bot.store.all_journeys()}
    assert left == {stays, *(each.id for each in alone.bot.store.all_journeys(team))}
    assert len(left) == 2, "thirty days are not over"
    log = alone.bot.log.read_text()
    assert "deleted 1 closed journeys and 0 removed items of T0OTHER" in log
    assert "Free trial" not in log


def test_without_the_setting_nothing_is_deleted(alone: Room) -> None:
    alone.ana("close")
    restarted(alone)
    alone.ana("status")
    assert len(alone.bot.store.all_journeys()) == 1
    assert alone.bot.store.purge_due(datetime.now(UTC)) == [alone.slack.world.team.id], "nobody looked"


def test_of_many_processes_one_looks_a_workspace_through_and_again_after_a_day(
    store: Store,  # noqa: F811
    journey: JourneyHead,  # noqa: F811
) -> None:
    assert store.purge_due(NOW) == [WORKSPACE]
    with ThreadPoolExecutor(8) as pool:
        claimed = list(pool.map(lambda _: store.claim_purge(WORKSPACE, NOW), range(8)))
    assert sorted(claimed) == [False] * 7 + [True]
    assert store.purge_due(NOW + timedelta(hours=23)) == []
    assert not store.claim_purge(WORKSPACE, NOW + timedelta(hours=23))
    assert store.purge_due(NOW + timedelta(days=1)) == [WORKSPACE]
    store.set_accent(visit(ANA), journey.id, "#ff0000")
    with ThreadPoolExecutor(8) as pool:
        claimed = list(pool.map(lambda _: store.claim_purge(WORKSPACE, NOW + timedelta(days=1)), range(8)))
    assert sorted(claimed) == [False] * 7 + [True]
    assert store.accent(WORKSPACE) == "#ff0000"


def test_a_purge_goes_on_where_it_stopped(store: Store, journey: JourneyHead) -> None:  # noqa: F811
    for name in ("Free trial", "Another", "A third"):
        head = started(store, name) if name != journey.name else journey
        store.close_journey(visit(ANA), head.id)
    assert [len(store.purge(WORKSPACE, NOW + timedelta(days=1), most=2).journeys) for _ in range(3)] == [2, 1, 0]
