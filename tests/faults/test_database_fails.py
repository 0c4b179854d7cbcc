"""A database that is locked, full or gone: a clear answer within three seconds, nothing half-written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from playground.cast import EVERYBODY, default_cast
from playground.server import StandIn
from tests.rooms import Room
from tests.running import Bot


def test_a_locked_database_is_told_in_time_and_the_next_try_works(alone: Room, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "waymark.db", isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        said = alone.ana("touchpoint Reads the blog")
        other.execute("ROLLBACK")
    assert alone.answer is not None
    assert alone.answer.seconds < 3
    assert "Nothing was changed" in said
    assert "Kept as touchpoint 1" in alone.ana("touchpoint Reads the blog")
    assert len(alone.exported()["touchpoints"]) == 1


def test_a_locked_database_is_told_in_a_modal_which_keeps_what_was_typed(alone: Room, tmp_path: Path) -> None:
    alone.ana("touchpoint")
    ana = alone.person("ana")
    ana.fills({"what": "Reads the blog"})
    with sqlite3.connect(tmp_path / "waymark.db", isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        errors = ana.submits().errors
        other.execute("ROLLBACK")
    assert "Nothing was changed" in "".join(errors.values())
    assert ana.submits().closed
    assert len(alone.exported()["touchpoints"]) == 1


def test_a_database_that_is_gone_is_told(alone: Room, tmp_path: Path) -> None:
    for file in tmp_path.glob("waymark.db*"):
        file.rename(file.with_name("away-" + file.name))
    said = alone.ana("touchpoint Reads the blog")
    assert alone.answer is not None
    assert alone.answer.seconds < 3
    assert "I cannot reach where I keep things, so nothing was changed." in said
    assert alone.bot.get("/readyz")[0] == 503
    assert alone.bot.get("/healthz") == (200, "alive")
    for file in tmp_path.glob("away-*"):
        file.rename(file.with_name(file.name.removeprefix("away-")))
    alone.slack.wait_for(lambda: alone.bot.get("/readyz")[0] == 200)
    assert "Kept as touchpoint 1" in alone.ana("touchpoint Reads the blog")


def test_a_disk_that_is_full_is_told_in_time_and_nothing_is_half_written(tmp_path: Path) -> None:
    """The bot may write no file beyond a megabyte: its journal soon takes no more."""
    with StandIn() as slack:
        default_cast(slack.world)
        slack.world.add_channel("room", EVERYBODY)
        with Bot(slack, tmp_path, most_bytes=1_000_000) as bot:
            room = Room(bot, "room")
            room.ana("start Free trial | language: en")
            kept = 0
            for _ in range(3000):
                said = room.ana("persona " + "Sam " * 25 + "| about: " + "x" * 990)
                assert room.answer is not None
                assert room.answer.seconds < 3
                if "Kept as" not in said:
                    break
                kept += 1
            assert "nothing was changed" in said.lower()
            assert "room left" in said
            assert len(room.exported()["personas"]) == kept
            assert bot.get("/healthz") == (200, "alive")
