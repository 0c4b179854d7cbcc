"""Dates as people type them, in English and Dutch: 2027-01-31, 31-01-2027, 31 jan, tomorrow, over 2 weken, eind mei."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from journey.refusal import Refusal
from journey.rough_dates import read_rough
from journey.typed import plain
from journey.words import mark

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_WORDS_FOR_NEXT = re.compile(
    r"^(?:volgende|aanstaande|komende|aankomende|a\.s\.|next|this|deze|on|op)\s+(?=[a-z]+dag\b|[a-z]+day\b)"
)
_DUTCH_NUMBERS = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8,
    "negen": 9, "tien": 10, "elf": 11, "twaalf": 12,
}  # fmt: skip
_WEEKDAYS = (
    ("monday", "mon", "maandag", "ma"),
    ("tuesday", "tue", "dinsdag", "di"),
    ("wednesday", "wed", "woensdag", "wo"),
    ("thursday", "thu", "donderdag", "do"),
    ("friday", "fri", "vrijdag", "vr"),
    ("saturday", "sat", "zaterdag", "za"),
    ("sunday", "sun", "zondag", "zo"),
)
LATEST_YEAR = 2100


def read_date(text: str, today: date, language: str = "en", *, past: bool | None = None) -> date:
    """The date that the words mean on `today`. `past` False refuses what lies behind, True what lies ahead."""
    words = plain(text).lower()
    backwards = bool(past)
    found = (
        _exact(words)
        or _next_week(words, today)
        or read_rough(words, today, backwards=backwards)
        or _spoken(words, today, language, backwards=backwards)
    )
    if found is None or not 1900 <= found.year <= LATEST_YEAR:
        raise Refusal(
            mark(
                "“{text}” is not a date that exists. Try 2027-01-31, 31-01-2027, “31 jan”, “tomorrow” or “in 2 weeks”."
            ),
            text=plain(text)[:80],
        )
    told = found.isoformat() if words == found.isoformat() else f"“{plain(text)[:80]}” ({found.isoformat()})"
    if past is False and found < today:
        raise Refusal(mark("{date} lies in the past. Give a day from today on."), date=told)
    if past is True and found > today:
        raise Refusal(mark("{date} lies in the future. Give today or an earlier day."), date=told)
    return found


def _exact(words: str) -> date | None:
    if iso := _ISO.fullmatch(words):
        year, month, day = (int(part) for part in iso.groups())
    elif day_first := _DAY_FIRST.fullmatch(words):
        day, month, year = (int(part) for part in day_first.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next_week(words: str, today: date) -> date | None:
    """ "next week Friday", "vrijdag volgende week": what the library takes for something else, or not at all."""
    rest, times = re.subn(r"\b(?:next|volgende|komende) week\b|\b(?:on|op)\b", " ", words)
    day = next((day for day, names in enumerate(_WEEKDAYS) if rest.strip() in names), None)
    if day is None or times == 0 or " week" not in words:
        return None
    return today + timedelta(days=7 - today.weekday() + day)


def _spoken(words: str, today: date, language: str, *, backwards: bool) -> date | None:
    if not re.search(r"[a-zà-ÿ]{2}", words):
        return None  # a bare "7" or "30-02-2027" would be guessed at
    import dateparser  # a tenth of a second, so loaded when somebody types such a date

    words = _WORDS_FOR_NEXT.sub("", words)
    for name, digit in _DUTCH_NUMBERS.items():
        words = re.sub(rf"\b{name}\b", str(digit), words)
    found = dateparser.parse(
        words,
        languages=["nl", "en"] if language == "nl" else ["en", "nl"],
        settings={
            "PREFER_DATES_FROM": "past" if backwards else "future",
            "RELATIVE_BASE": datetime.combine(today, time(12)),
            "DATE_ORDER": "DMY",
            "REQUIRE_PARTS": [],
        },
    )
    return found.date() if found else None


def read_clock(text: str) -> str:
    """A time of day as HH:MM, from 9:30, 09.30, 9u30 or 9."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.uh](\d{2})?)?", text.strip().lower())
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise Refusal(mark("“{text}” is not a time of day, such as 09:30."), text=plain(text)[:80])
    return f"{int(found[1]):02d}:{int(found[2] or 0):02d}"


def read_timezone(text: str) -> str:
    """An IANA time zone, any case, such as Europe/Amsterdam."""
    wanted = plain(text).replace(" ", "_").lower()
    for name in available_timezones():
        if name.lower() == wanted or name.lower().split("/")[-1] == wanted:
            return name
    raise Refusal(
        mark("“{text}” is not a time zone that I know. Name one as Area/City, such as Europe/Amsterdam."),
        text=plain(text)[:80],
    )


def today_in(timezone: str, now: datetime) -> date:
    """The date that it is now in a zone; UTC's where the zone is unknown."""
    try:
        return now.astimezone(ZoneInfo(timezone)).date()
    except (KeyError, ValueError):
        return now.date()
