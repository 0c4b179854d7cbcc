"""An hour of mixed load at 50 commands a second: is memory flat, is anything lost? `python -m bench.soak --minutes 60`.

Twenty workshops at a time, each in a channel of its own, gather 60 touchpoints, feelings, pain points, actions and
tasks and look at where they are; some look at the map, which is kept up to date from then on; then the next twenty
begin. Slack takes 150 ms for each call; it is spoken to at the pace of `WORKSPACES` workspaces, for so many are as
busy as this. Linux.
"""

from __future__ import annotations

import argparse
import re
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bench.figures import say_load, temporary_folder
from bench.load import Answered, Typed, in_own_process, open_loop
from bench.processes import megabytes, tree
from bench.workshops import PEOPLE, WORKSPACE, Slack
from playground.server import SIGNING_SECRET
from tests.running import Bot

AT_ONCE = 20
"""Workshops that go on at the same time."""
WORKSPACES = 4
COMMANDS = 240
"""Of one workshop, from the first touchpoint to the last task."""
STAGES = ("Awareness", "Consideration", "Decision", "Retention", "Advocacy")
LAG = 8
"""What is pointed at was typed so many commands of the same workshop ago: answered by then."""


def workshop(channel: str) -> Iterator[Typed]:
    """60 touchpoints, 120 feelings, 15 pain points, 10 actions, 10 tasks, 15 votes; in every fourth two maps."""
    given: Counter[str] = Counter()
    past: list[Counter[str]] = []
    for number in range(COMMANDS):
        past.append(given.copy())
        known = dict(past[max(0, number - LAG)])  # how many of each were there `LAG` commands ago
        kind = _kind(number, known, int(channel[1:]) % 4 == 0)
        given[kind] += 1
        person = PEOPLE[(number * 7 + int(channel[1:])) % len(PEOPLE)]
        yield Typed(kind, channel, person, _text(kind, channel, number, given[kind], known))


def _kind(number: int, known: dict[str, int], asks_for_maps: bool) -> str:
    if asks_for_maps and number in (COMMANDS // 2, COMMANDS - 1):
        return "map"
    if number % 30 == 29:
        return "status"
    if number % 4 == 0 or not known.get("touchpoint"):
        return "touchpoint"
    if number % 16 == 3:
        return "pain"
    if number % 16 == 9 and known.get("pain"):
        return "vote"
    if number % 24 in (11, 23) and known.get("pain"):
        return "task" if number % 24 == 23 and known.get("action") else "action"
    return "emotion"


def _text(kind: str, channel: str, number: int, nth: int, known: dict[str, int]) -> str:
    unique = f"{channel} {kind} {nth}"
    match kind:
        case "touchpoint":
            return f"touchpoint {unique} | stage: {STAGES[nth % 5]} | channel: e-mail | need: to know what happens"
        case "emotion":
            return f"emotion {number * 11 % known['touchpoint'] + 1} {number % 5 - 2} it takes too long"
        case "pain":
            return f"pain {nth * 3 % known['touchpoint'] + 1} {unique} | severity: {nth % 5 + 1} | cause: nobody asked"
        case "vote":
            return f"vote {number % known['pain'] + 1}"
        case "action":
            return f"action {unique} | pain: {nth % known['pain'] + 1} | effort: 2 | effect: {nth % 5 + 1}"
        case "task":
            return f"task {nth % known['action'] + 1} {unique}"
    return kind


@dataclass
class Told:
    """What people were told, and what may be expected to be kept."""

    answers: Counter[str] = field(default_factory=Counter)
    strange: list[str] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)
    feelings: set[tuple[str, str, str]] = field(default_factory=set)
    """Channel, person, touchpoint."""

    def hear(self, answered: Iterable[Answered]) -> None:
        for each in answered:
            said = each.body.decode("utf-8", "replace")
            if each.status != 200:
                self.answers[f"HTTP {each.status}" if each.status else "no answer"] += 1
            elif each.typed.kind in ("status", "map", "vote", "start"):
                self.answers[each.typed.kind] += 1
            elif "Kept" in said and "othing was" not in said:
                self.answers[f"{each.typed.kind} kept"] += 1
                self._expect(each.typed)
            else:
                self.answers[f"{each.typed.kind} refused"] += 1
                self.strange.append(f"{each.typed.text}: {said[:200]}")

    def _expect(self, typed: Typed) -> None:
        if typed.kind == "emotion":
            self.feelings.add((typed.channel, typed.person, typed.text.split(" ")[1]))
        elif found := re.search(r"C\d+ \w+ \d+", typed.text):
            self.texts.add(found.group())


def lost(bot: Bot, told: Told, channels: Iterable[str]) -> tuple[int, int, int]:
    """Texts acknowledged and not in the database; feelings acknowledged; feelings there."""
    texts, feelings = set(), 0
    for channel in channels:
        head = bot.store.standing(WORKSPACE, channel, "").journey
        if head is None:
            continue  # its start was refused: whatever was told to be kept there counts as lost
        journey = bot.store.load_map(head.id, WORKSPACE)
        assert journey is not None
        texts |= {each.what for each in (*journey.touchpoints, *journey.pain_points)}
        texts |= {each.goal for each in journey.actions}
        texts |= {task.what for action in journey.actions for task in action.tasks}
        feelings += sum(each.rating.count for each in journey.touchpoints if each.rating)
    return len(told.texts - texts), len(told.feelings), feelings


