"""Where the things stand in what Slack sends when something is pressed or submitted."""

from __future__ import annotations

import json
from typing import Any

Payload = dict[str, Any]


def pressed_value(pressed: Payload, argument: str) -> tuple[str, str]:
    if chosen := pressed.get("selected_option"):
        return argument, chosen["value"]
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
