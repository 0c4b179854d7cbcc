"""A journey set in rows of columns, before any lane is drawn: what the lanes share, whatever the layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from drawing.blocks import Block
from drawing.columns import Column
from drawing.look import WHOLE_LINES, Look
from drawing.peaks import Peaks, peaks_of
from journey.model import JourneyMap, PainPoint, Touchpoint

WHOLE = float("inf")
"""The fullness at which nothing is cut."""


@dataclass(frozen=True)
class Band:
    """One row of columns; `start` is where it begins when all rows are laid end to end."""

    columns: tuple[Column, ...]
    start: float
    left: float
    column_width: float
    side: float = 0.0
    """Room beside the first and the last column, into which their stages and the curve's ground reach."""

    @property
    def width(self) -> float:
        return self.column_width * len(self.columns)

    @property
    def right(self) -> float:
        return self.left + self.width + self.side

    def x_of(self, index: int) -> float:
        """The left edge of the column with this index in the row."""
        return self.left + index * self.column_width

    def runs(self) -> list[tuple[Column, int, int]]:
        """Neighbouring columns of one stage: one of them, the index of the first, and how many."""
        found, at = [], 0
        for _, group in groupby(self.columns, key=lambda c: (c.stage, c.name)):
            columns = list(group)
            found.append((columns[0], at, len(columns)))
            at += len(columns)
        return found

    @property
    def touchpoints(self) -> list[Touchpoint]:
        return [t for column in self.columns for t in column.touchpoints]


@dataclass(frozen=True)
class Scene:
    """One journey with all that its lanes need."""

    journey: JourneyMap
    look: Look
    width: float
    bands: tuple[Band, ...]
    gutter: float = 0.0
    overview: bool = False
    """Whether a column is a stage, not a touchpoint."""
    above: bool = False
    """Whether lanes have their titles above them, not in the gutter."""
    fullness: float = 1.0
    """How much a cell may show, against what it shows in the whole map; WHOLE for all of it."""
    curve_height: float = 140.0
    beside: JourneyMap | None = None
    """Another journey, whose curve is drawn in the same map."""
    cells: dict[tuple[str, int], list[Block]] = field(default_factory=dict)
    """What was measured is kept to be drawn, by lane and column."""

    def most(self, count: int) -> int:
        """How many lines or things a cell may show."""
        return WHOLE_LINES if self.fullness == WHOLE else max(1, round(count * self.fullness))

    @cached_property
    def peaks(self) -> Peaks:
        """What is called out; nothing where all moments are equal."""
        peaks = peaks_of(self.journey.touchpoints)
        return peaks if peaks.lowest else Peaks()

    @cached_property
    def pains(self) -> dict[int, list[PainPoint]]:
        """Pain points by touchpoint, those with most votes first, those set aside last."""
        found: dict[int, list[PainPoint]] = {}
        for pain in sorted(self.journey.pain_points, key=lambda p: (p.set_aside, -p.votes, -(p.severity or 0))):
            found.setdefault(pain.touchpoint, []).append(pain)
        return found

    @cached_property
    def first_of_stage(self) -> dict[str, int]:
        """The first touchpoint of each stage; what belongs to the stage is shown there."""
        found: dict[str, int] = {}
        for touchpoint in self.journey.touchpoints:
            found.setdefault(touchpoint.stage, touchpoint.number)
        return found

    @cached_property
    def stage_color(self) -> dict[str, str]:
        names = [*self.journey.stages, *(t.stage for t in self.journey.touchpoints)]
        palette = self.look.palette.stages
        return {name: palette[i % len(palette)] for i, name in enumerate(dict.fromkeys(filter(None, names)))}


def bands_of(rows: Sequence[Sequence[Column]], left: float, widths: Sequence[float], side: float = 0.0) -> list[Band]:
    """Rows as bands, laid end to end."""
    bands, start = [], 0.0
    for row, wide in zip(rows, widths, strict=True):
        bands.append(Band(tuple(row), start, left, wide, side))
        start += bands[-1].width
    return bands
