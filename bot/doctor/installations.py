"""Slack, where many workspaces are served: whether it knows the app, and takes each workspace's token."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.doctor.finding import Finding
from bot.doctor.slack import look_at_app_token
from bot.manifest import SCOPES
from bot.oauth.vault import Locked, Vault
from bot.settings import Settings
from bot.wiring import DOOR_TIMEOUT, web_client
from storage.installations import Installation
from storage.store import Store

MOST_ASKED = 25
"""Of the workspaces; the youngest. Slack is asked for each."""
NO_CODE = "a-code-that-slack-never-gave"


def look_at_installations(settings: Settings, store: Store, now: datetime) -> Iterator[Finding]:
    client = web_client(settings, DOOR_TIMEOUT)
    try:
        yield _app(client, settings)
    except (OSError, ValueError) as error:
        says = f"cannot be reached at {settings.api_url} ({error}); check the network and SLACK_API_URL"
        yield Finding("Slack", False, says)
        return
    here, vault = store.installations(), Vault(settings.secrets, "tokens")
    yield _secret(here, vault)
    yield _rotation(here, now)
    yield from _each(here[:MOST_ASKED], vault, client)
    served = {each.workspace for each in here}
    without = sorted(
        workspace
        for workspace in store.workspaces_known() - store.uninstalled()
        if workspace not in served and store.installation(workspace) is None
    )
    says = f"journeys of {', '.join(without[:5])}, where it is not installed; open /slack/install and install it there"
    yield Finding("installations", not without, says if without else f"{len(here)}, none is lacking")
    if settings.socket_mode:
        yield look_at_app_token(client, settings)


def _app(client: WebClient, settings: Settings) -> Finding:
    """Slack looks at the client before it looks at the code."""
    try:
        client.oauth_v2_access(client_id=settings.client_id, client_secret=settings.client_secret, code=NO_CODE)
    except SlackApiError as error:
        reason = error.response["error"]
        if reason in {"invalid_client_id", "bad_client_secret"}:
            name = "SLACK_CLIENT_ID" if reason == "invalid_client_id" else "SLACK_CLIENT_SECRET"
            return Finding(name, False, f"Slack refuses it ({reason}); copy it from the app's Basic Information")
    return Finding("SLACK_CLIENT_ID", True, "is known to Slack, with its secret")


def _secret(here: list[Installation], vault: Vault) -> Finding:
    locked = [each.workspace for each in here if not _token(each, vault)]
    if locked:
        says = f"does not open the tokens of {', '.join(locked[:5])}; put the older secret back, behind the newer one"
        return Finding("tokens", False, says)
    older = sum(not vault.is_newest(each.token) for each in here)
    return Finding("tokens", True, f"{len(here)} can be read, {older} of them by an older secret")


def _rotation(here: list[Installation], now: datetime) -> Finding:
    late = [each.workspace for each in here if each.expires_at and each.expires_at < now]
    says = (
        f"the tokens of {', '.join(late[:5])} have expired; is the bot running, is its clock right? "
        "The log says why Slack gives no new one; installing it again mends it"
    )
    return Finding("token rotation", not late, says if late else "none has expired")


def _each(here: list[Installation], vault: Vault, client: WebClient) -> Iterator[Finding]:
    for installation in here:
        if not (token := _token(installation, vault)):
            continue
        what = f"{installation.name} ({installation.workspace})"
        try:
            answer = client.auth_test(token=token)
        except SlackApiError as error:
            says = f"Slack refuses its token ({error.response['error']}); open /slack/install and install it again"
            yield Finding(what, False, says)
            continue
        except (OSError, ValueError) as error:
            yield Finding(what, False, f"Slack did not answer ({error})")
            return
        headers = {name.lower(): str(value) for name, value in (answer.headers or {}).items()}
        granted = {each.strip() for each in headers.get("x-oauth-scopes", "").split(",") if each.strip()}
        lacking = sorted(set(SCOPES) - granted) if granted else []
        says = (
            f"lacking the scopes {', '.join(lacking)}; update the app with `waymark manifest --oauth`, install it again"
        )
        yield Finding(what, not lacking, says if lacking else "its token is good, its scopes are all there")


def _token(installation: Installation, vault: Vault) -> str:
    try:
        return vault.open(installation.token)
    except Locked:
        return ""
