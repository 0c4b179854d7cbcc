"""Every command, button and form, asked for by somebody whom the journey does not concern: of another workspace, not in
the channel, of another organisation, a bot. Buttons and forms come with the true id, as if somebody had got it."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest

from commands.catalogue import COMMANDS
from commands.running import ACTIONS
from playground import payloads
from playground.delivery import INTERACTIVE
from playground.world import Delivery, Payload
from storage.values import KnownPerson
from tests.rooms import Room
from tests.running import Bot

SECRET_WORD = "Zwartkijker"
BUTTONS = [
    *ACTIONS,
    *(f"{way}:{each.name}" for way in ("form", "command") for each in COMMANDS if each.form or way != "form"),
]
FORMS = [*(f"form:{each.name}" for each in COMMANDS if each.form), "edit"]


@pytest.fixture
def private(installed: Bot) -> Room:
    """A private channel of Ana's, with a journey full of secrets; Bram and Gus are not in it."""
    name = f"private-{uuid4().hex[:6]}"
    installed.slack.world.add_channel(name, ["ana", "eva"], private=True)
    room = Room(installed, name)
    room.ana(f"start {SECRET_WORD} trial | language: en")
    room.ana(f"touchpoint {SECRET_WORD} reads the blog")
    room.ana(f"pain 1 {SECRET_WORD} hurts")
    room.ana(f"action {SECRET_WORD} acts")
    return room


def journey_of(room: Room) -> str:
    return str(room.exported()["id"])


def pressed(room: Room, name: str, action: str, value: str, **forged: Any) -> Delivery:
    """A button of this name and value, pressed by somebody in a message of this room."""
    world, user = room.slack.world, room.person(name).id
    message = world.post(room.id, world.bot_user, "a message of the bot's")
    block_action = {"type": "button", "block_id": "b", "action_id": action, "value": value}
    return room.slack.postman.deliver(
        INTERACTIVE, payloads.actions_payload(world, user, message, block_action) | forged
    )


def submitted(room: Room, name: str, callback: str, metadata: Payload, **forged: Any) -> Delivery:
    world, user = room.slack.world, room.person(name).id
    view = {
        "id": f"V{uuid4().hex[:8]}",
        "hash": uuid4().hex,
        "type": "modal",
        "callback_id": callback,
        "private_metadata": json.dumps(metadata),
        "blocks": [{"type": "input", "block_id": "a_field"}],
        "state": {"values": {}},
    }
    base = payloads._base(world, "view_submission", user) | {"trigger_id": world.new_trigger(user).id, "view": view}
    return room.slack.postman.deliver(INTERACTIVE, base | forged)


def refused_outside(delivery: Delivery) -> bool:
    """In English or Dutch: Bram is answered in Dutch once Slack has told of him."""
    errors = " ".join(delivery.answer.get("errors", {}).values())
    return "not in that journey" in errors or "niet in het kanaal" in errors


def everything_seen(room: Room, name: str) -> str:
    """Every word that this person can read anywhere in the workspace, but in the private channel's own."""
    world, person = room.slack.world, room.person(name)
    seen: list[Any] = [
        m.text + json.dumps(m.blocks) for c in world.channels_of(person.id) for m in person.sees(c.name or c.id)
    ]
    views = [view.payload for view in world.views.values() if view.user == person.id]
    return json.dumps([*seen, *views, *([person.home.view.payload] if person.home else [])])


@pytest.mark.parametrize("who", ["bram", "gus"])
def test_no_button_reaches_a_journey_of_a_channel_one_is_not_in(private: Room, room: Room, who: str) -> None:
    before, journey = private.exported(), journey_of(private)
    for count, button in enumerate(BUTTONS, 1):
        value = (
            f"{journey}:goal" if button == "go_on" else f"{journey}:action 1" if button == "done" else f"{journey}:1"
        )
        delivery = pressed(room, who, button, value)
        assert not delivery.error, (button, delivery.error)
        room.slack.wait_for(lambda n=count: sum("channel" in t or "kanaal" in t for t in room.whispers(who)) >= n)
    assert SECRET_WORD not in everything_seen(room, who)
    assert not any(SECRET_WORD in m.text for m in room.messages())
    assert private.exported() == before


def test_no_form_reaches_a_journey_of_a_channel_one_is_not_in(private: Room, room: Room) -> None:
    before, journey = private.exported(), journey_of(private)
    for form in FORMS:
        for channel in (private.id, room.id):
            metadata = {"journey": journey, "channel": channel, "kind": "touchpoint", "number": 1, "version": 1}
            delivery = submitted(room, "bram", form, metadata)
            assert refused_outside(delivery), (form, delivery.answer)
        delivery = submitted(room, "bram", form, {"journey": "", "channel": private.id})
        assert refused_outside(delivery), (form, delivery.answer)
    assert SECRET_WORD not in everything_seen(room, "bram")
    assert private.exported() == before


