"""How fast one person may go: so many requests a minute, in a burst or evenly. What is kept of each is bounded."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from journey.model import Person

MOST_PEOPLE = 20_000
"""A few megabytes; those seen longest ago begin anew."""


class May(Enum):
    GO = "go"
    NOT = "not"
    STILL_NOT = "still not"
    """They have been told already."""


@dataclass
class _Left:
    requests: float
    at: datetime
    told: bool = False


class Pace:
    """`per_minute` 0: as fast as they like."""

    def __init__(self, per_minute: int) -> None:
        self.per_minute = per_minute
        self._left: OrderedDict[tuple[str, Person], _Left] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, workspace: str, person: Person, now: datetime) -> May:
        if not self.per_minute:
            return May.GO
        with self._lock:
            left = self._of(workspace, person, now)
            if left.requests >= 1:
                left.requests -= 1
                left.told = False
                return May.GO
            told, left.told = left.told, True
            return May.STILL_NOT if told else May.NOT

    def _of(self, workspace: str, person: Person, now: datetime) -> _Left:
        """Filled up by what time has brought since."""
        left = self._left.pop((workspace, person), None) or _Left(self.per_minute, now)
        passed = max(0.0, (now - left.at).total_seconds())
        left.requests = min(self.per_minute, left.requests + passed * self.per_minute / 60)
        left.at = now
        self._left[workspace, person] = left
        while len(self._left) > MOST_PEOPLE:
            self._left.popitem(last=False)
        return left
