"""Every measure of the pictures, in units of which PNG_WIDTH pixels make the picture's width."""

from __future__ import annotations

from dataclasses import dataclass

from drawing.typeface import Font

PNG_WIDTH = 1_600
"""Pixels: twice the 800 at which Slack shows a picture in a wide channel."""

MOST_TOUCHPOINTS = 40
"""With more touchpoints the picture for the channel is an overview by stage; files show all of them."""

MARGIN = 14.0
GUTTER = 94.0
SLIM_GUTTER = 15.0
CHANNEL_WIDTH = 500.0
"""Pictures for the channel: 9 units, the smallest text, are 14 pixels where Slack shows 800, 9 at 480 and 6 on a
phone at 360; what counts most, titles and scores, is larger."""
NARROWEST = 720.0
COLUMN = 100.0
COLUMN_ROOMY = 116.0
COLUMN_WIDEST = 240.0
STRETCH = 1.5
"""How much wider than in the longest row columns may become, so that a shorter row fills the width."""
ROOMY_COLUMNS = 5

TITLE_ABOVE = 13.0
"""Height of a lane's title where it stands above the lane."""
CELL_PAD = 5.0
LANE_PAD = 7.0
BAND_GAP = 26.0
STAGE_HEIGHT = 26.0
CURVE_HEIGHT_SLIM = 132.0
CURVE_PAD = 27.0
ARC_HEIGHT = 30.0
SYMBOL = 26.0
MARK = 12.0
CARD_RADIUS = 7.0

TITLE = Font(24, bold=True)
TITLE_SLIM = Font(17, bold=True)
HEADING = Font(12.5)
HEADING_SLIM = Font(10.5)
STAGE = Font(13, bold=True)
STAGE_SMALLEST = 9.0
LANE = Font(9, bold=True)
NAME = Font(10, bold=True)
NAME_SMALLEST = 9.0
BODY = Font(10)
SMALL = Font(9)
SMALL_BOLD = Font(9, bold=True)
SCORE = Font(10.5, bold=True)
PILL = Font(9.5, bold=True)
LEADING = 1.24


@dataclass(frozen=True)
class Paper:
    """A page in landscape: its size and how many units make an inch, and how many columns stand beside each other."""

    width: float
    height: float
    inch: float
    columns: int


PAPERS = {
    "A3": Paper(420 / 25.4 * 90, 297 / 25.4 * 90, 90, 13),
    "A4": Paper(297 / 25.4 * 96, 210 / 25.4 * 96, 96, 9),
}
