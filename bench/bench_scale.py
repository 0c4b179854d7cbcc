"""A thousand workspaces of 20 journeys of 60 touchpoints on PostgreSQL: commands in random ones of them, and reading a
whole journey. `TEST_DATABASE_URL=postgresql+psycopg://… python -m bench.bench_scale [--workspaces 1000]`

That is a tenth of ten thousand. What is found by an index costs one more step down a tree when there is ten times as
much; to see how it grows, run it with 10, 100 and 1,000. To reach: a command at p99 ≤ 50 ms, `load_map` ≤ 50 ms. The
database is made on the server for the run and dropped afterwards; mind the room on its disk.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import text

from bench.figures import in_short, say_load, temporary_folder
from bench.filling import PEOPLE_EACH, Size, channel_name, fill, journey_id, workspace_name
from bench.load import Answered, Typed, in_own_process, open_loop
from bench.processes import cpu_seconds, tree
from bench.workshops import Slack
from playground.server import SIGNING_SECRET
from storage.store import Store
from tests.databases import fresh_postgresql
from tests.running import SECRET, Bot

KINDS = (
    *[("touchpoint", "touchpoint Reads the letter | stage: Stage {stage} | channel: e-mail")] * 25,
    *[("emotion", "emotion {touchpoint} {score} it takes too long")] * 50,
    *[("pain", "pain {touchpoint} Nobody says how long it takes | cause: nobody asked")] * 7,
    *[("vote", "vote {pain}")] * 4,
    *[("edit", "edit touchpoint {touchpoint} | activity: calls and asks")] * 4,
    *[("action", "action Say it on the first page | pain: {pain} | owner: <@U001>")] * 3,
    *[("status", "status")] * 5,
    *[("where we are", "")] * 2,
)
"""Of a hundred commands."""
SLOWEST = 50.0


def typed(chance: random.Random, size: Size) -> Typed:
    """Somebody's command in any channel of any workspace."""
    kind, words = chance.choice(KINDS)
    said = words.format(
        stage=chance.randint(1, 5),
        touchpoint=chance.randint(1, size.touchpoints),
        pain=chance.randint(1, size.pain_points),
        score=chance.randint(-2, 2),
    )
    where = workspace_name(chance.randrange(size.workspaces))
    channel = channel_name(chance.randrange(size.journeys))
    # an item may be changed by facilitators and by whoever wrote it: the first of a journey's people is the former
    person = "U001" if kind == "edit" else f"U{chance.randrange(PEOPLE_EACH):03}"
    return Typed(kind, channel, person, said, where)


def loads(store: Store, size: Size, chance: random.Random, how_many: int) -> None:
    wall, cpu = [], time.process_time()
    for _ in range(how_many):
        workspace, journey = chance.randrange(size.workspaces), chance.randrange(size.journeys)
        begun = time.perf_counter()
        assert store.load_map(journey_id(workspace, journey), workspace_name(workspace)) is not None
        wall.append((time.perf_counter() - begun) * 1000)
    each = (time.process_time() - cpu) * 1000 / how_many
    print(f"load_map, {how_many:,} of them, each another  {in_short(wall)}   CPU {each:.1f} ms here", flush=True)


def commands(bot: Bot, size: Size, chance: random.Random, per_second: float, seconds: float) -> list[Answered]:
    assert bot.process is not None
    todo = [typed(chance, size) for _ in range(int(per_second * seconds))]
    before = _spent(bot.process.pid)
    answered = in_own_process(open_loop, bot.port, SIGNING_SECRET, "T00000", todo, per_second)
    spent = {who: now - before[who] for who, now in _spent(bot.process.pid).items()}
    print(f"commands, {per_second:g} a second for {seconds:g} s       {in_short([e.milliseconds for e in answered])}")
    for kind in dict.fromkeys(kind for kind, _ in KINDS):
        print(f"   of these: {kind:20} {in_short([e.milliseconds for e in answered if e.typed.kind == kind])}")
    told = ", ".join(f"{cpu * 1000 / len(todo):.1f} {who}" for who, cpu in spent.items())
    print(f"   CPU ms for each: {told}", flush=True)
    return answered


def _spent(pid: int) -> dict[str, float]:
    """Seconds of processor so far."""
    office, front = tree(pid)[:2]
    apart = {"answering": cpu_seconds(front), "wording and telling": cpu_seconds(office, alone=True)}
    return {**apart, "drawing": cpu_seconds(pid) - sum(apart.values())}


def wrong(answered: Sequence[Answered]) -> Counter[str]:
    """What was not answered as it should be, and how often."""
    found: Counter[str] = Counter()
    for each in answered:
        if each.status != 200:
            found[f"HTTP {each.status}"] += 1
        elif b"othing was" in each.body or b"reference" in each.body:
            found[each.body.decode()[:160]] += 1
    return found


def how_much(store: Store) -> str:
    tables = "SELECT pg_database_size(current_database()) / 1e9, (SELECT reltuples FROM pg_class WHERE relname = :name)"

    def of(name: str) -> float:
        return float(store._db.read(lambda c: c.execute(text(tables), {"name": name}).one())[1])

    gigabytes = store._db.read(lambda c: c.execute(text(tables), {"name": "journeys"}).one())[0]
    counts = ", ".join(f"{of(name):,.0f} {name}" for name in ("journeys", "touchpoints", "ratings", "contributions"))
    return f"{counts}: {gigabytes:.2f} GB"


def main() -> None:
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("--workspaces", type=int, default=1000)
    read.add_argument("--per-second", type=float, default=25)
    read.add_argument("--seconds", type=float, default=60)
    given = read.parse_args()
    size, chance = Size(given.workspaces), random.Random(1)
    say_load()
    with fresh_postgresql() as url, temporary_folder() as folder:
        store = Store(url, SECRET.encode())
        store.open()
        begun = time.perf_counter()
        fill(store, size)
        print(f"{size.workspaces:,} workspaces: {how_much(store)}, filled in {time.perf_counter() - begun:.0f} s")
        say_load()
        loads(store, size, chance, 1000)
        store.close()
        answered = _pressed(url, folder, size, chance, given.per_second, given.seconds)
    for what, times in wrong(answered).most_common(10):
        print(f"   {times} × {what}")
    say_load()
    raise SystemExit(bool(wrong(answered)))


def _pressed(
    url: str, folder: Path, size: Size, chance: random.Random, per_second: float, seconds: float
) -> list[Answered]:
    slack = Slack([channel_name(number) for number in range(size.journeys)], rates=False)
    try:
        with Bot(slack, folder, database=url, LOG_LEVEL="ERROR") as bot:  # type: ignore[arg-type]
            warm = [typed(chance, size) for _ in range(100)]
            in_own_process(open_loop, bot.port, SIGNING_SECRET, "T00000", warm, per_second)
            return commands(bot, size, chance, per_second, seconds)
    finally:
        slack.stop()


if __name__ == "__main__":
    main()
