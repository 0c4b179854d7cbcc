"""Tokens: facilitators make and revoke them; what opens the door is shown once and kept nowhere."""

from __future__ import annotations

from pathlib import Path

from tests.measures.asking import new_token, sends, token_in
from tests.rooms import Room


def test_a_token_is_shown_once_and_to_nobody_else(workshop: Room) -> None:
    token = new_token(workshop)
    assert "shown this once" in workshop.said
    assert token not in workshop.ana("token list")
    assert "1. helpdesk" in workshop.said
    assert "never used" in workshop.said
    assert all(token not in message.text for message in workshop.messages())


def test_the_form_shows_the_token_in_the_modal(workshop: Room) -> None:
    ana = workshop.person("ana")
    workshop.ana("token list")
    ana.presses("New token", workshop.channel)
    ana.fills({"What is it for?": "survey tool"})
    ana.submits()
    assert ana.modal is not None
    token = token_in(str(ana.modal.blocks))
    assert sends(workshop, token, {"measure": "NPS", "value": 3}).status == 200
    assert all(token not in said for said in workshop.whispers("ana"))


def test_a_button_revokes(workshop: Room) -> None:
    token = new_token(workshop)
    workshop.ana("token list")
    workshop.person("ana").presses("Revoke token 1", workshop.channel)
    workshop.waits_for_whisper("ana", "opens nothing any more")
    assert sends(workshop, token, {"measure": "NPS", "value": 3}).status == 401


def test_no_file_of_the_bot_holds_a_token(alone: Room) -> None:
    token = new_token(alone)
    sends(alone, token, {"measure": "NPS", "value": 3}, key="k")
    files = [file for file in Path(alone.bot.folder).glob("*") if file.is_file()]
    assert "waymark.db" in {file.name for file in files}
    assert [file.name for file in files if token.encode() in file.read_bytes()] == []


def test_only_facilitators_see_make_and_revoke_tokens(workshop: Room) -> None:
    new_token(workshop)
    for line in ("token new mine", "token list", "token revoke 1", "token"):
        assert "Only a facilitator can do that" in workshop.dora(line)


def test_tokens_speak_dutch(workshop: Room) -> None:
    token_in(workshop.ana("token nieuw helpdesk"))
    assert "1. helpdesk" in workshop.ana("token lijst")
    assert "“helpdesk”, opens nothing" in workshop.ana("token intrekken 1")


def test_what_is_no_wish_is_refused_with_an_example(workshop: Room) -> None:
    assert "not “burn”" in workshop.ana("token burn")
    assert "There is no token 7 here" in workshop.ana("token revoke 7")
    assert "does not begin with a number" in workshop.ana("token revoke all")


def test_there_are_ten_at_most(workshop: Room) -> None:
    for number in range(10):
        new_token(workshop, f"tool {number}")
    assert "at most 10 tokens" in workshop.ana("token new one more")
