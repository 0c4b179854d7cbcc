"""Slack's rate limits: calls a minute per method tier, one message a second per channel with a small burst.

Tiers from Slack's "rate limits" page; how large a burst Slack bears is not documented, three is what it is said to.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass

PER_MINUTE = {0: 600, 1: 1, 2: 20, 3: 50, 4: 100}
"""Calls a minute for each tier; 0 stands for methods with a generous limit of their own."""
MESSAGE_BURST = 3


@dataclass
class Bucket:
    size: float
    per_second: float
    filled: float
    since: float

    def take(self, now: float) -> float:
        """Seconds until there is one again; 0 if one was taken."""
        self.filled = min(self.size, self.filled + (now - self.since) * self.per_second)
        self.since = now
        if self.filled >= 1:
            self.filled -= 1
            return 0.0
        return (1 - self.filled) / self.per_second


class Rates:
    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._buckets: dict[str, Bucket] = {}
        self._lock = threading.Lock()

    def wait(self, method: str, tier: int, channel: str = "") -> int:
        """Whole seconds for Retry-After; 0 if the call may pass."""
        seconds = self._take(method, PER_MINUTE[tier], PER_MINUTE[tier] / 60)
        if not seconds and method == "chat.postMessage":
            seconds = self._take(f"messages in {channel}", MESSAGE_BURST, 1.0)
        return math.ceil(seconds)

    def _take(self, key: str, size: float, per_second: float) -> float:
        with self._lock:
            now = self._now()
            bucket = self._buckets.setdefault(key, Bucket(size, per_second, size, now))
            return bucket.take(now)
