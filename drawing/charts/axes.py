"""Scales, their ticks, and the grid of a plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from drawing.canvas import Ink, Layer, Page
from drawing.charts.sheet import SMALL
from drawing.geometry import Box, line
from drawing.palette import Palette
from drawing.typeface import cut, width

TICK = 16.0
"""The height of a tick's text."""
BETWEEN = 8.0
SMALLEST = 1e-6
"""A range below this is none: no figure is written with so many decimals."""


@dataclass(frozen=True)
class Scale:
    """From values `low` to `high` to places `start` to `end` on the page."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        span = self.high - self.low
        share = (value - self.low) / span if span else 0.5
        return self.start + share * (self.end - self.start)


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round values between low and high, in steps of 1, 2 or 5 times a power of ten; at most `most` and two more."""
    span = high - low
    if span <= 0:
        return [low]
    rough = span / max(most - 1, 1)
    power = 10.0 ** floor(log10(rough))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= rough * 0.999)
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [round(i * step, 10) + 0.0 for i in range(first, last + 1)]


def fitting(places: Sequence[float], texts: Sequence[str], low: float, high: float) -> list[tuple[int, Box]]:
    """Which texts can stand in the middle under their places without touching, and the room of each along the axis;
    earlier ones win, none leaves low..high."""
    found: list[tuple[int, Box]] = []
    for i, (place, text) in enumerate(zip(places, texts, strict=True)):
        wide = min(width(text, SMALL), high - low)
        left = min(max(place - wide / 2, low), high - wide)
        box = Box(left, 0, wide, TICK)
        if all(left >= other.right + BETWEEN or box.right + BETWEEN <= other.x for _, other in found):
            found.append((i, box))
    return found


def across(page: Page, palette: Palette, places: Sequence[float], texts: Sequence[str], row: Box) -> None:
    """Ticks' texts along a row, as many as there is room for."""
    cut_texts = [cut(text, SMALL, row.width) for text in texts]
    for i, box in fitting(places, cut_texts, row.x, row.right):
        page.text(cut_texts[i], Box(box.x, row.y, box.width + 0.01, TICK), SMALL, palette.muted)


def down(page: Page, palette: Palette, places: Sequence[float], texts: Sequence[str], column: Box) -> None:
    """Ticks' texts along a column, right-aligned, each in the middle at its place."""
    for place, text in zip(places, texts, strict=True):
        cell = Box(column.x, place - TICK / 2, column.width, TICK)
        page.text(cut(text, SMALL, column.width), cell, SMALL, palette.muted, "right")


def rule(page: Page, palette: Palette, start: tuple[float, float], end: tuple[float, float], strong: bool) -> None:
    ink = Ink(line=palette.dots if strong else palette.rule, width=1.1 if strong else 0.8)
    page.shape(line([start, end]), ink, Layer.RULE)


def padded(values: Sequence[float], share: float = 0.12) -> tuple[float, float]:
    """The range of the values and a bit more; some range around values that are all the same."""
    low, high = min(values), max(values)
    size = max(abs(low), abs(high))
    if high - low <= max(size * 1e-6, SMALLEST):
        spare = max(size * share, SMALLEST) if size > SMALLEST else 1.0
        return low - spare, high + spare
    spare = (high - low) * share
    return low - spare, high + spare
