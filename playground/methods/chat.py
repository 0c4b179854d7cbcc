"""chat.*: messages for a channel, for one person, changed, deleted."""

from __future__ import annotations

from playground.errors import Refused
from playground.limits import check_message
from playground.limits.surfaces import LONGEST_EDITED_TEXT, LONGEST_TEXT
from playground.methods.method import Asker, Method, find_channel, picture_ready, place_to_post
from playground.shapes import message_shape
from playground.values import fill_in_ids
from playground.view_stack import short_id
from playground.world import Message, Payload, World


def post_message(world: World, args: Payload, asker: Asker) -> Payload:
    channel = place_to_post(world, args["channel"], asker)
    check_message(args, picture_ready(world))
    text = args.get("text") or ""
    message = world.post(
        channel.id,
        world.bot_user,
        text[:LONGEST_TEXT],
        bot_id=world.bot_id,
        blocks=fill_in_ids(args.get("blocks") or [], short_id),
        attachments=args.get("attachments") or [],
        thread_ts=_thread(world, channel.id, args),
        metadata=args.get("metadata") or {},
    )
    answer: Payload = {"channel": channel.id, "ts": message.ts, "message": message_shape(world, message)}
    if len(text) > LONGEST_TEXT:
        answer["response_metadata"] = {"warnings": ["message_truncated"]}
    return answer


def _thread(world: World, channel: str, args: Payload) -> str:
    """Replies go to the first message of a thread; to one that is not there they stand alone, as in Slack."""
    parent = world.message(channel, str(args.get("thread_ts") or ""))
    return (parent.thread_ts or parent.ts) if parent and not parent.ephemeral_to else ""


def post_ephemeral(world: World, args: Payload, asker: Asker) -> Payload:
    channel = place_to_post(world, args["channel"], asker)
    check_message(args, picture_ready(world))
    if len(args.get("text") or "") > LONGEST_TEXT:
        raise Refused("msg_too_long")
    person = world.users.get(str(args["user"]))
    if person is None or person.deleted or person.id not in channel.members:
        raise Refused("user_not_in_channel")
    message = world.post(
        channel.id,
        world.bot_user,
        args.get("text") or "",
        bot_id=world.bot_id,
        blocks=fill_in_ids(args.get("blocks") or [], short_id),
        attachments=args.get("attachments") or [],
        thread_ts=_thread(world, channel.id, args),
        ephemeral_to=person.id,
    )
    return {"message_ts": message.ts}


def update(world: World, args: Payload, asker: Asker) -> Payload:
    """Without `blocks` the old ones stay, with an empty list they go."""
    channel = find_channel(world, args["channel"], asker)
    message = _own(world, channel.id, args["ts"], "cant_update_message")
    if channel.is_archived:
        raise Refused("is_inactive")
    if not any(args.get(part) for part in ("text", "blocks", "attachments")):
        raise Refused("no_text")
    check_message(args, picture_ready(world))
    if len(args.get("text") or "") > LONGEST_EDITED_TEXT:
        raise Refused("msg_too_long")
    changes: Payload = {"text": args.get("text") or ""}
    if args.get("blocks") is not None:
        changes["blocks"] = fill_in_ids(args["blocks"], short_id)
    if args.get("attachments") is not None:
        changes["attachments"] = args["attachments"]
    world.edit(message, **changes)
    shape = message_shape(world, message)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shape}


def delete(world: World, args: Payload, asker: Asker) -> Payload:
    channel = find_channel(world, args["channel"], asker)
    message = _own(world, channel.id, args["ts"], "cant_delete_message")
    world.remove(message)
    return {"channel": channel.id, "ts": message.ts}


def _own(world: World, channel: str, ts: object, otherwise: str) -> Message:
    """A message of the bot's that everybody sees; what only one person saw cannot be found again."""
    message = world.message(channel, str(ts))
    if message is None or message.ephemeral_to:
        raise Refused("message_not_found")
    if message.user != world.bot_user:
        raise Refused(otherwise)
    return message


def get_permalink(world: World, args: Payload, asker: Asker) -> Payload:
    channel = find_channel(world, args["channel"], asker)
    ts = str(args["message_ts"])
    message = world.message(channel.id, ts)
    if message is None or message.ephemeral_to:
        raise Refused("message_not_found")
    link = f"https://{world.team.domain}.slack.com/archives/{channel.id}/p{ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": link}


WRITE = ("chat:write",)

METHODS = {
    "chat.postMessage": Method(post_message, 0, ("channel",), WRITE),
    "chat.postEphemeral": Method(post_ephemeral, 4, ("channel", "user"), WRITE),
    "chat.update": Method(update, 3, ("channel", "ts"), WRITE),
    "chat.delete": Method(delete, 3, ("channel", "ts"), WRITE),
    "chat.getPermalink": Method(get_permalink, 0, ("channel", "message_ts"), json_body=False),
}
