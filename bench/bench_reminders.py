"""Due reminders claimed, worded and put into the outbox, and a tick with nothing due: `python -m bench.bench_reminders
[--due 100000] [--scheduled 1000000]` (SQLite in a temporary folder; PostgreSQL as well where TEST_DATABASE_URL names a
server). To reach: 3,000 a second on PostgreSQL, 1,000 on SQLite; below 5 ms.
"""

from __future__ import annotations

import argparse
import statistics
import time
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from bench import scheduled
from bench.figures import say_load, temporary_folder
from bot.clock import sweep
from storage import tables as t
from storage.dialect import on_postgresql
from storage.store import Store
from tests.databases import fresh_database, server_url

NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
"""A Monday, ten in the morning in Amsterdam."""
PEOPLE_EACH, ITEMS_EACH = 20, 5
"""People in a workspace, and what is due for each; a journey per workspace."""
TICKS = 200


def fill(store: Store, due: int, rows: int) -> None:
    """`due` actions that are due, and others that are not until there are `rows` in all."""
    workspaces = max(1, due // (PEOPLE_EACH * ITEMS_EACH))
    each = PEOPLE_EACH * ITEMS_EACH
    late = max(0, rows - due) // each
    names = [(f"j{n}", f"W{n % workspaces}") for n in range(workspaces + late)]
    scheduled.add(store, t.journeys, scheduled.journeys(iter(names[:workspaces]), NOW + timedelta(days=60)))
    others = ({**row, "current": False} for row in scheduled.journeys(iter(names[workspaces:])))
    scheduled.add(store, t.journeys, others)
    known = ((f"W{w}", f"U{w}x{p}") for w in range(workspaces) for p in range(PEOPLE_EACH))
    scheduled.add(store, t.people, scheduled.people(known, "Europe/Amsterdam"))
    for some, at in ((names[:workspaces], NOW), (names[workspaces:], NOW + timedelta(days=30))):
        owned = ((w, j, n, f"U{w[1:]}x{n % PEOPLE_EACH}") for j, w in some for n in range(1, each + 1))
        scheduled.add(store, t.actions, scheduled.actions(owned, at, date(2027, 1, 6)))


def _analyze(connection: Connection) -> None:
    """As an idle database would have done by itself; it takes longer than any statement of ours may."""
    if on_postgresql(connection):
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    connection.exec_driver_sql("ANALYZE")


def measure(store: Store, due: int, rows: int) -> None:
    begun = time.perf_counter()
    fill(store, due, rows)
    store._db.write(_analyze)
    print(f"  {rows:,} scheduled rows, {due:,} of them due ({time.perf_counter() - begun:.0f} s to make)", flush=True)
    begun, cpu = time.perf_counter(), time.process_time()
    done = sweep(store, NOW)
    took, worked = time.perf_counter() - begun, time.process_time() - cpu
    letters = store.backlog(NOW).waiting
    print(
        f"  swept: {done:,} reminders into {letters:,} digests, {done / took:,.0f} a second ({worked / took:.0%} CPU)"
    )
    ticks = []
    for _ in range(TICKS):
        begun = time.perf_counter()
        assert sweep(store, NOW) == 0
        ticks.append(1000 * (time.perf_counter() - begun))
    print(f"  a tick with nothing due: {statistics.median(ticks):.2f} ms, at most {max(ticks):.1f}", flush=True)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--due", type=int, default=100_000)
    asked.add_argument("--scheduled", type=int, default=1_000_000)
    given = asked.parse_args()
    say_load()
    with temporary_folder() as folder, ExitStack() as stack:
        for kind in ("sqlite", "postgresql") if server_url() else ("sqlite",):
            print(kind, flush=True)
            store = Store(stack.enter_context(fresh_database(kind, Path(folder))), b"bench")
            store.open()
            measure(store, given.due, given.scheduled)
            store.close()
    say_load()


if __name__ == "__main__":
    main()
