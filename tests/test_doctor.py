"""The doctor: each fault is planted in an installation that is well, and must be found and named with what to do."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from playground.cast import EVERYBODY, default_cast
from playground.server import StandIn
from tests.databases import copy_of, fresh_postgresql
from tests.rooms import Room
from tests.running import Bot

Plant = Callable[[Bot], Any]


@pytest.fixture(scope="module")
def installed_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """An installation that nothing is wrong with, with a journey in it, rated and voted on; not running."""
    with StandIn() as slack:
        default_cast(slack.world)
        slack.world.add_channel("room", EVERYBODY)
        bot = Bot(slack, tmp_path_factory.mktemp("well"))
        with bot:
            room = Room(bot, "room")
            room.ana("start Free trial | language: en")
            room.ana("touchpoint Reads the blog | stage: Awareness")
            room.ana("emotion 1 -1 too long")
            room.ana("pain 1 No answer for two days")
            room.ana("vote 1")
            room.waits_for(lambda: bot.store.backlog(datetime.now(UTC)).waiting == 0)
        yield bot


@pytest.fixture
def well(installed_once: Bot, tmp_path: Path) -> Bot:
    """A copy of it, to plant a fault in."""
    copy_of(file_of(installed_once), tmp_path / "waymark.db")
    return Bot(installed_once.slack, tmp_path)


def sets(**env: str) -> Plant:
    return lambda bot: bot.env.update(env)


def file_of(bot: Bot) -> Path:
    return bot.folder / "waymark.db"


def sql(bot: Bot, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(file_of(bot))) as connection:
        connection.execute(statement, values)
        connection.commit()


def damages(bot: Bot) -> None:
    sql(bot, "PRAGMA wal_checkpoint(TRUNCATE)")
    body = bytearray(file_of(bot).read_bytes())
    for at in range(len(body) // 3, len(body) - 100, 4096):
        body[at : at + 40] = b"\xff" * 40
    file_of(bot).write_bytes(body)


@contextmanager
def held(bot: Bot) -> Iterator[None]:
    with closing(sqlite3.connect(file_of(bot), isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def port_taken(bot: Bot) -> Iterator[None]:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", bot.port))
        other.listen()
        yield


def waits_for_long(bot: Bot) -> None:
    then = (datetime.now(UTC) - timedelta(hours=2)).replace(tzinfo=None)
    sql(
        bot,
        "INSERT INTO outbox (workspace, lane, kind, payload, revision, attempts, created_at, due_at, leased_by, state,"
        " error) VALUES ('T1', 'C1', 'card', '{}', 1, 0, ?, ?, '', 'pending', '')",
        str(then),
        str(then),
    )


FAULTS: dict[str, tuple[Plant, str]] = {
    "no token": (sets(SLACK_BOT_TOKEN=""), "SLACK_BOT_TOKEN is not set"),
    "a token of another kind": (sets(SLACK_BOT_TOKEN="xapp-1"), "which begins with xoxb-"),
    "no signing secret": (sets(SLACK_SIGNING_SECRET=""), "SLACK_SIGNING_SECRET is not set"),
    "an app token of another kind": (sets(SLACK_APP_TOKEN="xoxb-1"), "which begins with xapp-"),
    "a port that is none": (sets(PORT="many"), "PORT is not right"),
    "an unknown database": (sets(DATABASE_URL="mysql://x/y"), "DATABASE_URL is not right"),
    "a short secret": (sets(WAYMARK_SECRET="short"), "at least 16 letters"),
    "PostgreSQL without a secret": (
        sets(DATABASE_URL="postgresql+psycopg://x@127.0.0.1:9/y", WAYMARK_SECRET=""),
        "WAYMARK_SECRET is not set",
    ),
    "a log level that is none": (sets(LOG_LEVEL="loud"), "LOG_LEVEL is not right"),
    "an address that is none": (sets(SLACK_API_URL="slack"), "SLACK_API_URL is not right"),
    "PostgreSQL that is not there": (sets(DATABASE_URL="postgresql+psycopg://x@127.0.0.1:9/y"), "cannot be used"),
    "a port in use by others": (port_taken, "set another HOST or PORT"),
    "no database": (lambda bot: file_of(bot).unlink(), "cannot be used"),
    "a file that is no database": (lambda bot: file_of(bot).write_bytes(b"letters " * 4000), "cannot be used"),
    "a damaged database": (damages, "restore a backup"),
    "a database that somebody holds": (held, "nothing can be kept"),
    "an older schema": (
        lambda bot: sql(bot, "UPDATE alembic_version SET version_num = '0000_before'"),
        "waymark migrate",
    ),
    "a newer schema": (lambda bot: sql(bot, "UPDATE alembic_version SET version_num = '9999_later'"), "newer Waymark"),
    "a refused token": (sets(SLACK_BOT_TOKEN="xoxb-of-somebody-else"), "Slack refuses it (invalid_auth)"),
    "Slack out of reach": (sets(SLACK_API_URL="http://127.0.0.1:9/api/"), "check the network and SLACK_API_URL"),
    "a refused app token": (sets(SLACK_APP_TOKEN="xapp-of-somebody-else"), "SLACK_APP_TOKEN: Slack refuses it"),
    "another workspace": (
        lambda bot: sql(bot, "UPDATE journeys SET workspace = 'T0ELSEWHERE'"),
        "is it the right database?",
    ),
    "another secret": (sets(WAYMARK_SECRET="not-the-one-of-yesterday"), "WAYMARK_SECRET: is not the one"),
    "letters that wait": (waits_for_long, "is the bot running, does Slack answer?"),
    "letters set aside": (
        lambda bot: (waits_for_long(bot), sql(bot, "UPDATE outbox SET state = 'dead', error = 'is_archived'")),
        "1 × is_archived",
    ),
    "a review that was not told": (
        lambda bot: sql(
            bot,
            "UPDATE journeys SET review_every = 1, review_unit = 'week', review_at = '09:30', next_review_at = ?",
            "2026-01-05 08:30:00.000000",
        ),
        "should have been told by now",
    ),
    "a journey that should be gone by now": (
        lambda bot: (
            bot.env.update(WAYMARK_RETENTION_DAYS="30"),
            sql(bot, "UPDATE journeys SET closed = 1, current = 0"),
            sql(bot, "UPDATE contributions SET at = '2026-01-05 08:30:00.000000' WHERE id > 0"),
        ),
        "retention: 1 closed journeys and removed items should have been deleted by now",
    ),
    "a short secret in a list": (
        sets(WAYMARK_SECRET="a-secret-that-only-tests-know,short"),
        "one of the 2 between its commas is shorter",
    ),
    "a number of days that is none": (sets(WAYMARK_RETENTION_DAYS="a year"), "WAYMARK_RETENTION_DAYS is not right"),
    "a secret that others can read": (
        lambda bot: (bot.env.pop("WAYMARK_SECRET"), bot.run("doctor", check=False), open_to_all(bot, ".secret")),
        "waymark.secret: others on this machine can read it",
    ),
    "a database that others can read": (
        lambda bot: open_to_all(bot, ".db"),
        "waymark.db: others on this machine can read it",
    ),
}


def open_to_all(bot: Bot, what: str) -> None:
    file_of(bot).with_suffix(what).chmod(0o644)


def test_an_installation_that_is_well_gets_no_complaint(well: Bot) -> None:
    done = well.run("doctor")
    assert "WRONG" not in done.stdout
    for what in ("database", "data", "writing", "messages", "PORT", "disk", "scopes", "clock", "WAYMARK_SECRET"):
        assert f"ok     {what}:" in done.stdout


def test_an_installation_on_postgresql_that_is_well_gets_no_complaint(installed_once: Bot, tmp_path: Path) -> None:
    with fresh_postgresql() as address:
        bot = Bot(installed_once.slack, tmp_path, database=address)
        bot.run("migrate")
        done = bot.run("doctor")
        assert "WRONG" not in done.stdout
        assert "ok     writing:" in done.stdout


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_a_database_that_cannot_take_every_letter_is_named_in_one_line(
    installed_once: Bot, tmp_path: Path, encoding: str
) -> None:
    with fresh_postgresql(encoding) as address:
        bot = Bot(installed_once.slack, tmp_path, database=address)
        found = bot.run("doctor", check=False)
        assert f"its encoding is {encoding}" in " ".join(found.stdout.split())
        started = bot.run("run", check=False)
        assert started.returncode == 1
        assert [line for line in started.stderr.splitlines() if "DATABASE_URL" in line and encoding in line]
        assert "Traceback" not in found.stderr + started.stderr


def test_the_doctor_looks_on_from_a_folder_that_it_may_not_look_into(well: Bot, tmp_path: Path) -> None:
    """As in a container whose volume belongs to somebody else."""
    closed = tmp_path / "closed"
    closed.mkdir()
    as_others_are = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
    done = subprocess.run(
        [*as_others_are, "sh", "-c", 'chmod 0 . && exec "$@"', "sh", sys.executable, "-m", "bot", "doctor"],
        cwd=closed,
        env=well.env,
        capture_output=True,
        text=True,
        timeout=180,
    )
    closed.chmod(0o700)
    assert "ok     writing:" in done.stdout, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("fault", FAULTS)
def test_the_doctor_finds(well: Bot, fault: str) -> None:
    plant, named = FAULTS[fault]
    planted = plant(well)
    with planted if hasattr(planted, "__enter__") else nullcontext():
        done = well.run("doctor", check=False)
    assert done.returncode == 1
    assert named in " ".join(done.stdout.split()), done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_the_doctor_finds_scopes_that_are_lacking(tmp_path: Path) -> None:
    with StandIn(scopes={"commands", "chat:write"}) as slack:
        bot = Bot(slack, tmp_path)
        bot.run("migrate")
        done = bot.run("doctor", check=False)
        assert done.returncode == 1
        assert "files:write" in done.stdout
