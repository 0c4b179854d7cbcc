"""How fast the Store is: `python -m bench.bench_storage` (SQLite in a temporary folder; PostgreSQL as well where
TEST_DATABASE_URL names a server's empty database). Prints medians.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from journey.model import Perspective
from storage import tables as t
from storage.keys import Keys
from storage.store import Store
from storage.values import Add, JourneyHead, Kind, Post, Visit

NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
SECRET = b"bench"


def visit(person: str = "U1") -> Visit:
    return Visit("W", "C", person, NOW)


def start(store: Store, channel: str = "C") -> JourneyHead:
    where = Visit("W", channel, "U1", NOW)
    stages = ["Awareness", "Consideration", "Decision", "Retention", "Advocacy"]
    return store.start_journey(
        where,
        name="Bench",
        stages=stages,
        language="en",
        timezone="Europe/Amsterdam",
        perspective=Perspective.AS_IS,
        posts=lambda head: (),
    )


def median_ms(work: Callable[[], object], rounds: int, clock: Callable[[], float] = time.perf_counter) -> float:
    taken = []
    for _ in range(rounds):
        begun = clock()
        work()
        taken.append(1000 * (clock() - begun))
    return statistics.median(taken)


def floor(store: Store) -> None:
    """One insert and commit, to hold the rest against: raw sqlite3, and one row of ours through SQLAlchemy Core."""
    with tempfile.TemporaryDirectory() as folder:
        raw = sqlite3.connect(Path(folder) / "floor.db", isolation_level=None)
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("PRAGMA synchronous = NORMAL")
        raw.execute("CREATE TABLE floor (id INTEGER PRIMARY KEY, text TEXT)")

        def insert_raw() -> None:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("INSERT INTO floor (text) VALUES ('Reads the blog')")
            raw.execute("COMMIT")

        print(f"  floor: raw sqlite3, one insert and commit: {median_ms(insert_raw, 2000):.3f} ms")
        raw.close()
    numbers = count()

    def insert_core() -> None:
        row = {"workspace": "W", "id": f"{next(numbers)}", "name": "", "joined": True, "private": False}
        store._db.write(lambda c: c.execute(t.channels.insert(), row) and None)

    print(f"  floor: Core, one insert and commit:        {median_ms(insert_core, 2000):.3f} ms")


def one_contribution(store: Store) -> None:
    head = start(store)

    def contribute() -> None:
        standing = store.standing("W", "C", "U1")
        assert standing.journey is not None
        add = Add(Kind.TOUCHPOINT, {"what": "Reads the blog", "stage": "Awareness", "channel": "website"})
        store.contribute(visit(), standing.journey.id, [add], [Post("card", "C", {"j": head.id}, key="card")])

    median_ms(contribute, 300)
    print(f"  standing + contribute, wall: {median_ms(contribute, 2000):.2f} ms")
    begun = time.process_time()
    for _ in range(2000):
        contribute()
    print(f"  standing + contribute, CPU:  {(time.process_time() - begun) / 2:.2f} ms (mean)")
    print(f"  standing alone:              {median_ms(lambda: store.standing('W', 'C', 'U1'), 2000):.3f} ms")


def many_contributions(store: Store, threads: int = 8, each: int = 300) -> None:
    head = start(store)

    def contribute(person: str) -> None:
        for _ in range(each):
            add = Add(Kind.TOUCHPOINT, {"what": "Reads the blog"})
            store.contribute(visit(person), head.id, [add], [Post("card", "C", {"j": head.id}, key="card")])

    workers = [threading.Thread(target=contribute, args=(f"U{n}",)) for n in range(threads)]
    begun = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(f"  {threads} threads: {threads * each / (time.perf_counter() - begun):,.0f} contributions/s")


def big_map(store: Store, touchpoints: int = 1000, raters: int = 20) -> None:
    head = start(store)
    adds = [Add(Kind.TOUCHPOINT, {"what": f"Touchpoint {n}", "stage": "Decision"}) for n in range(touchpoints)]
    store.contribute(visit(), head.id, adds)
    keys = Keys(SECRET)
    rows = [
        {
            "journey_id": head.id,
            "workspace": "W",
            "touchpoint": n,
            "rater": keys.person("W", head.id, f"U{r}"),
            "score": (n * r) % 5 - 2,
            "word": "calm",
            "why": f"because {n % 7}" if r % 4 == 0 else "",
            "importance": r % 5 + 1,
            "department": f"D{r % 5}",
            "version": 1,
            "removed": False,
        }
        for n in range(1, touchpoints + 1)
        for r in range(raters)
    ]
    store._db.write(lambda c: c.execute(t.ratings.insert(), rows) and None)
    took = median_ms(lambda: store.load_map(head.id, "W"), 9)
    print(f"  load_map {touchpoints:,} × {raters}: {took:.0f} ms")


def letters(store: Store, lanes: int = 2000) -> None:
    store.post("W", [Post("dm", f"D{n}", {"text": "x"}) for n in range(lanes)], NOW)
    begun, done = time.perf_counter(), 0
    while claimed := store.claim_letters("bench", NOW):
        for letter in claimed:
            store.letter_sent(letter, NOW)
        done += len(claimed)
    print(f"  letters claimed and sent: {done / (time.perf_counter() - begun):,.0f}/s")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        places = {"SQLite": f"sqlite:///{Path(folder) / 'bench.db'}"}
        if os.environ.get("TEST_DATABASE_URL"):
            places["PostgreSQL"] = os.environ["TEST_DATABASE_URL"]
        for name, url in places.items():
            print(name)
            store = Store(url, SECRET)
            store.open()
            for bench in (floor, one_contribution, many_contributions, letters, big_map):
                bench(store)
            store.close()


if __name__ == "__main__":
    main()
