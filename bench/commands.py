"""200 commands a second against the real bot, while Slack's Web API takes 150 ms: `python -m bench.commands`.

Sixty people in ten channels; once without pictures, once, in ten others, with maps asked for all the while elsewhere.
The floor, under the same load in the same run: a bare Bolt app with one insert. A round is 20 seconds (--short: 5).
What neighbours steal from a virtual machine decides the tail of every app on it: a round in which they took over
`CALM` is printed and not counted, and another is made for it, up to four times as many as were asked for.
"""

from __future__ import annotations

import argparse
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from bench.bare import bare_bolt
from bench.figures import in_short, percentile, say_load, shares_since, temporary_folder, ticks
from bench.load import Answered, Typed, in_own_process, open_loop
from bench.workshops import AT_FIRST, PEOPLE, STAGES, WORKSPACE, Workshops, workshops
from playground.server import SIGNING_SECRET

PER_SECOND = 200
CHANNELS = 10
FOR_MAPS = 2
KEPT = b"Kept as touchpoint"
CALM = 0.02
"""Of the machine's time, stolen during a round that counts."""
_serial = count(1)


def mixed(channels: Sequence[str], how_many: int) -> list[Typed]:
    """Of a hundred: 85 touchpoints, 12 feelings, 3 times status."""
    return [_typed(number, channels[number % len(channels)]) for number in range(how_many)]


def _typed(number: int, channel: str) -> Typed:
    person = PEOPLE[number * 7 % len(PEOPLE)]
    turn = number * 37 % 100
    if turn < 3:
        return Typed("status", channel, person, "status")
    if turn < 15:
        score = number % 5 - 2
        return Typed("emotion", channel, person, f"emotion {number % AT_FIRST + 1} {score} it takes too long")
    what = f"Moment {next(_serial)}"
    return Typed("touchpoint", channel, person, f"touchpoint {what} | stage: {STAGES[number % 5]} | channel: e-mail")


def flood(port: int, todo: Sequence[Typed]) -> list[Answered]:
    return in_own_process(open_loop, port, SIGNING_SECRET, WORKSPACE, todo, PER_SECOND)


def report(name: str, answered: Sequence[Answered]) -> None:
    failed = [each for each in answered if each.status != 200]
    print(f"{name:32} {in_short([each.milliseconds for each in answered])}   {len(failed)} failed of {len(answered)}")
    late = percentile([each.late for each in answered], 0.99)
    if late > 2:
        print(f"{'':32} (the generator itself sent its last hundredth {late:.1f} ms late: a busy machine)")


def by_kind(answered: Sequence[Answered]) -> None:
    for kind in dict.fromkeys(each.typed.kind for each in answered):
        print(f"{f'   of these: {kind}':32} {in_short([e.milliseconds for e in answered if e.typed.kind == kind])}")


def lost(there: Workshops, before: set[str], answered: Sequence[Answered]) -> None:
    """What was acknowledged against what the database holds; `before` was there already."""
    told = {each.typed.text.split(" | ")[0].removeprefix("touchpoint ") for each in answered if KEPT in each.body}
    kept = {what for what in there.kept() if what not in before}
    wrong = [each.body[:300] for each in answered if each.typed.kind == "touchpoint" and KEPT not in each.body]
    print(f"{'   kept in the database':32} {len(kept)} of {len(told)} acknowledged, {len(told - kept)} lost")
    if wrong:
        print(f"{'':32} {len(wrong)} touchpoints were not answered as kept, the first: {wrong[0]!r}")


@dataclass(frozen=True)
class Round:
    """What 200 commands a second took, and how much of the machine was stolen meanwhile (0 to 1)."""

    answered: Sequence[Answered]
    stolen: float

    @property
    def milliseconds(self) -> list[float]:
        return [each.milliseconds for each in self.answered]


