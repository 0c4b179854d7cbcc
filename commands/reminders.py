"""What is said when a review or a nudge falls due, and when the next one comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from commands.posts import nudge, picture
from commands.review import review_posts
from journey.dates import today_in
from journey.schedule import next_nudge, next_review
from storage.values import JourneyHead, Owed, Post

Planned = tuple[datetime | None, Sequence[Post]]


def plan_review(head: JourneyHead, now: datetime) -> Planned:
    """The review in the channel with the map; the next one comes an interval on, whatever was missed."""
    if head.schedule is None or head.closed:
        return None, []
    return next_review(head.schedule, head.timezone, now), [
        *review_posts(head.id, head.channel),
        picture(head, "png", ""),
    ]


def plan_nudge(owed: Owed, now: datetime) -> Planned:
    """A word to the owner, and when the next one comes."""
    post = nudge(owed, late=owed.due is not None and owed.due < today_in(owed.timezone, now))
    return next_nudge(owed.due, owed.nudges + 1, owed.timezone, now), [post]
