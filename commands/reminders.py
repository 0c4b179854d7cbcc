"""What is said when a review or a reminder falls due, and when the next one comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from commands.posts import card_of, nudges, picture, review_post
from journey.dates import today_in
from journey.nudging import UNANSWERED_AT_MOST, next_nudge, slot
from journey.schedule import next_review
from storage.store import Store
from storage.values import Digest, DigestPlan, DueItem, JourneyHead, Post, Why

Planned = tuple[datetime | None, Sequence[Post]]
ANOTHER_DAY = timedelta(days=1)


def plan_review(head: JourneyHead, now: datetime, zones: Sequence[str] = ()) -> Planned:
    """The review in the channel, below the map; the next one comes an interval on, whatever was missed. `zones`:
    where those who facilitate live."""
    if head.schedule is None or head.closed:
        return None, []
    posts = [picture(head, "png", ""), review_post(head)]
    return next_review(head.schedule, head.timezone, now, zones), posts


def resume_reviews(store: Store, head: JourneyHead, now: datetime) -> None:
    """We are back in the channel: reviews go on in their rhythm."""
    if head.schedule is not None:
        zones = store.facilitators_zones(head.workspace, head.id)
        store.resume_reviews(head.workspace, head.id, next_review(head.schedule, head.timezone, now, zones))


def plan_digest(digest: Digest, now: datetime) -> DigestPlan:
    """One message of all that is due for a person, when it suits them; else when that will be."""
    today = today_in(digest.timezone, now)
    late = {item.owed.journey_id: item.owed for item in digest.items if item.owed.due and item.owed.due < today}
    cards = [*map(card_of, late.values())]
    if not digest.person:
        return DigestPlan(cards, [(_after_nobody(item, now), False) for item in digest.items])
    if digest.times.off:  # nobody is reminded, yet the card says what is overdue
        return DigestPlan(cards, [(now + ANOTHER_DAY, False)] * len(digest.items))
    when = slot(digest.times, digest.timezone, now)
    if when > now:
        return DigestPlan([], [(when, False)] * len(digest.items))
    posts = [nudges(digest.person, digest.items), *cards]
    return DigestPlan(posts, [(_after(item, digest, now), True) for item in digest.items], today)


def _after(item: DueItem, digest: Digest, now: datetime) -> datetime | None:
    sent = item.owed.nudges + 1
    if item.why is Why.UNANSWERED or (item.why is not Why.OWN and sent >= UNANSWERED_AT_MOST):
        return None
    return next_nudge(item.owed.due, sent, digest.timezone, now, digest.times)


def _after_nobody(item: DueItem, now: datetime) -> datetime | None:
    """Nobody is left to tell of what nobody answers for; a facilitator may come."""
    return None if item.why is Why.UNANSWERED else now + 7 * ANOTHER_DAY
