"""The rated moments along the curve: where they stand, how they are felt, and how far people differ.

Where a journey is so long that its moments would lie on each other, several make one, with the range of their means.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np

from drawing.peaks import FEW_RATERS, mean_of
from drawing.placing import placed
from drawing.scene import Band, Scene
from journey.model import Touchpoint

CLOSEST = 7.0
"""Moments nearer to each other than this become one."""


@dataclass(frozen=True)
class Moment:
    """Rated touchpoints (one, but for very long journeys) and their place along the journey laid end to end."""

    touchpoints: tuple[Touchpoint, ...]
    x: float

    @cached_property
    def mean(self) -> float:
        means = self._means
        return sum(means) / len(means)

    @property
    def span(self) -> tuple[float, float]:
        """From where to where people differ; for several moments, from the lowest to the highest."""
        if len(self.touchpoints) > 1:
            return min(self._means), max(self._means)
        spread = self.touchpoints[0].rating.spread
        return max(self.mean - spread, -2.0), min(self.mean + spread, 2.0)

    @property
    def few(self) -> bool:
        return sum(t.rating.count for t in self.touchpoints) < FEW_RATERS

    @property
    def _means(self) -> list[float]:
        return [mean_of(t) or 0.0 for t in self.touchpoints]


def together(band: Band) -> int:
    """How many touchpoints make one moment of the curve."""
    return max(1, -int(-CLOSEST // max(room_for(band), 0.01)))


def room_for(band: Band) -> float:
    """The width each moment of a band has."""
    return band.column_width / max(max((len(c.touchpoints) for c in band.columns), default=1), 1)


def stretches(scene: Scene) -> Iterator[list[Moment]]:
    """Runs of rated moments; a touchpoint that is not rated is a gap."""
    yield from _runs(places(scene), _most_together(scene))


def stretches_beside(scene: Scene) -> Iterator[list[Moment]]:
    """The same of the other journey, where its moments stand along this one."""
    if scene.beside is None or not scene.journey.touchpoints:
        return
    along = placed(scene.journey, scene.beside)
    standing = sorted((t for t in scene.beside.touchpoints if t.number in along), key=lambda t: along[t.number])
    xs = _along_the_bands(scene, [along[t.number] for t in standing])
    yield from _runs(list(zip(standing, xs, strict=True)), _most_together(scene))


def _along_the_bands(scene: Scene, between: Sequence[float]) -> list[float]:
    """Where places between this journey's touchpoints are, before the journey is broken into bands."""
    xs = [x for _, x in places(scene)]
    ends = xs[0] - room_for(scene.bands[0]) / 2, xs[-1] + room_for(scene.bands[-1]) / 2
    known = [-0.5, *range(len(xs)), len(xs) - 0.5]
    return [float(x) for x in np.interp(between, known, [ends[0], *xs, ends[1]])]


def places(scene: Scene) -> list[tuple[Touchpoint, float]]:
    """Every touchpoint and the middle of its place, before the journey is broken into bands."""
    found = []
    for band in scene.bands:
        for index, column in enumerate(band.columns):
            left, step = band.start + index * band.column_width, band.column_width / max(len(column.touchpoints), 1)
            found += [(t, left + (i + 0.5) * step) for i, t in enumerate(column.touchpoints)]
    return found


def _most_together(scene: Scene) -> int:
    return max((together(band) for band in scene.bands), default=1)


def _runs(placed: Sequence[tuple[Touchpoint, float]], every: int) -> Iterator[list[Moment]]:
    for rated, group in groupby(placed, key=lambda place: mean_of(place[0]) is not None):
        if rated:
            run = list(group)
            yield [_moment(run[i : i + every]) for i in range(0, len(run), every)]


def _moment(few: Sequence[tuple[Touchpoint, float]]) -> Moment:
    return Moment(tuple(t for t, _ in few), sum(x for _, x in few) / len(few))
