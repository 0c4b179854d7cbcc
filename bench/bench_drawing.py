"""How long pictures take and how large they are, drawn as they are: `python bench/bench_drawing.py`.

Warm medians in this process and through the drawing process, by layout, number of touchpoints and form; the whole map
side by side, in turn, with cairo drawing the same shapes and lines of text; and the memory that is held after many
different maps. `--short` leaves out all but the floor; `--many` draws 500 maps for the memory.
`--mermaid FOLDER` compares with mermaid-cli installed in that folder (bench/mermaid.py says how).
"""

from __future__ import annotations

import argparse
import gc
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "drawing")]

# ruff: noqa: E402  # what follows is found in the folders above
from sample import of_size

from bench.cairo_floor import cairo_pixels, cairo_png
from bench.figures import say_load
from bench.mermaid import against_mermaid
from drawing.look import look_for
from drawing.map import whole_map
from drawing.pictures import PICTURES, draw
from drawing.png import png
from drawing.process import DrawingProcess
from drawing.shown import shown_on_map
from drawing.sizes import MOST_TOUCHPOINTS, PNG_WIDTH
from journey.model import JourneyMap

TIMES = 15
MAPS, MANY = 200, 500
SIZES_DRAWN = 40
FLOORS = {30: 1.5, 120: 3.5}
"""How many times the floor of 30 touchpoints a map of so many touchpoints may take."""


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


def against_cairo() -> None:
    """In turn, in time of the processor, so that what else the machine does falls on neither: Waymark lays out, draws
    and encodes; cairo draws and encodes what was laid out before."""
    print(f"{'the whole map, png':24} {'Waymark':>11} {'cairo':>7} {'drawing alone':>14} {'ratio':>6} {'kB':>6}")
    first = 0.0
    for count, most in FLOORS.items():
        ours, theirs, alone, size = in_turn(of_size(count))
        first = first or theirs
        told = f"{ours:8.0f} ms {theirs:7.0f} {alone:14.0f} {ours / theirs:6.2f} {size / 1000:6.0f}"
        print(f"{f'{count} touchpoints':24} {told}   {ours / first:.2f} × cairo's 30 (at most {most})")


def in_turn(journey: JourneyMap) -> tuple[float, float, float, int]:
    """Medians in milliseconds of Waymark, of cairo, and of cairo without encoding; the bytes of Waymark's picture.
    The map is drawn whole however long it is, as cairo's is."""
    shown, look = shown_on_map(journey), look_for("png", "light", "en")
    page = whole_map(shown, look, None)
    works: list[Callable[[], object]] = [
        lambda: png(whole_map(shown_on_map(journey), look, None)),
        lambda: cairo_png(page, PNG_WIDTH),
        lambda: cairo_pixels(page, PNG_WIDTH),
    ]
    taken: list[list[float]] = [[], [], []]
    for turn in range(TIMES + 1):
        for work, times in zip(works, taken, strict=True):
            start = time.process_time()
            work()
            times += [(time.process_time() - start) * 1000] if turn else []  # the first warms up
    return median(taken[0]), median(taken[1]), median(taken[2]), len(png(page))


def by_size() -> None:
    print(f"{'picture':34} {'ms':>7} {'kB':>7}")
    for count in (1, 12, 30, 40, 120, 300):
        one_size("overview" if count > MOST_TOUCHPOINTS else "map", count, "png")
    for count in (10, 30):
        one_size("overview", count, "png")
        one_size("part:1", count, "png")
    for form in ("svg", "pdf"):
        for count in (30, 120):
            one_size("map", count, form)


def one_size(picture: str, count: int, form: str) -> None:
    journey = of_size(count)
    size = len(draw(journey, picture, form))
    taken = milliseconds(lambda: draw(journey, picture, form), TIMES if form == "png" else 5)
    print(f"{f'{picture} of {count} touchpoints, {form}':34} {taken:7.0f} {size / 1000:7.0f}")


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


def memory(maps: int) -> None:
    """After maps of every size, when the caches of letters are warm, then halfway, then at the end."""
    seen = {}
    for i in range(maps + 1):
        if i in (SIZES_DRAWN, maps // 2, maps):
            gc.collect()
            seen[i] = megabytes()
        draw(of_size(1 + i % SIZES_DRAWN, seed=i))
    told = ", ".join(f"{held:.0f} MB after {count}" for count, held in seen.items())
    print(f"{'memory, another map each time':34} {told}")


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--short", action="store_true")
    wanted.add_argument("--many", action="store_true")
    wanted.add_argument("--mermaid", metavar="FOLDER")
    asked = wanted.parse_args()
    say_load()
    against_cairo()
    if asked.mermaid:
        against_mermaid(asked.mermaid)
    if not asked.short:
        print(f"pictures: {', '.join(PICTURES)}")
        by_size()
        never_seen_before()
        beside()
    if asked.many or not asked.short:
        memory(MANY if asked.many else MAPS)
    say_load()


if __name__ == "__main__":
    main()
