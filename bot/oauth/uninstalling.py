"""The end of an installation. Slack says it in several events, in any order, late or twice: the first that concerns
the present installation ends it, the others find nothing to do."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from slack_bolt import Ack, App

from bot.manifest import ENDS
from bot.oauth.tokens import WorkspaceTokens

log = logging.getLogger("waymark.oauth")


def register_ends(app: App, tokens: WorkspaceTokens) -> None:
    def listener(ack: Ack, body: dict[str, Any]) -> None:
        said_at = datetime.fromtimestamp(int(body.get("event_time") or 0), UTC)
        for workspace in ended(body):
            gone = tokens.store.uninstall(workspace, said_at, tokens.now())
            if gone:
                log.info("uninstalled from %s", ", ".join(gone))
        tokens.forget()
        ack()

    for name in ENDS:
        app.event(name)(listener)


def ended(body: Mapping[str, Any]) -> list[str]:
    """The workspaces, or the organisation, that an event ends the installation of."""
    event = body["event"]
    if event["type"] == "team_access_revoked":
        return [str(team) for team in event.get("team_ids") or []]
    if event["type"] == "tokens_revoked" and not (event.get("tokens") or {}).get("bot"):
        return []  # tokens of people, of which we have none
    wide = any(each.get("is_enterprise_install") for each in body.get("authorizations") or [])
    team, org = str(body.get("team_id") or ""), str(body.get("enterprise_id") or "")
    found = org if org and (wide or not team) else team
    return [found] if found else []
