"""Contributions a second, 16 at once, beside a bare Bolt app with one insert: `python -m bench.throughput`.

Waymark's `touchpoint` is checked, kept, logged, answered, and the card's update is put into the outbox. Both are
served by the same settings and measured in turn, so that what else the machine does hits both. To reach: half of the
bare app's.
"""

from __future__ import annotations

import argparse
from itertools import count
from statistics import median

from bench.bare import bare_bolt
from bench.figures import in_short, say_load, temporary_folder
from bench.load import Answered, Typed, closed_loop, in_own_process
from bench.processes import cpu_seconds
from bench.workshops import PEOPLE, STAGES, WORKSPACE, workshops
from playground.server import SIGNING_SECRET

AT_ONCE = 16
CHANNELS = 10
MOST_PER_SECOND = 4000
_serial = count(1)


def touchpoints(channels: list[str], how_many: int) -> list[Typed]:
    return [
        Typed(
            "touchpoint",
            channels[number % len(channels)],
            PEOPLE[number * 7 % len(PEOPLE)],
            f"touchpoint Moment {next(_serial)} | stage: {STAGES[number % 5]} | channel: e-mail",
        )
        for number in range(how_many)
    ]


def press(port: int, channels: list[str], seconds: float) -> tuple[float, list[Answered]]:
    """Answers a second, and the answers."""
    todo = touchpoints(channels, int(seconds * MOST_PER_SECOND))
    answered = in_own_process(closed_loop, port, SIGNING_SECRET, WORKSPACE, todo, AT_ONCE, seconds)
    assert all(each.status == 200 for each in answered), "not all were answered"
    return len(answered) / seconds, answered


class Side:
    """One of the two that are compared: answers a second, and milliseconds of computing for each."""

    def __init__(self, port: int, pid: int) -> None:
        self.port, self.pid = port, pid
        self.rates: list[float] = []
        self.costs: list[float] = []

    def round(self, channels: list[str], seconds: float) -> list[Answered]:
        before = cpu_seconds(self.pid)
        rate, answered = press(self.port, channels, seconds)
        self.rates.append(rate)
        self.costs.append((cpu_seconds(self.pid) - before) * 1000 / len(answered))
        return answered


def line(name: str, rates: tuple[float, float], costs: tuple[float, float]) -> str:
    return (
        f"{name:8} {rates[0]:6,.0f}/s {rates[1]:6,.0f}/s  ratio {rates[1] / rates[0]:.2f}"
        f"   CPU {costs[0]:.2f} and {costs[1]:.2f} ms each, ratio {costs[0] / costs[1]:.2f}"
    )


def main() -> None:
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("--short", action="store_true", help="3 rounds of 2 seconds instead of 7 of 4")
    given = read.parse_args()
    rounds, seconds = (3, 2.0) if given.short else (7, 4.0)
    say_load()
    print(f"{AT_ONCE} at once; first the bare Bolt app with one insert, then Waymark; to reach: ratio 0.50")
    with (
        temporary_folder() as folder,
        bare_bolt(folder) as (port, process),
        workshops(folder, CHANNELS * (rounds + 1)) as there,
    ):
        assert there.bot.process is not None
        bare, ours = Side(port, process.pid), Side(there.bot.port, there.bot.process.pid)
        press(bare.port, ["C000"], 1)
        press(ours.port, there.channels[:CHANNELS], 1)
        for number in range(1, rounds + 1):
            bare.round(["C000"], seconds)
            own = there.channels[CHANNELS * number : CHANNELS * (number + 1)]  # journeys that are not large yet
            answered = ours.round(own, seconds)
            assert all(b"Kept as touchpoint" in each.body for each in answered), "not all were kept"
            told = line(f"round {number}", (bare.rates[-1], ours.rates[-1]), (bare.costs[-1], ours.costs[-1]))
            print(f"{told}   {in_short([each.milliseconds for each in answered])}", flush=True)
    rates, costs = (median(bare.rates), median(ours.rates)), (median(bare.costs), median(ours.costs))
    print(line("median", rates, costs))
    say_load()


if __name__ == "__main__":
    main()
