"""Where another journey's touchpoints stand along this one, for both in one picture. Loads no matplotlib."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from journey.compare import match
from journey.model import JourneyMap, Touchpoint

Stretch = tuple[Sequence[Touchpoint], float, float]
"""Touchpoints of the other journey, and from where to where along this one they belong."""


def placed(journey: JourneyMap, other: JourneyMap) -> dict[int, float]:
    """A place for each number of the other journey; places count this journey's touchpoints, 0 its first.

    The same touchpoint stands in the same place; the rest stands between, stage by stage where both have the same
    stages in the same order.
    """
    index = {t.number: float(i) for i, t in enumerate(journey.touchpoints)}
    alike = {pair.after.number: index[pair.before.number] for pair in match(journey, other)}
    return {number: place for stretch in _stretches(journey, other) for number, place in _along(stretch, alike)}


def _stretches(journey: JourneyMap, other: JourneyMap) -> list[Stretch]:
    whole: list[Stretch] = [(other.touchpoints, -0.5, len(journey.touchpoints) - 0.5)]
    stages = list(dict.fromkeys(t.stage for t in other.touchpoints))
    found: list[Stretch] = []
    for stage in stages:
        inside = [i for i, t in enumerate(journey.touchpoints) if t.stage == stage]
        there = [i for i, t in enumerate(other.touchpoints) if t.stage == stage]
        rising = bool(inside) and (not found or inside[0] > found[-1][2])
        if not stage or not rising or any(run[-1] - run[0] + 1 != len(run) for run in (inside, there)):
            return whole
        found.append((other.touchpoints[there[0] : there[-1] + 1], inside[0] - 0.5, inside[-1] + 0.5))
    return found


def _along(stretch: Stretch, alike: dict[int, float]) -> Iterator[tuple[int, float]]:
    """Those that are alike in their places, as far as these rise; the others evenly between."""
    touchpoints, low, high = stretch
    known = [(-0.5, low)]
    for i, touchpoint in enumerate(touchpoints):
        place = alike.get(touchpoint.number)
        if place is not None and known[-1][1] < place < high:
            known.append((float(i), place))
    known.append((len(touchpoints) - 0.5, high))
    for i, touchpoint in enumerate(touchpoints):
        yield touchpoint.number, _between(known, float(i))


def _between(known: Sequence[tuple[float, float]], at: float) -> float:
    """On the straight lines through `known`, of which `at` lies within."""
    right = min(bisect_right(known, at, key=lambda point: point[0]), len(known) - 1)
    (x, y), (to_x, to_y) = known[right - 1], known[right]
    return y + (at - x) / (to_x - x) * (to_y - y)
