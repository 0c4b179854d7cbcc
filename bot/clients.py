"""Which client speaks to which workspace: one token for all, or each workspace's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse


class NotInstalled(SlackApiError):
    """There is no token for a workspace. `for_good`: it was uninstalled, and nothing more is to be told there."""

    def __init__(self, workspace: str, *, for_good: bool = False) -> None:
        super().__init__(  # type: ignore[no-untyped-call]
            f"not installed in {workspace}", {"ok": False, "error": "not_installed"}
        )
        self.for_good = for_good


class Tokens(Protocol):
    def token(self, workspace: str) -> str:
        """Raises NotInstalled; SlackApiError or OSError when it has to be changed and Slack does not."""

    def refused(self, workspace: str, token: str, reason: str) -> bool:
        """Slack did not take this token; whether it is worth asking for another one at once."""


@dataclass(frozen=True)
class OneToken:
    """The simple way: the token of the settings, for the one workspace it is of."""

    the_token: str

    def token(self, workspace: str) -> str:
        return self.the_token

    def refused(self, workspace: str, token: str, reason: str) -> bool:
        return False  # the operator mends it


class WorkspaceClient(WebClient):
    """Speaks to one workspace, and takes its token anew for each call: tokens change while the bot runs."""

    def __init__(self, tokens: Tokens, workspace: str, like: WebClient) -> None:
        super().__init__(base_url=like.base_url, timeout=like.timeout, ssl=like.ssl, team_id=workspace)
        self._tokens, self._workspace = tokens, workspace

    def api_call(self, api_method: str, **kwargs: Any) -> SlackResponse:
        self.token = self._tokens.token(self._workspace)
        return super().api_call(api_method, **kwargs)
