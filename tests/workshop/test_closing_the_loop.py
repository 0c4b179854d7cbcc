"""A done action proposes what customers can be told; a facilitator changes and posts it, or drops it; once."""

from __future__ import annotations

from tests.rooms import Room


def planned(room: Room) -> None:
    room.ana("touchpoint Asks for the price | stage: Decision")
    room.ana("pain 1 No price to be found | cause: nobody keeps the page")
    room.ana("action Show one honest price | pain: 1")


def posted(room: Room) -> list[str]:
    return [m.text for m in room.messages() if "What was done with your feedback" in m.text]


def test_a_facilitator_who_does_it_changes_the_proposal_and_posts_it(workshop: Room) -> None:
    planned(workshop)
    said = workshop.ana("done action 1")
    assert "At “Asks for the price” something was not right: “No price to be found”." in said
    assert "“nobody keeps the page”" in said
    ana = workshop.person("ana")
    ana.presses("Change and post", in_=workshop.channel)
    assert ana.modal is not None
    assert "Now this is done: “Show one honest price”." in str(ana.modal.view.payload)
    ana.fills({"text": "The price is on the first page now. <Thank> you *all*!"})
    assert ana.submits().closed
    workshop.waits_for("The price is on the first page now.")
    (told,) = posted(workshop)
    assert "&lt;Thank&gt;" in told
    assert f"_(Told by {ana.mention}.)_" in told
    assert workshop.exported()["actions"][0]["told_on"]
    assert "customers told on" in workshop.ana("action plan")


def test_the_proposal_can_be_dropped_and_taken_up_later(workshop: Room) -> None:
    planned(workshop)
    workshop.ana("done action 1")
    workshop.person("ana").presses("Drop it", in_=workshop.channel)
    workshop.waits_for_whisper("ana", "Nobody is told.")
    assert workshop.exported()["actions"][0]["told_on"] is None
    workshop.ana("tell 1 The price is on the first page now.")
    workshop.waits_for("The price is on the first page now.")


def test_customers_are_told_once(workshop: Room) -> None:
    planned(workshop)
    workshop.ana("done action 1")
    workshop.ana("tell 1 It is done.")
    assert "already" in workshop.ana("tell 1 It is done again.")
    workshop.ana("reopen action 1")
    assert "Shall customers" not in workshop.ana("done action 1")
    workshop.waits_for("It is done.")
    assert len(posted(workshop)) == 1


def test_what_is_done_already_is_not_proposed_anew(workshop: Room) -> None:
    planned(workshop)
    workshop.ana("done action 1")
    assert "Shall customers" not in workshop.ana("done action 1")


def test_a_task_proposes_nothing(workshop: Room) -> None:
    planned(workshop)
    workshop.ana("task 1 Call the website builder")
    assert "Shall customers" not in workshop.ana("done task 1")


def test_wrong_tellings_are_refused_and_change_nothing(workshop: Room) -> None:
    planned(workshop)
    assert "not done yet" in workshop.ana("tell 1 It is done.")
    assert "There is no action 7" in workshop.ana("tell 7 It is done.")
    assert "does not begin with a number" in workshop.ana("tell everybody")
    workshop.ana("done action 1")
    assert "Only a facilitator" in workshop.chidi("tell 1 It is done.")
    assert posted(workshop) == []
    assert workshop.exported()["actions"][0]["told_on"] is None


def test_the_proposal_speaks_the_language_of_the_journey(room: Room) -> None:
    room.ana("start Storing | language: nl")
    room.ana("action Binnen een dag antwoorden")
    said = room.ana("done action 1")
    assert "Nu is dit gedaan: “Binnen een dag antwoorden”." in said
    room.bram("vertel 1")
    assert "facilitator" in room.said.lower()
    room.ana("tell 1 Je krijgt nu binnen een dag antwoord.")
    room.waits_for("Wat er met jullie feedback is gedaan")
