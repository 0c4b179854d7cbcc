"""Puts together what serves many workspaces, for the front and for the office."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable
from datetime import datetime, timedelta

from slack_bolt import App
from slack_sdk import WebClient

from bot.oauth.authorizing import CachedAuthorize
from bot.oauth.installing import build_flow
from bot.oauth.rotation import Rotation
from bot.oauth.tokens import WorkspaceTokens
from bot.oauth.uninstalling import register_ends
from bot.oauth.vault import Vault
from bot.settings import Settings
from journey.words import mark, voice
from storage.store import Store

log = logging.getLogger("waymark.oauth")
CHANGE_SECONDS = 10
"""For a token to be changed, whoever waits for it: of an answer that is not waited for, the new tokens are lost."""
NOT_INSTALLED = mark(
    "Waymark is not installed in this workspace any more. Somebody who is allowed to can install it again."
)


def build_tokens(
    settings: Settings, store: Store, now: Callable[[], datetime], context: ssl.SSLContext | None
) -> WorkspaceTokens:
    vault = Vault(settings.secrets, "tokens")
    slack = WebClient(base_url=settings.api_url, timeout=CHANGE_SECONDS, ssl=context, retry_handlers=[])
    rotation = Rotation(store, vault, slack, (settings.client_id, settings.client_secret), now)
    return WorkspaceTokens(store, vault, rotation, now)


def oauth_app(settings: Settings, tokens: WorkspaceTokens, slack: WebClient, logger: logging.Logger) -> App:
    """Bolt, with the way to install it and the way out."""
    app = App(
        name="waymark.bolt",
        logger=logger,
        signing_secret=settings.signing_secret or "unused-with-socket-mode",
        client=slack,
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        authorize=CachedAuthorize(tokens),  # type: ignore[arg-type]  # it takes an Authorize too
        oauth_flow=build_flow(settings, tokens, Vault(settings.secrets, "state"), slack),
        user_facing_authorize_error_message=_not_installed(),
    )
    register_ends(app, tokens)
    return app


def _not_installed() -> str:
    """In both languages: of a workspace that we do not serve we know none."""
    return "\n".join(voice(language)(NOT_INSTALLED) for language in ("en", "nl"))


def purge_uninstalled(store: Store, now: datetime, keep_days: int) -> bool:
    """Deletes some of what was kept of a workspace that uninstalled it so long ago; whether there may be more."""
    workspace, over = store.purge_uninstalled(now - timedelta(days=keep_days))
    if over:
        log.info("purged %s, uninstalled more than %d days ago", workspace, keep_days)
    return bool(workspace)
