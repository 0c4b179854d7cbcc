"""What each chart says: what it picks from a journey, and the same in words. Loads neither matplotlib nor numpy.

A chart's module here has `lines(say, journey, beside)`: the first lines are what its alt text begins with, the rest
tells it whole. To describe a new chart: its module, and an entry in CHARTS.
"""

from __future__ import annotations

from collections.abc import Callable

from drawing.beside import Beside
from drawing.told import coverage, curves, dashboard, drivers, measures, pain_points, plan, quick_wins
from journey.model import JourneyMap
from journey.words import Voice

Told = Callable[[Voice, JourneyMap, Beside], list[str]]

CHARTS: dict[str, Told] = {
    "curves": curves.lines,
    "drivers": drivers.lines,
    "quick-wins": quick_wins.lines,
    "pain-points": pain_points.lines,
    "coverage": coverage.lines,
    "plan": plan.lines,
    "measures": measures.lines,
    "dashboard": dashboard.lines,
}
