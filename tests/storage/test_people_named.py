"""Everywhere that a person is named: `my data` tells of it, and `forget me` takes it out. A new column of text needs a
line in PEOPLE or OTHERWISE; a test fails until it has one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import JSON, Connection, Table, create_engine, select
from sqlmodel import AutoString

from journey.model import Schedule
from storage.installations import Installation
from storage.store import Store
from storage.tables import metadata
from storage.values import (
    NEW,
    Add,
    DrawnPicture,
    Edit,
    JourneyHead,
    Kind,
    KnownPerson,
    Measured,
    NudgeTimes,
    Post,
    Rate,
    Stages,
    Vote,
)
from tests.storage.saying import ANA, BEN, CAS, NOW, WORKSPACE, does, map_of, pain, touchpoint, visit

NAME = "Ben Quist"
ITEM = ("author", "changed_by")
PEOPLE: dict[str, tuple[str, ...]] = {
    "journeys": (*ITEM, "set_up_by"),
    **dict.fromkeys(("stages", "personas", "evidence", "needs", "pain_points", "causes", "measures"), ITEM),
    "touchpoints": (*ITEM, "owner", "confirmed_by"),
    "actions": (*ITEM, "owner"),
    "tasks": (*ITEM, "owner"),
    "ratings": ("rater",),
    "votes": ("voter",),
    "tokens": ("author",),
    "reviews": ("author",),
    "snapshots": ("author", "map"),
    "participants": ("person",),
    "contributions": ("who", "changes"),
    "outbox": ("lane", "payload", "key"),
    "pictures": ("drawn", "alt", "shown_alt"),
    "people": ("id", "name"),
    "nudging": ("person",),
    "installations": ("installer",),
}
"""Columns that hold a person's id, the key that stands for it, or their name."""
SAID_WITH_THE_REST = {"outbox.lane", "outbox.payload", "outbox.key", "pictures.alt", "pictures.shown_alt"}
"""Told in `my data` without their words: that a letter waits, in which picture one stands."""
OTHERWISE = {
    "what the team typed": "name goal measure trigger scope_from scope_to expectation about wants drives what channel "
    "when activity info departments finding source link text word why progress unit outcome department accent",
    "what there is to choose from": "step perspective language timezone review_unit review_at kind direction state",
    "ours, and no person's": "id workspace journey_id asked_to_leave hash key body answer error slot ts fingerprint "
    "file shown_file request sealed leased_by locale at days org app bot bot_user scopes token refresh_token",
}
"""Columns of text that hold nobody, and why. What people type may name somebody; whoever typed it can change it."""


def text_columns() -> Iterator[tuple[Table, str]]:
    for table in metadata.sorted_tables:
        yield from ((table, c.name) for c in table.c if isinstance(c.type, AutoString | JSON))


def test_every_column_of_text_has_its_line() -> None:
    otherwise = {name for names in OTHERWISE.values() for name in names.split()}
    unknown = [
        f"{table.name}.{name}"
        for table, name in text_columns()
        if name not in PEOPLE.get(table.name, ()) and name not in otherwise
    ]
    assert unknown == []
    assert not {*ITEM, "owner", "person", "rater", "voter", "who", "installer"} & otherwise


@pytest.fixture
def everywhere(store: Store, journey: JourneyHead) -> JourneyHead:
    """Ben, in every place where somebody can be."""
    ben = visit(BEN)
    store.learn_person(WORKSPACE, KnownPerson(BEN, NAME))
    store.set_facilitators(visit(ANA), journey.id, [ANA, BEN])
    does(store, journey, touchpoint("Ana's", owner=BEN))
    does(store, journey, touchpoint("Ben's", owner=BEN), Rate(NEW, -1, why="slow"), pain(NEW, "Ben's pain"), person=BEN)
    does(store, journey, Add(Kind.CAUSE, {"pain_point": 1, "why": "Old"}), Vote(1), person=BEN)
    does(store, journey, Add(Kind.NEED, {"touchpoint": 1, "text": "Speed"}), person=BEN)
    does(store, journey, Add(Kind.PERSONA, {"name": "Sam"}), Add(Kind.EVIDENCE, {"finding": "8 of 12"}), person=BEN)
    does(store, journey, Add(Kind.ACTION, {"goal": "Faster", "owner": BEN, "pain_point": 1}), person=BEN)
    does(store, journey, Add(Kind.TASK, {"what": "Call", "owner": BEN, "action": 1}), person=BEN)
    does(store, journey, Measured("NPS", 20, NOW.date()), person=BEN)
    does(store, journey, Stages(("Awareness", "Trial", "Use", "After")), person=BEN)
    does(store, journey, Edit(Kind.JOURNEY, 0, {"goal": "More"}), person=BEN)
    store.confirm(ben, journey.id, 1)
    store.set_schedule(ben, journey.id, Schedule(every=3, unit="month", at="09:30", start=NOW.date(), next_at=NOW))
    store.new_token(ben, journey.id, "Desk")
    store.open_review(ben, journey.id)
    store.close_review(ben, journey.id, "Fine")
    store.set_nudge_times(ben, NudgeTimes(), lambda at, _: at, [])
    store.post(WORKSPACE, [Post("dm", f"C1:{BEN}", {"person": BEN, "text": NAME}, key=f"dm:{BEN}")], NOW)
    drawn = map_of(store, journey).model_dump_json()
    store.picture_drawn(WORKSPACE, journey.id, "card", DrawnPicture("f", drawn, "F1", f"Owner: {NAME}."), [], NOW)
    store.picture_shown(WORKSPACE, journey.id, "card", ("F1", f"Owner: {NAME}."), [], NOW)
    store.keep_installation(Installation(WORKSPACE, NOW, installer=BEN))
    store.start_journey(
        ben,
        name="Ben's",
        stages=["A"],
        language="en",
        timezone="UTC",
        perspective=journey.perspective,
        posts=lambda _: [],
    )
    return journey


