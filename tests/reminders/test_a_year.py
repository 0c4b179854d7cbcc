"""A year of one journey, as its team sees it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from tests.played import Played


def next_review(played: Played) -> str:
    schedule = played.room.exported()["schedule"]
    return f"{datetime.fromisoformat(schedule['next_at']).astimezone(ZoneInfo('Europe/Amsterdam')):%Y-%m-%d %H:%M}"


def test_a_year_of_reviews_snoozes_daylight_saving_and_an_owner_who_leaves(played: Played) -> None:
    room, bram = played.room, played.room.person("bram")
    room.ana("touchpoint Reads the blog | owner: @ana")
    room.ana("touchpoint Signs up | owner: @chidi")
    room.ana("review every quarter | at: 09:30 | from: 2027-01-31")
    room.ana("action Answer within a day | owner: @bram | due: 2027-03-10")
    room.ana("action Shorter forms | owner: @chidi | due: 2027-06-02")
    room.ana("persona Sam")
    assert next_review(played) == "2027-02-01 09:30"  # the 31st is a Sunday

    assert played.sweep("2027-02-01T08:29+00:00") == 0
    assert played.sweep("2027-02-01T08:31+00:00") == 1
    assert played.reviews() == 1
    assert next_review(played) == "2027-04-30 09:30"  # April has no 31st
    room.bram("touchpoint Hears of us")
    room.ana("review close We ask customers next time")
    played.settle()
    assert any("We ask customers next time" in m.text and "30 April 2027" in m.text for m in room.messages())

    # Bram is reminded two days ahead, in the morning of his day, and puts it off.
    assert played.sweep("2027-03-08T07:59+00:00") == 0
    played.sweep("2027-03-08T08:01+00:00")
    assert len(played.digests("bram")) == 1
    assert "10 maart 2027" in played.digests("bram")[0]
    bram.selects("Later", "3 dagen", in_="dm")
    played.settle()
    assert "11 maart 2027" in played.digests("bram")[0]
    for quiet in ("2027-03-09T12:00+00:00", "2027-03-10T12:00+00:00", "2027-03-11T07:59+00:00"):
        assert played.sweep(quiet) == 0

    # Three times he does not answer; then Ana hears of it, once, and nobody any more. Summer time has begun.
    for morning in ("2027-03-11T08:01+00:00", "2027-03-18T08:01+00:00", "2027-03-25T08:01+00:00"):
        played.sweep(morning)
    assert len(played.digests("bram")) == 4
    assert played.sweep("2027-03-29T06:59+00:00") == 0
    played.sweep("2027-03-29T07:01+00:00")
    assert len(played.digests("ana")) == 1
    assert "has not answered three reminders" in played.digests("ana")[0]
    assert sum("1 action is overdue" in m.text for m in room.messages()) == 1
    for later in ("2027-03-30T12:00+00:00", "2027-04-20T12:00+00:00"):
        assert played.sweep(later) == 0

    # The second review: half past nine is half past seven in UTC now.
    assert played.sweep("2027-04-30T07:29+00:00") == 0
    assert played.sweep("2027-04-30T07:31+00:00") == 1
    review = [m for m in room.messages() if m.text.startswith("Review of")][-1]
    assert "What changed: review of 1 February 2027 → now" in review.text
    assert "confirmed 116 days ago" in review.text

    # Chidi has left: his action comes to Ana.
    played.slack.client.change_user(room.person("chidi").id, deleted=True)
    played.sweep("2027-05-31T10:00+00:00")
    assert played.digests("chidi") == []
    assert len(played.digests("ana")) == 2
    assert "has left or cannot be written to" in played.digests("ana")[1]

    # The bot is away in the summer; what fell due comes once, and the review left open in spring is closed by it.
    played.at = datetime.fromisoformat("2027-09-01T09:00+00:00")
    room.ana("done action 1")
    room.ana("done action 2")
    assert played.sweep("2027-09-01T09:00+00:00") == 1
    assert played.reviews() == 3
    assert next_review(played) == "2027-11-01 09:30"  # the 31st of October is a Sunday, and winter time begins on it
    assert [each["state"] for each in room.exported()["reviews"]] == ["closed", "closed", "open"]
    assert played.sweep("2027-11-01T08:29+00:00") == 0
    assert played.sweep("2027-11-01T08:31+00:00") == 1
    assert next_review(played) == "2028-01-31 09:30"
    assert played.sweep("2027-12-31T12:00+00:00") == 0
