"""Being forgotten, and seeing what is kept: typed, by form, and by whoever runs the bot."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, select

from storage.keys import Keys
from storage.tables import metadata
from tests.rooms import Room
from tests.running import SECRET


@contextmanager
def database_of(room: Room) -> Iterator[Connection]:
    engine = create_engine(room.bot.env["DATABASE_URL"])
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def everything_kept(room: Room) -> dict[str, str]:
    """Every row, as text, by table."""
    with database_of(room) as connection:
        return {
            table.name: repr(connection.execute(select(table)).all())
            for table in metadata.sorted_tables
            if table.name != "outbox"
        }


def settled(room: Room) -> None:
    room.waits_for(lambda: room.bot.store.backlog(datetime.now(UTC)).waiting == 0)


def is_nowhere(room: Room, person: str) -> bool:
    journey = room.exported()
    key = Keys(SECRET.encode()).person(room.slack.world.team.id, journey["id"], person)
    return not any(person in rows or key in rows for rows in everything_kept(room).values())


@pytest.fixture
def busy(alone: Room) -> Room:
    """A workshop in which Eva has a hand in everything, and others have built on some of it."""
    alone.eva("department Finance")
    alone.eva("touchpoint Reads the invoice | owner: @eva")
    alone.eva("touchpoint Pays | back to: 1")
    alone.bram("contactpunt Belt ons")
    for name in ("eva", "bram", "chidi"):
        alone.types(name, "emotion 1 -2 unclear")
    alone.eva("emotion 3 -1 waits long | need: Somebody who knows")
    alone.eva("pain 3 Nobody answers")
    alone.bram("stem 1")
    alone.eva("vote 1")
    alone.eva("action Answer within a minute | pain: 1 | owner: @eva")
    alone.eva("research Bills are late | touchpoint: 3")
    alone.eva("measure NPS 20")
    alone.ana("edit touchpoint 3 | owner: @eva")
    alone.ana("facilitators @eva")
    alone.eva("review every 3 months")
    alone.eva("review now")
    settled(alone)
    return alone


def answered_by_form(room: Room, name: str, way: str, sure: str) -> Any:
    room.types(name, "forget me")
    person = room.person(name)
    person.fills({"way": way, "sure": sure})
    return person.submits()


def test_what_one_added_stays_and_is_nobody_s(busy: Room) -> None:
    before, eva = busy.exported(), busy.person("eva")
    assert "forgotten" in busy.eva("forget me | added: keep | sure: yes")
    settled(busy)
    now = busy.exported()
    assert [t["what"] for t in now["touchpoints"]] == [t["what"] for t in before["touchpoints"]]
    assert [t["rating"] for t in now["touchpoints"]] == [t["rating"] for t in before["touchpoints"]]
    assert [p["votes"] for p in now["pain_points"]] == [2]
    assert [t["owner"] for t in now["touchpoints"]] == [None, None, None]
    assert now["actions"][0]["owner"] is None
    assert is_nowhere(busy, eva.id)


def test_what_one_added_goes_where_nobody_built_on_it(busy: Room) -> None:
    eva = busy.person("eva")
    assert answered_by_form(busy, "eva", "It goes", "yes").closed
    busy.waits_for_whisper("eva", "forgotten")
    now = busy.exported()
    assert [t["what"] for t in now["touchpoints"]] == ["Reads the invoice", "Belt ons"], "others rated the first"
    assert [t["rating"]["count"] for t in now["touchpoints"]] == [2, 0]
    assert [p["votes"] for p in now["pain_points"]] == [1], "Bram voted for it"
    assert (now["actions"], now["evidence"]) == ([], [])
    assert [m["name"] for m in now["measures"]] == ["NPS"], "a figure is everybody's"
    settled(busy)
    assert is_nowhere(busy, eva.id)


def test_the_facilitators_hear_what_is_nobody_s_now_and_not_who_asked(busy: Room) -> None:
    busy.eva("forget me | added: keep | sure: yes")
    ana = busy.person("ana")
    busy.slack.wait_for(lambda: any("forgotten" in m.text for m in ana.dms))
    (told,) = [m.text for m in ana.dms if "forgotten" in m.text]
    assert "action 1" in told
    assert busy.person("eva").id not in told


def test_nothing_happens_before_one_is_sure(busy: Room) -> None:
    before = everything_kept(busy)
    assert "sure" in busy.eva("forget me | added: keep")
    assert "sure" in json.dumps(answered_by_form(busy, "eva", "It stays", "no").errors)
    assert "keep" in busy.eva("forget me | sure: yes")
    assert everything_kept(busy) == before


def test_somebody_forgotten_can_come_back_as_a_newcomer(busy: Room) -> None:
    busy.eva("forget me | added: keep | sure: yes")
    assert "facilitator" in busy.eva("next")
    busy.eva("emotion 1 2 fine now")
    assert busy.exported()["touchpoints"][0]["rating"]["count"] == 4
    busy.eva("undo")
    assert busy.exported()["touchpoints"][0]["rating"]["count"] == 3


def test_my_data_is_a_file_in_a_direct_message_with_my_ratings_in_it(busy: Room) -> None:
    before = sum(len(m.files) for m in busy.messages())
    busy.bram("mijn gegevens")
    bram = busy.person("bram")
    busy.slack.wait_for(lambda: any(m.files for m in bram.dms))
    (shared,) = [file for m in bram.dms for file in m.files]
    kept = json.loads(busy.slack.world.bytes_of[shared if isinstance(shared, str) else shared.id])
    (part,) = kept["journeys"]
    assert kept["profile"]["name"] == "Bram de Wit"
    assert [each["what"] for each in part["touchpoints"]] == ["Belt ons"]
    assert [(each["touchpoint"], each["score"]) for each in part["ratings"]] == [(1, -2)]
    assert len(part["votes"]) == 1
    assert sum(len(m.files) for m in busy.messages()) == before


def test_whoever_runs_the_bot_can_forget_somebody(busy: Room) -> None:
    eva = busy.person("eva").id
    said = busy.bot.run("forget", "--workspace", busy.slack.world.team.id, "--person", eva).stdout
    assert "1 journey" in said
    settled(busy)
    assert is_nowhere(busy, eva)


def test_purge_deletes_what_was_closed_and_removed_long_ago(busy: Room) -> None:
    team = busy.slack.world.team.id
    busy.eva("remove action 1")
    busy.bram("verwijder contactpunt 3")
    assert "0 journeys" in busy.bot.run("purge", "--workspace", team, "--older-than", "30").stdout
    assert "Belt ons" in str(everything_kept(busy))
    dry = busy.bot.run("purge", "--workspace", team, "--older-than", "0", "--dry-run").stdout
    assert "would" in dry
    assert "Belt ons" in str(everything_kept(busy))
    busy.bot.run("purge", "--workspace", team, "--older-than", "0")
    kept = everything_kept(busy)
    assert "Belt ons" not in kept["touchpoints"] + kept["contributions"]
    assert "Answer within a minute" not in kept["actions"] + kept["contributions"]
    assert busy.exported()["evidence"][0]["touchpoint"] is None
    busy.ana("close")
    settled(busy)
    assert "1 journey" in busy.bot.run("purge", "--workspace", team, "--older-than", "0").stdout
    assert busy.bot.store.all_journeys() == []
    assert "invoice" not in str(everything_kept(busy))


def test_a_whole_workspace_can_be_purged(busy: Room) -> None:
    assert busy.bot.run("purge", "--workspace", busy.slack.world.team.id, check=False).returncode == 1
    busy.bot.run("purge", "--workspace", busy.slack.world.team.id, "--everything")
    assert set(everything_kept(busy).values()) == {"[]"}
