"""The review in the channel, and what people answer to a reminder."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from playground.reading import choosables, pressables
from playground.world import Message
from tests.rooms import Room


def living(room: Room) -> Message:
    """The review's message."""
    room.waits_for("Review of")
    return [m for m in room.messages() if m.text.startswith("Review of")][-1]


def says(room: Room, name: str, verdict: str, number: int) -> None:
    """Presses one of the three buttons of a touchpoint."""
    message = living(room)
    (found,) = [f for words, f in pressables(message) if words == verdict and f.element["value"].endswith(f":{number}")]
    room.slack.client.act(room.person(name).id, message, *found.ids)


def begun(room: Room, *touchpoints: str) -> Room:
    for each in touchpoints:
        room.ana(f"touchpoint {each}")
    room.ana("review now")
    room.waits_for("Review of “Free trial”")
    return room


def test_a_review_is_one_message_that_says_what_is_left(workshop: Room) -> None:
    begun(workshop, "Reads the blog", "Signs up")
    assert "0 of 2 looked at so far" in living(workshop).text
    says(workshop, "bram", "Still true", 1)
    workshop.waits_for(lambda: "1 of 2 looked at so far" in living(workshop).text)
    assert "Reads the blog" not in living(workshop).text
    assert sum(m.text.startswith("Review of") for m in workshop.messages()) == 1
    assert workshop.whispers("bram") == []


def test_a_review_closes_when_all_is_confirmed_and_says_when_the_next_one_comes(workshop: Room) -> None:
    workshop.ana("review every 3 months | at: 09:30")
    begun(workshop, "Reads the blog")
    workshop.person("bram").presses("Still true", in_=workshop.channel)
    workshop.waits_for("Review 1 of “Free trial” is closed.")
    assert any("The next review comes on" in m.text for m in workshop.messages())
    (review,) = workshop.exported()["reviews"]
    assert (review["state"], review["number"]) == ("closed", 1)
    assert workshop.bot.store.snapshot(workshop.slack.world.team.id, workshop.exported()["id"], 1) is not None


def test_what_changed_is_corrected_in_its_form_and_counts_as_looked_at(workshop: Room) -> None:
    begun(workshop, "Reads the blog", "Signs up")
    ana = workshop.person("ana")
    says(workshop, "ana", "Changed", 1)
    ana.fills({"what": "Watches a film"})
    ana.submits()
    workshop.waits_for(lambda: "1 of 2 looked at so far" in living(workshop).text)
    assert workshop.exported()["touchpoints"][0]["what"] == "Watches a film"


def test_what_is_gone_leaves_the_map_and_undo_brings_it_back(workshop: Room) -> None:
    begun(workshop, "Reads the blog", "Signs up")
    says(workshop, "ana", "Gone", 1)
    workshop.waits_for(lambda: "0 of 1 looked at so far" in living(workshop).text)
    workshop.ana("undo")
    workshop.waits_for(lambda: "0 of 2 looked at so far" in living(workshop).text)


def test_gone_is_for_who_may_remove_it(workshop: Room) -> None:
    begun(workshop, "Reads the blog")
    workshop.person("bram").presses("Gone", in_=workshop.channel)
    workshop.waits_for(lambda: workshop.whispers("bram"))
    assert len(workshop.exported()["touchpoints"]) == 1


def test_the_facilitator_closes_a_review_with_its_outcome(workshop: Room) -> None:
    begun(workshop, "Reads the blog")
    bram, ana = workshop.person("bram"), workshop.person("ana")
    bram.presses("Close the review", in_=workshop.channel)
    assert bram.modal is None
    ana.presses("Close the review", in_=workshop.channel)
    ana.fills({"outcome": "We drop <!channel> the *blog*"})
    ana.submits()
    workshop.waits_for("Review 1 of “Free trial” is closed.")
    (summary,) = [m for m in workshop.messages() if "Review 1 of" in m.text]
    assert "<!channel>" not in summary.text
    assert workshop.exported()["reviews"][0]["outcome"] == "We drop <!channel> the *blog*"
    workshop.waits_for(lambda: "This review is closed" in living(workshop).text)


def test_the_summary_says_what_the_team_takes_along(workshop: Room) -> None:
    workshop.ana("action Answer within a day")
    workshop.ana("research 12 tickets about the bill | kind: ticket")
    begun(workshop, "Reads the blog")
    workshop.ana("review close")
    workshop.waits_for("1 action is still open. 1 signal is not on the map yet.")


