"""The scenes of each layout: how wide the page is, how many columns stand in a row, and where their titles are.

The whole map has a gutter for the lanes' titles. Pictures for the channel are so narrow that their smallest text
has 14 pixels where Slack shows 800, and have the titles above the lanes. Paper has pages of a fixed size.
"""

from __future__ import annotations

from collections.abc import Sequence

from drawing import sizes
from drawing.columns import (
    MOST_COLUMNS,
    PART_COLUMNS,
    Column,
    columns_by_stage,
    columns_of,
    parts_of,
    rows_of,
)
from drawing.look import Look
from drawing.scene import WHOLE, Scene, bands_of
from journey.model import JourneyMap

SLIM_FULLNESS = 1.25
"""Cells of narrow columns may have more lines."""
BETWEEN_STAGES = 60.0
"""What it costs on paper to break a row within a stage."""


def map_scene(journey: JourneyMap, look: Look, beside: JourneyMap | None = None) -> Scene:
    """A column for each touchpoint, in as many rows as it takes."""
    rows = rows_of(columns_of(journey))
    most = max((len(row) for row in rows), default=0)
    width, column = _widths(most)
    widths = [min(column * most / len(row), column * sizes.STRETCH) for row in rows]
    bands = bands_of(rows, sizes.MARGIN + sizes.GUTTER, widths)
    fullness = WHOLE if look.whole else 1.0
    return Scene(journey, look, width, tuple(bands), sizes.GUTTER, fullness=fullness, beside=beside)


def parts_scene(journey: JourneyMap, look: Look, beside: JourneyMap | None = None) -> Scene:
    """A band for each part, to be drawn on a page of its own."""
    return _channel(journey, look, [part.columns for part in parts_of(journey)], beside)


def overview_scene(journey: JourneyMap, look: Look, beside: JourneyMap | None = None) -> Scene:
    """All in one narrow row: whole columns where there are few, short ones up to ten, then a column for each stage."""
    columns = columns_of(journey)
    if len(columns) <= PART_COLUMNS:
        return _channel(journey, look, [columns] if columns else [], beside)
    if len(columns) <= MOST_COLUMNS:
        return _channel(journey, look, [columns], beside, staggered=True)
    return _channel(journey, look, [columns_by_stage(journey)], beside, overview=True)


def paper_scene(journey: JourneyMap, look: Look, paper: str, beside: JourneyMap | None = None) -> Scene:
    """Rows for pages of this size, broken between stages wherever a stage fits into a row."""
    width, most = sizes.PAPERS[paper].width, sizes.PAPERS[paper].columns
    room = width - 2 * sizes.MARGIN - sizes.GUTTER
    rows = rows_of(columns_of(journey), most, BETWEEN_STAGES)
    widths = [min(room / len(row), sizes.COLUMN_WIDEST) for row in rows]
    bands = bands_of(rows, sizes.MARGIN + sizes.GUTTER, widths)
    return Scene(journey, look, width, tuple(bands), sizes.GUTTER, beside=beside)


def _channel(
    journey: JourneyMap,
    look: Look,
    rows: Sequence[Sequence[Column]],
    beside: JourneyMap | None,
    *,
    overview: bool = False,
    staggered: bool = False,
) -> Scene:
    room = sizes.CHANNEL_WIDTH - 2 * sizes.MARGIN - sizes.SLIM_GUTTER
    widths = [room / (len(row) + staggered) for row in rows]
    side = widths[0] / 2 if staggered else 0.0
    bands = bands_of(rows, sizes.MARGIN + sizes.SLIM_GUTTER + side, widths, side)
    return Scene(
        journey, look, sizes.CHANNEL_WIDTH, tuple(bands), sizes.SLIM_GUTTER,
        overview=overview, above=True, fullness=SLIM_FULLNESS, curve_height=sizes.CURVE_HEIGHT_SLIM, beside=beside,
    )  # fmt: skip


def _widths(columns: int) -> tuple[float, float]:
    """The whole map's width and each column's."""
    around = 2 * sizes.MARGIN + sizes.GUTTER
    roomy = (MOST_COLUMNS - columns) / (MOST_COLUMNS - sizes.ROOMY_COLUMNS)
    column = sizes.COLUMN + (sizes.COLUMN_ROOMY - sizes.COLUMN) * max(0.0, roomy)
    if columns < sizes.ROOMY_COLUMNS:
        column = min((sizes.NARROWEST - around) / max(columns, 1), sizes.COLUMN_WIDEST)
    return max(sizes.NARROWEST, around + columns * column), column
