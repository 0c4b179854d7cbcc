"""Several journeys side by side: what stands out in each, and what of it comes first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from journey.model import Action, JourneyMap, Measure, Touchpoint
from journey.reviewing import to_fill_in

AGES = (30, 90)
"""Days: an open action is fresh up to the first, old beyond the second."""
LOWEST = 2


class Glance(NamedTuple):
    """One journey on the dashboard. `actions` counts open ones by age: fresh, older, old."""

    journey: JourneyMap
    mean: float | None
    lowest: tuple[Touchpoint, ...]
    actions: tuple[int, int, int]
    overdue: int
    next_review: datetime | None
    on_target: tuple[Measure, ...]
    missed: tuple[Measure, ...]
    to_fill_in: tuple[Measure, ...]
    missing: tuple[str, ...]

    @property
    def open_actions(self) -> int:
        return sum(self.actions)


def glance(journey: JourneyMap, today: date | None) -> Glance:
    """Without `today` nothing has an age and nothing is late."""
    means = [t.rating.mean for t in journey.touchpoints if t.rating.mean is not None]
    left = [action for action in journey.actions if action.state == "open"]
    with_target = [m for m in journey.measures if m.target is not None and m.latest is not None]
    return Glance(
        journey,
        sum(means) / len(means) if means else None,
        _lowest(journey),
        _by_age(left, today),
        sum(1 for action in left if today and action.due and action.due < today),
        journey.schedule.next_at if journey.schedule else None,
        tuple(m for m in with_target if not m.misses_target),
        tuple(m for m in with_target if m.misses_target),
        to_fill_in(journey),
        _missing(journey),
    )


def _lowest(journey: JourneyMap) -> tuple[Touchpoint, ...]:
    low = [t for t in journey.touchpoints if t.rating.mean is not None and t.rating.mean < 0]
    return tuple(sorted(low, key=lambda t: (t.rating.mean or 0, t.number))[:LOWEST])


def _by_age(actions: Sequence[Action], today: date | None) -> tuple[int, int, int]:
    days = [(today - action.since).days if today and action.since else 0 for action in actions]
    fresh = sum(1 for age in days if age <= AGES[0])
    old = sum(1 for age in days if age > AGES[1])
    return fresh, len(days) - fresh - old, old


def _missing(journey: JourneyMap) -> tuple[str, ...]:
    """Departments that have a hand in the journey and have added nothing."""
    added = {p.department.casefold() for p in journey.participation if p.contributions or p.raters}
    named = {d for t in journey.touchpoints for d in t.departments} | {p.department for p in journey.participation}
    return tuple(sorted({d for d in named if d and d.casefold() not in added}))


def glances(journeys: Sequence[JourneyMap], today: date | None) -> list[Glance]:
    """The unhappiest journey first; those without ratings last."""
    all_of_them = [glance(journey, today) for journey in journeys]
    return sorted(all_of_them, key=lambda g: (g.mean is None, g.mean or 0, g.journey.name))


def mean_of_all(found: Sequence[Glance]) -> float | None:
    means = [each.mean for each in found if each.mean is not None]
    return sum(means) / len(means) if means else None