def test_what_a_review_asks_for_belongs_to_it(workshop: Room) -> None:
    workshop.ana("go review")
    assert "belongs to the step" not in workshop.ana("research 12 tickets about the bill | kind: ticket")
    assert "belongs to the step" in workshop.ana("action Answer within a day")


def test_a_second_review_waits_for_the_first(workshop: Room) -> None:
    begun(workshop, "Reads the blog")
    assert "open already" in workshop.ana("review now")
    assert "Review 1 is closed" in workshop.ana("review close We go on")
    assert workshop.exported()["reviews"][0]["outcome"] == "We go on"
    assert "begins" in workshop.ana("review now")


def test_a_review_opens_with_what_changed_since_the_last_one(workshop: Room) -> None:
    workshop.ana("touchpoint Reads the blog")
    workshop.ana("pain 1 Too long")
    workshop.ana("action Shorter texts | pain: 1")
    workshop.ana("review now")
    workshop.ana("review close")
    workshop.ana("touchpoint Signs up")
    workshop.ana("done action 1")
    workshop.ana("review now")
    workshop.waits_for(lambda: "Signs up" in living(workshop).text)
    said = living(workshop).text
    for heading, what in (("New touchpoints", "2. Signs up"), ("Actions done", "1. Shorter texts")):
        assert f"*{heading}*\n• {what}" in said
    assert "solved: all that was planned is done*\n• 1. Too long" in said


def test_signals_that_are_not_on_the_map_are_shown(workshop: Room) -> None:
    begun(workshop, "Reads the blog")
    workshop.person("bram").presses("Add a signal", in_=workshop.channel)
    assert workshop.person("bram").modal is not None
    workshop.bram("onderzoek 12 tickets over de factuur | soort: ticket")
    workshop.waits_for(lambda: "12 tickets over de factuur" in living(workshop).text)


def test_a_facilitator_asks_everybody_to_rate_again(workshop: Room) -> None:
    begun(workshop, "Reads the blog")
    workshop.bram("emotie 1 -2")
    workshop.person("ana").presses("Ask all to rate again", in_=workshop.channel)
    workshop.waits_for("asks everybody to rate")
    workshop.bram("emotie 1 2")
    rating = workshop.exported()["touchpoints"][0]["rating"]
    assert (rating["mean"], rating["count"]) == (2.0, 1)


def test_a_review_of_a_large_map_keeps_to_slacks_limits(workshop: Room) -> None:
    begun(workshop, *[f"{'A very long title & <more> ' * 9}{number}" for number in range(40)])
    assert "0 of 40 looked at so far" in living(workshop).text
    assert len(living(workshop).blocks) <= 50


def test_a_review_lists_all_touchpoints_of_a_large_map(workshop: Room) -> None:
    """Slack's lists hold a hundred."""
    begun(workshop, *[f"Step {number}" for number in range(1, 112)])
    listed = [
        option["value"]
        for block in living(workshop).blocks
        for element in block.get("elements", ())
        for option in element.get("options", ())
    ]
    assert listed == [str(number) for number in range(9, 112)]
    *_, last = [f for _, f in choosables(living(workshop)) if f.element["action_id"].startswith("review_pick")]
    chosen = {"type": "static_select", "selected_option": last.element["options"][-1]}
    workshop.slack.client.act(workshop.person("ana").id, living(workshop), *last.ids, chosen)
    workshop.waits_for_whisper("ana", "*111. Step 111* – is this still true?")


@pytest.mark.parametrize("line", ["review close", "herziening sluit"])
def test_without_a_review_there_is_none_to_close(workshop: Room, line: str) -> None:
    assert "There is no review to close yet" in workshop.ana(line)


def test_a_touchpoint_is_confirmed_when_it_is_added_or_edited(workshop: Room) -> None:
    workshop.ana("touchpoint Reads the blog")
    first = workshop.exported()["touchpoints"][0]["confirmed_at"]
    workshop.ana("edit touchpoint 1 Watches a film")
    second = workshop.exported()["touchpoints"][0]["confirmed_at"]
    assert datetime.fromisoformat(first) < datetime.fromisoformat(second) <= datetime.now(UTC)
