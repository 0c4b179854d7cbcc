"""What a review asks of the team: which touchpoints to look at, which measures to fill in, what to tell customers."""

from __future__ import annotations

from datetime import date, timedelta

from journey.dates import today_in
from journey.model import Action, JourneyMap, Measure, Review, State, Task, Touchpoint

FRESH = timedelta(days=30)
"""Before the first review a measure counts as filled in when it was measured so shortly before it."""


def to_look_at(journey: JourneyMap, review: Review) -> list[Touchpoint]:
    """What nobody has confirmed since the review began; what was confirmed longest ago comes first."""
    left = [t for t in journey.touchpoints if t.confirmed_at is None or t.confirmed_at < review.held_at]
    return sorted(left, key=lambda t: t.confirmed_at.timestamp() if t.confirmed_at else 0.0)


def to_fill_in(journey: JourneyMap) -> tuple[Measure, ...]:
    """Measures without a value since the last review: the one before that which is open. Nothing before there was
    a review."""
    since = _measured_after(journey)
    if since is None:
        return ()
    return tuple(m for m in journey.measures if m.latest is None or m.latest.on <= since)


def _measured_after(journey: JourneyMap) -> date | None:
    """The last day of which a value is too old. While no review is open, what was measured on the day of the last one
    is its own."""
    if not journey.reviews:
        return None
    now = journey.open_review
    before = [review for review in journey.reviews if review is not now]
    if not before:
        return _day(journey, journey.reviews[-1]) - FRESH
    return _day(journey, before[-1]) - timedelta(days=0 if now else 1)


def _day(journey: JourneyMap, review: Review) -> date:
    return today_in(journey.timezone, review.held_at)


def untold(journey: JourneyMap) -> list[Action]:
    """Done, for a pain point of customers', and nobody has told them yet."""
    return [
        action
        for action in journey.actions
        if action.state is State.DONE and action.told_on is None and action.pain_point is not None
    ]


def overdue(journey: JourneyMap, today: date) -> tuple[list[Action], list[Task]]:
    """Open actions and open tasks whose day has passed; of a done action nothing is."""
    still = [action for action in journey.actions if action.state is State.OPEN]
    late = [action for action in still if action.due is not None and action.due < today]
    tasks = [task for action in still for task in action.tasks if task.state is State.OPEN]
    return late, [task for task in tasks if task.due is not None and task.due < today]
