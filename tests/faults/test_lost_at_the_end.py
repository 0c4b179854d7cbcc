"""The database is lost just as something is kept: nobody is told that it was not."""

from __future__ import annotations

from pathlib import Path

import psycopg

from playground.cast import EVERYBODY, default_cast
from playground.server import StandIn
from tests.databases import fresh_postgresql
from tests.rooms import Room
from tests.running import Bot

DIES_AT_THE_END = """
    CREATE FUNCTION dies() RETURNS trigger LANGUAGE plpgsql AS
        $$BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END$$;
    CREATE CONSTRAINT TRIGGER dies AFTER INSERT ON evidence DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION dies();
"""


def test_who_cannot_be_told_whether_it_was_kept_is_told_to_look(tmp_path: Path) -> None:
    with fresh_postgresql() as url, StandIn() as slack:
        default_cast(slack.world)
        slack.world.add_channel("room", EVERYBODY)
        with Bot(slack, tmp_path, database=url) as bot:
            room = Room(bot, "room")
            room.ana("start Free trial | language: en")
            with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as server:
                server.execute(DIES_AT_THE_END)
                assert "it may be there or not" in room.ana("research Trials end in silence")
                server.execute("DROP TRIGGER dies ON evidence")
            assert "Kept as" in room.ana("research Trials end in silence")
