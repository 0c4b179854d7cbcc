"""What the order in which rows came gives away of who rated what, to somebody who has the database without the secret:
each thing that docs/privacy.md says of it, done to a database after a workshop."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from playground.cast import EVERYBODY, default_cast
from playground.server import StandIn
from storage.keys import Keys
from tests.databases import fresh_database
from tests.rooms import Room
from tests.running import SECRET, Bot

PAGE_OF_SQLITE = 4096
IN_ORDER = ("eva", "dora", "bram", "chidi")
"""Who take part first by rating; not in the order of their ids."""


@contextmanager
def rated(kind: str, folder: Path) -> Iterator[Room]:
    """A workshop just over, the bot having stopped."""
    with fresh_database(kind, folder) as url, StandIn() as slack:
        default_cast(slack.world)
        slack.world.add_channel("room", [*EVERYBODY, "gus"])
        with Bot(slack, folder, database=url) as bot:
            room = Room(bot, "room")
            room.ana("start Free trial | language: en")
            room.ana("touchpoint Reads the blog")
            room.ana("pain 1 Too slow")
            for place, name in enumerate(IN_ORDER):
                assert "why-" in room.types(name, f"emotion 1 {place - 2} why-{place}")
            room.gus("vote 1")
            room.waits_for(lambda: bot.store.backlog(datetime.now(UTC)).waiting == 0)
            bot.store.close()
            bot.stop()
            yield room


def keys_of(room: Room, journey: str) -> dict[str, str]:
    """The truth, for which it takes the secret: each person's key."""
    keys = Keys(SECRET.encode())
    return {name: keys.person(room.slack.world.team.id, journey, room.person(name).id) for name in (*IN_ORDER, "gus")}


def arrived(file: Path, table: str, marks: dict[str, str]) -> list[str]:
    """The names in the order in which their rows came: a page fills itself from its end."""
    with sqlite3.connect(file) as database:
        (root,) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table]).fetchone()
    page = file.read_bytes()[(root - 1) * PAGE_OF_SQLITE : root * PAGE_OF_SQLITE]
    return sorted(marks, key=lambda name: -page.index(marks[name].encode()))


def page_says(*words: str) -> None:
    page = " ".join(Path("docs/privacy.md").read_text().split())
    for each in words:
        assert each in page


def test_sqlite_s_file_in_use_gives_raters_away_and_a_backup_does_not(tmp_path: Path) -> None:
    with rated("sqlite", tmp_path) as room:
        live, copy = tmp_path / "waymark.db", tmp_path / "backup.db"
        room.bot.run("backup", str(copy))
        with sqlite3.connect(live) as database:
            (journey,) = database.execute("SELECT id FROM journeys").fetchone()
        people, keys = {name: room.person(name).id for name in IN_ORDER}, keys_of(room, journey)
    keys.pop("gus")
    assert arrived(live, "participants", people) == arrived(live, "ratings", keys) == list(IN_ORDER)
    assert arrived(copy, "participants", people) == sorted(people, key=people.__getitem__) != list(IN_ORDER)
    assert arrived(copy, "ratings", keys) == sorted(keys, key=keys.__getitem__)
    page_says(
        "which people first took part, or beside what they saw in the meeting, and **learn who rated what**",
        "a backup does not show it",
    )


def test_one_who_votes_and_does_not_rate_is_found_and_the_page_says_so(tmp_path: Path) -> None:
    with rated("sqlite", tmp_path) as room:
        with sqlite3.connect(tmp_path / "waymark.db") as database:
            only_voted = "SELECT voter FROM votes WHERE voter NOT IN (SELECT rater FROM ratings)"
            did_nothing_else = "SELECT person FROM participants WHERE NOT rated AND NOT contributions"
            (journey,) = database.execute("SELECT id FROM journeys").fetchone()
            keys, people = database.execute(only_voted).fetchall(), database.execute(did_nothing_else).fetchall()
        assert keys == [(keys_of(room, journey)["gus"],)]
        assert people == [(room.person("gus").id,)]
    page_says("one key stands beside votes only, the votes are theirs")


def test_postgresql_gives_raters_away_until_a_dump_is_restored_and_clustered(tmp_path: Path) -> None:
    with rated("postgresql", tmp_path) as room:
        url = room.bot.env["DATABASE_URL"].replace("postgresql+psycopg://", "postgresql://")
        with psycopg.connect(url, autocommit=True) as server:
            (journey,) = server.execute("SELECT id FROM journeys").fetchone() or ("",)
            keys = keys_of(room, journey)
            truth = {(room.person(name).id, keys[name]) for name in IN_ORDER}
            joined = "SELECT p.person, r.rater FROM {0}participants p JOIN {0}ratings r ON p.xmin = r.xmin"
            assert set(server.execute(joined.format("")).fetchall()) == truth
            for table in ("participants", "ratings", "votes", "contributions"):  # a dump gives them as they lie
                server.execute(f"CREATE TABLE restored_{table} (LIKE {table} INCLUDING ALL)")  # type: ignore[arg-type]
                server.execute(f"INSERT INTO restored_{table} SELECT * FROM {table}")  # type: ignore[arg-type]
            assert not server.execute(joined.format("restored_")).fetchall(), "each table is of one transaction"
            in_order = [keys[name] for name in IN_ORDER]
            lying = "SELECT rater FROM restored_ratings ORDER BY ctid"
            assert [rater for (rater,) in server.execute(lying)] == in_order
            for table in ("ratings", "votes", "contributions"):
                server.execute(f"CLUSTER restored_{table} USING restored_{table}_pkey")  # type: ignore[arg-type]
                page_says(f"`CLUSTER {table} USING {table}_pkey`")
            assert [rater for (rater,) in server.execute(lying)] == sorted(in_order)
            ids = [row[0] for row in server.execute("SELECT id FROM restored_contributions ORDER BY ctid")]
            assert ids == sorted(ids)
    page_says("can join a rating to the participant written with it, and **learn who rated what**")
