"""The bot killed at any moment: nothing acknowledged is lost, and at most what was under way is said twice."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from playground.cast import EVERYBODY, default_cast
from playground.server import StandIn
from tests.rooms import Room
from tests.running import Bot


def test_a_bot_killed_under_load_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    with StandIn(latency=0.05) as slack:
        bot, room = begun(slack, tmp_path)
        acknowledged: list[str] = []
        stopping = threading.Event()

        def keeps_typing(name: str) -> None:
            number = 0
            while not stopping.is_set():
                number += 1
                what = f"{name} {number}"
                answer = slack.person(name).types("room", f"/journey touchpoint {what} | stage: Decision")
                if not answer.error and f"“{what}”" in answer.text:
                    acknowledged.append(what)

        def waits_for_more(count: int) -> None:
            enough = len(acknowledged) + count
            slack.wait_for(lambda: len(acknowledged) >= enough)

        typing = [threading.Thread(target=keeps_typing, args=(name,)) for name in ("ana", "bram", "chidi")]
        for each in typing:
            each.start()
        for _ in range(3):
            waits_for_more(10)
            bot.kill()
            bot.start()
        stopping.set()
        for each in typing:
            each.join()
        kept = [t["what"] for t in room.exported()["touchpoints"]]
        assert len(acknowledged) > 20
        assert set(acknowledged) <= set(kept)
        assert max(Counter(kept).values()) == 1
        room.waits_for(lambda: room.card() and f"{len(kept)} touchpoints" in room.card().text)
        told = Counter(m.text.split("\n")[0] for m in room.messages())
        assert told["Step 1 of 8: Goal – Free trial"] <= 2
        assert bot.store.backlog(datetime.now(UTC)).set_aside == 0
        assert bot.stop() < 10


def test_a_killed_parent_leaves_no_worker_behind(tmp_path: Path) -> None:
    with StandIn() as slack:
        bot = Bot(slack, tmp_path).start()
        bot.kill()
        end = time.monotonic() + 20
        while time.monotonic() < end:
            try:
                bot.get("/healthz")
            except OSError:
                break
        else:
            raise AssertionError("somebody still answers on the port")


def test_it_stops_cleanly_within_ten_seconds_with_what_was_under_way_kept(tmp_path: Path) -> None:
    with StandIn(latency=1.0) as slack:
        bot, room = begun(slack, tmp_path)
        assert bot.stop() < 10
        slack.latency = 0
        with bot:
            room.waits_for(lambda: room.card() is not None)


def test_it_stops_in_time_although_slack_hangs_and_tells_it_after_the_next_start(tmp_path: Path) -> None:
    with StandIn(latency=20.0) as slack:
        bot, room = begun(slack, tmp_path)
        slack.wait_for(lambda: bot.store.backlog(datetime.now(UTC)).waiting and claimed(bot))
        assert bot.stop() < 10
        slack.latency = 0
        with bot:
            room.waits_for(lambda: room.card() is not None)


def begun(slack: StandIn, folder: Path) -> tuple[Bot, Room]:
    default_cast(slack.world)
    slack.world.add_channel("room", EVERYBODY)
    bot = Bot(slack, folder).start()
    room = Room(bot, "room")
    room.ana("start Free trial | language: en")
    return bot, room


def claimed(bot: Bot) -> bool:
    """Whether the courier has taken a letter up."""
    with sqlite3.connect(bot.folder / "waymark.db") as rows:
        return bool(rows.execute("SELECT 1 FROM outbox WHERE leased_by IS NOT NULL").fetchone())
