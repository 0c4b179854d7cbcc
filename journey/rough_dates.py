"""Dates by the part of a month, week or year: “end of March”, “eind volgende maand”, “medio mei 2027”.

dateparser, which reads all other spoken dates, knows none of these. A new part is an entry in PARTS.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

PARTS = {"begin|beginning|start|early": 1, "mid|middle|half|halverwege|medio": 15, "end|eind|einde|late|ultimo": 31}
"""Which day of the month is meant; the 31st is the last one."""
_MONTHS = (
    "jan(?:uary|uari)?", "feb(?:ruary|ruari)?", "mar(?:ch)?|maart|mrt", "apr(?:il)?", "may|mei", "june?|juni?",
    "july?|juli?", "aug(?:ust|ustus)?", "sept?(?:ember)?", "o[ck]t(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
)  # fmt: skip
_PART, _MONTH = "|".join(PARTS), "|".join(f"(?:{each})" for each in _MONTHS)
_JOINED = r"(?:[ -](?:of|van))?(?:[ -](?:the|de|het))?[ -]"
_OF_A_MONTH = re.compile(rf"({_PART}){_JOINED}({_MONTH})\.?(?: (\d{{4}}))?")
_OF_THIS = re.compile(
    rf"({_PART}){_JOINED}(?:this |deze |dit )?(next |coming |volgende? |komende? )?(month|maand|week|year|jaar)"
)


def read_rough(words: str, today: date, *, backwards: bool) -> date | None:
    """The day that such words in small letters mean; None for any others. A month without a year is the next one of
    that name whose day is not over, or the last one when looking `backwards`."""
    if found := _OF_A_MONTH.fullmatch(words):
        month = next(n for n, names in enumerate(_MONTHS, 1) if re.fullmatch(names, found[2]))
        return _of_a_month(_day_of(found[1]), month, found[3], today, backwards)
    if found := _OF_THIS.fullmatch(words):
        return _of_this(_day_of(found[1]), found[3], int(bool(found[2])), today)
    return None


def _day_of(part: str) -> int:
    return next(day for names, day in PARTS.items() if part in names.split("|"))


def _of_a_month(day: int, month: int, year: str | None, today: date, backwards: bool) -> date:
    if year:
        return _day(int(year), month, day)
    found = _day(today.year, month, day)
    if backwards and found > today:
        return _day(today.year - 1, month, day)
    return found if backwards or found >= today else _day(today.year + 1, month, day)


def _of_this(day: int, what: str, ahead: int, today: date) -> date:
    if what == "week":
        in_week = {1: 0, 15: 2}.get(day, 4)  # Monday, Wednesday, Friday
        return today + timedelta(days=7 * ahead - today.weekday() + in_week)
    if what in {"year", "jaar"}:
        return _day(today.year + ahead, {1: 1, 15: 7}.get(day, 12), 31 if day > 15 else 1)
    month = today.month - 1 + ahead
    return _day(today.year + month // 12, month % 12 + 1, day)


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))
