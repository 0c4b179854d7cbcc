"""Where the things stand in what Slack sends when something is pressed or submitted."""

from __future__ import annotations

import json
from typing import Any

Payload = dict[str, Any]
_OF_AN_EVENT = {
    "app_home_opened": (("user",),),
    "member_joined_channel": (("user",), ("channel",)),
    "member_left_channel": (("user",), ("channel",)),
    "channel_left": (("channel",),),
    "group_left": (("channel",),),
    "user_change": (("user", "id"),),
}
_OF_A_REQUEST: dict[str, tuple[tuple[str | int, ...], ...]] = {
    "block_actions": (("user", "id"), ("actions", 0, "action_id")),
    "view_submission": (("user", "id"), ("view", "id"), ("view", "type"), ("view", "callback_id")),
    "shortcut": (("user", "id"),),
    "message_action": (("user", "id"),),
}
"""What nothing can be done without. Slack always sends it."""


def is_whole(body: Payload) -> bool:
    if "command" in body:
        return all(_says(body, (name,)) for name in ("user_id", "channel_id"))
    if body.get("type") == "event_callback":
        event = body.get("event")
        kind = event.get("type") if isinstance(event, dict) else None
        return isinstance(kind, str) and all(_says(event, place) for place in _OF_AN_EVENT.get(kind, ()))
    return all(_says(body, place) for place in _OF_A_REQUEST.get(str(body.get("type")), ()))


def _says(found: Any, place: tuple[str | int, ...]) -> bool:
    for part in place:
        try:
            found = found[part]
        except (KeyError, IndexError, TypeError):
            return False
    return isinstance(found, str) and bool(found)


def pressed_value(pressed: Payload, argument: str) -> tuple[str, str]:
    if "selected_option" in pressed:
        return argument, pressed["selected_option"]["value"]
    journey, _, rest = str(pressed.get("value") or "").partition(":")
    return journey, rest


def from_elsewhere(body: Payload) -> bool:
    """Whether the person is of another organisation, in a channel that both share."""
    home, enterprise = body["user"].get("team_id", ""), (body.get("enterprise") or {}).get("id", "")
    return bool(home) and home not in {workspace_of(body), enterprise}


def metadata_of(body: Payload) -> Payload:
    found: Payload = json.loads((body.get("view") or {}).get("private_metadata") or "{}")
    return found


def shown_channel_of(body: Payload) -> str:
    """The channel that Slack itself says this happened in; empty for what happened in a form or on the Home tab."""
    return str((body.get("channel") or {}).get("id") or "")


def channel_of(body: Payload) -> str:
    return str((body.get("channel") or {}).get("id") or metadata_of(body).get("channel", ""))


def workspace_of(body: Payload) -> str:
    """Where an organisation installed Waymark for all its workspaces, `team` may be empty: then it is the person's."""
    team = body.get("team_id") or (body.get("team") or {}).get("id") or (body.get("user") or {}).get("team_id")
    return str(team or "")
