"""The Slack app manifest, made from what this version registers."""

from __future__ import annotations

from typing import Any

from commands.catalogue import COMMANDS
from commands.listeners import EVENTS
from commands.shortcuts import SHORTCUTS
from journey.words import Voice, voice

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
    address = "" if socket else f"{base}/slack/events"
    redirects = {"redirect_urls": [f"{base}/slack/oauth_redirect"]} if oauth else {}
    return {
        "display_information": {
            "name": "Waymark",
            "description": _voice_of(command)("Journey mapping where your team talks"),
            "background_color": "#1d4e5f",
        },
        "features": _features(command, address),
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}} | redirects,
        "settings": _settings(address, oauth),
    }


def _voice_of(command: str) -> Voice:
    return voice("nl" if command == "klantreis" else "en")


def _features(command: str, address: str) -> dict[str, Any]:
    """`address`: where Slack sends what people do; empty in Socket Mode."""
    say = _voice_of(command)
    words = [each.dutch if command == "klantreis" else each.name for each in COMMANDS[:6]]
    slash = {
        "command": f"/{command}",
        "description": say("Map your customers' journey together"),
        "usage_hint": " | ".join([*words, "help"]),
        "should_escape": True,
    }
    shortcuts = [
        {
            "name": say(each.name),
            "type": each.kind,
            "callback_id": each.callback,
            "description": say(each.description),
        }
        for each in SHORTCUTS
    ]
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": True,
        },
        "bot_user": {"display_name": "Waymark", "always_online": True},
        "slash_commands": [slash | ({"url": address} if address else {})],
        "shortcuts": shortcuts,
    }


def _settings(address: str, oauth: bool) -> dict[str, Any]:
    request = {"request_url": address} if address else {}
    return {
        "event_subscriptions": {"bot_events": sorted({*EVENTS, *(ENDS if oauth else ())})} | request,
        "interactivity": {"is_enabled": True} | request,
        "org_deploy_enabled": oauth,
        "socket_mode_enabled": not address,
        "token_rotation_enabled": oauth,
    }
