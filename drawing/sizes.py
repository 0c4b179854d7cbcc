"""Every measure of the pictures, in units of which PNG_WIDTH pixels make the picture's width."""

from __future__ import annotations

from drawing.typeface import Font

PNG_WIDTH = 1_600
"""Pixels: twice the 800 at which Slack shows a picture in a wide channel."""

MOST_COLUMNS = 10
MOST_TOUCHPOINTS = 40
"""With more touchpoints the picture for the channel is an overview by stage; files show all of them."""

MARGIN = 22.0
GUTTER = 94.0
NARROWEST = 720.0
COLUMN = 100.0
COLUMN_ROOMY = 116.0
COLUMN_WIDEST = 240.0
STRETCH = 1.5
"""How much wider than in the longest row columns may become, so that a shorter row fills the width."""
ROOMY_COLUMNS = 5

CELL_PAD = 5.0
LANE_PAD = 7.0
BAND_GAP = 26.0
STAGE_HEIGHT = 26.0
CURVE_HEIGHT = 140.0
CURVE_PAD = 27.0
ARC_HEIGHT = 30.0
SYMBOL = 26.0
MARK = 12.0
CARD_RADIUS = 7.0
PDF_PAGE_HEIGHT = 1_500.0

TITLE = Font(24, bold=True)
HEADING = Font(12.5)
STAGE = Font(13, bold=True)
STAGE_SMALLEST = 9.0
LANE = Font(9, bold=True)
NAME = Font(10, bold=True)
NAME_SMALLEST = 8.5
BODY = Font(10)
SMALL = Font(9)
SMALL_BOLD = Font(9, bold=True)
SCORE = Font(10.5, bold=True)
PILL = Font(9.5, bold=True)
LEADING = 1.24
