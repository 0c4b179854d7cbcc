"""Deleting a large workspace among many, and what others wait for it meanwhile.

    python -m bench.purging                    SQLite; and PostgreSQL where TEST_DATABASE_URL is set

One workspace has 20 journeys of 60 touchpoints with ratings of 5 people, 200 others have one each. While all of it is
deleted, somebody elsewhere contributes without pause: the figures are the whole, and how long they waited.
"""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bench.figures import in_short, say_load, temporary_folder
from journey.model import Perspective
from storage import tables as t
from storage.store import Store
from storage.values import Add, JourneyHead, Kind, Rate, Visit
from tests.databases import fresh_database, server_url

SECRET = b"a-secret-that-only-benches-know"
NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
LARGE, OTHERS, JOURNEYS, TOUCHPOINTS, RATERS = "TLARGE", 200, 20, 60, 5


def visit(workspace: str, person: str = "U1") -> Visit:
    return Visit(workspace, "C", person, NOW)


def started(store: Store, workspace: str) -> JourneyHead:
    return store.start_journey(
        visit(workspace),
        name="Trial",
        stages=["A", "B"],
        language="en",
        timezone="UTC",
        perspective=Perspective.AS_IS,
        posts=lambda _: [],
    )


def model(store: Store) -> JourneyHead:
    """One journey through the front door, to be copied."""
    head = started(store, "TMODEL")
    for number in range(1, TOUCHPOINTS + 1):
        store.contribute(visit("TMODEL"), head.id, [Add(Kind.TOUCHPOINT, {"what": f"Step {number}", "stage": "A"})])
        if number % 3 == 0:
            store.contribute(visit("TMODEL"), head.id, [Add(Kind.PAIN_POINT, {"what": "Slow", "touchpoint": number})])
        for rater in range(RATERS):
            store.contribute(visit("TMODEL", f"U{rater}"), head.id, [Rate(number, number % 5 - 2, "", "so it is")])
    return head


def copied(store: Store, head: JourneyHead, workspaces: list[str]) -> None:
    """Every row of the journey once more, in each of these workspaces."""
    tables = [t.journeys, *(table for table in t.metadata.sorted_tables if "journey_id" in table.c)]

    def copy(connection: object, workspace: str, name: str) -> None:
        for table in tables:
            key = "id" if table is t.journeys else "journey_id"
            rows = [dict(row._mapping) for row in connection.execute(select(table).where(table.c[key] == head.id))]  # type: ignore[attr-defined]
            for row in rows:
                row |= {key: name, "workspace": workspace} | ({"current": False} if table is t.journeys else {})
                if table is t.contributions:
                    row["request"] = f"{name}-{row['request']}-{row['id']}"
                    row["id"] = (abs(row["id"]) + hash(name) % 2**40) * (-1 if row["anonymous"] else 1)
            if rows:
                connection.execute(table.insert(), rows)  # type: ignore[attr-defined]

    for number, workspace in enumerate(workspaces):
        store._db.write(lambda c, w=workspace, n=f"J{number}": copy(c, w, n))  # type: ignore[misc]


def waited(store: Store, head: JourneyHead, over: threading.Event, times: list[float]) -> None:
    while not over.is_set():
        began = time.perf_counter()
        store.contribute(visit("TELSEWHERE"), head.id, [Add(Kind.TOUCHPOINT, {"what": "Waits"})])
        times.append((time.perf_counter() - began) * 1000)
        time.sleep(0.002)


def measured(store: Store) -> None:
    store.open()
    elsewhere, original = started(store, "TELSEWHERE"), model(store)
    copied(store, original, [LARGE] * JOURNEYS + [f"T{number}" for number in range(OTHERS)])
    for name, work in (
        ("nothing else", lambda: time.sleep(2) or {}),
        ("a round that finds nothing", lambda: store.purge(LARGE, NOW - timedelta(days=1))),
        ("purge_workspace", lambda: store.purge_workspace(LARGE)),
    ):
        over, times = threading.Event(), list[float]()
        other = threading.Thread(target=waited, args=(store, elsewhere, over, times))
        other.start()
        began = time.perf_counter()
        done = work()
        took = time.perf_counter() - began
        over.set()
        other.join()
        rows = f", {sum(done.values()):,} rows" if isinstance(done, dict) and done else ""
        print(f"  {name:27} {took * 1000:7.0f} ms{rows}; others waited {in_short(times)}")


def main() -> None:
    say_load()
    with temporary_folder() as folder:
        for name in ("sqlite", "postgresql") if server_url() else ("sqlite",):
            print(name, flush=True)
            with fresh_database(name, folder) as url:
                store = Store(url, SECRET)
                measured(store)
                store.close()
    say_load()


if __name__ == "__main__":
    main()
