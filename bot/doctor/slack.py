"""Slack: whether it answers, knows our tokens, and lets us do what we do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.doctor.finding import Finding
from bot.manifest import SCOPES
from bot.settings import Settings
from bot.wiring import DOOR_TIMEOUT, web_client

MOST_SECONDS_APART = 120
"""Beyond five minutes between its clock and ours, Slack's requests are taken for forged."""


def look_at_slack(settings: Settings, workspaces: frozenset[str], now: datetime) -> Iterator[Finding]:
    client = web_client(settings, DOOR_TIMEOUT)
    try:
        answer = client.auth_test()
    except SlackApiError as error:
        says = f"Slack refuses it ({error.response['error']}); install the app again and copy its bot token"
        yield Finding("SLACK_BOT_TOKEN", False, says)
    except (OSError, ValueError) as error:
        says = f"cannot be reached at {settings.api_url} ({error}); check the network and SLACK_API_URL"
        yield Finding("Slack", False, says)
        return
    else:
        yield Finding(
            "SLACK_BOT_TOKEN",
            True,
            f"is {answer.get('user') or answer['user_id']} in {answer.get('team') or answer['team_id']}",
        )
        yield from _granted(answer, workspaces, now)
    if settings.socket_mode:
        yield look_at_app_token(client, settings)


def _granted(answer: SlackResponse, workspaces: frozenset[str], now: datetime) -> Iterator[Finding]:
    headers = {name.lower(): value for name, value in (answer.headers or {}).items()}
    granted = {each.strip() for each in str(headers.get("x-oauth-scopes", "")).split(",") if each.strip()}
    lacking = sorted(set(SCOPES) - granted) if granted else []
    says = f"lacking {', '.join(lacking)}; update the app with `waymark manifest` and install it again"
    yield Finding("scopes", not lacking, says if lacking else "all there")
    team = str(answer["team_id"])
    lost = workspaces and team not in workspaces
    says = f"the journeys are of {', '.join(sorted(workspaces)[:5])}, the token is of {team}; is it the right database?"
    yield Finding("workspace", not lost, says if lost else team)
    if date := headers.get("date"):
        apart = abs((now - parsedate_to_datetime(str(date))).total_seconds())
        says = f"is {apart:.0f} s from Slack's; set this machine's time (NTP), or Slack's requests are refused"
        yield Finding(
            "clock", apart <= MOST_SECONDS_APART, says if apart > MOST_SECONDS_APART else "agrees with Slack's"
        )


def look_at_app_token(client: WebClient, settings: Settings) -> Finding:
    try:
        client.apps_connections_open(app_token=settings.app_token)
    except SlackApiError as error:
        says = f"Slack refuses it ({error.response['error']}); make one with connections:write, switch Socket Mode on"
        return Finding("SLACK_APP_TOKEN", False, says)
    return Finding("SLACK_APP_TOKEN", True, "opens a line")
