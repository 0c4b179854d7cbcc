"""files.*: the upload in three steps, and what became of it."""

from __future__ import annotations

from playground.errors import Refused, missing
from playground.limits import check_message
from playground.methods.method import Asker, Method, find_channel, picture_ready
from playground.shapes import file_shape
from playground.uploads import complete, reserve
from playground.values import fill_in_ids
from playground.view_stack import short_id
from playground.world import File, Payload, World

MOST_CHANNELS = 100


def get_upload_url(world: World, args: Payload, asker: Asker) -> Payload:
    try:
        length = int(args["length"])
    except (TypeError, ValueError):
        raise Refused("invalid_arguments", ["length must be an integer"]) from None
    file = reserve(world, str(args["filename"]), length, str(args.get("alt_txt") or ""))
    return {"upload_url": f"{world.origin}/upload/v1/{file.id}", "file_id": file.id}


def complete_upload(world: World, args: Payload, asker: Asker) -> Payload:
    """Without a channel the file stays private; with one, a message with the file appears there."""
    entries = args["files"]
    if not isinstance(entries, list) or not all(isinstance(e, dict) and e.get("id") for e in entries):
        raise Refused("invalid_arguments", ["files must be an array of objects with an id"])
    if not entries:
        raise missing("files")
    listed = [c for c in str(args.get("channels") or "").split(",") if c]
    targets = [args["channel_id"]] if args.get("channel_id") else listed
    if len(targets) > MOST_CHANNELS:
        raise Refused("channels_limit_exceeded")
    channels = [_place_to_share(world, target, asker) for target in targets]
    blocks = args.get("blocks") or []
    if blocks:
        check_message({"blocks": blocks}, picture_ready(world))
    files = [complete(world, str(entry["id"]), str(entry.get("title") or "")) for entry in entries]
    for channel in channels:
        _share(world, channel, files, args)
    return {"files": [file_shape(world, file) for file in files]}


def _place_to_share(world: World, given: object, asker: Asker) -> str:
    """A channel by its id, with the bot in it; unlike a message, a file goes to no person and no name."""
    channel = find_channel(world, given, asker)
    if world.bot_user not in channel.members:
        raise Refused("not_in_channel")
    if channel.is_archived:
        raise Refused("posting_to_channel_denied")
    return channel.id


def _share(world: World, channel: str, files: list[File], args: Payload) -> None:
    for file in files:
        file.channels.append(channel)
    parent = world.message(channel, str(args.get("thread_ts") or ""))
    world.post(
        channel,
        world.bot_user,
        args.get("initial_comment") or "",
        bot_id=world.bot_id,
        blocks=fill_in_ids(args.get("blocks") or [], short_id),
        files=[file.id for file in files],
        thread_ts=parent.ts if parent else "",
        subtype="file_share",
    )


def info(world: World, args: Payload, asker: Asker) -> Payload:
    return {"file": file_shape(world, _present(world, args["file"])), "comments": [], "response_metadata": {}}


def delete(world: World, args: Payload, asker: Asker) -> Payload:
    """The file goes, and from the messages that showed it."""
    file = _present(world, args["file"])
    if file.user != world.bot_user:
        raise Refused("cant_delete_file")
    file.deleted = True
    world.bytes_of.pop(file.id, None)
    for channel in file.channels:
        for message in list(world.messages.get(channel, {}).values()):
            if file.id in message.files:
                world.edit(message, files=[f for f in message.files if f != file.id])
    world.feed.tell("file", id=file.id)
    return {}


def _present(world: World, given: object) -> File:
    file = world.files.get(str(given))
    if file is None or not file.completed:
        raise Refused("file_not_found")
    if file.deleted:
        raise Refused("file_deleted")
    return file


METHODS = {
    "files.getUploadURLExternal": Method(get_upload_url, 4, ("filename", "length"), ("files:write",), json_body=False),
    "files.completeUploadExternal": Method(complete_upload, 4, ("files",), ("files:write",)),
    "files.info": Method(info, 4, ("file",), ("files:read",), json_body=False),
    "files.delete": Method(delete, 3, ("file",), ("files:write",)),
}
