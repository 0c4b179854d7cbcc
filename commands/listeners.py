"""Bolt's side of the door: which listener takes which payload."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, BoltResponse
from slack_bolt.error import BoltUnhandledRequestError

from commands import lookups, posts, shortcuts
from commands.door import Door
from commands.payloads import workspace_of
from commands.reference import current
from commands.reminders import resume_reviews
from storage.values import Post

log = logging.getLogger("waymark.door")
ANY = re.compile(r".*", re.DOTALL)
EVENTS = (
    "app_home_opened",
    "member_joined_channel",
    "member_left_channel",
    "channel_left",
    "group_left",
    "user_change",
)
"""What the manifest subscribes to; each has its listener below."""
LATE_SECONDS = 30
"""Slack delivers an event once more at once, after a minute and after five."""


def register(app: App, door_of: Callable[[str], Door]) -> None:
    """`door_of` finds the door of a workspace."""

    @app.command(ANY)
    def command(ack: Ack, body: dict[str, Any]) -> None:
        answer = door_of(workspace_of(body)).command(body)
        if answer is None:
            ack()
        else:
            ack(**answer)

    @app.action(ANY)
    def action(ack: Ack, body: dict[str, Any]) -> None:
        door_of(workspace_of(body)).action(body)
        ack()

    @app.view(ANY)
    def submission(ack: Ack, body: dict[str, Any]) -> None:
        ack(**door_of(workspace_of(body)).submission(body))

    @app.view_closed(ANY)
    def closed(ack: Ack) -> None:
        ack()

    @app.shortcut(ANY)
    def shortcut(ack: Ack, body: dict[str, Any]) -> None:
        if body["type"] == "message_action" and body["callback_id"] in shortcuts.CALLBACKS:  # else of an older manifest
            shortcuts.take(door_of(workspace_of(body)), body)
        ack()

    @app.error
    def failed(error: Exception) -> BoltResponse | None:
        if isinstance(error, BoltUnhandledRequestError):
            return BoltResponse(status=200)  # not for us; Slack counts anything else as a delivery that failed
        log.error("request failed, reference %s", current(), exc_info=error)
        return None

    for name in EVENTS:
        app.event(name)(_event_listener(door_of, name))


def _event_listener(door_of: Callable[[str], Door], name: str) -> Any:
    def listener(ack: Ack, body: dict[str, Any]) -> None:
        take_event(door_of(workspace_of(body)), name, body)
        ack()

    return listener


def take_event(door: Door, name: str, body: dict[str, Any]) -> None:
    event, workspace = body["event"], workspace_of(body)
    ours = {each.get("user_id") for each in body.get("authorizations") or [] if each.get("is_bot")}
    todo: list[Post] = []
    if name == "app_home_opened" and event.get("tab", "home") == "home":
        todo.append(posts.home(event["user"], first=not event.get("view")))
        todo.append(posts.learn_person(event["user"]))
    elif name == "member_joined_channel" and event["user"] in ours:
        if not _we_are_there(door, body, True):
            return
        todo.append(posts.learn_members(event["channel"]))
        if journey := door.store.standing(workspace, event["channel"], event["user"]).journey:
            todo.append(posts.card(journey))
        for head in door.store.paused_reviews(workspace, event["channel"]):
            resume_reviews(door.store, head, door.now())
    elif name == "member_joined_channel":
        todo.append(posts.learn_person(event["user"]))
    elif name in {"channel_left", "group_left"} or (name == "member_left_channel" and event["user"] in ours):
        _we_are_there(door, body, False)
    elif name == "member_left_channel":
        door.audience.left(workspace, event["channel"], event["user"])
    elif name == "user_change":
        told = lookups.person_from(event["user"], door.now())
        known = door.store.people(workspace, [told.id]).get(told.id)
        if known and _is_late(body):
            todo.append(posts.learn_person(told.id))
        elif known:  # of others nothing is kept
            kept = {part: getattr(told, part) or getattr(known, part) for part in ("name", "locale", "timezone")}
            door.store.learn_person(workspace, told._replace(**kept))
    if todo:
        door.store.post(workspace, todo, door.now())


def _we_are_there(door: Door, body: dict[str, Any], joined: bool) -> bool:
    """Keeps whether we are in the channel. An event that Slack delivers late, or once more, may tell of what has
    changed since: Slack is asked instead, and the event is believed only where it does not answer."""
    channel = body["event"]["channel"]
    known = lookups.channel(door.slack, channel) if _is_late(body) else None
    there = known.joined if known else joined
    door.store.learn_channel(workspace_of(body), channel, there)
    return there


def _is_late(body: dict[str, Any]) -> bool:
    """By Slack's clock, which is the world's."""
    said = body.get("event_time") or 0
    return bool(said) and time.time() - said > LATE_SECONDS
