"""The Slack app manifest, made from what this version registers."""

from __future__ import annotations

from typing import Any

from commands.catalogue import COMMANDS
from commands.listeners import EVENTS
from commands.shortcuts import SHORTCUTS
from journey.words import voice

ENDS = ("app_uninstalled", "team_access_revoked", "tokens_revoked")
"""What it subscribes to besides, when workspaces install it themselves; taken in bot/oauth/uninstalling.py."""

SCOPES = {
    "commands": "people type /journey",
    "chat:write": "the card, introductions, answers and reminders",
    "files:write": "the drawn map and exports",
    "users:read": "names, languages and time zones",
    "channels:read": "whether we and a person are in a public channel",
    "groups:read": "the same for private channels",
    "im:write": "reminders to owners, the dashboard to who asked for it",
}
"""Every scope with its reason; nothing is asked for that is not used."""


def app_manifest(*, socket: bool, url: str = "", command: str = "journey", oauth: bool = False) -> dict[str, Any]:
    """`oauth`: for many workspaces, which install it themselves."""
    base = url.rstrip("/") or "https://your-address.example"
    address = f"{base}/slack/events"
    events = sorted({*EVENTS, *(ENDS if oauth else ())})
    say = voice("nl" if command == "klantreis" else "en")
    at = {} if socket else {"url": address}
    slash = {
        "command": f"/{command}",
        "description": say("Map your customers' journey together"),
        "usage_hint": " | ".join((each.dutch if command == "klantreis" else each.name) for each in COMMANDS[:6])
        + " | help",
        "should_escape": True,
        **at,
    }
    settings: dict[str, Any] = {
        "event_subscriptions": {"bot_events": events} | ({} if socket else {"request_url": address}),
        "interactivity": {"is_enabled": True} | ({} if socket else {"request_url": address}),
        "org_deploy_enabled": oauth,
        "socket_mode_enabled": socket,
        "token_rotation_enabled": oauth,
    }
    return {
        "display_information": {
            "name": "Waymark",
            "description": say("Journey mapping where your team talks"),
            "background_color": "#1d4e5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": "Waymark", "always_online": True},
            "slash_commands": [slash],
            "shortcuts": [
                {
                    "name": say(each.name),
                    "type": each.kind,
                    "callback_id": each.callback,
                    "description": say(each.description),
                }
                for each in SHORTCUTS
            ],
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}}
        | ({"redirect_urls": [f"{base}/slack/oauth_redirect"]} if oauth else {}),
        "settings": settings,
    }
