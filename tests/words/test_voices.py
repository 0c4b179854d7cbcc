"""Dates, figures, plurals and lists as people of each language write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from commands.review import interval_in_words
from journey.model import Schedule
from journey.words import Said, said, said_many, voice

DAY = date(2027, 1, 31)


@pytest.mark.parametrize(
    ("language", "form", "written"),
    [
        ("nl", "long", "31 januari 2027"),
        ("en", "long", "31 January 2027"),
        ("nl", "medium", "31 jan 2027"),
        ("en", "medium", "31 Jan 2027"),
    ],
)
def test_a_date_stands_day_first_with_the_months_own_name(language, form, written):
    assert voice(language).day(DAY, form) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [("nl", "zondag 31 januari 2027, 09:30"), ("en", "Sunday 31 January 2027, 09:30")],
)
def test_a_moment_is_told_in_the_zone_that_it_carries(language, written):
    moment = datetime(2027, 1, 31, 8, 30, tzinfo=UTC).astimezone(ZoneInfo("Europe/Amsterdam"))
    assert voice(language).moment(moment) == written


@pytest.mark.parametrize(
    ("language", "number", "written"),
    [
        ("nl", 1.5, "1,5"),
        ("en", 1.5, "1.5"),
        ("nl", 1200.0, "1.200"),
        ("en", 1200.0, "1,200"),
        ("nl", -2, "−2"),
        ("en", -1.75, "−1.75"),
    ],
)
def test_a_figure_has_the_languages_own_comma(language, number, written):
    assert voice(language).number(number) == written


@pytest.mark.parametrize(
    ("language", "count", "told"),
    [
        ("nl", 0, "0 contactpunten"),
        ("nl", 1, "1 contactpunt"),
        ("nl", 2, "2 contactpunten"),
        ("en", 1, "1 touchpoint"),
        ("en", 2, "2 touchpoints"),
    ],
)
def test_what_is_counted_agrees_with_its_number(language, count, told):
    assert voice(language).many("{count} touchpoint", "{count} touchpoints", count) == told


@pytest.mark.parametrize(
    ("every", "unit", "told"),
    [
        (1, "quarter", "elk kwartaal"),
        (3, "month", "elke 3 maanden"),
        (1, "week", "elke week"),
        (2, "day", "elke 2 dagen"),
    ],
)
def test_an_interval_is_told_in_dutch(every, unit, told):
    assert interval_in_words(voice("nl"), Schedule(every=every, unit=unit)) == told


@pytest.mark.parametrize(
    ("language", "items", "told"),
    [("nl", ["a", "b", "c"], "a, b en c"), ("en", ["a", "b", "c"], "a, b and c"), ("nl", ["a"], "a"), ("nl", [], "")],
)
def test_a_list_ends_with_the_languages_own_and(language, items, told):
    assert voice(language).listing(items) == told


@pytest.mark.parametrize("code", ["nl", "nl-NL", "nl_BE", "NL"])
def test_every_kind_of_dutch_is_dutch(code):
    assert voice(code)("touchpoint") == "contactpunt"


@pytest.mark.parametrize("code", ["", "en-US", "fr-FR", "zz"])
def test_a_language_that_has_no_catalog_is_english(code):
    assert voice(code)("touchpoint") == "touchpoint"


def test_what_fills_a_text_is_said_in_the_same_language():
    touchpoints = said_many("{count} touchpoint", "{count} touchpoints", 2)
    stages = said_many("{count} stage", "{count} stages", 1)
    told = said("{touchpoints} in {stages}", touchpoints=touchpoints, stages=stages)
    assert told.by(voice("nl")) == "2 contactpunten in 1 fase"


def test_what_people_typed_is_not_translated():
    assert Said("The goal is kept: “{goal}”", {"goal": "happy"}).by(voice("nl")) == "Het doel is bewaard: “happy”"
