"""When reviews and nudges fall due, in the zone of those they are for.

The time is computed in the zone each time anew, so that 09:30 stays 09:30 across daylight saving and the
31st becomes the last day of a shorter month.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from journey.model import Schedule
from journey.refusal import Refusal
from journey.typed import plain
from journey.words import mark

UNITS = {
    "day": ("day", "days", "dag", "dagen"),
    "week": ("week", "weeks", "weken"),
    "month": ("month", "months", "maand", "maanden"),
    "quarter": ("quarter", "quarters", "kwartaal", "kwartalen"),
}
LONGEST = {"day": 1100, "week": 156, "month": 36, "quarter": 12}
NUDGE_HOUR = time(9, 0)
NUDGE_AHEAD_DAYS = 2
NUDGE_AGAIN_DAYS = 7
NUDGES_AT_MOST = 4


def read_interval(text: str) -> tuple[int, str]:
    """ "3 months", "week", "2 kwartalen" as a count and a unit (day, week, month, quarter)."""
    found = re.fullmatch(r"(\d{1,4})?\s*([a-z]+)", plain(text).lower())
    unit = next((unit for unit, words in UNITS.items() if found and found[2] in words), None)
    if not found or unit is None:
        raise Refusal(
            mark("“{text}” is not an interval, such as “2 weeks”, “3 months” or “quarter”."),
            text=plain(text)[:80],
            example=mark("review every 3 months | at: 09:30"),
        )
    every = int(found[1] or 1)
    if not 1 <= every <= LONGEST[unit]:
        raise Refusal(
            mark("Between reviews there can be 1 to {most} of those, not {every}."),
            most=LONGEST[unit],
            every=every,
            example=mark("review every 3 months"),
        )
    return every, unit


def zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError):
        return ZoneInfo("UTC")


def at_local(day: date, at: time, timezone: str) -> datetime:
    """That time of that day in the zone, as UTC. A time that daylight saving skips becomes the one an hour on."""
    return datetime.combine(day, at, zone(timezone)).astimezone(UTC)


def working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def later(day: date, count: int, unit: str) -> date:
    if unit in {"day", "week"}:
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (3 if unit == "quarter" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def clock(at: str) -> time:
    return time.fromisoformat(at)


def scheduled(every: int, unit: str, at: str, start: date | None, timezone: str, now: datetime) -> Schedule:
    """A schedule from now on: its first review on `start`, or one interval from today."""
    first = start or later(now.astimezone(zone(timezone)).date(), every, unit)
    schedule = Schedule(every=every, unit=unit, at=at, start=first)
    return schedule.model_copy(update={"next_at": next_review(schedule, timezone, now)})


def next_review(schedule: Schedule, timezone: str, now: datetime) -> datetime:
    """The first date of the rhythm after `now`; what was missed meanwhile is not made up for."""
    start = schedule.start or now.astimezone(zone(timezone)).date()
    turn = 0
    while True:
        day = working_day(later(start, turn * schedule.every, schedule.unit))
        if (due := at_local(day, clock(schedule.at), timezone)) > now:
            return due
        turn += 1


def first_nudge(due: date | None, timezone: str, now: datetime) -> datetime | None:
    """Two days ahead of a due date, in the morning; at once-ish (the next morning) when that has passed."""
    if due is None:
        return None
    ahead = at_local(working_day(due - timedelta(days=NUDGE_AHEAD_DAYS)), NUDGE_HOUR, timezone)
    if ahead > now:
        return ahead
    tomorrow = now.astimezone(zone(timezone)).date() + timedelta(days=1)
    return at_local(working_day(max(due, tomorrow)), NUDGE_HOUR, timezone)


def next_nudge(due: date | None, nudges: int, timezone: str, now: datetime) -> datetime | None:
    """After the reminder ahead: the day after it fell due, then weekly, and no more after the fourth."""
    if due is None or nudges >= NUDGES_AT_MOST:
        return None
    today = now.astimezone(zone(timezone)).date()
    day = due + timedelta(days=1) if today <= due else today + timedelta(days=NUDGE_AGAIN_DAYS)
    return at_local(working_day(day), NUDGE_HOUR, timezone)
