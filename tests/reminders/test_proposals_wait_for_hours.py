"""A done action proposes to tell customers: to whom, and at an hour that suits them."""

from __future__ import annotations

from datetime import datetime

from playground.reading import texts_in
from storage.values import KnownPerson
from tests.played import Played


def done_by_bram(played: Played, at: str) -> None:
    room = played.room
    room.ana("touchpoint Waits for an answer")
    room.ana("pain 1 Too slow | cause: nobody reads the inbox")
    room.ana("action Answer within a day | pain: 1 | owner: @bram")
    played.settle()
    played.at = datetime.fromisoformat(at)
    room.bram("done action 1")
    played.settle()


def proposals(played: Played, name: str = "ana") -> list[str]:
    return [m.text for m in played.room.person(name).dms if "Shall customers hear of it?" in m.text]


def test_a_facilitator_reads_the_proposal_at_once_within_their_hours(played: Played) -> None:
    done_by_bram(played, "2027-01-12T10:00+00:00")
    (text,) = proposals(played)
    assert text.endswith(
        "A proposal:\n>At “Waits for an answer” something was not right: “Too slow”. We looked for the cause and found "
        "it: “nobody reads the inbox”. Now this is done: “Answer within a day”. Thank you for telling us. Do you "
        "notice the difference? We would like to hear it."
    )


def test_the_facilitator_hears_who_did_it_and_posts_it_from_there(played: Played) -> None:
    done_by_bram(played, "2027-01-12T10:00+00:00")
    ana = played.room.person("ana")
    message = next(m for m in reversed(ana.dms) if "Shall customers hear of it?" in m.text)
    assert f"<@{played.room.person('bram').id}>" in message.text
    assert "Change and post" in list(texts_in(message.blocks))
    ana.presses("Change and post", in_="@waymark")
    assert ana.submits().closed
    played.settle()
    assert sum("What was done with your feedback" in m.text for m in played.room.messages()) == 1


def test_a_facilitator_who_left_is_not_written_to(played: Played) -> None:
    played.room.ana("facilitators @dora")
    dora = played.room.person("dora")
    played.office.store.learn_person(played.slack.world.team.id, KnownPerson(dora.id, "Dora", active=False))
    done_by_bram(played, "2027-01-12T10:00+00:00")
    assert len(proposals(played)) == 1
    assert proposals(played, "dora") == []


def test_in_the_evening_it_waits_for_the_morning_and_is_no_backlog(played: Played) -> None:
    done_by_bram(played, "2027-01-15T20:00+00:00")  # a Friday
    assert proposals(played) == []
    played.at = datetime.fromisoformat("2027-01-17T12:00+00:00")
    backlog = played.office.store.backlog(played.at)
    assert (backlog.waiting, backlog.oldest) == (0, 0)
    played.sweep("2027-01-18T07:00+00:00")
    assert proposals(played) == []
    played.sweep("2027-01-18T08:01+00:00")
    assert len(proposals(played)) == 1


def test_who_is_reminded_of_nothing_finds_it_in_the_review(played: Played) -> None:
    played.room.ana("nudges off")
    done_by_bram(played, "2027-01-12T10:00+00:00")
    assert proposals(played) == []
    played.room.ana("review now")
    played.settle()
    review = next(m.text for m in played.room.messages() if m.text.startswith("Review of"))
    assert (
        "Done, and customers have not heard of it yet:*\n• 1. Answer within a day\nTell them: `/journey tell 1`"
        in review
    )


def test_what_was_opened_again_overnight_is_not_proposed(played: Played) -> None:
    done_by_bram(played, "2027-01-12T20:00+00:00")
    played.room.bram("reopen action 1")
    played.sweep("2027-01-13T08:01+00:00")
    assert proposals(played) == []


def test_a_new_owner_by_correction_hears_of_it_with_the_date(played: Played) -> None:
    played.room.ana("action Answer within a day | owner: @ana | due: 2027-03-10")
    played.room.ana("edit action 1 | owner: @bram")
    played.settle()
    assert any("op te pakken, uiterlijk woensdag 10 maart 2027" in m.text for m in played.room.person("bram").dms)
    before = len(played.room.person("bram").dms)
    played.room.ana("edit action 1 | owner: @bram | effort: 2")
    played.settle()
    assert len(played.room.person("bram").dms) == before
