"""Contributions a second by one `waymark run` and by two, on one PostgreSQL: `python -m bench.two_processes`.

The generator, PostgreSQL and the stand-in Slack live on the same machine as the bots. On one of two cores they
take what a second bot would need, so two comparisons are made, and the processor time of each party is told:

- as it is: whoever wants a core gets one, if there is one left;
- each bot kept to `--share` of its time (SIGSTOP and SIGCONT, fifty times a second), so that the bots are what is
  short and the others have enough, as they have on machines of their own. To reach here: two carry 1.6 × one.

Bots are started anew for each round, so that there is no other that does a part of the work while one is measured.
What this does not show: a network between the parties, and more than two.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.figures import say_load, shares_since, temporary_folder, ticks
from bench.load import Answered, closed_loop
from bench.processes import cpu_seconds, tree
from bench.throughput import MOST_PER_SECOND, touchpoints
from bench.workshops import WORKSPACE, Slack, _prepared
from playground.server import SIGNING_SECRET
from tests.cluster import own_cluster
from tests.running import Bot

AT_ONCE = 16
CHANNELS = 20
PERIOD = 0.02
WARM_SECONDS = 2


@dataclass
class Place:
    """What the bots share."""

    slack: Slack
    folder: Path
    database: str
    server: int
    """PostgreSQL's first process."""
    channels: Iterator[list[str]]

    @contextmanager
    def bots(self, count: int) -> Iterator[list[Bot]]:
        with ExitStack() as stack:
            yield [stack.enter_context(self.bot(name)) for name in ("one", "two")[:count]]

    def bot(self, name: str) -> Bot:
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        return Bot(self.slack, folder, database=self.database, LOG_LEVEL="ERROR")  # type: ignore[arg-type]

    def spent(self, bots: Sequence[Bot]) -> dict[str, float]:
        """Processor time of those who take part, in seconds so far."""
        mine = os.times()
        return {
            "bots": sum(cpu_seconds(bot.process.pid) for bot in bots if bot.process is not None),
            "PostgreSQL": cpu_seconds(self.server),
            "Slack": cpu_seconds(self.slack.pid),
            "generator": mine.children_user + mine.children_system,
        }


@dataclass
class Figures:
    rates: list[float] = field(default_factory=list)
    costs: list[dict[str, float]] = field(default_factory=list)
    """Milliseconds of processor for each contribution, by party."""
    cores: list[float] = field(default_factory=list)
    """That the bots used together."""
    stolen: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        costs = ", ".join(f"{who} {median(each[who] for each in self.costs):.2f}" for who in self.costs[0])
        cores = median(self.cores)
        rates = f"{median(self.rates):5.0f} a second ({min(self.rates):.0f} to {max(self.rates):.0f})"
        stolen = f"{min(self.stolen):.0%} to {max(self.stolen):.0%} stolen"
        return f"{rates}; CPU ms for each: {costs}; the bots used {cores:.2f} cores; {stolen}"


@contextmanager
def kept_to(share: float, bots: Sequence[Bot]) -> Iterator[None]:
    """Each bot runs for this share of the time, one after the other; 1: as it likes."""
    stop = threading.Event()
    threads = [threading.Thread(target=_hold, args=(bot, share, stop)) for bot in bots if share < 1]
    for each in threads:
        each.start()
        time.sleep(PERIOD / 2)
    try:
        yield
    finally:
        stop.set()
        for each in threads:
            each.join()


def _hold(bot: Bot, share: float, stop: threading.Event) -> None:
    assert bot.process is not None
    pids, looked = tree(bot.process.pid), time.monotonic()
    while not stop.wait(PERIOD * share):
        if time.monotonic() - looked > 1:  # one that draws may have come; looking costs a millisecond
            pids, looked = tree(bot.process.pid), time.monotonic()
        _tell(pids, signal.SIGSTOP)
        stop.wait(PERIOD * (1 - share))
        _tell(pids, signal.SIGCONT)


def _tell(pids: Sequence[int], what: signal.Signals) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, what)


def press(bots: Sequence[Bot], channels: list[str], seconds: float) -> int:
    """How many contributions were kept; whichever bot takes it, it may concern any channel."""
    with ProcessPoolExecutor(len(bots), mp_context=multiprocessing.get_context("spawn")) as pool:
        work = [
            pool.submit(
                closed_loop,
                bot.port,
                SIGNING_SECRET,
                WORKSPACE,
                touchpoints(channels, int(seconds * MOST_PER_SECOND / 4)),
                AT_ONCE // len(bots),
                seconds,
            )
            for bot in bots
        ]
        answered: list[Answered] = [each for some in work for each in some.result()]
    wrong = [each for each in answered if each.status != 200 or b"Kept as touchpoint" not in each.body]
    assert not wrong, f"{len(wrong)} of {len(answered)} not kept: {wrong[0].status} {wrong[0].body[:200]!r}"
    return len(answered)


def one_round(figures: Figures, place: Place, count: int, share: float, seconds: float) -> None:
    with place.bots(count) as bots:
        press(bots, next(place.channels), WARM_SECONDS)
        channels = next(place.channels)
        with kept_to(share, bots):
            was, before = ticks(), place.spent(bots)
            done = press(bots, channels, seconds)
            after = place.spent(bots)
        figures.stolen.append(shares_since(was)[0])
        figures.rates.append(done / seconds)
        figures.costs.append({who: (after[who] - before[who]) * 1000 / done for who in after})
        figures.cores.append((after["bots"] - before["bots"]) / seconds)


def compare(place: Place, share: float, rounds: int, seconds: float) -> float:
    one, two = Figures(), Figures()
    for _ in range(rounds):
        one_round(one, place, 1, share, seconds)
        one_round(two, place, 2, share, seconds)
    ratio = median(two.rates) / median(one.rates)
    print(f"{'each as it likes' if share >= 1 else f'each kept to {share:.0%}'}: ratio {ratio:.2f}")
    print(f"   one  {one}\n   two  {two}", flush=True)
    return ratio


def main() -> None:
    read = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    read.add_argument("--share", type=float, default=0.25, help="of the time, for each bot, in the second comparison")
    read.add_argument("--rounds", type=int, default=5)
    read.add_argument("--seconds", type=float, default=5)
    given = read.parse_args()
    names = [f"C{number:04}" for number in range(CHANNELS * 8 * given.rounds)]
    fresh = (names[first : first + CHANNELS] for first in range(0, len(names), CHANNELS))
    say_load()
    with ExitStack() as stack:
        folder, cluster = stack.enter_context(temporary_folder()), stack.enter_context(own_cluster())
        slack = Slack(names, rates=False)
        stack.callback(slack.stop)
        server = int((cluster.folder / "db" / "postmaster.pid").read_text().split()[0])
        place = Place(slack, folder, cluster.url, server, fresh)
        with place.bots(1) as (bot,):
            _prepared(bot, names)
        compare(place, 1.0, given.rounds, given.seconds)
        ratio = compare(place, given.share, given.rounds, given.seconds)
        print(f"to reach 1.60: {'reached' if ratio >= 1.6 else 'not reached'}")
    say_load()


if __name__ == "__main__":
    main()
