"""Three bots on one PostgreSQL, killed and restarted at random while reminders keep falling due: `python -m
bench.chaos_reminders [--minutes 5]` (TEST_DATABASE_URL names a server). Counts what was sent, and what twice: each
reminder must be sent, and none twice but those that a bot was just sending when it was killed.
"""

from __future__ import annotations

import argparse
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from bench import scheduled
from bench.figures import say_load, temporary_folder
from playground.server import StandIn
from storage import tables as t
from storage.store import Store
from tests.databases import fresh_postgresql
from tests.running import SECRET, Bot

BOTS, ITEMS_EACH = 3, 3
PEOPLE_A_SECOND = 15
PATIENCE = 120.0


@dataclass
class Report:
    people: int = 0
    """How many were to be reminded, of ITEMS_EACH things each."""
    kills: int = 0
    sent: Counter[str] = field(default_factory=Counter)
    """How many reminders each person got."""
    items: Counter[str] = field(default_factory=Counter)
    """How often each thing was spoken of."""
    under_way: set[str] = field(default_factory=set)
    """Whose reminder a bot was sending when it was killed."""

    @property
    def missing(self) -> int:
        return self.people - len(self.sent)

    @property
    def twice(self) -> set[str]:
        return {person for person, count in self.sent.items() if count > 1}

    def __str__(self) -> str:
        return (
            f"{self.people} people reminded of {self.people * ITEMS_EACH} things, {self.kills} bots killed\n"
            f"  not sent: {self.missing} reminders, {self.people * ITEMS_EACH - len(self.items)} things\n"
            f"  sent twice: {len(self.twice)}, of which under way at a kill: {len(self.twice & self.under_way)}"
            f" (under way in all: {len(self.under_way)})"
        )


def chaos(database: str, folder: Path, seconds: float, seed: int = 1) -> Report:
    """Feeds reminders for `seconds`, kills meanwhile, and waits until all that is due is sent."""
    chance, report = random.Random(seed), Report()
    with StandIn() as slack:
        bots = [_bot(slack, folder / f"bot{n}", database) for n in range(BOTS)]
        store = Store(database, SECRET.encode())
        store.open()
        scheduled.add(store, t.journeys, scheduled.journeys(iter([("j1", slack.world.team.id)])))
        for bot in bots:
            bot.start(60)
        feeding = threading.Thread(target=_feed, args=(store, slack, report, time.monotonic() + seconds))
        feeding.start()
        while feeding.is_alive():
            time.sleep(chance.uniform(1, 4))
            _kill(store, chance.choice(bots), report)
        _settle(store)
        for bot in bots:
            bot.stop()
        _count(slack, report)
        store.close()
    return report


def _bot(slack: StandIn, folder: Path, database: str) -> Bot:
    folder.mkdir()
    return Bot(slack, folder, database=database, WAYMARK_PACE="200")


def _morning() -> str:
    """A zone in which it is about ten in the morning now, so that people may be reminded."""
    ahead = (10 - datetime.now(UTC).hour + 11) % 24 - 11
    return f"Etc/GMT{-ahead:+d}" if ahead else "UTC"


def _feed(store: Store, slack: StandIn, report: Report, until: float) -> None:
    """Every second some more people, each with things that are due."""
    zone, workspace = _morning(), slack.world.team.id
    while time.monotonic() < until:
        users = [slack.world.add_user(f"p{report.people + n}", tz=zone).id for n in range(PEOPLE_A_SECOND)]
        known = [(workspace, user) for user in users]
        wish = {"at": "09:00", "days": "1234567", "off": False}
        scheduled.add(store, t.people, scheduled.people(iter(known), zone))
        scheduled.add(store, t.nudging, iter([{"workspace": w, "person": p, **wish} for w, p in known]))
        first = report.people * ITEMS_EACH + 1
        owned = ((workspace, "j1", first + n, users[n // ITEMS_EACH]) for n in range(len(users) * ITEMS_EACH))
        now = datetime.now(UTC)
        scheduled.add(store, t.actions, scheduled.actions(owned, now, now.date() + timedelta(days=9)))
        report.people += len(users)
        time.sleep(1)


def _kill(store: Store, bot: Bot, report: Report) -> None:
    assert bot.process is not None
    bot.kill()
    report.kills += 1
    o = t.outbox.c
    held = select(o.payload).where(o.leased_by.endswith(f":{bot.port}"), o.kind == "nudges")
    report.under_way |= {payload["person"] for payload in store._db.read(lambda c: list(c.execute(held).scalars()))}
    bot.start(60)


def _settle(store: Store) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        now = datetime.now(UTC)
        if store.backlog(now).waiting == 0 and not store.due_nudges(now, 1):
            return
        time.sleep(0.5)


def _count(slack: StandIn, report: Report) -> None:
    world = slack.world
    for user in list(world.users.values()):
        if user.name.startswith("p") and user.name[1:].isdigit():
            for message in world.messages.get(world.im_with(user.id).id, {}).values():
                report.sent[user.id] += 1
                told = [block["block_id"] for block in message.blocks if str(block.get("block_id")).startswith("item:")]
                report.items.update(told)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minutes", type=float, default=5)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    say_load()
    with temporary_folder() as folder, fresh_postgresql() as database:
        print(chaos(database, folder, given.minutes * 60, given.seed))
    say_load()


if __name__ == "__main__":
    main()
