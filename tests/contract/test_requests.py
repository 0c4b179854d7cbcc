"""What comes in over HTTP that nobody types in Slack: requests that are not for us, broken, or of an older version."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from tests.contract.slacks import asked, sent
from tests.rooms import Room

JSON = "application/json"


def payload(room: Room, **content: Any) -> bytes:
    ana = room.person("ana")
    whole = {"team": {"id": room.slack.world.team.id}, "user": {"id": ana.id}, "trigger_id": "1.2.3", **content}
    return b"payload=" + quote(json.dumps(whole)).encode()


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_what_watches_the_bot_may_ask_for_the_head_only(room: Room, path: str) -> None:
    assert asked(room.bot, "HEAD", path) == (200, None, b"")
    assert asked(room.bot, "POST", path)[:2] == (405, "GET, HEAD")


def test_slack_s_address_takes_post_only(room: Room) -> None:
    assert asked(room.bot, "GET", "/slack/events")[:2] == (405, "POST")
    assert asked(room.bot, "GET", "/nowhere")[0] == 404


@pytest.mark.parametrize(
    "event",
    [
        {"type": "message", "text": "hello", "user": "U1", "channel": "C1", "ts": "1.1"},
        {"type": "app_mention", "text": "hello", "user": "U1", "channel": "C1", "ts": "1.1"},
        {"type": "app_uninstalled"},
        {"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}},
        {"type": "something_new"},
    ],
    ids=lambda event: str(event["type"]),
)
def test_an_event_that_is_not_for_us_counts_as_delivered(room: Room, event: dict[str, Any]) -> None:
    """Slack switches the delivery off where too many fail."""
    body = {"type": "event_callback", "team_id": room.slack.world.team.id, "event_id": "Ev1", "event": event}
    assert sent(room.bot, json.dumps(body).encode(), JSON) == (200, b"")


@pytest.mark.parametrize("lacking", ["channel_id", "user_id"])
def test_a_command_that_does_not_say_who_typed_it_or_where_is_refused_calmly(room: Room, lacking: str) -> None:
    said = {"command": "/journey", "text": "status", "team_id": "T1", "channel_id": room.id, "user_id": "U1"}
    before = room.bot.log.read_text()
    assert sent(room.bot, urlencode(said | {lacking: ""}).encode())[0] == 400
    del said[lacking]
    assert sent(room.bot, urlencode(said).encode())[0] == 400
    assert "Traceback" not in room.bot.log.read_text()[len(before) :]


def test_a_button_or_form_that_does_not_say_whose_it_is_is_refused_calmly(room: Room) -> None:
    for content in (
        {"type": "block_actions", "actions": [{"action_id": "hub"}], "user": {}},
        {"type": "view_submission", "view": {"type": "modal", "callback_id": "form:goal"}},
        {"type": "shortcut", "callback_id": "overview", "user": None},
    ):
        assert sent(room.bot, payload(room, **content))[0] == 400, content


@pytest.mark.parametrize("event", [{"type": "app_home_opened"}, {"type": "member_joined_channel", "user": "U1"}, {}])
def test_an_event_that_says_too_little_counts_as_delivered(room: Room, event: dict[str, Any]) -> None:
    body = {"type": "event_callback", "team_id": room.slack.world.team.id, "event_id": "Ev1", "event": event}
    assert sent(room.bot, json.dumps(body).encode(), JSON)[0] == 200


def test_a_person_of_whom_slack_says_nothing_is_learned_calmly(alone: Room) -> None:
    eva = alone.person("eva").id
    alone.eva("status")
    alone.slack.wait_for(lambda: alone.bot.store.people(alone.slack.world.team.id, [eva]))
    event = {"type": "user_change", "user": {"id": eva, "profile": None, "name": None, "locale": None, "tz": None}}
    body = {"type": "event_callback", "team_id": alone.slack.world.team.id, "event_id": "Ev1", "event": event}
    assert sent(alone.bot, json.dumps(body).encode(), JSON) == (200, b"")
    assert "Traceback" not in alone.bot.log.read_text()


def test_what_slack_does_not_say_of_a_person_stays_as_it_was(alone: Room) -> None:
    bram, world = alone.person("bram").id, alone.slack.world
    alone.bram("status")
    alone.slack.wait_for(lambda: alone.bot.store.people(world.team.id, [bram]))
    event = {"type": "user_change", "user": {"id": bram, "profile": {"display_name": "Bram B."}}}
    body = {"type": "event_callback", "team_id": world.team.id, "event_id": "Ev1", "event": event}
    before = alone.bot.store.people(world.team.id, [bram])[bram]
    assert sent(alone.bot, json.dumps(body).encode(), JSON) == (200, b"")
    after = alone.bot.store.people(world.team.id, [bram])[bram]
    assert (after.name, after.locale, after.timezone) == ("Bram B.", before.locale, before.timezone)
    assert after.locale == "nl-NL"


def test_an_unknown_payload_shortcut_or_button_is_acknowledged(room: Room) -> None:
    for content in (
        {"type": "something_new"},
        {"type": "shortcut", "callback_id": "of_old"},
        {"type": "message_action", "callback_id": "of_old", "channel": {"id": room.id}, "message": {"ts": "1.1"}},
        {"type": "block_actions", "channel": {"id": room.id}, "actions": [{"type": "button", "action_id": "of_old"}]},
    ):
        assert sent(room.bot, payload(room, **content))[0] == 200, content


def test_a_form_of_an_older_version_says_so(workshop: Room) -> None:
    shown = {"id": "V1", "type": "modal", "callback_id": "form:of_old", "private_metadata": "", "hash": "h"}
    view = {**shown, "blocks": [], "state": {"values": {}}}
    status, said = sent(workshop.bot, payload(workshop, type="view_submission", view=view))
    assert status == 200
    answer = json.loads(said)
    assert answer["response_action"] == "update"
    assert "earlier version" in json.dumps(answer["view"]["blocks"])


@pytest.mark.parametrize("body", [b"{not json", b"[1, 2]", b'"text"', b"payload=%7Bnot", b"payload=[]"])
def test_what_cannot_be_read_is_the_sender_s_fault(room: Room, body: bytes) -> None:
    assert sent(room.bot, body, "application/x-www-form-urlencoded" if b"payload" in body else JSON)[0] == 400


def test_a_form_that_slack_does_not_open_is_answered_with_what_to_type(workshop: Room) -> None:
    command = {
        "command": "/journey",
        "text": "touchpoint",
        "team_id": workshop.slack.world.team.id,
        "channel_id": workshop.id,
        "user_id": workshop.person("ana").id,
        "trigger_id": "of.long.ago",
    }
    status, said = sent(workshop.bot, urlencode(command).encode())
    assert status == 200
    answer = json.loads(said)
    assert answer["response_type"] == "ephemeral"
    assert "/journey touchpoint Reads the blog" in answer["text"]


def test_half_a_letter_in_a_form_is_left_out(workshop: Room) -> None:
    """JSON can hold one; no database takes it."""
    workshop.ana("touchpoint")
    workshop.person("ana").fills({"what": "Reads \ud83d the blog"})
    assert not workshop.person("ana").submits().errors
    assert workshop.exported()["touchpoints"][0]["what"] == "Reads the blog"


def test_a_button_whose_form_slack_does_not_open_says_so_in_the_person_s_language(alone: Room) -> None:
    alone.bram("status")
    alone.slack.wait_for(lambda: alone.bot.store.people(alone.slack.world.team.id, [alone.person("bram").id]))
    alone.slack.fault("views.open", error="expired_trigger", times=1)
    answer = alone.person("bram").presses("Everything you can do", in_="room")
    assert not answer.error
    alone.waits_for_whisper("bram", "Slack opende het formulier niet op tijd. Druk nog eens op de knop.")
