"""auth.test, team.info, apps.connections.open, api.test."""

from __future__ import annotations

import secrets

from playground.methods.method import Asker, Method
from playground.world import Payload, World


def auth_test(world: World, args: Payload, asker: Asker) -> Payload:
    return {
        "url": f"https://{world.team.domain}.slack.com/",
        "team": world.team.name,
        "user": world.bot.name,
        "team_id": world.team.id,
        "user_id": world.bot_user,
        "bot_id": world.bot_id,
        "is_enterprise_install": world.team.org_wide,
    }


def team_info(world: World, args: Payload, asker: Asker) -> Payload:
    team = world.team
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}}


def connections_open(world: World, args: Payload, asker: Asker) -> Payload:
    """The address of one Socket Mode line; `socket_mode` lets each ticket in once."""
    ticket = secrets.token_urlsafe(16)
    world.tickets.add(ticket)
    address = world.origin.replace("http", "ws", 1)
    return {"url": f"{address}/link/?ticket={ticket}&app_id={world.app_id}"}


def api_test(world: World, args: Payload, asker: Asker) -> Payload:
    return {"args": args}


METHODS = {
    "auth.test": Method(auth_test, tier=0),
    "api.test": Method(api_test, tier=4),
    "team.info": Method(team_info, tier=3, scopes=("team:read",), json_body=False),
    "apps.connections.open": Method(connections_open, tier=1, scopes=("connections:write",), prefix="xapp-"),
}
