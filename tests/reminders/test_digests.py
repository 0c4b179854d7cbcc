"""Reminders to owners: when they come, to whom, and what is answered to them."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.clock import sweep
from tests.played import Played

TUESDAY_MORNING = "2027-01-12T08:30+00:00"


def planned(played: Played, owner: str = "bram", due: str = "2027-01-14") -> Played:
    played.room.ana("goal More customers stay")
    played.room.ana("touchpoint Waits for an answer")
    played.room.ana("pain 1 Too slow | cause: nobody reads the inbox")
    played.room.ana(f"action Answer within a day | pain: 1 | owner: @{owner} | due: {due}")
    return played


def test_one_digest_tells_all_that_is_due_and_why(played: Played) -> None:
    planned(played)
    played.room.ana("task 1 Call the builder | owner: @bram | due: 2027-01-14")
    played.sweep(TUESDAY_MORNING)
    (text,) = played.digests("bram")
    asked_by = f"<@{played.room.person('ana').id}>"
    why = ("Too slow", "nobody reads the inbox", "Waits for an answer", "More customers stay", "Free trial", asked_by)
    for part in ("Answer within a day", "Call the builder", "14 januari 2027", *why):
        assert part in text
    played.sweep("2027-01-12T15:00+00:00")
    assert len(played.digests("bram")) == 1


def test_an_owner_outside_the_channel_hears_what_is_theirs_and_nothing_else_of_the_journey(played: Played) -> None:
    planned(played)
    room = played.room
    room.slack.world.channel(room.channel).members.remove(room.person("bram").id)
    played.sweep(TUESDAY_MORNING)
    (text,) = played.digests("bram")
    for part in ("Answer within a day", "14 januari 2027", "Free trial"):
        assert part in text
    for hidden in ("Too slow", "nobody reads the inbox", "Waits for an answer", "More customers stay"):
        assert hidden not in text


def test_nobody_is_told_twice_a_day_nor_in_the_evening_nor_at_the_weekend(played: Played) -> None:
    planned(played)
    played.sweep(TUESDAY_MORNING)
    played.room.chidi("action Another | owner: @bram | due: 2027-01-13")
    played.at = played.at.replace(hour=16)
    for quiet in ("2027-01-12T16:00+00:00", "2027-01-12T22:00+00:00", "2027-01-13T07:59+00:00"):
        played.sweep(quiet)
        assert len(played.digests("bram")) == 1
    played.sweep("2027-01-13T08:01+00:00")
    assert len(played.digests("bram")) == 2
    played.sweep("2027-01-15T09:00+00:00")
    for weekend in ("2027-01-23T12:00+00:00", "2027-01-24T12:00+00:00"):
        played.sweep(weekend)
    assert len(played.digests("bram")) == 3


def test_done_is_said_in_place_and_nothing_comes_after_it(played: Played) -> None:
    planned(played)
    played.sweep(TUESDAY_MORNING)
    played.room.person("bram").presses("Klaar", in_="dm")
    played.settle()
    assert played.room.exported()["actions"][0]["state"] == "done"
    assert "klaar" in played.digests("bram")[0]
    for later in ("2027-01-15T09:00+00:00", "2027-02-15T09:00+00:00"):
        assert played.sweep(later) == 0


def test_progress_is_kept_and_the_next_word_waits(played: Played) -> None:
    planned(played)
    played.sweep("2027-01-18T09:00+00:00")
    bram = played.room.person("bram")
    bram.presses("Bezig", in_="dm")
    bram.fills({"answer": "Half <!channel> of it"})
    bram.submits()
    played.settle()
    assert played.room.exported()["actions"][0]["progress"] == "Half <!channel> of it"
    assert "<!channel>" not in played.digests("bram")[0]
    assert played.sweep("2027-01-20T09:00+00:00") == 0
    played.sweep("2027-01-25T09:00+00:00")
    assert len(played.digests("bram")) == 2


def test_handing_over_tells_the_other_and_frees_the_one(played: Played) -> None:
    planned(played)
    played.sweep(TUESDAY_MORNING)
    bram, dora = played.room.person("bram"), played.room.person("dora")
    bram.presses("Overdragen", in_="dm")
    bram.fills({"answer": dora.id})
    bram.submits()
    played.settle()
    assert played.room.exported()["actions"][0]["owner"] == dora.id
    assert any("asked you to take on" in m.text for m in dora.dms)
    assert f"<@{dora.id}>" in played.digests("bram")[0]
    played.sweep("2027-01-15T10:00+00:00")
    assert (len(played.digests("bram")), len(played.digests("dora"))) == (1, 1)


def test_somebody_who_left_cannot_be_handed_anything(played: Played) -> None:
    planned(played)
    played.sweep(TUESDAY_MORNING)
    bram = played.room.person("bram")
    bram.presses("Overdragen", in_="dm")
    bram.fills({"answer": played.room.person("hugo").id})
    assert bram.submits().errors
    assert played.room.exported()["actions"][0]["owner"] == bram.id


def test_what_is_not_mine_comes_to_a_facilitator(played: Played) -> None:
    planned(played)
    played.sweep(TUESDAY_MORNING)
    played.room.person("bram").presses("Niet van mij", in_="dm")
    played.settle()
    assert played.room.exported()["actions"][0]["owner"] is None
    played.sweep("2027-01-12T10:00+00:00")
    assert "nobody owns it" in played.digests("ana")[0]


def test_a_facilitator_hands_on_what_came_to_them_and_sees_where_it_went(played: Played) -> None:
    room = played.room
    room.ana("action Answer within a day | due: 2027-01-14")
    played.sweep(TUESDAY_MORNING)
    ana, bram = room.person("ana"), room.person("bram")
    ana.presses("Hand over", in_="dm")
    ana.fills({"answer": bram.id})
    ana.submits()
    played.settle()
    assert f"This went to <@{bram.id}>" in played.digests("ana")[0]
    played.sweep("2027-01-15T10:00+00:00")
    assert (len(played.digests("ana")), len(played.digests("bram"))) == (1, 1)


@pytest.mark.parametrize("error", ["cannot_dm_user", "user_disabled"])
def test_who_cannot_be_written_to_is_told_to_a_facilitator_once(played: Played, error: str) -> None:
    planned(played)
    played.settle()
    played.slack.fault("conversations.open", error=error, times=1)
    played.sweep(TUESDAY_MORNING)
    assert played.digests("bram") == []
    played.sweep("2027-01-12T09:00+00:00")
    (text,) = played.digests("ana")
    assert "has left or cannot be written to" in text
    played.sweep("2027-01-12T12:00+00:00")
    assert len(played.digests("ana")) == 1
    assert played.office.store.backlog(played.at).set_aside == 0


def test_each_is_told_in_their_own_zone_at_their_own_hour(played: Played) -> None:
    planned(played, "chidi")
    played.room.chidi("nudges at: 14:00 | days: tue, thu")
    played.settle()
    assert played.sweep("2027-01-12T12:59+00:00") == 0  # Lagos is an hour ahead of UTC
    played.sweep("2027-01-12T13:01+00:00")
    assert len(played.digests("chidi")) == 1


def test_an_earlier_hour_counts_for_what_is_planned_already(played: Played) -> None:
    planned(played)
    played.room.bram("herinneringen om: 08:00")
    played.sweep("2027-01-12T07:01+00:00")
    assert len(played.digests("bram")) == 1


def test_off_is_off_and_on_brings_them_back(played: Played) -> None:
    planned(played)
    assert "herinneringen aan" in played.room.bram("herinneringen uit")
    played.sweep(TUESDAY_MORNING)
    played.sweep("2027-01-15T10:00+00:00")
    assert played.digests("bram") == []
    played.room.bram("herinneringen aan")
    played.sweep("2027-01-18T10:00+00:00")
    assert len(played.digests("bram")) == 1


def test_the_form_shows_and_keeps_ones_wishes(played: Played) -> None:
    bram = played.room.person("bram")
    played.room.bram("herinneringen om: 10:30 | dagen: ma t/m wo")
    bram.types("room", "/journey herinneringen")
    assert bram.modal is not None
    bram.fills({"days": "vr"})
    bram.submits()
    times = played.office.store.nudge_times(played.slack.world.team.id, bram.id)
    assert (times.at, times.days, times.off) == ("10:30", "5", False)


@pytest.mark.parametrize("line", ["nudges days: someday", "nudges at: 25:00", "nudges days: mon-", "nudges when: now"])
def test_wishes_that_cannot_be_are_refused(played: Played, line: str) -> None:
    said = played.room.ana(line)
    assert any(words in said for words in ("mon, wed", "such as 09:30", "You can use")), said
    person = played.room.person("ana").id
    assert played.office.store.nudge_times(played.slack.world.team.id, person).at == "09:00"


def test_what_is_done_between_the_sweep_and_the_sending_is_not_told(played: Played) -> None:
    planned(played)
    played.settle()
    played.at = datetime.fromisoformat(TUESDAY_MORNING)
    assert sweep(played.office.store, played.at) == 1
    played.room.ana("done action 1")
    played.settle()
    assert played.digests("bram") == []


def test_a_dry_run_names_what_would_go_to_whom(played: Played) -> None:
    planned(played)
    bram = played.room.person("bram").id
    (line,) = played.would_send(TUESDAY_MORNING)
    assert "action 1 of Free trial" in line
    assert bram in line
    assert played.would_send("2027-01-12T22:00+00:00") == []
    assert played.digests("bram") == []


def test_a_clock_that_jumps_back_repeats_nothing(played: Played) -> None:
    planned(played)
    played.room.ana("review every week | from: 2027-01-12")
    played.sweep("2027-01-12T09:00+00:00")
    for back in ("2027-01-11T09:00+00:00", "2027-01-12T08:45+00:00", "2027-01-12T09:00+00:00"):
        played.sweep(back)
    assert (len(played.digests("bram")), played.reviews()) == (1, 1)


def test_an_archived_channel_ends_its_reviews_and_one_facilitator_hears_of_it_once(played: Played) -> None:
    room = played.room
    room.ana("touchpoint Reads the blog")
    room.ana("review every week | from: 2027-01-12")
    played.settle()
    played.slack.client.archive(room.id, room.person("ana").id)
    for week in ("2027-01-12T09:00+00:00", "2027-01-19T09:00+00:00", "2027-01-26T09:00+00:00"):
        played.sweep(week)
    told = [m.text for m in room.person("ana").dms if "fell due" in m.text]
    assert len(told) == 1
    done = room.bot.run("doctor", check=False)
    assert done.returncode == 1
    assert "Free trial" in done.stdout


def test_reviews_go_on_when_the_bot_is_invited_back(played: Played) -> None:
    room = played.room
    room.ana("touchpoint Reads the blog")
    room.ana("review every week | from: 2027-01-12")
    played.settle()
    fault = played.slack.fault("chat.postMessage", error="not_in_channel", times=None, channel=room.id)
    played.sweep("2027-01-12T09:00+00:00")
    assert room.exported()["schedule"]["next_at"] is None
    fault.times = 0
    ours = played.slack.world.bot_user
    played.slack.client.event(type="member_joined_channel", user=ours, channel=room.id, channel_type="C", team="T")
    assert room.exported()["schedule"]["next_at"].startswith("2027-01-19T08:30")


def test_a_review_is_not_planned_into_the_night_of_those_who_facilitate(played: Played) -> None:
    played.slack.client.change_user(played.room.person("ana").id, tz="America/Los_Angeles")
    said = played.room.ana("review every month | at: 09:30 | from: 2027-02-01")
    assert "it is night for most" in said
    next_at = played.room.exported()["schedule"]["next_at"]
    assert next_at.startswith("2027-02-01T15:30")  # half past seven where Ana lives
