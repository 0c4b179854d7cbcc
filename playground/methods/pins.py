"""pins.* and reactions.add."""

from __future__ import annotations

import re

from playground.errors import Refused
from playground.methods.method import Asker, Method, find_channel
from playground.shapes import message_shape
from playground.world import Channel, Message, Payload, World

MOST_PINS = 100


def _place(world: World, args: Payload, asker: Asker) -> tuple[Channel, Message]:
    channel = find_channel(world, args["channel"], asker)
    if world.bot_user not in channel.members:
        raise Refused("not_in_channel")
    if not args.get("timestamp"):
        raise Refused("no_item_specified")
    message = world.message(channel.id, str(args["timestamp"]))
    if message is None or message.ephemeral_to:
        raise Refused("message_not_found")
    return channel, message


def add(world: World, args: Payload, asker: Asker) -> Payload:
    channel, message = _place(world, args, asker)
    if message.ts in channel.pins:
        raise Refused("already_pinned")
    if len(channel.pins) >= MOST_PINS:
        raise Refused("too_many_pins")
    channel.pins.append(message.ts)
    world.feed.tell("pin", channel.id, id=message.ts)
    return {}


def remove(world: World, args: Payload, asker: Asker) -> Payload:
    channel, message = _place(world, args, asker)
    if message.ts not in channel.pins:
        raise Refused("no_pin")
    channel.pins.remove(message.ts)
    world.feed.tell("pin", channel.id, id=message.ts)
    return {}


def list_all(world: World, args: Payload, asker: Asker) -> Payload:
    channel = find_channel(world, args["channel"], asker)
    pinned = (world.message(channel.id, ts) for ts in channel.pins)
    return {
        "items": [
            {"type": "message", "channel": channel.id, "message": message_shape(world, message)}
            for message in pinned
            if message
        ]
    }


def react(world: World, args: Payload, asker: Asker) -> Payload:
    channel, message = _place(world, args, asker)
    if channel.is_archived:
        raise Refused("is_archived")
    name = str(args["name"])
    if not re.fullmatch(r"[a-z0-9_+'-]+(::skin-tone-\d)?", name):
        raise Refused("invalid_name")
    who = message.reactions.setdefault(name, [])
    if world.bot_user in who:
        raise Refused("already_reacted")
    who.append(world.bot_user)
    world.feed.tell("message_changed", channel.id, id=message.ts)
    return {}


METHODS = {
    "pins.add": Method(add, 2, ("channel",), ("pins:write",)),
    "pins.remove": Method(remove, 2, ("channel",), ("pins:write",)),
    "pins.list": Method(list_all, 2, ("channel",), ("pins:read",), json_body=False),
    "reactions.add": Method(react, 3, ("channel", "name", "timestamp"), ("reactions:write",)),
}
