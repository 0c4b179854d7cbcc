"""A smooth line through points that never swings beyond them: monotone cubic interpolation (PCHIP).

Slopes after F. N. Fritsch and J. Butland, "A method for constructing local monotone piecewise cubic
interpolants", 1984.
"""

from __future__ import annotations

import numpy as np

from drawing.geometry import Points

STEPS = 14
"""Straight pieces between two points of the line."""


def smooth(x: Points, y: Points, steps: int = STEPS) -> tuple[Points, Points]:
    """The points of the line, `steps` for each gap; x must rise."""
    if len(x) < 2:
        return x, y
    gaps = np.diff(x)
    slopes = _slopes(gaps, np.diff(y) / gaps)
    t = np.arange(steps) / steps
    h00, h10, h01, h11 = 2 * t**3 - 3 * t**2 + 1, t**3 - 2 * t**2 + t, -2 * t**3 + 3 * t**2, t**3 - t**2
    wide = gaps[:, None]
    between = h00 * y[:-1, None] + h10 * wide * slopes[:-1, None] + h01 * y[1:, None] + h11 * wide * slopes[1:, None]
    across = x[:-1, None] + wide * t
    return np.append(across.ravel(), x[-1]), np.append(between.ravel(), y[-1])


def _slopes(gaps: Points, rises: Points) -> Points:
    """The slope at each point: a weighted harmonic mean inside, none at a peak, held back at the ends."""
    slopes = np.zeros(len(gaps) + 1)
    if len(rises) == 1:
        slopes[:] = rises[0]
        return slopes
    left, right = rises[:-1], rises[1:]
    same = left * right > 0
    w1, w2 = 2 * gaps[1:] + gaps[:-1], gaps[1:] + 2 * gaps[:-1]
    slopes[1:-1][same] = ((w1 + w2) * left * right)[same] / (w1 * right + w2 * left)[same]
    slopes[0] = _end(gaps[0], gaps[1], rises[0], rises[1])
    slopes[-1] = _end(gaps[-1], gaps[-2], rises[-1], rises[-2])
    return slopes


def _end(near: float, far: float, rise: float, beyond: float) -> float:
    slope = ((2 * near + far) * rise - near * beyond) / (near + far)
    if slope * rise <= 0:
        return 0.0
    if rise * beyond <= 0 and abs(slope) > 3 * abs(rise):
        return 3 * rise
    return float(slope)
