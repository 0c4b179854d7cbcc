"""Signed requests in which something is of another type than Slack's, or is lacking, at any depth: they are refused
calmly, with a reference that the log bears too, and stop nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from playground import payloads
from playground.cast import EVERYBODY, default_cast
from playground.delivery import EVENT, INTERACTIVE, SLASH, encode
from playground.server import StandIn
from tests.contract.slacks import sent
from tests.databases import once
from tests.rooms import Room
from tests.running import Bot

Payload = dict[str, Any]
LACKING = object()
WRONG = (7, "x", [], {}, [7], True, None, LACKING)
JSON = "application/json"


def requests(room: Room) -> dict[str, tuple[str, Payload]]:
    """One of each kind, as Slack sends them, with everything in them that is read."""
    world, ana = room.slack.world, room.person("ana").id
    message, journey = world.post(room.id, world.bot_user, "a message of the bot's"), room.exported()["id"]
    button = {"type": "button", "block_id": "b", "action_id": "map", "value": f"{journey}:1"}
    choice = {"type": "overflow", "block_id": "b", "action_id": f"stage:{journey}", "selected_option": {"value": "1:0"}}
    form = payloads._base(world, "view_submission", ana) | {"trigger_id": "t", "view": view(room, journey)}
    asked = deepcopy(form)
    asked["view"] |= {"callback_id": "nudge_progress", "state": {"values": {"answer": {"value": {"value": "x"}}}}}
    account = {"id": ana, "name": "ana", "tz": "Europe/Amsterdam", "profile": {"real_name": "Ana"}}
    found = {
        "command": (SLASH, payloads.command_payload(world, ana, world.channel(room.channel), "/journey status")),
        "button": (INTERACTIVE, payloads.actions_payload(world, ana, message, button)),
        "choice": (INTERACTIVE, payloads.actions_payload(world, ana, message, choice)),
        "nudge": (INTERACTIVE, payloads.actions_payload(world, ana, message, button | {"action_id": "nudge_done"})),
        "form": (INTERACTIVE, form),
        "question": (INTERACTIVE, asked),
        "closed": (INTERACTIVE, form | {"type": "view_closed"}),
        "shortcut": (INTERACTIVE, payloads.shortcut_payload(world, ana, "add_evidence", message)),
    }
    events: tuple[Payload, ...] = (
        {"type": "app_home_opened", "user": ana, "tab": "home", "channel": "D1", "view": {"id": "V1"}},
        {"type": "member_joined_channel", "user": ana, "channel": room.id, "team": world.team.id},
        {"type": "member_left_channel", "user": ana, "channel": room.id},
        {"type": "user_change", "user": account},
        {"type": "channel_rename", "channel": {"id": room.id, "name": "new"}},
    )
    return found | {str(event["type"]): (EVENT, payloads.event_payload(world, event)) for event in events}


def view(room: Room, journey: str) -> Payload:
    metadata = {"channel": room.id, "journey": journey, "spoken": "/journey", "item": "action 1"}
    return {
        "id": f"V{uuid4().hex[:8]}",
        "hash": "h",
        "type": "modal",
        "callback_id": "form:touchpoint",
        "private_metadata": json.dumps(metadata),
        "blocks": [{"type": "input", "block_id": "what", "element": {"action_id": "value"}}],
        "state": {"values": {"what": {"value": {"type": "plain_text_input", "value": "Reads"}}}},
    }


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from places(part, (*path, key))


def with_wrong(payload: Payload, path: tuple[Any, ...], wrong: Any) -> Payload:
    found = deepcopy(payload)
    inside = at(found, path[:-1])
    if wrong is LACKING:
        del inside[path[-1]]
    else:
        inside[path[-1]] = wrong
    return found


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


KINDS = (
    "command", "button", "choice", "nudge", "form", "question", "closed", "shortcut", "app_home_opened",
    "member_joined_channel", "member_left_channel", "user_change", "channel_rename",
)  # fmt: skip


@once
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_of_a_wrong_type_anywhere_is_refused_calmly(workshop: Room, kind: str) -> None:
    way, payload = requests(workshop)[kind]
    log = workshop.bot.log
    before = len(log.read_text())
    for path in places(payload):
        for wrong in WRONG:
            if type(wrong) is type(at(payload, path)):
                continue
            content_type, body = encode(way, with_wrong(payload, path, wrong))
            status, said = sent(workshop.bot, body, content_type)
            assert status in {200, 400}, (path, wrong, status)
            reference = said.decode().rpartition("reference ")[2] if status == 400 else ""
            assert reference in log.read_text()[before:], (path, wrong)
    told = log.read_text()[before:]
    assert "Traceback" not in told, told[told.find("Traceback") - 300 :][:1500]
    assert "request failed" not in told


@once
def test_what_can_be_done_without_may_be_missing(workshop: Room) -> None:
    way, pressed = requests(workshop)["button"]
    for lacking in ("trigger_id", "container", "response_url", "api_app_id"):
        assert sent(workshop.bot, *reversed(encode(way, {k: v for k, v in pressed.items() if k != lacking})))[0] == 200
    way, filled = requests(workshop)["form"]
    view = {k: v for k, v in filled["view"].items() if k not in ("blocks", "hash")}
    status, said = sent(workshop.bot, *reversed(encode(way, filled | {"view": view})))
    assert (status, b"errors" in said) == (200, False)
    assert "Traceback" not in workshop.bot.log.read_text()


@once
@pytest.mark.parametrize("event", [7, "x", [], None, True])
def test_an_event_that_is_none_is_refused_calmly(workshop: Room, event: Any) -> None:
    body = {"type": "event_callback", "team_id": workshop.slack.world.team.id, "event_id": "Ev1", "event": event}
    status, said = sent(workshop.bot, json.dumps(body).encode(), JSON)
    assert status == 400
    assert said.decode().rpartition("reference ")[2] in workshop.bot.log.read_text()


@once
@pytest.mark.parametrize("word", ["payload", "payload=x&", "{payload}", "ssl_check=1"])
def test_a_command_in_which_a_word_of_slack_s_own_stands_is_kept_like_any_other(workshop: Room, word: str) -> None:
    assert "Kept as touchpoint 1" in workshop.ana(f"touchpoint The {word} comes late")


@once
def test_a_field_that_comes_twice_is_read_once(workshop: Room) -> None:
    told = payloads.command_payload(
        workshop.slack.world,
        workshop.person("ana").id,
        workshop.slack.world.channel(workshop.channel),
        "/journey touchpoint One",
    )
    status, said = sent(workshop.bot, urlencode([*told.items(), ("text", "touchpoint Another")]).encode())
    assert (status, b"Kept as touchpoint 1" in said) == (200, True)
    assert len(workshop.exported()["touchpoints"]) == 1


@pytest.fixture
def by_socket(tmp_path: Path) -> Iterator[Room]:
    with StandIn() as slack:
        default_cast(slack.world)
        slack.world.add_channel("room", EVERYBODY)
        with Bot(slack, tmp_path, socket_mode=True) as bot:
            yield Room(bot, "room")


def test_what_is_of_a_wrong_type_does_not_stop_the_line_of_socket_mode(by_socket: Room) -> None:
    by_socket.ana("start Free trial | language: en")
    lines, team = by_socket.slack.lines, by_socket.slack.world.team.id
    somebody = {"user": {"id": by_socket.person("ana").id}, "trigger_id": "t"}
    broken: list[tuple[str, Any]] = [
        (INTERACTIVE, {"type": "block_actions", **somebody, "team": 5, "actions": [{"action_id": "map"}]}),
        (INTERACTIVE, {"type": "block_actions", **somebody, "user": []}),
        (INTERACTIVE, {"type": "block_actions", **somebody, "actions": {}}),
        (INTERACTIVE, {"type": "view_submission", **somebody, "view": "x"}),
        (EVENT, {"type": "event_callback", "team_id": team, "event": 7}),
        (SLASH, {"command": "/journey", "text": ["status"], "channel_id": by_socket.id, "user_id": 5}),
        (SLASH, 7),
        (SLASH, ["status"]),
        (7, None),  # type: ignore[list-item]
    ]
    for kind, payload in broken * 3:  # more than there are workers
        lines._run(lines._send_text(json.dumps({"envelope_id": uuid4().hex, "type": kind, "payload": payload})))
        lines._run(lines._send_text(json.dumps({"envelope_id": [], "type": {}, "payload": payload})))
    for text in ("[]", "null", "x", '{"type": 7}', '{"envelope_id": 1}'):
        lines._run(lines._send_text(text))
    assert "Kept as touchpoint 1" in by_socket.ana("touchpoint Reads the blog")
    log = by_socket.bot.log.read_text()
    assert "has it of another type, reference" in log
    assert "Traceback" not in log, log[-3000:]
    assert by_socket.slack.lines.count == 1
