"""How long pictures take and how large they are, drawn as they are: `python bench/bench_drawing.py`.

Warm medians in this process and through the drawing process, by number of touchpoints and form, and the memory
that is held after many different maps.
"""

from __future__ import annotations

import gc
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "drawing")]

from sample import of_size  # noqa: E402  # found beside the tests

from drawing.pictures import PICTURES, draw  # noqa: E402
from drawing.process import DrawingProcess  # noqa: E402
from drawing.sizes import MOST_TOUCHPOINTS  # noqa: E402

TIMES = 15
MAPS = 200


def milliseconds(work: Callable[[], object], times: int = TIMES) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return median(taken)


def megabytes() -> float:
    """What this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def by_size() -> None:
    print(f"{'picture':34} {'ms':>7} {'kB':>7}")
    for count in (1, 12, 30, 40, 120, 300):
        one_size(count, "png")
    for form in ("svg", "pdf"):
        for count in (30, 120):
            one_size(count, form)


def one_size(count: int, form: str) -> None:
    journey = of_size(count)
    what = "overview" if form == "png" and count > MOST_TOUCHPOINTS else "map"
    picture = draw(journey, form=form)
    taken = milliseconds(lambda: draw(journey, form=form), TIMES if form == "png" else 5)
    print(f"{f'{what} of {count} touchpoints, {form}':34} {taken:7.0f} {len(picture) / 1000:7.0f}")


def never_seen_before() -> None:
    """Other ratings, pain points and order each time, as when the map grows in a workshop."""
    journeys = iter([of_size(30, seed) for seed in range(100, 100 + TIMES)])
    print(f"{'30 touchpoints, another map each time':34} {milliseconds(lambda: draw(next(journeys))):4.0f}")


def beside() -> None:
    journey, process = of_size(30), DrawingProcess()
    cold = milliseconds(lambda: process.draw(journey), 1)
    print(f"{'through the process: first':34} {cold:7.0f}")
    print(f"{'through the process: then':34} {milliseconds(lambda: process.draw(journey)):7.0f}")
    process.close()


def memory() -> None:
    for _ in range(10):
        draw(of_size(30))
    gc.collect()
    before = megabytes()
    for i in range(MAPS):
        draw(of_size(1 + i % 40, seed=i))
    gc.collect()
    print(f"{f'memory after 10 and after {MAPS} maps':34} {before:7.0f} {megabytes():7.0f} MB")


def main() -> None:
    print(f"pictures: {', '.join(PICTURES)}")
    by_size()
    never_seen_before()
    beside()
    memory()


if __name__ == "__main__":
    main()
