"""The tokens of many workspaces: found in the database, opened, kept at hand for a minute, changed in time."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clients import NotInstalled
from bot.oauth.rotation import Rotation
from bot.oauth.vault import Locked, Vault
from storage.installations import LEASE, Installation
from storage.store import Store

log = logging.getLogger("waymark.oauth")
AT_HAND_SECONDS = 60.0
"""For how long another process may not know of an installation that was changed here."""
MOST_AT_HAND = 20_000
NEARLY = timedelta(seconds=60)
"""A token that expires so soon is not begun with any more."""
GONE = {"token_revoked", "account_inactive"}
"""What Slack says of a token where the app is not installed any more."""


class TokenChanging(OSError):
    """Another process is changing it this very moment."""


@dataclass(frozen=True)
class Serving:
    """What serves a workspace, with its token in the clear; `token` is empty where it is uninstalled."""

    installation: Installation
    token: str


class WorkspaceTokens:
    def __init__(self, store: Store, vault: Vault, rotation: Rotation, now: Callable[[], datetime]) -> None:
        self.store, self.vault, self.rotation, self.now = store, vault, rotation, now
        self._at_hand: dict[str, tuple[float, Serving]] = {}

    # --- for whoever speaks to Slack ------------------------------------------------------------------------------

    def token(self, workspace: str) -> str:
        """Raises NotInstalled, TokenChanging, StorageUnavailable."""
        serving = self.serving(workspace)
        if serving is not None and serving.token and self._expires(serving):
            serving = self._changed(workspace)
        if serving is None or not serving.token:
            raise NotInstalled(workspace, for_good=serving is not None and not serving.installation.token)
        return serving.token

    def refused(self, workspace: str, token: str, reason: str) -> bool:
        """Slack did not take it; whether to look again at once, for things are not as they were here. When it is the
        newest and Slack says that it is gone, it is uninstalled, and we were not told."""
        self._at_hand.pop(workspace, None)
        serving = self.serving(workspace)
        if serving is None or serving.token != token:
            return True
        if reason in GONE:
            log.error("Slack says %s: taken as uninstalled from %s", reason, serving.installation.workspace)
            now = self.now()
            self.store.uninstall(serving.installation.workspace, now, now, token=serving.installation.token)
            self._at_hand.pop(workspace, None)
        return reason in GONE

    # --- for whoever asks who serves ------------------------------------------------------------------------------

    def serving(self, workspace: str) -> Serving | None:
        """None where it never was installed; that is not remembered, for it may be installed any moment."""
        found = self._at_hand.get(workspace)
        if found and time.monotonic() - found[0] < AT_HAND_SECONDS:
            return found[1]
        installation = self.store.installation(workspace)
        if installation is None:
            return None
        serving = Serving(installation, self._opened(installation))
        if len(self._at_hand) >= MOST_AT_HAND:
            self._at_hand.clear()
        if installation.token:
            self._at_hand[workspace] = (time.monotonic(), serving)
        return serving

    def serving_in(self, org: str, workspace: str) -> Serving | None:
        """The same for a workspace of an organisation that installed it for all: met for the first time, the
        workspace is noted as one of its."""
        serving = self.serving(workspace) if workspace else None
        if serving is not None and serving.token:
            return serving
        serving = self.serving(org)
        if serving is not None and serving.token and workspace:
            self.store.serve_through(org, workspace, self.now())
        return serving

    def forget(self) -> None:
        """Something was installed or uninstalled: looked up anew from now on."""
        self._at_hand.clear()

    # --- inside ---------------------------------------------------------------------------------------------------

    def _opened(self, installation: Installation) -> str:
        try:
            return self.vault.open(installation.token) if installation.token else ""
        except Locked as locked:
            log.error("the token of %s cannot be read: %s", installation.workspace, locked)
            return ""

    def _expires(self, serving: Serving) -> bool:
        at = serving.installation.expires_at
        return at is not None and at <= self.now() + NEARLY

    def _changed(self, workspace: str) -> Serving | None:
        """With a new token if it can be had now; what there is when Slack does not give one."""
        self._at_hand.pop(workspace, None)
        serving = self.serving(workspace)
        if serving is None or not self._expires(serving):
            return serving
        self.rotation.change_one(serving.installation.workspace)
        self._at_hand.pop(workspace, None)
        serving = self.serving(workspace)
        if serving is not None and serving.token and self._expires(serving) and self._is_leased(serving):
            self._at_hand.pop(workspace, None)
            raise TokenChanging(f"the token of {workspace} is being changed")
        return serving

    def _is_leased(self, serving: Serving) -> bool:
        at = serving.installation.rotate_at
        return at is not None and at <= self.now() + LEASE
