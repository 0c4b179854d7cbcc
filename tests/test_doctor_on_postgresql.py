"""The doctor where the database is PostgreSQL: what is well gets no complaint, what only a server can have is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from playground.server import StandIn
from storage.migrate import migrate
from tests.databases import fresh_postgresql, server_url
from tests.running import Bot

ROLE = sql.Identifier(f"waymark_reads_only_{uuid4().hex[:12]}")
Plant = Callable[[psycopg.Connection, str], None]


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Bot]:
    """Migrated, and not running."""
    with fresh_postgresql() as url, StandIn() as slack:
        migrate(url)
        yield Bot(slack, tmp_path, database=url)
    with psycopg.connect(server_url().replace("+psycopg", ""), autocommit=True) as server:
        server.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(ROLE))


def test_a_server_that_is_well_gets_no_complaint(bot: Bot) -> None:
    done = bot.run("doctor", check=False)
    assert "WRONG" not in done.stdout, done.stdout
    for what in ("database", "data", "writing", "messages", "due on time", "WAYMARK_SECRET"):
        assert f"ok     {what}:" in done.stdout


def read_only(server: psycopg.Connection, name: str) -> None:
    server.execute(sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = on").format(sql.Identifier(name)))


def restored_without_rights(server: psycopg.Connection, name: str) -> None:
    """By another owner than the one that the bot is."""
    server.execute(sql.SQL("CREATE ROLE {}").format(ROLE))
    server.execute(sql.SQL("ALTER DATABASE {} SET role = {}").format(sql.Identifier(name), ROLE))
    server.execute(sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA public TO {}").format(ROLE))


def emptied(server: psycopg.Connection, name: str) -> None:
    server.execute("DROP SCHEMA public CASCADE")
    server.execute("CREATE SCHEMA public")


def older(server: psycopg.Connection, name: str) -> None:
    server.execute("UPDATE alembic_version SET version_num = '0000_before'")


@pytest.mark.parametrize(
    ("plant", "named"),
    [
        (read_only, "nothing can be kept (gone: cannot execute DELETE in a read-only transaction)"),
        (restored_without_rights, "nothing can be kept (failed: permission denied for table"),
        (emptied, "schema is empty"),
        (older, "waymark migrate"),
    ],
)
def test_the_doctor_finds(bot: Bot, plant: Plant, named: str) -> None:
    with psycopg.connect(bot.env["DATABASE_URL"].replace("+psycopg", ""), autocommit=True) as server:
        plant(server, server.info.dbname)
    done = bot.run("doctor", check=False)
    assert done.returncode == 1
    assert named in " ".join(done.stdout.split()), done.stdout
    assert "Traceback" not in done.stdout + done.stderr
