"""The buttons of reminders and digests, pressed by somebody who is not in the journey's channel any more, or forwarded:
they do for what is theirs, and for nothing else."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest

from commands.audience import FOR_OWNERS
from commands.running import SUBMISSIONS
from playground.world import Delivery, Payload
from tests.privacy.test_who_may_see import journey_of, pressed, submitted
from tests.rooms import Room
from tests.running import Bot

SECRET_WORD = "Nachtwacht"
ASKED = {"answer": {"value": {"type": "plain_text_input", "value": "Half of it"}}}


@pytest.fixture
def left(installed: Bot) -> Room:
    """Eva leads and owns action 1, action 2 was hers and is Ana's now; she has left the channel."""
    name = f"private-{uuid4().hex[:6]}"
    installed.slack.world.add_channel(name, ["ana", "eva"], private=True)
    room = Room(installed, name)
    room.ana("start Boardroom | language: en")
    room.ana("facilitators @eva @ana")
    room.ana("touchpoint Reads | owner: @eva")
    room.ana(f"pain 1 {SECRET_WORD} hurts")
    room.ana("action Calls back | pain: 1 | owner: @eva")
    room.ana(f"action {SECRET_WORD} acts | pain: 1 | owner: @eva")
    room.ana("edit action 2 | owner: @ana")
    room.slack.client.leave(room.person("eva").id, room.id)
    return room


def shown_to_eva(room: Room) -> str:
    """What was answered to what she pressed and filled in."""
    world, eva = room.slack.world, room.person("eva").id
    whispers = [
        m.text + json.dumps(m.blocks) for c in world.messages.values() for m in c.values() if m.ephemeral_to == eva
    ]
    return json.dumps([*whispers, *(view.payload for view in world.views.values() if view.user == eva)])


def value_of(button: str, item: str, journey: str) -> str:
    return f"{journey}:{item}" + ("|tomorrow" if button == "nudge_snooze" else "")


def submits(room: Room, callback: str, item: str, journey: str, **forged: Any) -> Delivery:
    where = {"journey": journey, "channel": room.id, "item": item}
    state = ASKED if callback == "nudge_progress" else {"answer": {"value": {"selected_user": room.person("ana").id}}}
    world, user = room.slack.world, room.person("eva").id
    view: Payload = {
        "id": f"V{uuid4().hex[:8]}",
        "hash": "h",
        "type": "modal",
        "callback_id": callback,
        "private_metadata": json.dumps(where),
        "blocks": [{"type": "input", "block_id": "answer"}],
        "state": {"values": state},
    }
    return submitted(room, "eva", callback, where, view=view, user={"id": user}, team={"id": world.team.id}, **forged)


@pytest.mark.parametrize("item", ["action 2", "touchpoint 1", "action 99", "nothing"])
def test_what_is_not_theirs_any_more_is_out_of_reach(left: Room, room: Room, item: str) -> None:
    before, journey = left.exported(), journey_of(left)
    for count, button in enumerate(sorted(FOR_OWNERS), 1):
        assert not pressed(room, "eva", button, value_of(button, item, journey)).error
        room.slack.wait_for(lambda n=count: len(room.whispers("eva")) >= n)
    for callback in SUBMISSIONS:
        assert submits(left, callback, item, journey).answer["response_action"] == "errors", callback
    assert left.exported() == before
    assert SECRET_WORD not in shown_to_eva(left)


def test_what_is_theirs_can_be_answered_without_a_look_at_the_rest(left: Room, room: Room) -> None:
    journey = journey_of(left)
    assert not submits(left, "nudge_progress", "action 1", journey).answer.get("errors")
    (mine, _) = left.exported()["actions"]
    assert mine["progress"] == "Half of it"
    pressed(room, "eva", "done", f"{journey}:action 1")
    room.waits_for_whisper("eva", "Well done")
    assert [each["state"] for each in left.exported()["actions"]] == ["done", "open"]
    assert SECRET_WORD not in shown_to_eva(left), "a proposal for customers names the pain point"
    for button in ("tell", "tell_drop", "next"):
        pressed(room, "eva", button, f"{journey}:1")
    room.slack.wait_for(lambda: sum("not in that journey's channel" in said for said in room.whispers("eva")) >= 3)


def test_what_is_theirs_can_be_handed_over(left: Room) -> None:
    assert not submits(left, "nudge_hand_over", "action 1", journey_of(left)).answer.get("errors")
    assert left.exported()["actions"][0]["owner"] == left.person("ana").id


def test_a_reminder_s_button_of_another_workspace_reaches_nothing(left: Room, room: Room) -> None:
    before, journey = left.exported(), journey_of(left)
    elsewhere = {"team": {"id": "TSTRANGER", "domain": "elsewhere"}}
    for button in sorted(FOR_OWNERS):
        assert not pressed(room, "eva", button, value_of(button, "action 1", journey), **elsewhere).error
    assert left.exported() == before
