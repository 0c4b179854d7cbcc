"""What Slack sends to the bot: slash commands, interactions, events, field by field as Slack's samples have them."""

from __future__ import annotations

import re
from html import escape

from playground.shapes import message_shape, view_shape
from playground.world import Channel, Message, Payload, View, World

NAME_IN_DM = "directmessage"
NAME_IN_PRIVATE = "privategroup"
OLD_TOKEN = "verification-token"  # noqa: S105 - Slack's deprecated way to prove itself; nobody checks it
BROADCASTS = ("channel", "here", "everyone")

MENTION = re.compile(r"(?<![\w@])@([\w.-]*\w)")
CHANNEL = re.compile(r"(?<![\w#&])#([\w-]+)")
LINK = re.compile(r"https?://[^\s|<>]+")


def escaped(world: World, text: str) -> str:
    """What a person typed as Slack hands it on with escaping turned on: users, channels and links marked up."""
    text = escape(text, quote=False)
    text = LINK.sub(lambda found: f"<{found[0]}>", text)
    text = MENTION.sub(lambda found: _mention(world, found), text)
    return CHANNEL.sub(lambda found: _channel(world, found), text)


def _mention(world: World, found: re.Match[str]) -> str:
    if found[1] in BROADCASTS:
        return f"<!{found[1]}>"
    user = next((u for u in world.users.values() if u.name == found[1]), None)
    return f"<@{user.id}|{user.name}>" if user else found[0]


def _channel(world: World, found: re.Match[str]) -> str:
    channel = next((c for c in world.channels.values() if c.name and c.name == found[1]), None)
    return f"<#{channel.id}|{channel.name}>" if channel else found[0]


def name_of(channel: Channel) -> str:
    """How a payload names a channel: private ones and direct messages by their kind."""
    return {"im": NAME_IN_DM, "group": NAME_IN_PRIVATE}.get(channel.kind, channel.name)


def response_url(world: World, user: str, channel: str, message_ts: str = "") -> str:
    return f"{world.origin}/response/{world.new_response_url(user, channel, message_ts).key}"


def command_payload(world: World, user: str, channel: Channel, line: str, *, escape: bool = True) -> Payload:
    """A slash command; `line` is what was typed, "/journey start Trial"."""
    command, _, text = line.strip().partition(" ")
    text = text.strip()
    return {
        "token": OLD_TOKEN,
        "team_id": world.team.id,
        "team_domain": world.team.domain,
        "channel_id": channel.id,
        "channel_name": name_of(channel),
        "user_id": user,
        "user_name": world.users[user].name,
        "command": command,
        "text": escaped(world, text) if escape else text,
        "api_app_id": world.app_id,
        "is_enterprise_install": "true" if world.team.org_wide else "false",
        **({"enterprise_id": world.team.enterprise} if world.team.enterprise else {}),
        "response_url": response_url(world, user, channel.id),
        "trigger_id": world.new_trigger(user, channel.id).id,
    }


def _base(world: World, kind: str, user: str) -> Payload:
    name = world.users[user].name
    return {
        "type": kind,
        "user": {"id": user, "username": name, "name": name, "team_id": world.team.id},
        "api_app_id": world.app_id,
        "token": OLD_TOKEN,
        # of an organisation's installation Slack names no team here
        "team": None if world.team.org_wide else {"id": world.team.id, "domain": world.team.domain},
        "enterprise": {"id": world.team.enterprise, "name": "An organisation"} if world.team.enterprise else None,
        "is_enterprise_install": world.team.org_wide,
    }


def _place(world: World, user: str, place: Message | View) -> Payload:
    """Where an element stands: a view, or a message in a channel. Slack shows no content of ephemeral messages."""
    if isinstance(place, View):
        return {"container": {"type": "view", "view_id": place.id}, "view": view_shape(world, place)}
    channel = world.channels[place.channel]
    where: Payload = {
        "container": {
            "type": "message",
            "message_ts": place.ts,
            "channel_id": channel.id,
            "is_ephemeral": bool(place.ephemeral_to),
        },
        "channel": {"id": channel.id, "name": name_of(channel)},
        "state": {"values": place.values.get(user, {})},
    }
    if not place.ephemeral_to:
        where["message"] = message_shape(world, place)
    return where


def actions_payload(world: World, user: str, place: Message | View, action: Payload) -> Payload:
    """block_actions: a button pressed, something chosen."""
    payload = _base(world, "block_actions", user) | _place(world, user, place)
    if isinstance(place, View):
        trigger = world.new_trigger(user, view_id=place.id if place.type == "modal" else "")
    else:
        trigger = world.new_trigger(user, place.channel)
        payload["response_url"] = response_url(world, user, place.channel, place.ts)
    return payload | {"trigger_id": trigger.id, "actions": [action | {"action_ts": world.next_ts()}]}


def suggestion_payload(
    world: World, user: str, place: Message | View, block_id: str, action_id: str, typed: str
) -> Payload:
    asked = {"block_id": block_id, "action_id": action_id, "value": typed}
    return _base(world, "block_suggestion", user) | _place(world, user, place) | asked


def submission_payload(world: World, view: View) -> Payload:
    return _base(world, "view_submission", view.user) | {
        "trigger_id": world.new_trigger(view.user, view_id=view.id).id,
        "view": view_shape(world, view),
        "response_urls": _chosen_urls(world, view),
    }


def _chosen_urls(world: World, view: View) -> list[Payload]:
    """For conversations chosen with response_url_enabled, the address to answer there."""
    urls = []
    for block in view.payload["blocks"]:
        element = block.get("element") or {}
        if not element.get("response_url_enabled"):
            continue
        state = view.values[block["block_id"]][element["action_id"]]
        channel = state.get("selected_conversation") or state.get("selected_channel")
        if channel:
            urls.append(
                {
                    "block_id": block["block_id"],
                    "action_id": element["action_id"],
                    "channel_id": channel,
                    "response_url": response_url(world, view.user, channel),
                }
            )
    return urls


def closed_payload(world: World, view: View, *, all_of_them: bool) -> Payload:
    return _base(world, "view_closed", view.user) | {"view": view_shape(world, view), "is_cleared": all_of_them}


def shortcut_payload(world: World, user: str, callback_id: str, message: Message | None = None) -> Payload:
    """A global shortcut, or one on a message."""
    kind = "message_action" if message else "shortcut"
    payload = _base(world, kind, user) | {"callback_id": callback_id, "action_ts": world.next_ts()}
    if message is None:
        return payload | {"trigger_id": world.new_trigger(user).id}
    channel = world.channels[message.channel]
    return payload | {
        "trigger_id": world.new_trigger(user, channel.id).id,
        "channel": {"id": channel.id, "name": name_of(channel)},
        "message": message_shape(world, message),
        "message_ts": message.ts,
        "response_url": response_url(world, user, channel.id, message.ts),
    }


def event_payload(world: World, event: Payload) -> Payload:
    """The envelope around an event."""
    return {
        "token": OLD_TOKEN,
        "team_id": world.team.id,
        **({"enterprise_id": world.team.enterprise} if world.team.enterprise else {}),
        "api_app_id": world.app_id,
        "type": "event_callback",
        "event_id": world.new_id("Ev"),
        "event_time": int(world.now()),
        "event": {"event_ts": world.next_ts()} | event,
        "authorizations": [
            {
                "enterprise_id": world.team.enterprise or None,
                "team_id": world.team.id,
                "user_id": world.bot_user,
                "is_bot": True,
                "is_enterprise_install": world.team.org_wide,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": world.next_ts(),
    }
