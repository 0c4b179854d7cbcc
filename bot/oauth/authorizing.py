"""Whether a request comes from where Waymark is installed. Bolt's own way asks Slack at every request; this asks the
database once a minute."""

from __future__ import annotations

from typing import Any

from slack_bolt import BoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import Authorize

from bot.oauth.tokens import WorkspaceTokens


class CachedAuthorize(Authorize):
    def __init__(self, tokens: WorkspaceTokens) -> None:
        self.tokens = tokens

    def __call__(
        self,
        *,
        context: BoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        **_actor: Any,
    ) -> AuthorizeResult | None:
        if context.is_enterprise_install and enterprise_id:
            serving = self.tokens.serving_in(enterprise_id, team_id or "")
        else:
            serving = self.tokens.serving(team_id or "")
        if serving is None or not serving.token:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_id=serving.installation.bot,
            bot_user_id=serving.installation.bot_user,
            bot_token=serving.token,
            bot_scopes=serving.installation.scopes,
        )
