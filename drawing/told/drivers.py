"""Importance against satisfaction: what drives the experience, in four named quadrants."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from drawing.beside import NOTHING, Beside
from drawing.peaks import mean_of
from drawing.told.phrases import numbered, opening, some
from drawing.wording import scored
from journey.model import JourneyMap, Touchpoint
from journey.words import Voice, mark

TITLE = mark("Importance against satisfaction")
IMPORTANT = 3.0
"""The middle of the scale from 1 to 5: from here on a moment counts as important."""


class Quadrant(StrEnum):
    FIX = mark("Fix first")
    KEEP = mark("Keep up")
    LATER = mark("Less urgent")
    OVERDONE = mark("Possibly overdone")


MEANS = {
    Quadrant.FIX: mark("Important, and customers are not happy"),
    Quadrant.KEEP: mark("Important, and customers are happy"),
    Quadrant.LATER: mark("Less important, and customers are not happy"),
    Quadrant.OVERDONE: mark("Less important, yet customers are happy"),
}


class Driver(NamedTuple):
    """`feeling` from -2 to 2, `importance` from 1 to 5."""

    touchpoint: Touchpoint
    feeling: float
    importance: float

    @property
    def quadrant(self) -> Quadrant:
        if self.importance >= IMPORTANT:
            return Quadrant.KEEP if self.feeling > 0 else Quadrant.FIX
        return Quadrant.OVERDONE if self.feeling > 0 else Quadrant.LATER

    @property
    def weight(self) -> tuple[float, float]:
        """The most important first, then the unhappiest."""
        return -self.importance, self.feeling


def drivers_of(journey: JourneyMap) -> list[Driver]:
    """Touchpoints with both a feeling and an importance, the most important first."""
    found = [
        Driver(t, mean, max(1.0, min(5.0, t.rating.importance)))
        for t in journey.touchpoints
        if (mean := mean_of(t)) is not None and t.rating.importance is not None
    ]
    return sorted(found, key=lambda driver: (driver.weight, driver.touchpoint.number))


def by_quadrant(drivers: list[Driver]) -> dict[Quadrant, list[Driver]]:
    return {quadrant: [d for d in drivers if d.quadrant is quadrant] for quadrant in Quadrant}


def lead(say: Voice, journey: JourneyMap) -> str:
    """What stands out, in one sentence."""
    first = by_quadrant(drivers_of(journey))[Quadrant.FIX]
    if not first:
        return say("Nothing important makes customers unhappy.")
    found = some(say, [numbered(d.touchpoint.number, d.touchpoint.what) for d in first], most=2)
    return say("Fix first: {touchpoints}.", touchpoints=found)


def left_out(say: Voice, journey: JourneyMap) -> str:
    """How many touchpoints cannot be placed yet; empty when there are none."""
    missing = len(journey.touchpoints) - len(drivers_of(journey))
    if not missing:
        return ""
    return say.many(
        "{count} touchpoint has no feeling or no importance yet.",
        "{count} touchpoints have no feeling or no importance yet.",
        missing,
    )


def lines(say: Voice, journey: JourneyMap, beside: Beside = NOTHING) -> list[str]:
    drivers = drivers_of(journey)
    if not drivers:
        return [opening(say, TITLE, journey), say("No touchpoint has both a feeling and an importance yet.")]
    told = [opening(say, TITLE, journey), lead(say, journey)]
    for quadrant, inside in by_quadrant(drivers).items():
        if inside:
            found = some(say, [_driver(say, d) for d in inside])
            told.append(f"{say(quadrant.value)} ({say(MEANS[quadrant])}): {found}.")
    return [*told, *filter(None, [left_out(say, journey)])]


def _driver(say: Voice, driver: Driver) -> str:
    place = say(
        "importance {importance}, feeling {feeling}",
        importance=say.number(round(driver.importance, 1)),
        feeling=scored(say, driver.feeling),
    )
    return f"{numbered(driver.touchpoint.number, driver.touchpoint.what)} ({place})"
