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


def main() -> None:
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("--short", action="store_true", help="3 rounds of 2 seconds instead of 7 of 4")
    given = read.parse_args()
    rounds, seconds = (3, 2.0) if given.short else (7, 4.0)
    say_load()
    ours, floors, ratios = [], [], []
    with (
        temporary_folder() as folder,
        bare_bolt(folder) as (bare, _process),
        workshops(folder, CHANNELS * (rounds + 1)) as there,
    ):
        press(bare, ["C000"], 1)
        press(there.bot.port, there.channels[:CHANNELS], 1)
        print(f"{'':10} {'bare Bolt, one insert':>22} {'Waymark':>10} {'ratio':>7}   {AT_ONCE} at once")
        for number in range(1, rounds + 1):
            floor, _ = press(bare, ["C000"], seconds)
            own = there.channels[CHANNELS * number : CHANNELS * (number + 1)]  # journeys that are not large yet
            reached, answered = press(there.bot.port, own, seconds)
            assert all(b"Kept as touchpoint" in each.body for each in answered), "not all were kept"
            ours.append(reached)
            floors.append(floor)
            ratios.append(reached / floor)
            told = f"{floor:20,.0f}/s {reached:8,.0f}/s {reached / floor:7.2f}"
            print(f"round {number:<4} {told}   {in_short([each.milliseconds for each in answered])}", flush=True)
    floor, reached = median(floors), median(ours)
    print(f"{'median':10} {floor:20,.0f}/s {reached:8,.0f}/s {median(ratios):7.2f}   to reach: 0.50")
    say_load()


if __name__ == "__main__":
    main()
