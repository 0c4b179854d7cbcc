"""A WebClient that tells how each call went: the method, what came of it, and how many seconds it took."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

Told = Callable[[str, str, float], None]
"""(method, outcome, seconds); the outcome is "ok", Slack's error, "HTTP 500" or "no answer"."""
NO_ANSWER = "no answer"


class MeasuredClient(WebClient):
    def __init__(self, told: Told, **settings: Any) -> None:
        super().__init__(**settings)
        self.told = told

    def api_call(self, api_method: str, **kwargs: Any) -> SlackResponse:
        began, outcome = time.monotonic(), NO_ANSWER
        try:
            response = super().api_call(api_method, **kwargs)
            outcome = "ok"
            return response
        except SlackApiError as error:
            outcome = reason_of(error.response) or f"HTTP {getattr(error.response, 'status_code', '')}"
            raise
        finally:
            self.told(api_method, outcome, time.monotonic() - began)


def reason_of(response: object) -> str:
    """Slack's word for what is wrong; empty where it gave none."""
    try:
        return str(response["error"])  # type: ignore[index]
    except (KeyError, TypeError, ValueError):
        return ""
