"""The moments that stand out: the highest and lowest of the emotion curve. Knows no picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from journey.model import Touchpoint

FEW_RATERS = 3
"""Below this many raters a mean says little: the curve is dashed there."""


class Peaks(NamedTuple):
    """Touchpoints with the highest and lowest mean; none where nothing is rated, no lowest where all are equal."""

    highest: tuple[Touchpoint, ...] = ()
    lowest: tuple[Touchpoint, ...] = ()


def mean_of(touchpoint: Touchpoint) -> float | None:
    """The mean on the scale -2 to 2, None when nobody rated."""
    mean = touchpoint.rating.mean
    return None if mean is None else max(-2.0, min(2.0, mean))


def peaks_of(touchpoints: Sequence[Touchpoint], most: int = 1) -> Peaks:
    """The `most` highest and `most` lowest rated touchpoints, the high ones from the middle up and the low ones below
    it; equal ones stand in map order."""
    rated = [(mean, t) for t in touchpoints if (mean := mean_of(t)) is not None]
    if not rated:
        return Peaks()
    means = [mean for mean, _ in rated]
    middle = min(sum(means) / len(means), max(means))  # rounding puts the mean of equals above them
    highest = sorted((pair for pair in rated if pair[0] >= middle), key=lambda pair: -pair[0])
    lowest = sorted((pair for pair in rated if pair[0] < middle), key=lambda pair: pair[0])
    return Peaks(tuple(t for _, t in highest[:most]), tuple(t for _, t in lowest[:most]))


def mean_of_all(touchpoints: Sequence[Touchpoint]) -> float | None:
    """The mean of the means, None when nothing is rated."""
    means = [mean for t in touchpoints if (mean := mean_of(t)) is not None]
    return sum(means) / len(means) if means else None


def signed(score: float) -> str:
    """+1.5, 0, -0.7 with a true minus sign, one decimal at most."""
    tenths = round(score, 1) + 0.0
    text = f"{abs(tenths):.1f}".removesuffix(".0")
    return text if tenths == 0 else ("+" if tenths > 0 else "\N{MINUS SIGN}") + text
