"""How a journey is laid out in columns and rows of columns, before any lane is drawn.

A column holds one touchpoint; in the overview, all touchpoints of a stage; an empty stage has a column of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from drawing import sizes
from drawing.blocks import Block
from drawing.look import Look
from drawing.peaks import Peaks, peaks_of
from journey.model import JourneyMap, PainPoint, Touchpoint

SPLIT_STAGE = 3.0
"""What it costs to break a row within a stage, against the square of the columns by which rows differ."""
ONE_MORE_ROW = 6.0


@dataclass(frozen=True)
class Column:
    stage: str
    touchpoints: tuple[Touchpoint, ...] = ()
    name: str = ""
    """What stands above it, when that is not the stage."""

    @property
    def touchpoint(self) -> Touchpoint | None:
        return self.touchpoints[0] if self.touchpoints else None


@dataclass(frozen=True)
class Band:
    """One row of columns; `start` is where it begins when all rows are laid end to end."""

    columns: tuple[Column, ...]
    start: float
    left: float
    column_width: float

    @property
    def width(self) -> float:
        return self.column_width * len(self.columns)

    @property
    def right(self) -> float:
        return self.left + self.width

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


@dataclass(frozen=True)
class Scene:
    """One journey with all that its lanes need."""

    journey: JourneyMap
    look: Look
    width: float
    bands: tuple[Band, ...]
    overview: bool = False
    cells: dict[tuple[str, int], list[Block]] = field(default_factory=dict)
    """What was measured is kept to be drawn, by lane and column."""

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


def stage_scene(journey: JourneyMap, look: Look) -> Scene:
    """A column for each touchpoint."""
    columns = with_empty_stages([Column(t.stage, (t,)) for t in journey.touchpoints], journey.stages)
    return _scene(journey, look, columns, overview=False)


def overview_scene(journey: JourneyMap, look: Look) -> Scene:
    """A column for each stage; for parts of the journey where the stages alternate too often to be columns."""
    runs = [Column(stage, tuple(group)) for stage, group in groupby(journey.touchpoints, key=lambda t: t.stage)]
    columns = with_empty_stages(runs, journey.stages)
    return _scene(journey, look, columns if len(columns) <= 2 * sizes.MOST_COLUMNS else _parts(journey), overview=True)


def _parts(journey: JourneyMap) -> list[Column]:
    every = -(-len(journey.touchpoints) // sizes.MOST_COLUMNS)
    pieces = [journey.touchpoints[i : i + every] for i in range(0, len(journey.touchpoints), every)]
    return [Column("", piece, f"{piece[0].number} – {piece[-1].number}") for piece in pieces]


def _scene(journey: JourneyMap, look: Look, columns: Sequence[Column], overview: bool) -> Scene:
    rows = rows_of(columns)
    most = max((len(row) for row in rows), default=0)
    width, column_width = _widths(most, overview)
    bands, start = [], 0.0
    for row in rows:
        wide = min(column_width * most / len(row), column_width * sizes.STRETCH)
        bands.append(Band(tuple(row), start, sizes.MARGIN + sizes.GUTTER, wide))
        start = start + bands[-1].width
    return Scene(journey, look, width, tuple(bands), overview)


def _widths(columns: int, overview: bool) -> tuple[float, float]:
    """The picture's width and each column's."""
    around = 2 * sizes.MARGIN + sizes.GUTTER
    if overview:
        width = around + sizes.MOST_COLUMNS * sizes.COLUMN
        return width, (width - around) / max(columns, 1)
    roomy = (sizes.MOST_COLUMNS - columns) / (sizes.MOST_COLUMNS - sizes.ROOMY_COLUMNS)
    column = sizes.COLUMN + (sizes.COLUMN_ROOMY - sizes.COLUMN) * max(0.0, roomy)
    if columns < sizes.ROOMY_COLUMNS:
        column = min((sizes.NARROWEST - around) / max(columns, 1), sizes.COLUMN_WIDEST)
    return max(sizes.NARROWEST, around + columns * column), column


def with_empty_stages(columns: Sequence[Column], stages: Sequence[str]) -> list[Column]:
    """Stages without touchpoints get an empty column after the last column of an earlier stage."""
    filled = list(columns)
    used = {c.stage for c in columns}
    rank = {stage: i for i, stage in enumerate(stages)}
    for stage in (s for s in stages if s not in used):
        earlier = [i for i, c in enumerate(filled) if rank.get(c.stage, -1) < rank[stage] and c.stage in rank]
        filled.insert(earlier[-1] + 1 if earlier else 0, Column(stage))
    return filled


def rows_of(columns: Sequence[Column]) -> list[Sequence[Column]]:
    """Rows of at most MOST_COLUMNS, about equally long, broken between stages where that costs little."""
    count = len(columns)
    if not count:
        return []
    fair = count / -(-count // sizes.MOST_COLUMNS)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, count + 1):
        split = end < count and columns[end - 1].stage == columns[end].stage
        cost = ONE_MORE_ROW + (SPLIT_STAGE if split else 0.0)
        starts = range(max(0, end - sizes.MOST_COLUMNS), end)
        best.append(min((best[start][0] + cost + (end - start - fair) ** 2, start) for start in starts))
    return _cut(columns, best)


def _cut(columns: Sequence[Column], best: Sequence[tuple[float, int]]) -> list[Sequence[Column]]:
    rows, end = [], len(columns)
    while end:
        start = best[end][1]
        rows.append(columns[start:end])
        end = start
    return rows[::-1]
