"""Over HTTP the bot is two processes: one answers, the other tells Slack all the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from playground.cast import EVERYBODY, default_cast
from playground.server import StandIn
from tests.rooms import Room
from tests.running import Bot

PARTED = """
import multiprocessing
from bot.serving import run_as_set

if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    run_as_set()
"""


def test_the_figures_of_both_processes_are_told(tmp_path: Path) -> None:
    with StandIn() as slack:
        default_cast(slack.world)
        slack.world.add_channel("room", EVERYBODY)
        with Bot(slack, tmp_path) as bot:
            room = Room(bot, "room")
            room.ana("start Free trial | language: en")
            room.waits_for("Step 1 of 8")
            slack.wait_for(lambda: 'waymark_deliveries_total{kind="introduction"' in bot.get("/metrics")[1])
            assert 'waymark_answer_seconds_count{status="200"}' in bot.get("/metrics")[1]


def test_it_serves_where_processes_share_no_memory(tmp_path: Path) -> None:
    """As on macOS, and by default in newer Pythons."""
    script = tmp_path / "parted.py"
    script.write_text(PARTED)
    with StandIn() as slack:
        default_cast(slack.world)
        slack.world.add_channel("room", EVERYBODY)
        bot = Bot(slack, tmp_path).start(program=[str(script)])
        room = Room(bot, "room")
        room.ana("start Free trial | language: en")
        room.waits_for("Step 1 of 8")
        assert bot.stop() < 10


@pytest.mark.parametrize("mode", ["over HTTP", "in Socket Mode"])
def test_many_signals_at_once_stop_it_like_one(tmp_path: Path, mode: str) -> None:
    """As from a person who presses Ctrl-C again and again, or from a group of processes that is told to end."""
    with StandIn() as slack:
        default_cast(slack.world)
        bot = Bot(slack, tmp_path, socket_mode="Socket" in mode).start()
        assert bot.process is not None
        for _ in range(200):
            bot.process.terminate()
        assert bot.stop() < 10
