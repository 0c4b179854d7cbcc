"""`waymark sweep`: one round of reviews and nudges as of a moment, delivered before it returns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from bot.clock import sweep
from bot.office import build_office
from bot.settings import Settings
from bot.wiring import utc_now
from commands.reminders import plan_digest
from storage.store import Store


def clock_from(moment: datetime) -> Callable[[], datetime]:
    """A clock that shows `moment` now and runs on from there."""
    began = utc_now()
    return lambda: moment + (utc_now() - began)


def sweep_once(settings: Settings, moment: datetime) -> tuple[int, bool]:
    """How many reviews and nudges there were, and whether Slack took all there was to send."""
    office = build_office(settings, clock_from(moment))
    try:
        count = sweep(office.store, moment)
        return count, office.courier.drain()
    finally:
        office.end()


def what_would_be_sent(store: Store, moment: datetime) -> Iterator[str]:
    gone = store.uninstalled()
    for head in store.due_reviews(moment):
        if head.workspace in gone:
            continue
        yield f"review  {head.name} ({head.id}) in {head.channel}"
    for digest in store.due_nudges(moment):
        if digest.workspace in gone:
            continue
        if plan_digest(digest, moment).told_on is None:
            continue  # not at this hour, not on this day, or not at all
        for owed in (item.owed for item in digest.items):
            what = f"{owed.kind.value} {owed.number} of {owed.journey_name} ({owed.journey_id})"
            yield f"nudge   {what} to {digest.person}"
