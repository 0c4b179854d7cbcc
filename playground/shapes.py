"""What users, channels, messages, files and views look like in Slack's answers and payloads."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from playground.uploads import kind_of
from playground.world import Channel, File, Message, Payload, User, View, World


def user_shape(world: World, user: User, *, include_locale: bool = False) -> Payload:
    zone = datetime.fromtimestamp(world.now(), ZoneInfo(user.tz))
    offset = zone.utcoffset()
    shape: Payload = {
        "id": user.id,
        "team_id": world.team.id,
        "name": user.name,
        "deleted": user.deleted,
        "real_name": user.real_name,
        "profile": _profile(world, user),
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": int(world.now()),
    }
    if user.deleted:
        return shape
    shape |= {
        "tz": user.tz,
        "tz_label": zone.tzname() or user.tz,
        "tz_offset": int(offset.total_seconds() if offset else 0),
    }
    shape |= {"is_admin": user.is_admin, "is_owner": False, "is_primary_owner": False}
    shape |= {
        "is_restricted": user.is_restricted or user.is_ultra_restricted,
        "is_ultra_restricted": user.is_ultra_restricted,
    }
    if include_locale:
        shape["locale"] = user.locale
    return shape


def _profile(world: World, user: User) -> Payload:
    profile: Payload = {
        "title": user.department,
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.display_name,
        "display_name_normalized": user.display_name,
        "team": world.team.id,
    }
    if user.is_bot:
        profile |= {"bot_id": world.bot_id, "api_app_id": world.app_id}
    return profile


def channel_shape(world: World, channel: Channel, *, include_num_members: bool = False) -> Payload:
    if channel.kind == "im":
        return {
            "id": channel.id,
            "created": channel.created,
            "is_im": True,
            "is_org_shared": False,
            "user": channel.user,
            "is_user_deleted": world.users[channel.user].deleted,
            "is_archived": channel.is_archived,
        }
    private = channel.kind == "group"
    shape: Payload = {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not private,
        "is_group": private,
        "is_im": False,
        "is_mpim": False,
        "is_private": private,
        "is_archived": channel.is_archived,
        "is_general": False,
        "is_shared": False,
        "is_ext_shared": False,
        "is_org_shared": False,
        "is_member": world.bot_user in channel.members,
        "created": channel.created,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }
    if include_num_members:
        shape["num_members"] = len(channel.members)
    return shape


def message_shape(world: World, message: Message) -> Payload:
    shape: Payload = {
        "type": "message",
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "team": world.team.id,
    }
    if message.bot_id:
        shape |= {"bot_id": message.bot_id, "app_id": world.app_id}
    if message.ephemeral_to:
        shape["is_ephemeral"] = True
    optional = {
        "subtype": message.subtype,
        "blocks": message.blocks,
        "attachments": message.attachments,
        "thread_ts": message.thread_ts,
        "metadata": message.metadata,
        "files": [file_shape(world, world.files[f]) for f in message.files if f in world.files],
        "edited": {"user": message.user, "ts": message.edited} if message.edited else None,
        "reactions": [{"name": n, "users": u, "count": len(u)} for n, u in message.reactions.items()],
    }
    return shape | {name: value for name, value in optional.items() if value}


def file_shape(world: World, file: File) -> Payload:
    mimetype = kind_of(world, file)
    filetype = file.name.rpartition(".")[2].lower() if mimetype else ""
    place = f"{world.origin}/files-pri/{world.team.id}-{file.id}/{file.name}"
    by_kind = {
        kind: [c for c in file.channels if world.channels[c].kind == kind] for kind in ("channel", "group", "im")
    }
    return {
        "id": file.id,
        "created": int(file.created),
        "timestamp": int(file.created),
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": mimetype,
        "filetype": filetype,
        "pretty_type": filetype.upper(),
        "user": file.user,
        "user_team": world.team.id,
        "editable": False,
        "size": file.size,
        "mode": "hosted",
        "is_external": False,
        "is_public": bool(by_kind["channel"]),
        "alt_txt": file.alt_txt,
        "url_private": place,
        "url_private_download": place,
        "permalink": f"{world.origin}/files/{file.user}/{file.id}/{file.name}",
        "channels": by_kind["channel"],
        "groups": by_kind["group"],
        "ims": by_kind["im"],
    }


def view_shape(world: World, view: View) -> Payload:
    given = view.payload
    return {
        "id": view.id,
        "team_id": world.team.id,
        "type": view.type,
        "blocks": given.get("blocks", []),
        "private_metadata": given.get("private_metadata", ""),
        "callback_id": given.get("callback_id", ""),
        "state": {"values": view.values},
        "hash": view.hash,
        "title": given.get("title", {"type": "plain_text", "text": "View Title", "emoji": True}),
        "clear_on_close": bool(given.get("clear_on_close")),
        "notify_on_close": bool(given.get("notify_on_close")),
        "close": given.get("close"),
        "submit": given.get("submit"),
        "previous_view_id": view.previous_view_id or None,
        "root_view_id": view.root_view_id,
        "app_id": world.app_id,
        "external_id": view.external_id,
        "app_installed_team_id": world.team.id,
        "bot_id": world.bot_id,
    }
