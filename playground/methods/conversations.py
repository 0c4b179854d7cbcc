"""conversations.* and users.conversations: which channels there are and who is in them."""

from __future__ import annotations

from playground.errors import Refused
from playground.methods.method import SCOPE_FOR, Asker, Method, find_channel, find_user, page, yes
from playground.shapes import channel_shape
from playground.world import Channel, Payload, World

KIND_OF = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


def _readable(world: World, given: object, asker: Asker) -> Channel:
    """A channel the bot sees, of a kind whose scope it was granted."""
    channel = find_channel(world, given, asker)
    asker.needs(f"{SCOPE_FOR[channel.kind]}:read")
    return channel


def info(world: World, args: Payload, asker: Asker) -> Payload:
    channel = _readable(world, args["channel"], asker)
    shape = channel_shape(world, channel, include_num_members=yes(args.get("include_num_members")))
    if yes(args.get("include_locale")):
        shape["locale"] = "en-US"
    return {"channel": shape}


def members(world: World, args: Payload, asker: Asker) -> Payload:
    ids, metadata = page(_readable(world, args["channel"], asker).members, args)
    return {"members": ids, "response_metadata": metadata}


def list_all(world: World, args: Payload, asker: Asker) -> Payload:
    """All public channels, and those private ones the bot is in."""
    channels = [c for c in world.channels.values() if c.kind == "channel" or world.bot_user in c.members]
    return _listed(world, channels, args, asker)


def of_user(world: World, args: Payload, asker: Asker) -> Payload:
    """The channels a person is in, as far as the bot can see them; the bot's own without `user`."""
    who = find_user(world, args.get("user") or world.bot_user).id
    seen = (c for c in world.channels.values() if c.kind == "channel" or world.bot_user in c.members)
    return _listed(world, [c for c in seen if who in c.members], args, asker)


def _listed(world: World, channels: list[Channel], args: Payload, asker: Asker) -> Payload:
    types = [name.strip() for name in str(args.get("types") or "public_channel").split(",")]
    if unknown := [name for name in types if name not in KIND_OF]:
        raise Refused("invalid_types", [f"unknown type: {name}" for name in unknown])
    for kind in (KIND_OF[name] for name in types):
        asker.needs(f"{SCOPE_FOR.get(kind, kind)}:read")
    wanted = [c for c in channels if c.kind in {KIND_OF[name] for name in types}]
    if yes(args.get("exclude_archived")):
        wanted = [c for c in wanted if not c.is_archived]
    some, metadata = page(wanted, args)
    return {"channels": [channel_shape(world, c) for c in some], "response_metadata": metadata}


def open_im(world: World, args: Payload, asker: Asker) -> Payload:
    if args.get("channel"):
        channel = find_channel(world, args["channel"], asker)
    else:
        names = args.get("users") or ""
        ids = names if isinstance(names, list) else [n.strip() for n in str(names).split(",") if n.strip()]
        channel = _im_with(world, ids)
    short: Payload = {"id": channel.id}
    return {"channel": channel_shape(world, channel) if yes(args.get("return_im")) else short}


def _im_with(world: World, ids: list[str]) -> Channel:
    if not ids:
        raise Refused("users_list_not_supplied")
    if len(ids) > 1:
        # Group messages need mpim:write, which this app has no use for.
        raise Refused("missing_scope", needed="mpim:write", provided="im:write")
    user = find_user(world, ids[0])
    if user.deleted:
        raise Refused("user_disabled")
    if user.is_bot:
        raise Refused("invalid_user_combination")
    return world.im_with(user.id)


def join(world: World, args: Payload, asker: Asker) -> Payload:
    channel = find_channel(world, args["channel"], asker)
    if channel.kind != "channel":
        raise Refused("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise Refused("is_archived")
    if world.bot_user not in channel.members:
        channel.members.append(world.bot_user)
        world.feed.tell("channel", channel.id)
    return {"channel": channel_shape(world, channel)}


READ = ("channels:read", "groups:read", "im:read", "mpim:read")

METHODS = {
    "conversations.info": Method(info, 3, ("channel",), READ, json_body=False),
    "conversations.members": Method(members, 4, ("channel",), READ, json_body=False),
    "conversations.list": Method(list_all, 2, (), READ, json_body=False),
    "users.conversations": Method(of_user, 3, (), READ, json_body=False),
    "conversations.open": Method(open_im, 3, (), ("im:write", "mpim:write", "channels:manage", "groups:write")),
    "conversations.join": Method(join, 3, ("channel",), ("channels:join",)),
}
