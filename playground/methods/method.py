"""What a Web API method is to the stand-in, and what several of them look up: channels, people, pages of a list."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from playground.errors import Refused
from playground.uploads import PICTURES, kind_of
from playground.world import Channel, File, Payload, User, World

T = TypeVar("T")

SCOPE_FOR = {"channel": "channels", "group": "groups", "im": "im"}
LONGEST_PAGE = 1_000


@dataclass(frozen=True)
class Asker:
    """Who calls, and what they may: the scopes granted at installation."""

    token: str
    scopes: frozenset[str]

    def needs(self, *any_of: str) -> None:
        if any_of and not self.scopes.intersection(any_of):
            raise Refused("missing_scope", needed=",".join(any_of), provided=",".join(sorted(self.scopes)))

    def may(self, scope: str) -> bool:
        return scope in self.scopes


Answerer = Callable[[World, Payload, Asker], Payload]


@dataclass(frozen=True)
class Method:
    """One entry of the Web API. `scopes`: any of them will do; none means that every token may."""

    answer: Answerer
    tier: int
    """1 to 4: calls a minute, see `rates`; 0 for a limit of its own."""
    required: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    json_body: bool = True
    """Whether arguments may come as JSON; methods that read take a query or a form only."""
    prefix: str = "xoxb-"
    """The kind of token it takes: a bot's or the app's own."""


def find_channel(world: World, given: Any, asker: Asker) -> Channel:
    """A channel by its id, as far as the bot can see it: a private one only from within."""
    channel = world.channels.get(str(given))
    if channel is None or (channel.kind == "group" and world.bot_user not in channel.members):
        raise Refused("channel_not_found")
    return channel


def place_to_post(world: World, given: Any, asker: Asker) -> Channel:
    """Where a message may go: a channel with the bot in it, a direct message, or a person (their direct message)."""
    wanted = str(given)
    if wanted in world.users:
        if world.users[wanted].deleted or world.users[wanted].is_bot:
            raise Refused("channel_not_found")
        return world.im_with(wanted)
    if wanted.startswith("#"):
        wanted = next((c.id for c in world.channels.values() if f"#{c.name}" == wanted), "")
    channel = find_channel(world, wanted, asker)
    if world.bot_user not in channel.members and not asker.may("chat:write.public"):
        raise Refused("not_in_channel")
    if channel.is_archived:
        raise Refused("is_archived")
    return channel


def find_user(world: World, given: Any) -> User:
    user = world.users.get(str(given))
    if user is None:
        raise Refused("user_not_found")
    return user


def picture_ready(world: World) -> Callable[[Payload], bool]:
    """Whether a slack_file names, one way and not both, a picture that Slack has finished looking at and that the bot
    has access to: its own, or one shared where the bot is."""

    def has_access(file: File) -> bool:
        return file.user == world.bot_user or any(world.bot_user in world.channels[c].members for c in file.channels)

    def ready(slack_file: Payload) -> bool:
        if slack_file.get("id") and slack_file.get("url"):
            return False
        wanted = slack_file.get("id") or str(slack_file.get("url", "")).rpartition(f"{world.team.id}-")[2].split("/")[0]
        file = world.files.get(wanted)
        if file is None or file.deleted or not has_access(file):
            return False
        return kind_of(world, file) in PICTURES

    return ready


def yes(value: Any) -> bool:
    """A boolean argument, which forms carry as text."""
    return value in (True, "true", "True", "1", 1)


def page(entries: list[T], args: Payload, default: int = 100) -> tuple[list[T], Payload]:
    """A page of a list and the `response_metadata` that leads to the next."""
    try:
        start = int(base64.b64decode(str(args.get("cursor") or "")).decode().removeprefix("next:") or 0)
        limit = int(args.get("limit") or default)
    except ValueError:
        raise Refused("invalid_cursor") from None
    if not 0 < limit <= LONGEST_PAGE:
        raise Refused("invalid_limit")
    more = start + limit < len(entries)
    cursor = base64.b64encode(f"next:{start + limit}".encode()).decode() if more else ""
    return entries[start : start + limit], {"next_cursor": cursor}
