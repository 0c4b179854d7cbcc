"""Sixty people in ten channels, a journey in each: the real bot, and a stand-in Slack in a process of its own."""

from __future__ import annotations

import multiprocessing
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle, islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from journey.model import Perspective
from playground.server import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, StandIn
from playground.world import Team
from storage.values import Add, JourneyHead, Kind, KnownPerson, Visit
from tests.running import Bot

WORKSPACE = Team().id
PEOPLE = [f"U{number:03}" for number in range(60)]
STAGES = ["Awareness", "Consideration", "Decision", "Retention", "Advocacy"]
LATENCY = 0.15
"""Seconds that each call of the Web API takes."""
AT_FIRST = 30
"""Touchpoints that each journey has already."""


class Slack:
    """The stand-in from outside: what `Bot` wants to know of it, and a few wishes through a pipe."""

    bot_token, app_token, signing_secret = BOT_TOKEN, APP_TOKEN, SIGNING_SECRET
    socket = False

    def __init__(self, channels: Sequence[str], *, rates: bool = True) -> None:
        """`rates`: whether it refuses what comes faster than Slack takes it from one workspace."""
        self._pipe, other = multiprocessing.Pipe()
        spawn = multiprocessing.get_context("spawn")
        self._process = spawn.Process(target=_stand_in, args=(other, list(channels), rates), daemon=True)
        self._process.start()
        self.api_url: str = self._pipe.recv()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def ask(self, what: str, *arguments: Any) -> Any:
        self._pipe.send((what, *arguments))
        return self._pipe.recv()

    @property
    def bot_url(self) -> str:
        raise AttributeError

    @bot_url.setter
    def bot_url(self, url: str) -> None:
        self.ask("bot_url", url)

    def calls(self) -> Counter[str]:
        """How often each method was called; "429" counts the refusals for going too fast."""
        return Counter(self.ask("calls"))

    def modal(self, person: str, channel: str) -> tuple[float, bool]:
        """Somebody asks for a modal: how many seconds until the acknowledgement, and whether it opened."""
        seconds, opened = self.ask("modal", person, channel)
        return seconds, opened

    def stop(self) -> None:
        self._pipe.send(("stop",))
        self._process.join(10)


def _stand_in(pipe: Connection, channels: list[str], rates: bool) -> None:
    with StandIn(latency=LATENCY, enforce_rates=rates) as slack:
        for person in PEOPLE:
            slack.world.add_user(person.lower(), id=person)
        for channel in channels:
            slack.world.add_channel(channel.lower(), PEOPLE, id=channel)
        pipe.send(slack.api_url)
        while (wish := pipe.recv())[0] != "stop":
            pipe.send(_answer(slack, *wish))


def _answer(slack: StandIn, what: str, *arguments: Any) -> Any:
    if what == "bot_url":
        slack.bot_url = arguments[0]
    elif what == "calls":
        with slack.world.lock:
            return Counter(call.method if call.status != 429 else "429" for call in slack.world.calls)
    elif what == "forget pictures":
        with slack.world.lock:
            slack.world.bytes_of.clear()
    elif what == "modal":
        person, channel = arguments
        answer = slack.person(person).types(channel, "/journey touchpoint")
        opened = slack.world.top_view(person) is not None
        slack.world.stacks.clear()
        return slack.world.deliveries[-1].seconds, opened and not answer.error
    return None


@dataclass
class Workshops:
    bot: Bot
    slack: Slack
    journeys: dict[str, JourneyHead]
    """By channel."""

    @property
    def channels(self) -> list[str]:
        return list(self.journeys)

    def kept(self) -> set[str]:
        """What every touchpoint in the database says."""
        return {
            touchpoint.what
            for head in self.journeys.values()
            for touchpoint in self.bot.store.load_map(head.id, WORKSPACE).touchpoints  # type: ignore[union-attr]
        }

    def seconds_until_drained(self, patience: float = 120.0) -> float:
        """How long until the outbox is empty; nothing may have been set aside."""
        begin = time.monotonic()
        while (backlog := self.bot.store.backlog(datetime.now(UTC))).waiting:
            assert time.monotonic() < begin + patience, f"still waiting: {backlog}"
            time.sleep(0.02)
        assert not backlog.set_aside, backlog.reasons
        return time.monotonic() - begin


@contextmanager
def workshops(folder: Path, channels: int = 10, **env: str) -> Iterator[Workshops]:
    """Everybody is known already, and each journey has its first touchpoints."""
    names = [f"C{number:03}" for number in range(channels)]
    slack = Slack(names)
    try:
        with Bot(slack, folder, **{"LOG_LEVEL": "WARNING", "WAYMARK_PACE": "1", **env}) as bot:  # type: ignore[arg-type]
            yield Workshops(bot, slack, _prepared(bot, names))
    finally:
        slack.stop()


def _prepared(bot: Bot, channels: Sequence[str]) -> dict[str, JourneyHead]:
    now, store = datetime.now(UTC), bot.store
    for person in PEOPLE:
        store.learn_person(WORKSPACE, KnownPerson(person, person, "en-GB", "Europe/Amsterdam", learned_at=now))
    journeys = {}
    for channel in channels:
        visit = Visit(WORKSPACE, channel, PEOPLE[0], now)
        store.learn_channel(WORKSPACE, channel, True, channel.lower())
        journeys[channel] = head = store.start_journey(
            visit,
            name=f"Journey of {channel}",
            stages=STAGES,
            language="en",
            timezone="Europe/Amsterdam",
            perspective=Perspective.AS_IS,
            posts=lambda _head: (),
        )
        first = [
            Add(Kind.TOUCHPOINT, {"what": f"{channel} at first {number}", "stage": stage, "channel": "website"})
            for number, stage in enumerate(islice(cycle(STAGES), AT_FIRST))
        ]
        store.contribute(visit, head.id, first)
    return journeys
