"""When reviews fall due, in the zone of the team.

The time is computed in the zone each time anew, so that 09:30 stays 09:30 across daylight saving and the
31st becomes the last day of a shorter month.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
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
YEAR = {"year": ("year", "years", "jaar", "jaren")}
"""Kept as twelve months."""
LONGEST = {"day": 1100, "week": 156, "month": 36, "quarter": 12}
MORNING, NIGHT = time(7), time(22)
"""Between ten in the evening and seven in the morning nobody is called to a review."""


def read_interval(text: str) -> tuple[int, str]:
    """ "3 months", "week", "2 kwartalen" as a count and a unit (day, week, month, quarter)."""
    found = re.fullmatch(r"(\d{1,4})?\s*([a-z]+)", plain(text).lower())
    unit = next((unit for unit, words in {**UNITS, **YEAR}.items() if found and found[2] in words), None)
    if not found or unit is None:
        raise Refusal(
            mark("“{text}” is not an interval, such as “2 weeks”, “3 months” or “quarter”."),
            text=plain(text)[:80],
            example=mark("review every 3 months | at: 09:30"),
        )
    every = int(found[1] or 1)
    if unit == "year":
        every, unit = 12 * every, "month"
    if not 1 <= every <= LONGEST[unit]:
        raise Refusal(
            mark("Reviews can be a day to three years apart; “{text}” does not fit."),
            text=plain(text)[:80],
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


def scheduled(
    every: int, unit: str, at: str, start: date | None, timezone: str, now: datetime, zones: Sequence[str] = ()
) -> Schedule:
    """A schedule from now on: its first review on `start`, or one interval from today. `zones`: the facilitators'."""
    first = start or later(now.astimezone(zone(timezone)).date(), every, unit)
    schedule = Schedule(every=every, unit=unit, at=at, start=first)
    return schedule.model_copy(update={"next_at": next_review(schedule, timezone, now, zones)})


def next_review(schedule: Schedule, timezone: str, now: datetime, zones: Sequence[str] = ()) -> datetime:
    """The first date of the rhythm after `now`; what was missed meanwhile is not made up for."""
    start = schedule.start or now.astimezone(zone(timezone)).date()
    turn = _turns_before(start, schedule, now)
    while True:
        day = working_day(later(start, turn * schedule.every, schedule.unit))
        if (due := by_day(at_local(day, clock(schedule.at), timezone), timezone, zones)) > now:
            return due
        turn += 1


def _turns_before(start: date, schedule: Schedule, now: datetime) -> int:
    """How many turns are surely over, so that a daily rhythm of years ago is not counted through."""
    longest = {"day": 1, "week": 7, "month": 31, "quarter": 92}[schedule.unit] * schedule.every
    return max(0, (now.date() - start).days // longest - 1)


def by_day(due: datetime, timezone: str, zones: Sequence[str]) -> datetime:
    """That time, unless it is night for more than half of those who facilitate: then the first hour after it that
    is not, on a working day of the team's. Where there is none (they live all around the world), that time."""
    for hours in range(96):
        moment = due + timedelta(hours=hours)
        asleep = sum(_asleep(moment, name) for name in zones)
        if 2 * asleep <= len(zones) and (not hours or moment.astimezone(zone(timezone)).weekday() < 5):
            return moment
    return due


def _asleep(moment: datetime, timezone: str) -> bool:
    at = moment.astimezone(zone(timezone)).time()
    return at >= NIGHT or at < MORNING
