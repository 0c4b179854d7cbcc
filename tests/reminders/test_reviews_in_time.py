"""What a review says of the time since the last one."""

from __future__ import annotations

from tests.played import Played


def review_text(played: Played) -> str:
    return [m.text for m in played.room.messages() if m.text.startswith("Review of")][-1]


def test_a_review_left_open_hides_nothing_of_what_happened_in_its_time(played: Played) -> None:
    room = played.room
    room.ana("touchpoint Reads the blog")
    room.ana("review every quarter | at: 09:30 | from: 2027-02-01")
    played.sweep("2027-02-01T09:00+00:00")
    room.ana("review close We go on")
    played.sweep("2027-05-03T09:00+00:00")  # nobody closes this one
    room.ana("touchpoint Signs up")
    played.sweep("2027-08-02T09:00+00:00")
    assert "What changed: review of 1 February 2027 → now" in review_text(played)
    assert "Signs up" in review_text(played).split("Is each touchpoint")[0]


def test_measures_not_measured_since_the_last_review_are_to_fill_in(played: Played) -> None:
    room = played.room
    room.ana("measure NPS 20 | target: 35")
    room.ana("measure First answer 26 | unit: hours")
    room.ana("review every quarter | at: 09:30 | from: 2027-02-01")
    played.sweep("2027-02-01T09:00+00:00")
    assert "To fill in" not in review_text(played)
    room.ana("measure NPS 22")
    room.ana("review close We go on")
    played.sweep("2027-05-03T09:00+00:00")
    assert "To fill in, not measured since the last review: “NPS” and “First answer”." in review_text(played)
    room.ana("measure NPS 24")
    played.settle()
    assert "To fill in, not measured since the last review: “First answer”." in review_text(played)
    assert "26 hours (4 Jan 2027)" in review_text(played)


def test_the_dashboard_names_what_is_to_fill_in(played: Played) -> None:
    room = played.room
    room.ana("touchpoint Reads the blog")
    room.ana("measure NPS 20 | target: 35")
    room.ana("review every quarter | at: 09:30 | from: 2027-03-01")
    played.sweep("2027-03-01T09:00+00:00")
    room.ana("dashboard")
    played.settle()
    assert any("to fill in: NPS" in m.text for m in room.person("ana").dms)


def test_the_weightiest_doubts_come_first_in_a_review(played: Played) -> None:
    room = played.room
    room.ana("touchpoint Reads the blog | department: Sales")
    room.ana("review now")
    played.settle()
    worth = review_text(played).split("Worth a look:*\n")[1].split("\n")
    assert worth[0] == "• Sales has added nothing yet."
    assert worth[1] == "• 100 % of the touchpoints are assumptions: no evidence supports them."
    room.person("ana").presses("Is the map honest?", in_="room")
    played.settle()
    room.waits_for_whisper("ana", "Sales has added nothing yet")


def test_what_comes_to_a_facilitator_is_not_called_theirs(played: Played) -> None:
    played.room.ana("action Answer within a day | due: 2027-01-14")
    played.sweep("2027-01-12T08:30+00:00")
    (text,) = played.digests("ana")
    assert text.startswith("A reminder that needs a facilitator")
    assert "due on Thursday 14 January 2027" in text
    played.sweep("2027-01-15T08:30+00:00")
    assert "was due on Thursday 14 January 2027\n" in played.digests("ana")[-1]


def test_a_year_is_an_interval_and_a_thousand_are_none(played: Played) -> None:
    assert "every 12 months" in played.room.ana("review every year")
    before = played.room.exported()["schedule"]
    for wrong in ("0 days", "1000 years", "4 years", "157 weeks", "-1 months", "1.5 months"):
        said = played.room.ana(f"review every {wrong}")
        assert wrong in said, said
        assert "/journey review every 3 months" in said
    assert played.room.exported()["schedule"] == before
