"""How often each token may ask: a bucket of its own, in this process alone. Several processes each allow as much."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256

PER_MINUTE = 60
AT_ONCE = 30
MOST_KNOWN = 10_000
"""Buckets kept; those that were used longest ago are full again anyway."""


class Rates:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._turn = threading.Lock()
        self._buckets: OrderedDict[bytes, tuple[float, float]] = OrderedDict()

    def wait_for(self, secret: str) -> float:
        """Seconds until this token may ask again; 0 when it may now, and then this request is counted."""
        key, now = sha256(secret.encode("utf-8", "replace")).digest(), self._clock()
        with self._turn:
            left, at = self._buckets.pop(key, (float(AT_ONCE), now))
            left = min(float(AT_ONCE), left + (now - at) * PER_MINUTE / 60)
            may = left >= 1
            self._buckets[key] = (left - 1 if may else left, now)
            while len(self._buckets) > MOST_KNOWN:
                self._buckets.popitem(last=False)
            return 0.0 if may else (1 - left) * 60 / PER_MINUTE
