"""Several `waymark run` on one PostgreSQL: they start, answer and stop as one."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from playground.cast import EVERYBODY, default_cast
from playground.client import Client
from playground.delivery import Postman
from playground.people import Answer, Person
from playground.server import StandIn
from storage.migrate import newest
from tests.databases import fresh_postgresql
from tests.rooms import Room
from tests.running import Bot


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


@pytest.fixture
def slack() -> Iterator[StandIn]:
    with StandIn() as slack:
        default_cast(slack.world)
        slack.world.add_channel("room", EVERYBODY)
        yield slack


def test_four_that_start_at_once_on_an_empty_server_make_its_tables_once(slack: StandIn, tmp_path: Path) -> None:
    with fresh_postgresql() as url:
        bots = [Bot(slack, made(tmp_path / str(number)), database=url) for number in range(4)]
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda bot: bot.start(), bots))
        try:
            with psycopg.connect(url.replace("+psycopg", "")) as look:
                assert look.execute("SELECT version_num FROM alembic_version").fetchall() == [(newest(),)]
            assert {bot.get("/readyz") for bot in bots} == {(200, "ready")}
            room = Room(bots[0], "room")
            room.ana("start Free trial | language: en")
            for bot in bots:
                slack.bot_url = f"{bot.address}/slack/events"
                room.ana(f"touchpoint Answered by {bot.port}")
            room.waits_for(lambda: room.card() and "4 touchpoints" in room.card().text)
            assert [t["number"] for t in room.exported()["touchpoints"]] == [1, 2, 3, 4]
            told = Counter(message.text.split("\n")[0] for message in room.messages())
            assert told["Step 1 of 8: Goal – Free trial"] == 1
        finally:
            for bot in bots:
                bot.stop()


def at(bot: Bot, name: str) -> Person:
    """Somebody whose requests go to this bot."""
    postman = Postman(bot.slack.world, bot.slack.signing_secret, bot.slack.lines)
    postman.bot_url = f"{bot.address}/slack/events"
    return Person(Client(bot.slack.world, postman), bot.slack.world.user(name).id)


def test_two_facilitators_who_go_on_at_once_at_two_bots_move_one_step(slack: StandIn, tmp_path: Path) -> None:
    with (
        fresh_postgresql() as url,
        Bot(slack, made(tmp_path / "one"), database=url) as one,
        Bot(slack, made(tmp_path / "two"), database=url) as two,
    ):
        room = Room(one, "room")
        room.ana("start Free trial | language: en")
        room.ana("facilitators @bram")
        room.ana("next")  # says what is missing, with a button to go on all the same
        together = threading.Barrier(2)

        def ana_presses() -> Answer:
            together.wait()
            return at(one, "ana").presses("Go on to Research", in_="room")

        def bram_types() -> Answer:
            together.wait()
            return at(two, "bram").types("room", "/journey next")

        with ThreadPoolExecutor(2) as pool:
            answers = [each.result() for each in (pool.submit(ana_presses), pool.submit(bram_types))]
        assert [answer.error for answer in answers] == ["", ""]
        room.waits_for("Step 2 of 8: Research")
        room.waits_for(lambda: not one.store.backlog(datetime.now(UTC)).waiting)
        assert room.exported()["step"] == "research"
        told = Counter(message.text.split("\n")[0] for message in room.messages())
        assert told["Step 2 of 8: Research – Free trial"] == 1


def test_one_that_dies_leaves_its_work_to_the_other(slack: StandIn, tmp_path: Path) -> None:
    with fresh_postgresql() as url, Bot(slack, made(tmp_path / "two"), database=url) as two:
        one = Bot(slack, made(tmp_path / "one"), database=url).start()
        room = Room(one, "room")
        room.ana("start Free trial | language: en")
        one.kill()
        slack.bot_url = f"{two.address}/slack/events"
        assert "Kept as touchpoint 1" in room.ana("touchpoint Reads the blog")
        room.waits_for(lambda: room.card() and "1 touchpoint" in room.card().text)