def found(database: str, wanted: tuple[str, ...]) -> set[str]:
    """The columns in which one of these words stands."""
    engine = create_engine(database)
    with engine.connect() as connection:
        columns = {
            f"{table.name}.{name}"
            for table, name in text_columns()
            if any(word in each for word in wanted for each in _texts(connection, table, name))
        }
    engine.dispose()
    return columns


def _texts(connection: Connection, table: Table, name: str) -> list[str]:
    kept = connection.execute(select(table.c[name])).scalars()
    return [each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in kept]


def words_of(store: Store, journey: JourneyHead) -> tuple[str, ...]:
    return BEN, NAME, store._keys.person(WORKSPACE, journey.id, BEN)


def test_somebody_stands_where_this_page_says_and_nowhere_else(
    store: Store, everywhere: JourneyHead, database: str
) -> None:
    assert found(database, words_of(store, everywhere)) == {
        f"{table}.{name}" for table, names in PEOPLE.items() for name in names
    }


@pytest.mark.parametrize("erase", [True, False])
def test_nobody_stands_anywhere_who_was_forgotten(
    store: Store, everywhere: JourneyHead, database: str, erase: bool
) -> None:
    words = words_of(store, everywhere)
    store.forget_person(visit(BEN), erase=erase)
    assert found(database, words) == set()
    assert store.data_of(WORKSPACE, BEN)["journeys"] == []


def test_my_data_tells_of_every_row_that_names_me(store: Store, everywhere: JourneyHead, database: str) -> None:
    told: dict[str, Any] = store.data_of(WORKSPACE, BEN)
    part, begun = sorted(told["journeys"], key=lambda each: each["id"] != everywhere.id)
    assert begun["journeys"][0]["author"] == BEN
    for table, names in PEOPLE.items():
        if table in {"contributions", "outbox", "people", "nudging", "installations", "pictures"}:
            continue
        assert part[table], table
        columns = {name for row in part[table] for name in row}
        assert {name for name in names if name != "map"} <= columns, table
    assert told["profile"]["name"] == NAME
    assert told["nudging"][0]["person"] == BEN
    assert [each["kind"] for each in told["waiting"]] == ["dm"]
    assert told["installed"]
    assert {each["what"] for each in part["log"]} >= {"contribute", "schedule", "token"}
    assert any(each["anonymous"] for each in part["log"])
    assert any("owner" in place for each in part["named in the log"] for place in each["places"])
    assert any("owner" in place for place in part["named in snapshots"][0]["places"])
    assert any("facilitators" in place for place in part["named in pictures"][0]["places"])


def test_my_data_tells_nothing_that_another_person_rated_or_that_opens_something(
    store: Store, everywhere: JourneyHead
) -> None:
    does(store, everywhere, Rate(1, -2, why="Cas's reason"), Vote(1), person=CAS)
    told = json.dumps(store.data_of(WORKSPACE, BEN), default=str)
    assert "Cas's reason" not in told
    assert store._keys.person(WORKSPACE, everywhere.id, CAS) not in told
    assert "hash" not in told
    assert store.data_of("T2", BEN)["journeys"] == []
    assert store.purge(WORKSPACE, NOW - timedelta(days=1)).items == 0
