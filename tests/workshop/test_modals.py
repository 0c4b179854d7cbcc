"""Everything that can be typed can be filled in: modals, their errors at the field, and buttons."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from commands.catalogue import COMMANDS
from tests.databases import once
from tests.rooms import Room

WITH_FORMS = [each for each in COMMANDS if each.form is not None and not each.shows_first]


@once
@pytest.mark.parametrize("command", [each.name for each in WITH_FORMS])
def test_every_command_with_a_form_opens_as_a_modal_that_slack_accepts(workshop: Room, command: str) -> None:
    ana = workshop.person("ana")
    workshop.ana("touchpoint Reads the blog")
    workshop.ana("pain 1 Too slow")
    ana.types(workshop.channel, "/journey")
    ana.presses("hub", in_=workshop.channel)
    answer = ana.presses(f"command:{command}")
    assert not answer.error, answer.reasons
    assert ana.modal is not None
    assert ana.modal.fields
    ana.closes(everything=True)


@once
@pytest.mark.parametrize("command", [each.name for each in COMMANDS if each not in WITH_FORMS])
def test_every_command_without_a_form_answers_in_the_hub(workshop: Room, command: str) -> None:
    ana = workshop.person("ana")
    workshop.ana("status")
    ana.presses("hub", in_=workshop.channel)
    answer = ana.presses(f"command:{command}")
    assert not answer.error, answer.reasons
    assert ana.modal is not None
    ana.closes(everything=True)


def test_a_modal_shows_its_error_at_the_field_and_takes_the_mended_form(workshop: Room) -> None:
    workshop.ana("action")
    ana = workshop.person("ana")
    yesterday = (datetime.now(UTC) - timedelta(days=2)).date()
    ana.fills({"goal": "Answer within a day", "due": yesterday, "owner": ana.id})
    errors = ana.submits().errors
    assert list(errors) == ["Due"]
    assert "past" in errors["Due"]
    assert workshop.exported()["actions"] == []
    ana.fills({"due": yesterday + timedelta(days=30)})
    assert ana.submits().closed
    assert workshop.exported()["actions"][0]["goal"] == "Answer within a day"
    workshop.waits_for_whisper("ana", "Kept as action 1")


def test_a_required_field_left_empty_is_named(workshop: Room) -> None:
    workshop.ana("touchpoint Reads the blog")
    workshop.ana("emotion")
    ana = workshop.person("ana")
    ana.fills({"touchpoint": "1"})
    assert list(ana.submits().errors) == ["What does the customer feel?"]
    ana.closes(everything=True)
    assert workshop.exported()["touchpoints"][0]["rating"]["count"] == 0


def test_what_is_typed_into_a_modal_is_kept_letter_by_letter(workshop: Room) -> None:
    workshop.ana("touchpoint")
    ana = workshop.person("ana")
    ana.fills({"what": "&amp; <b>bold</b> <!channel> | stage: x"})
    assert ana.submits().closed
    assert workshop.exported()["touchpoints"][0]["what"] == "&amp; <b>bold</b> <!channel> | stage: x"
    workshop.waits_for_whisper("ana", "Kept as touchpoint 1")
    assert not any("<!channel>" in said for said in workshop.whispers("ana"))


def test_a_touchpoint_without_a_stage_asks_for_it_with_a_menu(workshop: Room) -> None:
    ana = workshop.person("ana")
    workshop.ana("touchpoint Reads the blog")
    ana.selects("stage", "Consideration", in_=workshop.channel)
    workshop.waits_for_whisper("ana", "Consideration")
    assert workshop.exported()["touchpoints"][0]["stage"] == "Consideration"


def test_the_card_offers_the_step_s_main_thing_and_moves_on(workshop: Room) -> None:
    workshop.waits_for(lambda: workshop.card() is not None)
    ana = workshop.person("ana")
    ana.presses("Set the goal", in_=workshop.channel)
    assert ana.modal is not None
    ana.fills({"goal": "More trials become customers"})
    ana.submits()
    workshop.ana("persona Sam")
    ana.presses("Next step", in_=workshop.channel)
    workshop.waits_for("Step 2 of 8")
    assert workshop.exported()["step"] == "research"


def test_going_on_although_something_is_missing_is_one_button_away(workshop: Room) -> None:
    said = workshop.ana("next")
    assert "a goal" in said
    assert workshop.exported()["step"] == "goal"
    workshop.person("ana").presses("Go on to Research", in_=workshop.channel)
    workshop.waits_for("Step 2 of 8")
    assert workshop.exported()["step"] == "research"


def test_next_a_second_time_goes_on_all_the_same(workshop: Room) -> None:
    workshop.ana("next")
    assert "2 of 8" in workshop.ana("next")


def test_two_facilitators_who_press_next_at_once_move_one_step(workshop: Room) -> None:
    workshop.ana("facilitators @bram")
    workshop.ana("next")
    workshop.bram("next")  # has moved on: it was asked before
    answer = workshop.person("ana").presses("Go on to Research", in_=workshop.channel)
    assert not answer.error
    workshop.waits_for_whisper("ana", "Somebody was faster")
    assert workshop.exported()["step"] == "research"


def test_editing_in_a_modal_keeps_what_was_not_touched(workshop: Room) -> None:
    workshop.ana("touchpoint Reads the blog | stage: Awareness | channel: website | when: at night | key: yes")
    workshop.ana("edit touchpoint 1")
    ana = workshop.person("ana")
    assert ana.modal is not None
    ana.fills({"what": "Reads our blog", "when": ""})
    assert ana.submits().closed
    kept = workshop.exported()["touchpoints"][0]
    assert (kept["what"], kept["when"], kept["channel"], kept["key"], kept["stage"]) == (
        "Reads our blog", "", "website", True, "Awareness",
    )  # fmt: skip


def test_a_message_becomes_evidence_by_its_shortcut_without_being_copied(workshop: Room) -> None:
    ana = workshop.person("ana")
    ana.types(workshop.channel, "A customer said: I could not find the price")
    message = workshop.messages()[-1]
    ana.uses_shortcut("add_evidence", message)
    modal = ana.modal
    assert modal is not None
    assert "price" not in modal.text
    ana.fills({"finding": "One could not find the price"})
    ana.submits()
    kept = workshop.exported()["evidence"][0]
    assert kept["kind"] == "quote"
    assert kept["link"].startswith("http")


def test_a_step_is_looked_at_by_choosing_it_and_has_its_buttons_there(workshop: Room) -> None:
    workshop.ana("touchpoint Reads the blog")
    workshop.ana("status")
    ana = workshop.person("ana")
    ana.presses("hub", in_=workshop.channel)
    ana.selects("Choose", "Touchpoints")
    assert ana.modal is not None
    assert "1. Reads the blog" in ana.modal.text
    ana.presses("Add a touchpoint")
    ana.fills({"what": "Buys"})
    assert ana.submits().closed
    assert len(workshop.exported()["touchpoints"]) == 2


def test_only_what_is_open_can_be_chosen_as_done_and_only_what_is_done_as_open(workshop: Room) -> None:
    workshop.ana("touchpoint Reads the blog")
    workshop.ana("action Answer within a day")
    workshop.ana("task 1 Agree on who reads")
    workshop.ana("done task 1")
    for word, listed in (("done", "action 1"), ("reopen", "task 1")):
        workshop.ana(word)
        modal = workshop.person("ana").modal
        assert modal is not None
        assert [option["value"] for option in modal.blocks[0]["element"]["options"]] == [listed]
        workshop.person("ana").closes(everything=True)


def test_reviews_are_ended_in_the_form_that_plans_them(workshop: Room) -> None:
    workshop.ana("review every 3 months")
    workshop.ana("review")
    workshop.person("ana").fills({"every": "off"})
    assert workshop.person("ana").submits().closed
    assert workshop.exported()["schedule"] is None


def test_tokens_are_listed_and_revoked_by_button(workshop: Room) -> None:
    workshop.ana("token new helpdesk")
    workshop.ana("status")
    ana = workshop.person("ana")
    ana.presses("hub", in_=workshop.channel)
    ana.presses("command:token")
    ana.presses("Revoke token 1")
    assert ana.modal is not None
    assert "opens nothing any more" in ana.modal.text


def test_a_channel_is_shown_for_editing_in_the_words_of_who_edits(workshop: Room) -> None:
    workshop.ana("touchpoint Calls | channel: phone")
    bram = workshop.person("bram")
    workshop.bram("wijzig contactpunt 1")
    assert bram.modal is not None
    assert bram.modal.values["Kanaal"] == "telefoon"
    assert bram.submits().closed
    assert workshop.exported()["touchpoints"][0]["channel"] == "phone"


def test_the_stages_stand_in_their_form(workshop: Room) -> None:
    workshop.ana("stages")
    modal = workshop.person("ana").modal
    assert modal is not None
    assert next(iter(modal.values.values())).startswith("Awareness, Consideration")


def test_where_pain_points_are_too_many_for_a_list_their_numbers_are_typed(workshop: Room) -> None:
    workshop.ana("touchpoint Reads the blog")
    for number in range(1, 102):
        workshop.ana(f"pain 1 Too slow {number}")
    workshop.ana("vote")
    ana = workshop.person("ana")
    ana.fills({"pain_points": "101 7"})
    assert ana.submits().closed
    voted = [pain["number"] for pain in workshop.exported()["pain_points"] if pain["votes"]]
    assert voted == [7, 101]