def test_somebody_of_another_workspace_finds_no_journey_by_its_id(workshop: Room) -> None:
    workshop.ana(f"touchpoint {SECRET_WORD} reads")
    before, journey = workshop.exported(), journey_of(workshop)
    elsewhere = {"team": {"id": "TSTRANGER", "domain": "elsewhere"}}
    for button in BUTTONS:
        assert not pressed(workshop, "bram", button, f"{journey}:1", **elsewhere).error
    for form in FORMS:
        metadata = {"journey": journey, "channel": workshop.id, "kind": "touchpoint", "number": 1, "version": 1}
        answer = submitted(workshop, "bram", form, metadata, **elsewhere).answer
        assert answer.get("response_action") == "errors", (form, answer)
    assert workshop.exported() == before


def test_a_bot_takes_no_part(workshop: Room) -> None:
    workspace = workshop.slack.world.team.id
    robot = workshop.slack.world.add_user("robot", "Robot", is_bot=True).id
    workshop.slack.world.channel(workshop.channel).members.append(robot)
    workshop.bot.store.learn_person(workspace, KnownPerson(robot, "Robot", bot=True))
    before = workshop.exported()
    assert "Only people" in workshop.types("robot", "touchpoint Bleep")
    pressed(workshop, "robot", "next", journey_of(workshop))
    workshop.waits_for_whisper("robot", "Only people")
    assert workshop.exported() == before


def test_a_guest_in_the_channel_contributes_as_everybody_does(workshop: Room) -> None:
    assert "touchpoint 1" in workshop.gus("touchpoint Reads the blog")
    assert "Only a facilitator" in workshop.gus("next")


@pytest.fixture
def partner(workshop: Room) -> Payload:
    """Dora as Slack shows somebody of another organisation in a shared channel; Ana has named her."""
    workshop.ana("facilitators @dora")
    dora = workshop.person("dora").id
    return {"user": {"id": dora, "username": "dora", "name": "dora", "team_id": "TPARTNER"}}


def test_somebody_of_another_organisation_takes_part_and_leads_nothing(workshop: Room, partner: Payload) -> None:
    before = workshop.exported()
    for button in ("next", "back", "command:close", "form:stages", "form:start"):
        seen = len(workshop.whispers("dora"))
        pressed(workshop, "dora", button, journey_of(workshop), **partner)
        workshop.slack.wait_for(lambda n=seen: len(workshop.whispers("dora")) > n)
        assert "organisation" in workshop.whispers("dora")[-1]
    assert workshop.exported() == before
    pressed(workshop, "dora", "form:touchpoint", journey_of(workshop), **partner)
    assert workshop.person("dora").modal


def test_the_home_tab_shows_only_journeys_of_channels_one_is_in(private: Room) -> None:
    private.eva("action Eva acts | owner: @eva")
    eva = private.person("eva")
    eva.opens_home()
    private.slack.wait_for(lambda: eva.home and private.id in json.dumps(eva.home.view.payload))
    private.slack.client.leave(eva.id, private.id)
    eva.opens_home()
    private.slack.wait_for(lambda: private.id not in json.dumps(eva.home.view.payload))


def test_somebody_who_left_is_out_and_their_reminder_s_button_still_works(private: Room, room: Room) -> None:
    private.ana("action Calls back | owner: @eva")
    eva, journey = private.person("eva"), journey_of(private)
    private.slack.client.leave(eva.id, private.id)
    pressed(room, "eva", "map", journey)
    room.waits_for_whisper("eva", "You are not in that journey's channel")
    pressed(room, "eva", "done", f"{journey}:action 2")
    room.waits_for_whisper("eva", "Well done")
    assert [each["state"] for each in private.exported()["actions"]] == ["open", "done"]


def test_facilitators_who_all_left_can_be_replaced_by_any_member(workshop: Room) -> None:
    assert "Only a facilitator" in workshop.chidi("facilitators @dora")
    workshop.slack.client.leave(workshop.person("ana").id, workshop.id)
    assert workshop.person("dora").mention in workshop.chidi("facilitators @dora")
    assert "Only a facilitator" in workshop.chidi("next")
    workshop.dora("go touchpoints")
    assert workshop.exported()["step"] == "touchpoints"
    assert "Only a facilitator" in workshop.chidi("facilitators @chidi")
