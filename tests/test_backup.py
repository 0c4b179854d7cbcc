"""Backups, with the secret that belongs to them; and what is left when one is interrupted."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from playground.cast import EVERYBODY, default_cast
from playground.server import StandIn
from storage.store import Store
from tests.databases import copy_of, fresh_postgresql
from tests.rooms import Room
from tests.running import SECRET, Bot


@pytest.fixture(scope="module")
def rated_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """A journey that was rated under a secret kept beside the database."""
    with StandIn() as slack:
        default_cast(slack.world)
        slack.world.add_channel("room", EVERYBODY)
        with Bot(slack, tmp_path_factory.mktemp("rated"), WAYMARK_SECRET="") as bot:
            room = Room(bot, "room")
            room.ana("start Free trial | language: en")
            room.ana("touchpoint Reads the blog | stage: Awareness")
            room.ana("emotion 1 -2 too long")
            room.ana("pain 1 No answer for two days")
            room.ana("vote 1")
        yield room


@pytest.fixture
def rated(rated_once: Room, tmp_path: Path) -> Room:
    """A copy of it; its bot is not running."""
    there, here = rated_once.bot.folder, tmp_path / "here"
    here.mkdir()
    copy_of(there / "waymark.db", here / "waymark.db")
    shutil.copy(there / "waymark.secret", here)
    return Room(Bot(rated_once.slack, here, WAYMARK_SECRET=""), "room")


def test_what_was_voted_on_is_well_and_can_be_put_back(rated: Room, tmp_path: Path) -> None:
    """SQLite 3.40 finds a NULL there that is none, and no backup was taken for it."""
    kept = tmp_path / "kept.db"
    rated.bot.run("backup", str(kept))
    other = elsewhere(rated, tmp_path / "other")
    other.run("restore", str(kept))
    other.run("export", "Free trial", "-o", "j.json")
    assert json.loads((other.folder / "j.json").read_text())["pain_points"][0]["votes"] == 1
    assert "data: sound" in rated.bot.run("doctor", check=False).stdout


def test_nobody_else_on_the_machine_can_read_the_database_or_a_backup(rated_once: Room, tmp_path: Path) -> None:
    bot, kept = rated_once.bot, tmp_path / "kept.db"
    bot.run("backup", str(kept))
    files = [kept, *bot.folder.glob("waymark.db*"), bot.folder / "waymark.secret"]
    assert len(files) >= 3
    assert {file.name: oct(file.stat().st_mode & 0o777) for file in files} == {file.name: "0o600" for file in files}


def test_a_folder_or_a_backup_that_is_not_there_is_said_in_one_line(rated: Room, tmp_path: Path) -> None:
    into = rated.bot.run("backup", str(tmp_path / "nowhere" / "kept.db"), check=False)
    back = elsewhere(rated, tmp_path / "other").run("restore", "nothing.db", check=False)
    for done, named in ((into, "nowhere"), (back, "nothing.db")):
        assert done.returncode == 1
        assert len(done.stderr.strip().splitlines()) == 1
        assert named in done.stderr


def elsewhere(room: Room, folder: Path) -> Bot:
    """A bot that was never started, in an empty folder."""
    folder.mkdir()
    return Bot(room.slack, folder, WAYMARK_SECRET="")


def cut_short(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes()[: kept.stat().st_size // 2])


def without_its_last_page(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes()[:-4096])


def scribbled_on(kept: Path) -> None:
    body = bytearray(kept.read_bytes())
    for at in range(len(body) // 3, len(body) - 100, 4096):
        body[at : at + 40] = b"\xff" * 40
    kept.write_bytes(body)


def a_dump_of_postgresql(kept: Path) -> None:
    kept.write_bytes(b"PGDMP\x01\x0e" + bytes(4000))


def empty(kept: Path) -> None:
    kept.write_bytes(b"")


def of_another_program(kept: Path) -> None:
    kept.unlink()
    with closing(sqlite3.connect(kept)) as other:
        other.execute("CREATE TABLE letters (id)")
        other.commit()


@pytest.mark.parametrize(
    "spoilt", [cut_short, without_its_last_page, scribbled_on, a_dump_of_postgresql, empty, of_another_program]
)
def test_what_is_no_whole_backup_is_not_put_in_place(
    rated: Room, tmp_path: Path, spoilt: Callable[[Path], None]
) -> None:
    kept = tmp_path / "kept.db"
    rated.bot.run("backup", str(kept))
    spoilt(kept)
    other = elsewhere(rated, tmp_path / "other")
    done = other.run("restore", str(kept), check=False)
    assert done.returncode == 1
    assert re.search(r"kept\.db is (no backup of Waymark's|damaged)", done.stderr), done.stderr
    assert "Traceback" not in done.stderr
    assert not [*other.folder.glob("waymark.db*")]


def test_neither_a_backup_nor_a_restore_overwrites_anything(rated: Room, tmp_path: Path) -> None:
    kept = tmp_path / "kept.db"
    rated.bot.run("backup", str(kept))
    before = kept.read_bytes()
    again = rated.bot.run("backup", str(kept), check=False)
    over = rated.bot.run("restore", str(kept), check=False)
    assert (again.returncode, over.returncode) == (1, 1)
    assert "is there already" in again.stderr
    assert "holds data: move it away first" in over.stderr
    assert kept.read_bytes() == before


def test_a_backup_and_its_secret_let_people_change_what_they_rated(rated: Room, tmp_path: Path) -> None:
    kept, secret = tmp_path / "kept.db", tmp_path / "kept.secret"
    rated.bot.run("backup", str(kept), "--secret", str(secret))
    assert secret.stat().st_mode & 0o077 == 0
    other = elsewhere(rated, tmp_path / "other")
    assert "another secret" not in other.run("restore", str(kept), "--secret", str(secret)).stdout
    with other:
        room = Room(other, "room")
        room.ana("emotion 1 2 short now")
        assert (
            room.exported()["touchpoints"][0]["rating"] | {"count": 1, "mean": 2}
            == (room.exported()["touchpoints"][0]["rating"])
        )


def test_a_backup_says_that_the_secret_is_not_in_it_and_a_restore_that_it_is_missing(
    rated: Room, tmp_path: Path
) -> None:
    assert "secret" in rated.bot.run("backup", str(tmp_path / "kept.db")).stdout
    secret = (tmp_path / "here" / "waymark.secret").read_bytes()
    assert secret not in (tmp_path / "kept.db").read_bytes()
    other = elsewhere(rated, tmp_path / "other")
    assert "another secret" in other.run("restore", str(tmp_path / "kept.db")).stdout


def test_a_secret_that_is_in_use_is_not_replaced(rated: Room, tmp_path: Path) -> None:
    rated.bot.run("backup", str(tmp_path / "kept.db"), "--secret", str(tmp_path / "kept.secret"))
    assert rated.bot.run(
        "backup", str(tmp_path / "b.db"), "--secret", str(tmp_path / "kept.secret"), check=False
    ).returncode
    other = elsewhere(rated, tmp_path / "other")
    (other.folder / "waymark.secret").write_text("another secret, just as long")
    done = other.run("restore", str(tmp_path / "kept.db"), "--secret", str(tmp_path / "kept.secret"), check=False)
    assert done.returncode == 1
    assert "move it away first" in done.stderr
    assert not (other.folder / "waymark.db").exists()


@pytest.mark.parametrize("most", [50_000, 150_000])
def test_a_restore_for_which_there_is_no_room_leaves_nothing_that_looks_whole(
    rated: Room, tmp_path: Path, most: int
) -> None:
    rated.bot.run("backup", str(tmp_path / "kept.db"), "--secret", str(tmp_path / "kept.secret"))
    assert (tmp_path / "kept.db").stat().st_size > most
    other = elsewhere(rated, tmp_path / "other")
    arguments = ["restore", str(tmp_path / "kept.db"), "--secret", str(tmp_path / "kept.secret")]
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=other.folder,
        env=other.env,
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    assert done.returncode != 0
    assert list(other.folder.glob("waymark.db*")) == []
    other.run(*arguments)
    with other:
        assert "Free trial" in Room(other, "room").ana("status")


def test_a_restore_that_is_killed_leaves_nothing_that_looks_whole(rated: Room, tmp_path: Path) -> None:
    rated.bot.run("backup", str(tmp_path / "kept.db"), "--secret", str(tmp_path / "kept.secret"))
    arguments = ["restore", str(tmp_path / "kept.db"), "--secret", str(tmp_path / "kept.secret")]
    for number in range(4):
        other = elsewhere(rated, tmp_path / f"other{number}")
        under_way = subprocess.Popen([sys.executable, "-m", "bot", *arguments], cwd=other.folder, env=other.env)
        part = other.folder / "waymark.db.part"
        while under_way.poll() is None and not part.exists():
            pass
        time.sleep(number / 500)  # some are killed early, some late
        under_way.send_signal(signal.SIGKILL)
        under_way.wait()
        if not (other.folder / "waymark.db").exists():
            other.run(*arguments)
        assert other.run("list").stdout.count("Free trial") == 1


def test_a_journal_left_behind_is_not_mixed_into_what_is_restored(rated: Room, tmp_path: Path) -> None:
    rated.bot.run("backup", str(tmp_path / "kept.db"))
    other = elsewhere(rated, tmp_path / "other")
    (other.folder / "waymark.db-wal").write_bytes(b"of another database" * 1000)
    done = other.run("restore", str(tmp_path / "kept.db"), check=False)
    assert done.returncode == 1
    assert "waymark.db-wal" in done.stderr


def test_pg_dump_and_pg_restore_bring_back_a_database(tmp_path: Path) -> None:
    """With the programs and options that docs/operating.md names."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_restore"))
    found = str(programs[-1].parent) if programs else os.path.dirname(shutil.which("pg_restore") or "")
    if not found:
        pytest.skip("no programs of a PostgreSQL server")
    with fresh_postgresql() as url, fresh_postgresql() as other, StandIn() as slack:
        default_cast(slack.world)
        slack.world.add_channel("room", EVERYBODY)
        with Bot(slack, tmp_path, database=url) as bot:
            room = Room(bot, "room")
            room.ana("start Free trial | language: en")
            room.ana("touchpoint Reads the blog | stage: Awareness")
            dump = [f"{found}/pg_dump", "--format=custom", "--file", str(tmp_path / "waymark.dump"), plain(url)]
            subprocess.run(dump, check=True)
            before = room.exported()
        restore = ["--exit-on-error", "--no-owner", "--dbname", plain(other), str(tmp_path / "waymark.dump")]
        subprocess.run([f"{found}/pg_restore", *restore], check=True)
        with Bot(slack, tmp_path, database=other) as bot:
            room = Room(bot, "room")
            assert room.exported() == before
            assert "Kept as touchpoint 2" in room.ana("touchpoint Calls us | stage: Awareness")
        assert Store(other, SECRET.encode()).check() == ""


def plain(url: str) -> str:
    return re.sub(r"^postgresql\+psycopg", "postgresql", url)
