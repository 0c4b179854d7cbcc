"""How a workspace installs Waymark: /slack/install leads to Slack, and Slack back to /slack/oauth_redirect."""

from __future__ import annotations

import logging
import secrets
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from slack_bolt.error import BoltError
from slack_bolt.oauth.callback_options import CallbackOptions
from slack_bolt.oauth.oauth_flow import OAuthFlow
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_bolt.request import BoltRequest
from slack_sdk import WebClient
from slack_sdk.oauth.installation_store import Installation as Told
from slack_sdk.oauth.installation_store import InstallationStore
from slack_sdk.oauth.state_store import OAuthStateStore

from bot.manifest import SCOPES
from bot.oauth import pages
from bot.oauth.rotation import due
from bot.oauth.tokens import WorkspaceTokens
from bot.oauth.vault import Locked, Vault
from bot.settings import Settings
from storage.installations import Installation
from storage.refusals import StorageUnavailable

log = logging.getLogger("waymark.oauth")
STATE_SECONDS = 600


class SealedState(OAuthStateStore):
    """The state that must come back from Slack: sealed and dated, and bound to the browser by Bolt's cookie, so that
    nothing need be kept for whoever looks at the page. Slack takes a code once."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault

    @property
    def logger(self) -> logging.Logger:
        return log

    def issue(self, *_args: Any, **_kwargs: Any) -> str:
        return self.vault.seal(secrets.token_hex(16))

    def consume(self, state: str) -> bool:
        try:
            self.vault.open(state, STATE_SECONDS)
        except Locked:
            return False
        return True


class KeptInstallations(InstallationStore):
    """What slack_sdk's flow hands over, sealed and kept in our tables; looked up again by WorkspaceTokens."""

    def __init__(self, tokens: WorkspaceTokens) -> None:
        self.tokens = tokens

    @property
    def logger(self) -> logging.Logger:
        return log

    def save(self, installation: Told) -> None:
        try:
            self.tokens.store.keep_installation(self._sealed(installation, self.tokens.now()))
        except StorageUnavailable as error:
            raise BoltError(str(error)) from error
        self.tokens.forget()
        log.info("installed in %s", installation.team_id or installation.enterprise_id)

    def _sealed(self, told: Told, now: datetime) -> Installation:
        wide = bool(told.is_enterprise_install)
        workspace = told.enterprise_id if wide else told.team_id
        if not workspace or not told.bot_token:
            raise BoltError("Slack named no workspace, or gave no bot token")
        refresh = told.bot_refresh_token
        expires = datetime.fromtimestamp(told.bot_token_expires_at, UTC) if told.bot_token_expires_at else None
        return Installation(
            workspace=workspace,
            installed_at=now,
            name=(told.enterprise_name if wide else told.team_name) or "",
            org_wide=wide,
            app=told.app_id or "",
            bot=told.bot_id or "",
            bot_user=told.bot_user_id or "",
            installer=told.user_id or "",
            scopes=",".join(told.bot_scopes or ()),
            token=self.tokens.vault.seal(told.bot_token),
            refresh_token=self.tokens.vault.seal(refresh) if refresh else "",
            expires_at=expires,
            rotate_at=due(expires, now) if expires else now + timedelta(seconds=1),
        )


class Flow(OAuthFlow):
    def run_installation(self, code: str) -> Told | None:
        try:
            return super().run_installation(code)
        except (OSError, ValueError) as error:
            log.warning("Slack could not be asked for a token: %s", type(error).__name__)
            return None

    def build_install_page_html(self, url: str, request: BoltRequest) -> str:
        return pages.install(request, url)


def build_flow(settings: Settings, tokens: WorkspaceTokens, state: Vault, slack: WebClient) -> OAuthFlow:
    quiet = logging.getLogger("waymark.bolt")
    return Flow(
        client=slack,
        logger=quiet,
        settings=OAuthSettings(
            client_id=settings.client_id,
            client_secret=settings.client_secret,
            scopes=sorted(SCOPES),
            user_scopes=[],
            authorization_url=settings.api_url.removesuffix("api/") + "oauth/v2/authorize",
            installation_store=KeptInstallations(tokens),
            state_store=SealedState(state),
            state_expiration_seconds=STATE_SECONDS,
            callback_options=CallbackOptions(success=partial(pages.success, settings.command), failure=pages.failure),
            logger=quiet,
        ),
    )