def one_round(there: Workshops, channels: Sequence[str], seconds: int, *, maps: bool) -> Round:
    before, at_first = there.slack.calls(), ticks()
    stop, drawing = threading.Event(), threading.Thread()
    if maps:
        drawing = threading.Thread(target=_ask_for_maps, args=(there, stop))
        drawing.start()
    answered = flood(there.bot.port, mixed(channels, seconds * PER_SECOND))
    stolen, idle = shares_since(at_first)
    here = there.slack.calls() - before
    stop.set()
    if maps:
        drawing.join()
    report("Waymark, maps being drawn" if maps else "Waymark", answered)
    by_kind(answered)
    drained = there.seconds_until_drained()
    told = ", ".join(f"{method} {times}" for method, times in sorted(here.items()))
    print(
        f"{'   Web API meanwhile':32} {told or 'nothing'}; the outbox was empty {drained:.1f} s after the last command"
    )
    print(f"{'   of the machine':32} {stolen:.1%} was stolen, {idle:.0%} idle", flush=True)
    return Round(answered, stolen)


def _ask_for_maps(there: Workshops, stop: threading.Event) -> None:
    for number in count():
        channel = there.channels[-1 - number % FOR_MAPS]
        flood(there.bot.port, [Typed("map", channel, PEOPLE[0], "map")])
        if stop.wait(0.5):
            return


def modals(there: Workshops, how_many: int) -> None:
    """A modal is the one call made before the answer; people ask for them while the others type."""
    taken, opened = [], 0
    for number in range(how_many):
        seconds, there_it_is = there.slack.modal(PEOPLE[number % len(PEOPLE)], there.channels[number % CHANNELS])
        taken.append(seconds * 1000)
        opened += there_it_is
        time.sleep(0.1)
    print(f"{'a modal (one call of 150 ms)':32} {in_short(taken)}   {opened} opened of {how_many}")


def both(seconds: int) -> tuple[Round, Round]:
    """A round without maps and one with, beside the floor; and a look whether all that was acknowledged is kept."""
    with temporary_folder() as folder, bare_bolt(folder) as (port, _process):
        flood(port, mixed(["C000"], PER_SECOND))
        report("bare Bolt with one insert", flood(port, mixed(["C000"], seconds * PER_SECOND)))
    with temporary_folder() as folder, workshops(folder, 3 * CHANNELS + FOR_MAPS) as there:
        flood(there.bot.port, mixed(there.channels[:CHANNELS], PER_SECOND))
        flood(there.bot.port, [Typed("map", there.channels[-1], PEOPLE[0], "map")])
        there.seconds_until_drained()
        before = there.kept()
        quiet = one_round(there, there.channels[CHANNELS : 2 * CHANNELS], seconds, maps=False)
        busy = one_round(there, there.channels[2 * CHANNELS : 3 * CHANNELS], seconds, maps=True)
        modals(there, 10)
        lost(there, before, [*quiet.answered, *busy.answered])
        return quiet, busy


def calm(rounds: Sequence[Round]) -> list[Round]:
    return [each for each in rounds if each.stolen <= CALM]


def summary(name: str, rounds: Sequence[Round]) -> None:
    for each in sorted(rounds, key=lambda each: each.stolen):
        counted = "" if each.stolen <= CALM else " (not counted)"
        print(f"{name}: {each.stolen:5.1%} stolen  {in_short(each.milliseconds)}{counted}")
    if quiet := calm(rounds):
        p50, p99, most = (
            sorted(percentile(each.milliseconds, share) for each in quiet)[len(quiet) // 2]
            for share in (0.5, 0.99, 1.0)
        )
        print(f"median of {len(quiet)} calm rounds: {name:28} p50 {p50:.1f}  p99 {p99:.1f}  max {most:.0f} ms")


def main() -> None:
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("--short", action="store_true", help="5 seconds a round instead of 20")
    read.add_argument("--rounds", type=int, default=0, help="calm rounds of each; 3, or 1 with --short")
    given = read.parse_args()
    seconds, rounds = (5, given.rounds or 1) if given.short else (20, given.rounds or 3)
    say_load()
    print(
        f"{PER_SECOND} commands a second for {seconds} s; to reach: p50 ≤ 5 ms, p99 ≤ 20 ms, none above 3 s, none lost"
    )
    quiet: list[Round] = []
    busy: list[Round] = []
    while min(len(calm(quiet)), len(calm(busy))) < rounds and len(quiet) < 4 * rounds:
        for made, into in zip(both(seconds), (quiet, busy), strict=True):
            into.append(made)
        say_load()
    summary("Waymark", quiet)
    summary("Waymark, maps being drawn", busy)


if __name__ == "__main__":
    main()
