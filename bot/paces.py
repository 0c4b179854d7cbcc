"""How fast Slack lets us speak: a bucket of turns per workspace and method, and a client that keeps to it.

Figures: the tiers of Slack's Web API, per method, workspace and app, a little below what they allow.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.web import SlackResponse

from bot.measured import MeasuredClient

PER_MINUTE: Mapping[str, int] = {
    "chat.update": 48,
    "chat.postEphemeral": 95,
    "conversations.open": 48,
    "conversations.info": 48,
    "conversations.members": 95,
    "users.info": 95,
    "users.conversations": 48,
    "views.publish": 95,
    "chat.postMessage": 300,
    "files.getUploadURLExternal": 95,
    "files.completeUploadExternal": 95,
}
OTHERWISE = 20
BURST = 5
BURSTS: Mapping[str, int] = {"files.getUploadURLExternal": 12}
"""A map is a message of up to ten files, each of which asks for its place."""
WAITED_FOR = {"files.getUploadURLExternal": 15.0}
"""Seconds: pictures are drawn by then, and would be drawn again if the turn came later."""


class NotYet(Exception):
    """No turn is left for this method; there is one in `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"in {seconds:.1f} s")
        self.seconds = seconds


@dataclass
class _Bucket:
    turns: float
    at: float
    blocked_until: float = 0.0


class Paces:
    """Times are seconds of one monotonic clock, given by the caller. `factor`: how many times Slack's pace."""

    def __init__(self, factor: float = 1.0) -> None:
        self.factor = factor
        self._lock = threading.Lock()
        self._buckets: dict[tuple[str, str], _Bucket] = {}

    def wait(self, workspace: str, method: str, now: float, *, take: bool = True) -> float:
        """Takes a turn (or with `take` off only looks for one) and returns 0; else how many seconds to wait for one."""
        rate = PER_MINUTE.get(method, OTHERWISE) / 60 * self.factor
        with self._lock:
            burst = BURSTS.get(method, BURST)
            bucket = self._buckets.setdefault((workspace, method), _Bucket(burst, now))
            bucket.turns = min(burst, bucket.turns + (now - bucket.at) * rate)
            bucket.at = now
            if bucket.blocked_until > now:
                return bucket.blocked_until - now
            if bucket.turns < 1:
                return (1 - bucket.turns) / rate
            bucket.turns -= take
            return 0.0

    def block(self, workspace: str, method: str, until: float) -> None:
        """Slack said Retry-After: nothing by this method goes to this workspace until then."""
        with self._lock:
            bucket = self._buckets.setdefault((workspace, method), _Bucket(BURST, until))
            bucket.blocked_until = max(bucket.blocked_until, until)


class PacedClient(MeasuredClient):
    """A WebClient for one workspace that raises NotYet rather than outrun Slack, and remembers what it asked last."""

    def __init__(self, paces: Paces, workspace: str, like: MeasuredClient, token: str) -> None:
        team = None if like.token else workspace  # an organisation's token serves several
        settings = {"base_url": like.base_url, "timeout": like.timeout, "ssl": like.ssl, "team_id": team}
        super().__init__(like.told, token=token, **settings)
        self._paces, self._workspace = paces, workspace
        self.asked = ""

    def api_call(self, api_method: str, **kwargs: Any) -> SlackResponse:
        self.asked = api_method
        while wait := self._paces.wait(self._workspace, api_method, time.monotonic()):
            if wait > WAITED_FOR.get(api_method, 0.0):
                raise NotYet(wait)
            time.sleep(wait)
        return super().api_call(api_method, **kwargs)

    def blocked(self, seconds: float) -> None:
        """Slack answered 429 to what was asked last."""
        self._paces.block(self._workspace, self.asked, time.monotonic() + seconds)
