"""Boxes and outlines: where things are and what shape they have. y runs down, as on a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

MOVE, LINE, CURVE, CLOSE = 1, 2, 4, 79
"""As matplotlib.path.Path has them; CURVE is one of three points of a cubic Bézier curve."""
ROUND = 0.5522847498
"""How far the handles of a cubic Bézier curve reach to make a quarter of a circle."""
POINTS = {"M": 1, "L": 1, "C": 3, "Z": 0}
CODES = {"M": (MOVE,), "L": (LINE,), "C": (CURVE, CURVE, CURVE), "Z": (CLOSE,)}

Points = NDArray[np.float64]
Codes = NDArray[np.uint8]


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    def inset(self, dx: float, dy: float | None = None) -> Box:
        dy = dx if dy is None else dy
        return Box(self.x + dx, self.y + dy, self.width - 2 * dx, self.height - 2 * dy)

    def overlaps(self, other: Box, slack: float = 0.01) -> bool:
        across = min(self.right, other.right) - max(self.x, other.x)
        down = min(self.bottom, other.bottom) - max(self.y, other.y)
        return across > slack and down > slack

    def holds(self, other: Box, slack: float = 0.5) -> bool:
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )


@dataclass(frozen=True, eq=False)
class Outline:
    points: Points
    codes: Codes

    def at(self, x: float, y: float, scale: float = 1.0) -> Outline:
        return Outline(self.points * scale + (x, y), self.codes)


def drawn(data: str) -> Outline:
    """An outline from SVG-like path data with absolute M, L, C and Z, as in "M0 0 L4 4 C…Z"."""
    points: list[tuple[float, float]] = []
    codes: list[int] = []
    for command, numbers in re.findall(r"([MLCZ])([^MLCZ]*)", data):
        values = [float(n) for n in re.findall(r"-?\d*\.?\d+", numbers)]
        pairs = list(zip(values[::2], values[1::2], strict=True)) or [points[-1]]
        repeats = len(pairs) // max(POINTS[command], 1)
        points += pairs
        codes += CODES[command] * repeats if command != "M" else [MOVE] + [LINE] * (repeats - 1)
    return Outline(np.array(points, float), np.array(codes, np.uint8))


def line(points: Sequence[tuple[float, float]] | Points, closed: bool = False) -> Outline:
    """Straight lines through the points."""
    array = np.asarray(points, float)
    codes = np.full(len(array), LINE, np.uint8)
    codes[0] = MOVE
    if closed:
        array = np.vstack([array, array[:1]])
        codes = np.append(codes, np.uint8(CLOSE))
    return Outline(array, codes)


def rectangle(box: Box) -> Outline:
    return line([(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)], closed=True)


def rounded(box: Box, radius: float) -> Outline:
    r = min(radius, box.width / 2, box.height / 2)
    c = r * (1 - ROUND)
    x, y, right, bottom = box.x, box.y, box.right, box.bottom
    points = [
        (x + r, y), (right - r, y), (right - c, y), (right, y + c), (right, y + r),
        (right, bottom - r), (right, bottom - c), (right - c, bottom), (right - r, bottom),
        (x + r, bottom), (x + c, bottom), (x, bottom - c), (x, bottom - r),
        (x, y + r), (x, y + c), (x + c, y), (x + r, y), (x + r, y),
    ]  # fmt: skip
    return Outline(np.array(points, float), _ROUNDED)


_ROUNDED = np.array([MOVE] + [LINE, CURVE, CURVE, CURVE] * 4 + [CLOSE], np.uint8)


@lru_cache(maxsize=1)
def _unit_circle() -> Outline:
    return rounded(Box(-1, -1, 2, 2), 1)


def circle(x: float, y: float, radius: float) -> Outline:
    return _unit_circle().at(x, y, radius)


def circles(middles: Sequence[tuple[float, float]], radius: float) -> Outline:
    """Many circles of one size."""
    one = _unit_circle()
    points = one.points[None, :, :] * radius + np.array(middles, float)[:, None, :]
    return Outline(points.reshape(-1, 2), np.tile(one.codes, len(middles)))


def joined(outlines: Iterable[Outline]) -> Outline:
    """Many outlines as one."""
    many = list(outlines)
    return Outline(np.concatenate([o.points for o in many]), np.concatenate([o.codes for o in many]))
