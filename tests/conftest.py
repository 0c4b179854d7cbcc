"""What tests share: the real bot against a stand-in Slack, once per kind of database, and a fresh channel per test."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from playground.cast import EVERYBODY, default_cast
from playground.server import StandIn
from tests.databases import fresh_database, with_tables
from tests.rooms import Room
from tests.running import Bot

_numbers = count(1)

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")  # a busy machine is no fault of ours


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first: of two who share the tests, none is left alone with it at the end."""
    items.sort(key=lambda item: item.path.parent.name != "faults")


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def installed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """`waymark run` over HTTP, with the whole cast in its workspace. Tests share it: each has a channel of its own."""
    folder: Path = tmp_path_factory.mktemp(f"bot-{request.param}")
    with fresh_database(request.param, folder) as database, StandIn() as slack:
        default_cast(slack.world)
        with Bot(slack, folder, database=database) as bot:
            yield bot


@pytest.fixture
def room(installed: Bot) -> Room:
    """A channel nobody has been in yet, with everybody in it."""
    name = f"room-{next(_numbers)}"
    installed.slack.world.add_channel(name, [*EVERYBODY, "gus"])
    return Room(installed, name)


@pytest.fixture
def workshop(room: Room) -> Room:
    """A journey just begun by Ana, in English, with the five stages of the canvas."""
    room.ana("start Free trial | language: en")
    return room


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Room]:
    """A journey just begun, with a bot and a stand-in of one's own: to be broken, swept, restarted."""
    with StandIn() as slack:
        default_cast(slack.world)
        slack.world.add_channel("room", EVERYBODY)
        with_tables(tmp_path)
        with Bot(slack, tmp_path) as bot:
            room = Room(bot, "room")
            room.ana("start Free trial | language: en")
            room.waits_for(lambda: room.card() is not None)
            yield room
