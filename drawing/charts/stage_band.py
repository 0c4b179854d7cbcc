"""The stages over a curve: a ground for each, its name in it or, where that is too narrow, over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from drawing.canvas import Ink, Layer
from drawing.charts.axes import Scale, rule
from drawing.charts.sheet import SMALL_BOLD, Sheet
from drawing.geometry import Box, rectangle
from drawing.typeface import clean, cut, width

BAND = 24.0
ABOVE = 16.0
"""The row of names that do not fit into their own ground."""
PAD = 4.0
LEAST = 34.0
"""Names with less room than this are left away."""


@dataclass(frozen=True)
class Run:
    """Neighbouring touchpoints of one stage: its name, and from which to before which touchpoint it goes."""

    stage: str
    first: int
    end: int


@dataclass(frozen=True)
class StageBand:
    """`room` is the width of the plot under it."""

    sheet: Sheet
    room: float

    @property
    def height(self) -> float:
        return BAND + (ABOVE if any(not self._fits(run) for run in self._runs) else 0.0)

    def draw(self, band: Box, plot: Box, x: Scale) -> None:
        """In the box `band`, with a line down through the plot between two stages."""
        palette, ground = self.sheet.palette, Box(band.x, band.bottom - BAND, band.width, BAND)
        for run in self._runs:
            left, right = x.at(run.first - 0.5), x.at(run.end - 0.5)
            cell = Box(left + 1, ground.y, right - left - 2, BAND)
            self.sheet.page.shape(rectangle(cell), Ink(fill=self._fill(run.stage)), Layer.BAND)
            if self._fits(run):
                self._say(run.stage, cell.inset(PAD, 0), palette.stage_ink)
            if run.first:
                rule(self.sheet.page, palette, (left, plot.y), (left, plot.bottom), strong=False)
        self._over(Box(plot.x, ground.y - ABOVE, plot.width, ABOVE), x)

    def _over(self, row: Box, x: Scale) -> None:
        """The other names in a row above, as far to both sides as their neighbours there allow."""
        over = [run for run in self._runs if not self._fits(run)]
        middles = [x.at((run.first + run.end - 1) / 2) for run in over]
        for run, middle, half in zip(over, middles, _halves(middles, row), strict=True):
            if 2 * half >= LEAST:
                self._say(run.stage, Box(middle - half, row.y, 2 * half, row.height), self.sheet.palette.ink)

    def _say(self, stage: str, cell: Box, color: str) -> None:
        self.sheet.page.text(cut(stage, SMALL_BOLD, cell.width), cell, SMALL_BOLD, color, "middle")

    @cached_property
    def _runs(self) -> list[Run]:
        found, at = [], 0
        for stage, inside in groupby(self.sheet.journey.touchpoints, key=lambda t: t.stage):
            count = sum(1 for _ in inside)
            found.append(Run(stage, at, at + count))
            at += count
        return found

    def _fits(self, run: Run) -> bool:
        cell = (run.end - run.first) * self.room / max(len(self.sheet.journey.touchpoints), 1) - 2 - 2 * PAD
        return width(clean(run.stage), SMALL_BOLD) <= cell

    def _fill(self, stage: str) -> str:
        journey, palette = self.sheet.journey, self.sheet.palette
        order = list(dict.fromkeys((*journey.stages, *(t.stage for t in journey.touchpoints))))
        return palette.stages[order.index(stage) % len(palette.stages)] if stage else palette.chip


def _halves(middles: Sequence[float], row: Box) -> list[float]:
    """How far each text may reach to both sides."""
    around = [2 * row.x - row.right, *middles, 2 * row.right - row.x]
    apart = [(right - left) / 2 - PAD / 2 for left, right in pairwise(around)]
    sides = zip(middles, pairwise(apart), strict=True) if middles else ()
    return [min(*side, middle - row.x, row.right - middle) for middle, side in sides]
