"""Faces for scores from -2 to 2, drawn as paths: the mouth tells the score, the colour only helps."""

from __future__ import annotations

import numpy as np

from drawing.canvas import Ink, Layer, Page
from drawing.geometry import CURVE, MOVE, Outline, circle, circles, joined, line
from drawing.palette import Palette

EYE_X, EYE_Y, EYE = 0.36, -0.2, 0.12
MOUTH_X, MOUTH_Y, BEND = 0.46, 0.32, 0.24
ANGRY = -1.5
STRONG = 0.5
"""From this distance to neutral a face takes the colour of high or low."""


def face(page: Page, x: float, y: float, radius: float, score: float, palette: Palette) -> None:
    """A face around (x, y); `score` from -2 to 2."""
    fill, edge = face_colors(score, palette)
    page.shape(circle(x, y, radius), Ink(fill=fill, line=edge, width=1.3), Layer.SHAPE)
    page.shape(_eyes(x, y, radius), Ink(fill=edge), Layer.SYMBOL)
    page.shape(_mouth(x, y, radius, score), Ink(line=edge, width=1.3), Layer.SYMBOL)


def face_colors(score: float, palette: Palette) -> tuple[str, str]:
    """Fill and line."""
    if score >= STRONG:
        return palette.high_soft, palette.high
    if score <= -STRONG:
        return palette.low_soft, palette.low
    return palette.even_soft, palette.muted


def _eyes(x: float, y: float, radius: float) -> Outline:
    return circles([(x + side * EYE_X * radius, y + EYE_Y * radius) for side in (-1, 1)], EYE * radius)


def _mouth(x: float, y: float, radius: float, score: float) -> Outline:
    bend = BEND * score * radius
    level = y + MOUTH_Y * radius - bend * 0.35
    points = [(-MOUTH_X, 0.0), (-MOUTH_X * 0.5, bend), (MOUTH_X * 0.5, bend), (MOUTH_X, 0.0)]
    mouth = Outline(
        np.array([(x + px * radius, level + py) for px, py in points]), np.array([MOVE, CURVE, CURVE, CURVE], np.uint8)
    )
    return joined([mouth, _brows(x, y, radius)]) if score <= ANGRY else mouth


def _brows(x: float, y: float, radius: float) -> Outline:
    def brow(side: int) -> Outline:
        inner = (x + side * 0.16 * radius, y - 0.36 * radius)
        return line([(x + side * 0.56 * radius, y - 0.56 * radius), inner])

    return joined([brow(-1), brow(1)])
