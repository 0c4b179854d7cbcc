"""Changes tokens before they expire. A claim in the database sees to it that of several processes one does: a refresh
token can be used once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.oauth.vault import Locked, Vault
from storage.installations import Installation
from storage.store import Store

log = logging.getLogger("waymark.oauth")
AHEAD = timedelta(hours=2)
"""Of the twelve hours that a token lives."""
SOON, LATER = timedelta(minutes=1), timedelta(hours=1)
PASSING = {"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}


class Rotation:
    """`slack`: a client without a token and without retries of its own."""

    def __init__(
        self,
        store: Store,
        vault: Vault,
        slack: WebClient,
        client: tuple[str, str],
        now: Callable[[], datetime],
    ) -> None:
        self.store, self.vault, self.slack, self.now = store, vault, slack, now
        self._id, self._secret = client

    def change_one(self, workspace: str = "") -> bool:
        """Changes a token that is due and that nobody else is at, or this workspace's; whether there may be more to
        do, which there is not while Slack does not answer. One by one: a claim must not run out over another's."""
        claimed = self.store.claim_rotation(self.now(), workspace)
        return claimed is not None and self._change(claimed)

    def _change(self, installation: Installation) -> bool:
        try:
            answer = self._ask(installation)
        except Locked as locked:
            log.error("the token of %s cannot be changed: %s", installation.workspace, locked)
            self.store.token_later(installation.workspace, self.now() + LATER)
        except SlackApiError as error:
            self._refused(installation, error)
        except OSError as error:
            log.warning("the token of %s is not changed yet: %s", installation.workspace, type(error).__name__)
            self.store.token_later(installation.workspace, self.now() + SOON)
            return False
        else:
            self.store.token_changed(installation, with_tokens(installation, self.vault, answer, self.now()))
            log.info("the token of %s was changed", installation.workspace)
        return True

    def _ask(self, installation: Installation) -> SlackResponse:
        if not installation.refresh_token:
            token = self.vault.open(installation.token)
            return self.slack.oauth_v2_exchange(token=token, client_id=self._id, client_secret=self._secret)
        return self.slack.oauth_v2_access(
            client_id=self._id,
            client_secret=self._secret,
            grant_type="refresh_token",
            refresh_token=self.vault.open(installation.refresh_token),
        )

    def _refused(self, installation: Installation, error: SlackApiError) -> None:
        reason = str(error.response.get("error", ""))
        if reason in PASSING or error.response.status_code >= 429:
            self.store.token_later(installation.workspace, self.now() + SOON)
        elif installation.refresh_token:
            log.error("Slack does not change the token of %s: %s", installation.workspace, reason)
            self.store.token_later(installation.workspace, self.now() + LATER)
        else:  # the app's tokens do not expire: that is how it was set up
            log.info("the token of %s stays as it is: %s", installation.workspace, reason)
            self.store.token_later(installation.workspace, None)


def due(expires: datetime, now: datetime) -> datetime:
    """When to change a token: well ahead of its end, and not before half its life is over."""
    return max(expires - AHEAD, now + (expires - now) / 2)


def with_tokens(installation: Installation, vault: Vault, answer: SlackResponse, now: datetime) -> Installation:
    """With the tokens of an answer of oauth.v2.access or oauth.v2.exchange, sealed."""
    refresh, seconds = answer.get("refresh_token"), answer.get("expires_in")
    expires = now + timedelta(seconds=int(seconds)) if refresh and seconds is not None else None
    return installation._replace(
        token=vault.seal(str(answer["access_token"])),
        refresh_token=vault.seal(str(refresh)) if refresh else "",
        expires_at=expires,
        rotate_at=due(expires, now) if expires else None,
    )
