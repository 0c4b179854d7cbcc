"""How fast Slack lets us speak: a bucket of turns per workspace and kind of message.

Figures: shared tiers of Slack's Web API, per method, workspace and minute (chat.update 50, chat.postMessage
some hundreds, chat.postEphemeral, users.info and conversations.members 100, files 20).
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass

PER_MINUTE: Mapping[str, int] = {
    "card": 48,
    "whisper": 95,
    "learn_person": 95,
    "learn_members": 95,
    "picture": 20,
    "export": 20,
    "home": 95,
    "direct": 48,
}
OTHERWISE = 200
BURST = 15


@dataclass
class _Bucket:
    turns: float
    at: float
    blocked_until: float = 0.0


class Paces:
    """Times are seconds of one monotonic clock, given by the caller."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._buckets: dict[tuple[str, str], _Bucket] = {}

    def wait(self, workspace: str, kind: str, now: float) -> float:
        """Takes a turn and returns 0, or takes none and returns how many seconds to wait for one."""
        rate = PER_MINUTE.get(kind, OTHERWISE) / 60
        with self._lock:
            bucket = self._buckets.setdefault((workspace, kind), _Bucket(BURST, now))
            bucket.turns = min(BURST, bucket.turns + (now - bucket.at) * rate)
            bucket.at = now
            if bucket.blocked_until > now:
                return bucket.blocked_until - now
            if bucket.turns < 1:
                return (1 - bucket.turns) / rate
            bucket.turns -= 1
            return 0.0

    def block(self, workspace: str, kind: str, until: float) -> None:
        """Slack said Retry-After: nothing of this kind goes to this workspace until then."""
        with self._lock:
            bucket = self._buckets.setdefault((workspace, kind), _Bucket(BURST, until))
            bucket.blocked_until = max(bucket.blocked_until, until)
