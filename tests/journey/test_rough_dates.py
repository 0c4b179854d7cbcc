"""“End of March”, “eind volgende maand”: parts of months, weeks and years as people say them."""

from __future__ import annotations

from datetime import date

import pytest

from journey.dates import read_date
from journey.refusal import Refusal

TODAY = date(2027, 3, 10)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("end of March", date(2027, 3, 31)),
        ("eind maart", date(2027, 3, 31)),
        ("eind van maart 2028", date(2028, 3, 31)),
        ("eind februari", date(2028, 2, 29)),
        ("begin mei", date(2027, 5, 1)),
        ("early Sept.", date(2027, 9, 1)),
        ("mid-April", date(2027, 4, 15)),
        ("medio okt", date(2027, 10, 15)),
        ("half juni", date(2027, 6, 15)),
        ("end of the month", date(2027, 3, 31)),
        ("eind volgende maand", date(2027, 4, 30)),
        ("begin next month", date(2027, 4, 1)),
        ("end of this week", date(2027, 3, 12)),
        ("eind volgende week", date(2027, 3, 19)),
        ("eind van het jaar", date(2027, 12, 31)),
        ("end of next year", date(2028, 12, 31)),
    ],
)
def test_a_part_of_a_month_a_week_or_a_year_is_a_day(words: str, meant: date) -> None:
    for language in ("en", "nl"):
        assert read_date(words, TODAY, language, past=False) == meant


def test_what_was_is_looked_for_in_the_past() -> None:
    assert read_date("eind maart", TODAY, "nl", past=True) == date(2026, 3, 31)
    assert read_date("begin March", TODAY, "en", past=True) == date(2027, 3, 1)


@pytest.mark.parametrize("words", ["end", "eind", "end of Smarch", "eind maart 99", "half past nine", "late"])
def test_what_names_no_month_is_no_date(words: str) -> None:
    with pytest.raises(Refusal):
        read_date(words, TODAY, "en")
