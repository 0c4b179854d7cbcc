"""Everything goes wrong while people work: `python -m bench.chaos --minutes N`.

Several bots on one PostgreSQL server of their own. Under load bots and their halves are killed, the database is
restarted or crashes, Slack answers 429, 500, nothing, or after ten seconds, and some deliveries come twice. Then it is
counted: what was acknowledged against what the database holds, and each letter of the outbox against what Slack got.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from bench.chaos_load import Load, Poster
from bench.figures import say_load, temporary_folder
from journey.model import Perspective
from playground.server import StandIn
from storage.refusals import StorageUnavailable
from storage.values import JourneyHead, KnownPerson, Visit
from tests.cluster import Cluster, own_cluster
from tests.running import Bot

PEOPLE = [f"U{number:03}" for number in range(12)]
CHANNELS = [f"C{number:03}" for number in range(6)]


@dataclass
class Report:
    """What was counted. `wrong` is what may not be."""

    seconds: float = 0
    done: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    lost: int = 0
    doubled_rows: int = 0
    letters: Counter[str] = field(default_factory=Counter)
    out_of_order: int = 0
    set_aside: int = 0
    drained: float = 0
    slowest: float = 0

    @property
    def wrong(self) -> list[str]:
        counts = {
            "acknowledged and not in the database": self.lost,
            "twice in the database": self.doubled_rows,
            "letters never sent": self.letters["never"],
            "letters out of order within their channel": self.out_of_order,
            "letters set aside": self.set_aside,
        }
        return [f"{count} {what}" for what, count in counts.items() if count]

    def __str__(self) -> str:
        def told(counts: Counter[str]) -> str:
            return ", ".join(f"{what} {count}" for what, count in sorted(counts.items())) or "nothing"

        return "\n".join(
            [
                f"{self.seconds:.0f} s of load; done meanwhile: {told(self.done)}",
                f"answers: {told(self.answers)}; slowest {self.slowest:.2f} s",
                f"acknowledged {self.acknowledged}; not in the database {self.lost}; twice there {self.doubled_rows}",
                f"letters by how often Slack got them: {told(self.letters)}",
                f"out of order within a channel {self.out_of_order}; set aside {self.set_aside}; "
                f"the outbox was empty {self.drained:.1f} s after the last trouble",
                "WRONG: " + "; ".join(self.wrong) if self.wrong else "nothing is wrong",
            ]
        )


class Chaos:
    """`bots` processes on one server, and who troubles them. One trouble at a time, a pause between."""

    def __init__(self, slack: StandIn, cluster: Cluster, folder: Path, bots: int, seed: int) -> None:
        self.slack, self.cluster = slack, cluster
        self.random = random.Random(seed)
        self.report = Report()
        self.bots = [Bot(slack, _made(folder / f"bot{number}"), database=cluster.url) for number in range(bots)]
        self.troubles: dict[str, Callable[[], None]] = {
            "bot killed": self.kills_a_bot,
            "front killed": self.kills_a_front,
            "database restarted": lambda: self.cluster.restart("fast"),
            "database crashed": lambda: self.cluster.restart("immediate"),
            "Slack 429": lambda: self._slack(status=429, retry_after=2),
            "Slack 500": lambda: self._slack(status=500),
            "Slack 500 though done": lambda: self._slack(status=500, after=True),
            "Slack silent": lambda: self._slack(drop=True),
            "Slack after 10 s": lambda: self._slack(delay=10.0, times=3),
        }

    def _slack(self, times: int = 6, **fault: object) -> None:
        self.slack.fault("*", times=times, **fault)  # type: ignore[arg-type]

    def kills_a_bot(self) -> None:
        bot = self.random.choice(self.bots)
        bot.kill()
        _until_started(bot)

    def kills_a_front(self) -> None:
        """The process that answers, alone: the other half ends with it, and whoever runs the bot starts both."""
        bot = self.random.choice(self.bots)
        assert bot.process is not None
        children = Path(f"/proc/{bot.process.pid}/task/{bot.process.pid}/children").read_text().split()
        os.kill(int(children[0]), signal.SIGKILL)
        bot.process.wait(60)  # it finishes what it tells Slack; on a busy machine that takes its time
        _until_started(bot)

    def goes_on(self, seconds: float, pause: float) -> None:
        end, kinds = time.monotonic() + seconds, list(self.troubles)
        self.random.shuffle(kinds)
        while time.monotonic() < end:
            kind = kinds.pop()
            kinds = kinds or self.random.sample(list(self.troubles), len(self.troubles))
            self.troubles[kind]()
            self.report.done[kind] += 1
            time.sleep(self.random.uniform(0.5, 1.5) * pause)


def rehearse(seconds: float, *, bots: int = 3, pause: float = 2.0, seed: int = 1, patience: float = 180.0) -> Report:
    """`seconds` of load and trouble, and what was counted afterwards."""
    with temporary_folder() as folder, own_cluster() as cluster, StandIn(latency=0.05) as slack:
        for person in PEOPLE:
            slack.world.add_user(person.lower(), id=person)
        for channel in CHANNELS:
            slack.world.add_channel(channel.lower(), PEOPLE, id=channel)
        chaos = Chaos(slack, cluster, folder, bots, seed)
        starting = [threading.Thread(target=bot.start) for bot in chaos.bots]  # all at once on an empty server
        for each in starting:
            each.start()
        for each in starting:
            each.join()
        try:
            return _counted(chaos, seconds, pause, patience)
        finally:
            for bot in chaos.bots:
                if bot.process is not None and bot.process.poll() is None:
                    bot.stop()


def _counted(chaos: Chaos, seconds: float, pause: float, patience: float) -> Report:
    report, store = chaos.report, chaos.bots[0].store
    journeys = _prepared(chaos)
    team = chaos.slack.world.team.id
    load = Load([bot.port for bot in chaos.bots], chaos.slack.signing_secret, team, CHANNELS, PEOPLE)
    poster = Poster(store, team, journeys)
    began = time.monotonic()
    load.start(), poster.start()
    chaos.goes_on(seconds, pause)
    load.stop(), poster.stop()
    report.seconds = time.monotonic() - began
    chaos.slack.clear_faults()
    report.drained = _drained(chaos, patience)
    kept = Counter(
        touchpoint.what
        for head in journeys.values()
        for touchpoint in store.load_map(head.id, team).touchpoints  # type: ignore[union-attr]
    )
    report.answers, report.acknowledged, report.slowest = load.answers, len(load.acknowledged), load.slowest
    report.lost = len(load.acknowledged - set(kept))
    report.doubled_rows = sum(times > 1 for times in kept.values())
    _count_letters(report, chaos.slack, poster)
    report.set_aside = store.backlog(datetime.now(UTC)).set_aside
    return report


def _count_letters(report: Report, slack: StandIn, poster: Poster) -> None:
    names = {1: "once", 2: "twice"}
    for channel, certain in poster.certain.items():
        texts = [message.text for message in slack.world.messages.get(channel, {}).values()]
        got = [int(text.removeprefix("letter ")) for text in texts if text.startswith("letter ")]
        times = Counter(got)
        report.letters.update(
            names.get(times[number], "more often") if times[number] else "never" for number in certain
        )
        first = list(dict.fromkeys(got))
        report.out_of_order += sum(later < earlier for earlier, later in pairwise(first))


def _drained(chaos: Chaos, patience: float) -> float:
    began, store = time.monotonic(), chaos.bots[0].store
    while time.monotonic() < began + patience:
        try:
            if not store.backlog(datetime.now(UTC)).waiting:
                break
        except StorageUnavailable:
            pass
        time.sleep(0.1)
    return time.monotonic() - began


def _prepared(chaos: Chaos) -> dict[str, JourneyHead]:
    now, store, team = datetime.now(UTC), chaos.bots[0].store, chaos.slack.world.team.id
    for person in PEOPLE:
        store.learn_person(team, KnownPerson(person, person, "en-GB", "Europe/Amsterdam", learned_at=now))
    journeys = {}
    for channel in CHANNELS:
        store.learn_channel(team, channel, True, channel.lower())
        journeys[channel] = store.start_journey(
            Visit(team, channel, PEOPLE[0], now),
            name=f"Journey of {channel}",
            stages=["Awareness", "Decision"],
            language="en",
            timezone="Europe/Amsterdam",
            perspective=Perspective.AS_IS,
            posts=lambda _head: (),
        )
    return journeys


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _until_started(bot: Bot, tries: int = 20) -> None:
    """As whoever runs it does: a start that fails is tried again."""
    for _ in range(tries):
        try:
            bot.start()
            return
        except AssertionError:
            time.sleep(0.5)
    raise AssertionError(f"the bot does not start: {bot.log.read_text()[-1000:]}")


def main() -> None:
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("--minutes", type=float, default=5)
    read.add_argument("--bots", type=int, default=3)
    read.add_argument("--seed", type=int, default=0, help="the same troubles in the same order; another each time if 0")
    given = read.parse_args()
    seed = given.seed or random.randrange(1, 10**6)
    say_load()
    print(f"{given.bots} bots, {given.minutes:g} minutes, seed {seed}", flush=True)
    report = rehearse(given.minutes * 60, bots=given.bots, seed=seed)
    print(report)
    say_load()
    raise SystemExit(1 if report.wrong else 0)


if __name__ == "__main__":
    main()