class Memory:
    """Megabytes of each process, a page that two share counted once; told each minute from a thread."""

    def __init__(self, pid: int, every: float) -> None:
        self.pid, self.every = pid, every
        self.seen: list[tuple[float, dict[str, float]]] = []
        self._stop, self._began = threading.Event(), time.monotonic()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(self.every):
            self.look()

    def look(self) -> dict[str, float]:
        names, now = ("office", "front"), {}
        for number, pid in enumerate(tree(self.pid)):
            name = names[number] if number < len(names) else _named(pid)
            now[name] = now.get(name, 0) + megabytes(pid)[1]
        self.seen.append(((time.monotonic() - self._began) / 60, now))
        print(f"{self.seen[-1][0]:6.1f} min  {_sizes(now)}", flush=True)
        return now

    def at(self, minute: float) -> str:
        when, sizes = min(self.seen, key=lambda each: abs(each[0] - minute))
        return f"{when:5.1f} min: {_sizes(sizes)}"


def _named(pid: int) -> str:
    """Beside the two there are the process that draws and the one that Python keeps for shared things."""
    told = Path(f"/proc/{pid}/cmdline").read_bytes()
    return "keeper" if b"resource_tracker" in told else "drawing"


def _sizes(sizes: dict[str, float]) -> str:
    return (
        "  ".join(f"{name} {size:6.1f}" for name, size in sizes.items()) + f"  together {sum(sizes.values()):6.1f} MB"
    )


def soak(bot: Bot, slack: Slack, names: Sequence[str], per_second: float, minutes: float) -> tuple[Told, list[str]]:
    """What people were told, and the channels that had a workshop."""
    told, used, end = Told(), [], time.monotonic() + minutes * 60
    for first in range(0, len(names), AT_ONCE):
        channels = list(names[first : first + AT_ONCE])
        starts = [Typed("start", channel, PEOPLE[0], f"start {channel} | language: en") for channel in channels]
        told.hear(in_own_process(open_loop, bot.port, SIGNING_SECRET, WORKSPACE, starts, per_second))
        used += channels
        todo = [typed for together in zip(*map(workshop, channels), strict=True) for typed in together]
        minute = int(per_second * 60)  # what is signed must be sent within five
        for begin in range(0, len(todo), minute):
            if time.monotonic() > end:
                return told, used
            some = todo[begin : begin + minute]
            told.hear(in_own_process(open_loop, bot.port, SIGNING_SECRET, WORKSPACE, some, per_second))
        slack.ask("forget pictures")
    return told, used


def drained(bot: Bot, patience: float = 600.0) -> str:
    begin = time.monotonic()
    while (backlog := bot.store.backlog(datetime.now(UTC))).waiting and time.monotonic() < begin + patience:
        time.sleep(0.2)
    return f"{backlog.waiting} letters wait {time.monotonic() - begin:.0f} s later, {backlog.set_aside} set aside"


def main() -> None:
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("--minutes", type=float, default=60)
    read.add_argument("--per-second", type=float, default=50)
    given = read.parse_args()
    workshops = (int(given.minutes * 60 * given.per_second / (AT_ONCE * COMMANDS)) + 2) * AT_ONCE
    names = [f"C{number:05}" for number in range(workshops)]
    say_load()
    print(f"{given.per_second:g} commands a second for {given.minutes:g} minutes", flush=True)
    slack = Slack(names, rates=False)
    with temporary_folder() as folder, Bot(slack, folder, LOG_LEVEL="WARNING", WAYMARK_PACE=str(WORKSPACES)) as bot:  # type: ignore[arg-type]
        assert bot.process is not None
        with Memory(bot.process.pid, min(60.0, given.minutes * 15)) as memory:
            told, used = soak(bot, slack, names, given.per_second, given.minutes)
        after = drained(bot)
        memory.look()
        texts, feelings, there = lost(bot, told, used)
        calls, log = slack.calls(), bot.log.read_text()
    slack.stop()
    print("; ".join(f"{what} {times}" for what, times in sorted(told.answers.items())))
    for strange in told.strange[:10]:
        print("  ", strange)
    print(
        f"{len(used)} workshops; acknowledged {len(told.texts)} texts, {texts} lost; {feelings} feelings, {there} there"
    )
    print(f"Web API: {', '.join(f'{method} {times}' for method, times in sorted(calls.items()))}")
    print(
        f"{after}; {log.count('Traceback')} tracebacks and {len(log.splitlines())} lines in the log (warnings, errors)"
    )
    for minute in (10, given.minutes / 2, given.minutes):
        print(f"memory at {memory.at(minute)}")
    say_load()
    wrong = texts or there < feelings or log.count("Traceback") or any(each.startswith("HTTP") for each in told.answers)
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
