"""What is past its day is told where the team looks, whoever is reminded of it or not."""

from __future__ import annotations

from tests.played import Played


def planned(played: Played) -> Played:
    played.room.ana("action Answer within a day | owner: @bram | due: 2027-03-10")
    played.room.ana("task 1 Agree on who reads the inbox | owner: @bram | due: 2027-01-14")
    return played


def card(played: Played) -> str:
    played.settle()
    message = played.room.card()
    assert message is not None
    return message.text


def test_an_overdue_task_is_told_on_the_card_and_in_the_review(played: Played) -> None:
    planned(played).sweep("2027-01-15T09:00+00:00")
    assert "1 task is overdue." in card(played)
    assert "action is overdue" not in card(played)
    played.room.ana("review now")
    played.settle()
    review = next(m.text for m in played.room.messages() if m.text.startswith("Review of"))
    assert "◦ task 1. Agree on who reads the inbox" in review


def test_the_card_tells_it_of_somebody_too_who_wants_no_reminders(played: Played) -> None:
    planned(played).room.bram("herinneringen uit")
    played.sweep("2027-01-15T09:00+00:00")
    assert played.digests("bram") == []
    assert "1 task is overdue." in card(played)


def test_nobody_is_reminded_of_a_task_that_was_left_when_its_action_was_done(played: Played) -> None:
    planned(played).room.bram("klaar actie 1")
    for later in ("2027-01-15T09:00+00:00", "2027-02-15T09:00+00:00"):
        played.sweep(later)
    assert played.digests("bram") == []
    assert "overdue" not in card(played)
    bram = played.room.person("bram")
    bram.opens_home()
    played.settle()
    assert bram.home is not None
    assert "Agree on who reads the inbox" not in bram.home.text
    played.at = played.at.replace(hour=10)
    played.room.bram("heropen actie 1")
    played.sweep("2027-03-01T09:00+00:00")
    assert "Agree on who reads the inbox" in played.digests("bram")[0]
