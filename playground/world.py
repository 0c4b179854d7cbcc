"""The state of the stand-in workspace, in memory, behind one lock.

Whoever reads several things that belong together holds `world.lock`; every method takes it by itself. Each change is
told to `world.feed`. What a modal stack does is in `view_stack`, what a file goes through in `uploads`, what is kept
on disk in `keeping`; what things look like on the wire in `shapes`.
"""

from __future__ import annotations

import itertools
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from playground.feed import Feed, Watch
from playground.model import (
    SLACKBOT,
    Call,
    Channel,
    Delivery,
    File,
    Message,
    Notice,
    Payload,
    ResponseUrl,
    Team,
    Trigger,
    User,
    Values,
    View,
)

__all__ = [
    "SLACKBOT",
    "Call",
    "Channel",
    "Delivery",
    "File",
    "Message",
    "Notice",
    "Payload",
    "ResponseUrl",
    "Team",
    "Trigger",
    "User",
    "Values",
    "View",
    "World",
]

T = TypeVar("T")

MOST_KEPT = 50_000
"""Calls, deliveries, triggers and notices remembered before the oldest are let go."""


class World:
    """One workspace with one app in it.

    `clock` gives the time as Slack counts it, in seconds since 1970; tests may replace it.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        self.lock = threading.RLock()
        self.feed = Feed(self.lock)
        self.team = Team()
        self.app_id = "A0WAYMARK"
        self.bot_id = "B0WAYMARK"
        self.bot_user = "U0WAYMARK"
        """The user id of the bot."""
        self.origin = ""
        """Where this stand-in is reached, as in http://127.0.0.1:4000."""
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, dict[str, Message]] = {}
        """Channel id -> ts -> message, oldest first; ephemeral ones among them."""
        self.files: dict[str, File] = {}
        self.bytes_of: dict[str, bytes] = {}
        """File id -> content."""
        self.looks_for = 0.2
        """Seconds between the completion of an upload and its mimetype being known."""
        self.ready_at: dict[str, float] = {}
        """File id -> when it will be ready to be shown, by `time.monotonic`; without an entry it is."""
        self.views: dict[str, View] = {}
        """Modals that are open."""
        self.stacks: dict[str, list[str]] = {}
        """User id -> ids of their open modals, the topmost last."""
        self.homes: dict[str, View] = {}
        """User id -> their Home tab, once published."""
        self.homes_opened: set[str] = set()
        self.tickets: set[str] = set()
        """Socket Mode addresses given out and not used yet."""
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.calls: list[Call] = []
        self.deliveries: list[Delivery] = []
        self.notices: list[Notice] = []
        self._last_ts = 0
        self._numbers = itertools.count(1)
        self.users[self.bot_user] = User(self.bot_user, "waymark", "Waymark", tz="Etc/UTC", is_bot=True)
        self.users[SLACKBOT] = User(SLACKBOT, "slackbot", "Slackbot", tz="Etc/UTC")

    # -- time and names -----------------------------------------------------------------------------------------

    def now(self) -> float:
        return self.clock()

    def next_ts(self) -> str:
        """A message's time and name: unique and rising."""
        with self.lock:
            self._last_ts = max(int(self.now() * 1_000_000), self._last_ts + 1)
            return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def new_id(self, letter: str) -> str:
        """An id as Slack makes them: a letter for the kind, then capitals and digits."""
        with self.lock:
            return f"{letter}{next(self._numbers):04d}{secrets.token_hex(3).upper()}"

    # -- people and channels ------------------------------------------------------------------------------------

    @property
    def bot(self) -> User:
        return self.users[self.bot_user]

    def add_user(self, name: str, real_name: str = "", **details: Any) -> User:
        """A person; `details` are further fields of `User`, such as tz, locale, department, deleted, is_restricted."""
        with self.lock:
            user = User(details.pop("id", "") or self.new_id("U"), name, real_name or name.title(), **details)
            self.users[user.id] = user
            self.feed.tell("user", id=user.id)
            return user

    def add_channel(
        self, name: str, members: Iterable[str] = (), *, private: bool = False, bot: bool = True, id: str = ""
    ) -> Channel:
        """A channel; members are names or ids, the bot is one unless `bot=False`."""
        with self.lock:
            ids = [self.user(member).id for member in members]
            if bot:
                ids.append(self.bot_user)
            kind, letter = ("group", "G") if private else ("channel", "C")
            channel = Channel(id or self.new_id(letter), name, kind, list(dict.fromkeys(ids)), created=int(self.now()))  # type: ignore[arg-type]
            self.channels[channel.id] = channel
            self.feed.tell("channel", channel.id)
            return channel

    def im_with(self, user: str) -> Channel:
        """The direct message between a person and the bot, opened if there is none yet."""
        with self.lock:
            person = self.user(user)
            for channel in self.channels.values():
                if channel.kind == "im" and channel.user == person.id:
                    return channel
            channel = Channel(
                self.new_id("D"), "", "im", [person.id, self.bot_user], user=person.id, created=int(self.now())
            )
            self.channels[channel.id] = channel
            self.feed.tell("channel", channel.id, user=person.id)
            return channel

    def user(self, name_or_id: str) -> User:
        with self.lock:
            wanted = name_or_id.removeprefix("@")
            found = self.users.get(wanted) or next((u for u in self.users.values() if u.name == wanted), None)
            if found is None:
                raise KeyError(f"no user {name_or_id!r}; there are {sorted(u.name for u in self.users.values())}")
            return found

    def channel(self, name_or_id: str) -> Channel:
        """By name, with or without #, or by id; "@ana" is Ana's direct message with the bot."""
        with self.lock:
            if name_or_id.startswith("@"):
                return self.im_with(name_or_id)
            wanted = name_or_id.removeprefix("#")
            named = (c for c in self.channels.values() if c.name and c.name == wanted)
            found = self.channels.get(wanted) or next(named, None)
            if found is None:
                raise KeyError(f"no channel {name_or_id!r}; there are {sorted(c.name for c in self.channels.values())}")
            return found

    def channels_of(self, user: str) -> list[Channel]:
        """The channels and the direct message a person has in their list."""
        with self.lock:
            return [c for c in self.channels.values() if self.user(user).id in c.members]

    # -- messages -----------------------------------------------------------------------------------------------

    def post(self, channel: str, user: str, text: str = "", **details: Any) -> Message:
        """A new message; `details` are further fields of `Message`: blocks, files, ephemeral_to, thread_ts …"""
        with self.lock:
            message = Message(self.next_ts(), channel, user, text, **details)
            self.messages.setdefault(channel, {})[message.ts] = message
            kind = "ephemeral" if message.ephemeral_to else "message"
            self.feed.tell(kind, channel, message.ephemeral_to, message.ts)
            return message

    def edit(self, message: Message, **changes: Any) -> None:
        """Changes fields of a message; says so with `edited` where everybody sees it."""
        with self.lock:
            for name, value in changes.items():
                setattr(message, name, value)
            message.edited = message.edited if message.ephemeral_to else self.next_ts()
            self.feed.tell("message_changed", message.channel, message.ephemeral_to, message.ts)

    def remove(self, message: Message) -> None:
        with self.lock:
            self.messages.get(message.channel, {}).pop(message.ts, None)
            channel = self.channels[message.channel]
            channel.pins = [ts for ts in channel.pins if ts != message.ts]
            self.feed.tell("message_deleted", message.channel, message.ephemeral_to, message.ts)

    def message(self, channel: str, ts: str) -> Message | None:
        with self.lock:
            return self.messages.get(channel, {}).get(ts)

    def visible(self, channel: str, user: str = "") -> list[Message]:
        """A channel's messages, oldest first: for everybody, and those to `user` alone."""
        with self.lock:
            ids = self.channel(channel).id
            viewer = self.user(user).id if user else ""
            return [m for m in self.messages.get(ids, {}).values() if m.ephemeral_to in ("", viewer)]

    def notify(self, user: str, text: str, channel: str = "") -> None:
        """What Slack itself tells a person when the bot failed them."""
        with self.lock:
            self._keep(self.notices, Notice(user, text, self.now(), channel))
            self.feed.tell("notice", channel, user)

    # -- leave to answer ----------------------------------------------------------------------------------------

    def new_trigger(self, user: str, channel: str = "", view_id: str = "") -> Trigger:
        with self.lock:
            trigger = Trigger(
                f"{next(self._numbers)}.{secrets.randbelow(10**9)}.{secrets.token_hex(12)}",
                user,
                self.now(),
                channel,
                view_id,
            )
            self._put(self.triggers, trigger.id, trigger)
            return trigger

    def new_response_url(self, user: str, channel: str, message_ts: str = "") -> ResponseUrl:
        with self.lock:
            url = ResponseUrl(secrets.token_urlsafe(18), user, channel, self.now(), message_ts)
            self._put(self.response_urls, url.key, url)
            return url

    def top_view(self, user: str) -> View | None:
        """The modal a person has in front of them."""
        with self.lock:
            stack = self.stacks.get(self.user(user).id)
            return self.views[stack[-1]] if stack else None

    # -- the record ---------------------------------------------------------------------------------------------

    def record_call(self, call: Call) -> None:
        with self.lock:
            self._keep(self.calls, call)
            self.feed.tell("call", id=call.method)

    def record_delivery(self, delivery: Delivery) -> None:
        with self.lock:
            self._keep(self.deliveries, delivery)
            self.feed.tell("delivery", id=delivery.kind)

    def watch(self) -> Watch:
        """A queue of the changes from now on: `.take()`, `.next(seconds)`, `async for changes in .stream()`."""
        return self.feed.watch()

    def forget_the_moment(self) -> None:
        """Drops what does not outlive a restart: open modals, triggers, tickets."""
        with self.lock:
            self.views, self.stacks, self.triggers, self.tickets, self.ready_at = {}, {}, {}, set(), {}
            newest = max((ts for messages in self.messages.values() for ts in messages), default="0.0")
            self._last_ts = max(self._last_ts, int(newest.replace(".", "")))
            self.feed.tell("channel")

    @staticmethod
    def _keep(record: list[T], entry: T) -> None:
        record.append(entry)
        if len(record) > 2 * MOST_KEPT:
            del record[:MOST_KEPT]

    @staticmethod
    def _put(record: dict[str, T], key: str, entry: T) -> None:
        record[key] = entry
        if len(record) > 2 * MOST_KEPT:
            for old in list(itertools.islice(record, MOST_KEPT)):
                del record[old]
