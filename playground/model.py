"""What there is in the stand-in workspace: people, channels, messages, files, views, and what went to and from the bot.

Plain dataclasses without behaviour; `World` changes them, `shapes` writes them as Slack does in answers and payloads.
All of them can be written as JSON, so the fields hold nothing but text, numbers, lists and dictionaries.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Payload = dict[str, Any]
Values = dict[str, dict[str, Payload]]
"""Block id -> action id -> the state of that element, as in `view.state.values`."""

SLACKBOT = "USLACKBOT"


@dataclass
class Team:
    id: str = "T0WAYMARK"
    name: str = "Waymark demo"
    domain: str = "waymark-demo"
    enterprise: str = ""
    """The id of the organisation it belongs to, on Enterprise Grid."""
    org_wide: bool = False
    """Whether the app is installed in all of the organisation."""


@dataclass
class User:
    id: str
    name: str
    """The handle, as in @ana."""
    real_name: str
    display_name: str = ""
    """What they chose to be called; most choose nothing."""
    tz: str = "Europe/Amsterdam"
    locale: str = "en-US"
    department: str = ""
    """Slack calls it the title of the profile."""
    deleted: bool = False
    is_bot: bool = False
    is_restricted: bool = False
    """A guest."""
    is_ultra_restricted: bool = False
    """A guest of a single channel."""
    is_admin: bool = False


@dataclass
class Channel:
    id: str
    name: str
    """Without the #; empty for a direct message."""
    kind: Literal["channel", "group", "im"] = "channel"
    """Public channel, private channel, direct message with the bot."""
    members: list[str] = field(default_factory=list)
    """User ids; the bot's among them if it is in the channel."""
    user: str = ""
    """The person at the other end of a direct message."""
    is_archived: bool = False
    pins: list[str] = field(default_factory=list)
    """The ts of each pinned message."""
    topic: str = ""
    created: int = 0


@dataclass
class Message:
    ts: str
    channel: str
    user: str
    text: str = ""
    bot_id: str = ""
    blocks: list[Payload] = field(default_factory=list)
    attachments: list[Payload] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    """File ids."""
    thread_ts: str = ""
    edited: str = ""
    """When it was last changed; empty if never."""
    ephemeral_to: str = ""
    """The only person who sees it; empty for everybody in the channel."""
    reactions: dict[str, list[str]] = field(default_factory=dict)
    values: dict[str, Values] = field(default_factory=dict)
    """Per person what they chose in the message's elements."""
    subtype: str = ""
    metadata: Payload = field(default_factory=dict)


@dataclass
class File:
    """An uploaded file. Its bytes are kept in `World.bytes_of`, by id."""

    id: str
    name: str
    user: str
    size: int
    title: str = ""
    alt_txt: str = ""
    mimetype: str = ""
    """Empty until Slack has looked at the file, a moment after `files.completeUploadExternal`."""
    channels: list[str] = field(default_factory=list)
    created: float = 0.0
    uploaded: bool = False
    """The bytes are here."""
    completed: float = 0.0
    """When `files.completeUploadExternal` was called; 0 before."""
    deleted: bool = False


@dataclass
class View:
    """A modal of one person, or their Home tab."""

    id: str
    user: str
    type: Literal["modal", "home"]
    payload: Payload
    """As the bot sent it: title, blocks (each with a block_id), submit, close, callback_id, private_metadata …"""
    hash: str
    external_id: str = ""
    root_view_id: str = ""
    previous_view_id: str = ""
    values: Values = field(default_factory=dict)
    """What the person typed and chose, and what was chosen for them beforehand."""
    errors: dict[str, str] = field(default_factory=dict)
    """Block id -> what the bot answered is wrong with it."""
    trouble: str = ""
    """What the person sees when the bot did not answer properly: operation_timeout or dispatch_failed."""
    response_urls: list[Payload] = field(default_factory=list)


@dataclass
class Trigger:
    """Slack's leave to open a modal: 3 seconds, once."""

    id: str
    user: str
    made: float
    channel: str = ""
    view_id: str = ""
    """The modal it was pressed in, which `views.push` goes on top of."""
    used: bool = False


@dataclass
class ResponseUrl:
    """Slack's leave to answer without being in the channel: 5 times within 30 minutes."""

    key: str
    user: str
    channel: str
    made: float
    message_ts: str = ""
    """The message whose button was pressed, for replace_original and delete_original."""
    uses: int = 0


@dataclass
class Call:
    """One call of the Web API by the bot."""

    method: str
    args: Payload
    token: str
    at: float
    answer: Payload = field(default_factory=dict)
    status: int = 200
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        return self.status == 200 and bool(self.answer.get("ok"))


@dataclass
class Delivery:
    """One thing sent to the bot: a command, an interaction or an event."""

    kind: str
    """slash_commands, interactive or events_api, as Socket Mode names them; ssl_check, url_verification."""
    payload: Payload
    at: float
    via: Literal["http", "socket"] = "http"
    status: int = 0
    """HTTP status of the acknowledgement; 0 if there was none."""
    body: str = ""
    answer: Payload = field(default_factory=dict)
    """The acknowledgement read: text, blocks, response_action …"""
    seconds: float = 0.0
    error: str = ""
    """operation_timeout, dispatch_failed, or what is wrong with the answer (invalid_blocks …); empty if all is well."""
    reasons: list[str] = field(default_factory=list)
    """Where the answer breaks Slack's limits."""
    retry: int = 0
    """Which repetition this is; 0 for the first try."""
    wants_no_retry: bool = False
    """The bot answered with X-Slack-No-Retry."""


@dataclass
class Notice:
    """What Slack itself tells a person when the bot failed them."""

    user: str
    text: str
    at: float
    channel: str = ""
