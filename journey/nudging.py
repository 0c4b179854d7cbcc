"""When somebody is reminded of what they answer for: in their own working hours, once a day at most.

The first word comes two days ahead of the due date, the next the day after it, then weekly. After three without an
answer a facilitator hears of it, once, and that is the end of it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from journey.refusal import Refusal
from journey.schedule import at_local, clock, zone
from journey.typed import plain
from journey.words import Voice, mark

AHEAD_DAYS = 2
AGAIN_DAYS = 7
HEARD_AFTER_DAYS = 2
"""So long after the last unanswered word a facilitator hears of it."""
UNANSWERED_AT_MOST = 3
EVENING = time(18)
"""What fell due while nobody could send it waits for the next morning when it is later than this."""
HOUR, WORKDAYS = "09:00", "12345"


class NudgeTimes(NamedTuple):
    """A person's wish: at what time, on which ISO weekdays, or not at all. `told_on`: the last day of a digest."""

    at: str = HOUR
    days: str = WORKDAYS
    off: bool = False
    told_on: date | None = None

    def allows(self, day: date) -> bool:
        return str(day.isoweekday()) in self.days

    def next_day(self, day: date) -> date:
        """That day, or the first one after it that the person chose."""
        return next((d for d in (day + timedelta(days=n) for n in range(7)) if self.allows(d)), day)


def slot(times: NudgeTimes, timezone: str, now: datetime) -> datetime:
    """The first moment from `now` on at which the person may be reminded; `now` itself when it suits."""
    today = now.astimezone(zone(timezone)).date()
    for day in (today + timedelta(days=ahead) for ahead in range(9)):
        if not times.allows(day) or day == times.told_on:
            continue
        opens = at_local(day, clock(times.at), timezone)
        if now < max(at_local(day, EVENING, timezone), opens + timedelta(hours=2)):
            return max(now, opens)
    return now + timedelta(days=7)


def first_nudge(due: date | None, timezone: str, now: datetime, times: NudgeTimes | None = None) -> datetime | None:
    """Two days ahead of a due date; the next morning when that has passed."""
    times = times or NudgeTimes()
    if due is None:
        return None
    today = now.astimezone(zone(timezone)).date()
    day = max(due - timedelta(days=AHEAD_DAYS), today)
    at = _at(times, day, timezone)
    return at if at > now else _at(times, max(due, today + timedelta(days=1)), timezone)


def next_nudge(
    due: date | None, sent: int, timezone: str, now: datetime, times: NudgeTimes | None = None
) -> datetime | None:
    """After the `sent`th unanswered word: the next one, or the time at which a facilitator hears of it."""
    times = times or NudgeTimes()
    today = now.astimezone(zone(timezone)).date()
    if due is not None and today <= due:
        return _at(times, due + timedelta(days=1), timezone)
    days = HEARD_AFTER_DAYS if sent >= UNANSWERED_AT_MOST else AGAIN_DAYS
    return _at(times, today + timedelta(days=days), timezone)


SNOOZES = {"1": mark("1 day"), "3": mark("3 days"), "week": mark("Next week")}


def snoozed_until(choice: str, timezone: str, now: datetime, times: NudgeTimes) -> datetime:
    """One or three days on, or the Monday of next week, on a day that the person chose."""
    today = now.astimezone(zone(timezone)).date()
    days = 8 - today.isoweekday() if choice == "week" else int(choice)
    return _at(times, today + timedelta(days=days), timezone)


def _at(times: NudgeTimes, day: date, timezone: str) -> datetime:
    return at_local(times.next_day(day), clock(times.at), timezone)


# --- days as people type them ---------------------------------------------------------------------------------

DAY_NAMES = (
    ("monday", "maandag"), ("tuesday", "dinsdag"), ("wednesday", "woensdag"), ("thursday", "donderdag"),
    ("friday", "vrijdag"), ("saturday", "zaterdag"), ("sunday", "zondag"),
)  # fmt: skip
_SETS = {
    "12345": ("weekdays", "workdays", "working days", "werkdagen", "doordeweeks"),
    "1234567": ("every day", "daily", "all", "elke dag", "iedere dag", "alle dagen"),
}


def read_days(text: str) -> str:
    """ "mon, wed", "ma t/m do", "weekdays" as ISO weekdays in order."""
    words = plain(text).lower()
    for days, names in _SETS.items():
        if words in names:
            return days
    found: set[int] = set()
    for part in re.split(r"\s*(?:,|;|\ben\b|\band\b|&|\+)\s*", words):
        ends = [_day(name) for name in re.split(r"\s*(?:-|–|t/m|tot en met|\bto\b|\btot\b)\s*", part)]
        if not ends or None in ends or len(ends) > 2:
            raise Refusal(
                mark("“{text}” names no days of the week, such as “mon, wed” or “weekdays”."),
                text=plain(text)[:80],
                field="days",
                example=mark("nudges at: 09:00 | days: mon, tue, thu"),
            )
        first, last = (day for day in (ends[0], ends[-1]) if day is not None)
        found |= {(first + n - 1) % 7 + 1 for n in range((last - first) % 7 + 1)}
    return "".join(str(day) for day in sorted(found))


def _day(word: str) -> int | None:
    word = word.strip().rstrip(".")
    at = [n for n, names in enumerate(DAY_NAMES, 1) if len(word) > 1 and any(name.startswith(word) for name in names)]
    return at[0] if len(at) == 1 else None


def days_in_words(days: str, say: Voice) -> str:
    if days == WORKDAYS:
        return say(mark("on working days"))
    names = [say.day(date(2024, 1, int(day)), "EEEE") for day in days]  # the first was a Monday
    return say(mark("on {days}"), days=say.listing(names))
