"""Maps that are kept as they were, and databases that kept them before they had names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from journey.model import JourneyMap
from storage import snapshots
from storage.migrate import FOLDER
from storage.refusals import NameTaken, TooMany
from storage.store import Store
from storage.values import Add, Edit, JourneyHead, Kind, Rate, SnapshotKind
from tests.databases import fresh_database
from tests.storage.saying import ANA, BEN, NOW, SECRET, WORKSPACE, does, map_of, touchpoint, visit


def test_a_named_snapshot_stays_as_it_was(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint("Reads the blog"))
    kept = store.keep_snapshot(visit(BEN), journey.id, "Before the summer")
    does(store, journey, Edit(Kind.TOUCHPOINT, 1, {"what": "Reads our blog"}))
    then = store.snapshot(WORKSPACE, journey.id, kept.number)
    assert then is not None
    assert [each.what for each in then.touchpoints] == ["Reads the blog"]
    assert store.snapshots_of(WORKSPACE, journey.id) == [kept]
    assert (kept.name, kept.kind, kept.author, kept.taken_at) == ("Before the summer", SnapshotKind.NAMED, BEN, NOW)


def test_closing_keeps_the_closed_map(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint())
    store.close_journey(visit(), journey.id)
    (kept,) = store.snapshots_of(WORKSPACE, journey.id)
    then = store.snapshot(WORKSPACE, journey.id, kept.number)
    assert then is not None
    assert (kept.kind, then.closed, len(then.touchpoints)) == (SnapshotKind.CLOSING, True, 1)


def test_a_snapshot_holds_the_sums_of_ratings_and_nobody_s_reasons(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint())
    does(store, journey, Rate(1, -1, "sad", "I waited in room 4"), person=BEN)
    store.keep_snapshot(visit(), journey.id, "rated")
    then = store.snapshot(WORKSPACE, journey.id, 1)
    assert then is not None
    rating = then.touchpoints[0].rating
    assert (rating.mean, rating.count, rating.reasons) == (-1, 1, ())
    assert BEN not in then.model_dump_json()


def test_two_snapshots_cannot_bear_one_name(store: Store, journey: JourneyHead) -> None:
    store.keep_snapshot(visit(), journey.id, "Summer")
    with pytest.raises(NameTaken):
        store.keep_snapshot(visit(), journey.id, "SUMMER")
    assert len(store.snapshots_of(WORKSPACE, journey.id)) == 1


def test_the_same_request_keeps_one_snapshot(store: Store, journey: JourneyHead) -> None:
    first = store.keep_snapshot(visit(request="r"), journey.id, "Summer")
    assert store.keep_snapshot(visit(request="r"), journey.id, "Summer") == first


def test_people_cannot_fill_the_disk_with_snapshots(store: Store, journey: JourneyHead) -> None:
    for number in range(snapshots.MOST_NAMED):
        store.keep_snapshot(visit(), journey.id, f"n{number}")
    with pytest.raises(TooMany):
        store.keep_snapshot(visit(), journey.id, "one more")
    assert store.open_review(visit(), journey.id) == store.close_review(visit(), journey.id, "") == 1


def test_another_workspace_sees_no_snapshot(store: Store, journey: JourneyHead) -> None:
    store.keep_snapshot(visit(), journey.id, "Summer")
    assert (store.snapshot("T2", journey.id, 1), store.snapshots_of("T2", journey.id)) == (None, [])


def test_a_snapshot_of_a_large_rated_map_stays_small(store: Store, journey: JourneyHead) -> None:
    does(store, journey, *(touchpoint(f"Moment {n}", stage="Trial") for n in range(60)))
    why = "because of the long time that it took " * 7
    for rater in range(12):
        does(store, journey, *(Rate(n, -1, "sad", why) for n in range(1, 61)), person=f"U{rater}")
    kept = snapshots.kept_json(map_of(store, journey))
    assert len(kept) < 30_000
    assert JourneyMap.model_validate_json(kept).touchpoints[59].rating.count == 12


def test_when_customers_were_told_is_kept_and_goes_through_an_import(store: Store, journey: JourneyHead) -> None:
    does(store, journey, Add(Kind.ACTION, {"goal": "Answer within a day"}))
    does(store, journey, Edit(Kind.ACTION, 1, {"state": "done", "told_on": NOW.date()}))
    there = map_of(store, journey)
    assert there.actions[0].told_on == NOW.date()
    again = store.import_map(JourneyMap.model_validate_json(there.model_dump_json()), WORKSPACE, "C9", NOW)
    assert map_of(store, again).actions == there.actions
    store.undo(visit(ANA), journey.id)
    assert map_of(store, journey).actions[0].told_on is None


@pytest.fixture(params=["sqlite", "postgresql"])
def old_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Of the first version, with a journey whose first review kept a map."""
    with fresh_database(request.param, tmp_path) as url:
        engine = create_engine(url)
        with engine.connect() as connection:
            config = Config()
            config.set_main_option("script_location", str(FOLDER))
            config.attributes["connection"] = connection
            command.upgrade(config, "0001_first")
            for statement in _OLD:
                connection.execute(text(statement))
            connection.commit()
        engine.dispose()
        yield url


def _quoted(name: str) -> str:
    return f'"{name}"'


_JOURNEY = {
    "id": "'j'", "workspace": "'T1'", "channel": "'C1'", "name": "'Trial'", "step": "'review'",
    "perspective": "'as-is'",
    "language": "'en'", "timezone": "'UTC'", "closed": "false", "current": "true", "goal": "''", "measure": "''",
    "trigger": "''", "scope_from": "''", "scope_to": "''", "expectation": "''", "review_unit": "''", "review_at": "''",
    "asked_to_leave": "''", "set_up_by": "''", "author": "'UANA'", "changed_by": "'UANA'", "version": "1",
}  # fmt: skip
_OLD = (
    f"INSERT INTO journeys ({', '.join(map(_quoted, _JOURNEY))}) VALUES ({', '.join(_JOURNEY.values())})",
    "INSERT INTO reviews (journey_id, workspace, number, held_at, outcome, author) "
    "VALUES ('j', 'T1', 3, '2027-01-04 09:20:00.000000', '', 'UANA')",
    """INSERT INTO snapshots (journey_id, workspace, number, map) VALUES ('j', 'T1', 3, '{"id":"j","name":"Trial"}')""",
)


def test_what_reviews_kept_before_has_a_number_a_time_and_an_author(old_database: str) -> None:
    store = Store(old_database, SECRET)
    store.open()
    (kept,) = store.snapshots_of("T1", "j")
    assert (kept.number, kept.kind, kept.review, kept.author) == (3, SnapshotKind.REVIEW, 3, ANA)
    assert kept.taken_at == NOW
    then = store.snapshot("T1", "j", 3)
    assert then is not None
    assert then.name == "Trial"
    assert store.keep_snapshot(visit(), "j", "next").number == 4
    store.close()
