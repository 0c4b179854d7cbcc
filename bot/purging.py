"""What the clock deletes by itself: once a day, what is kept no longer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.retention import days_for
from storage.store import Store

log = logging.getLogger("waymark.retention")
MOST_AT_ONCE = 20
"""Journeys, each in a transaction of its own; then whoever stops the bot is heard."""
LOOK_AGAIN = timedelta(minutes=15)


class Retention:
    """A chore of the clock's: looks each workspace through once a day, whichever process comes first."""

    def __init__(self, store: Store, setting: str, now: Callable[[], datetime]) -> None:
        self.store, self.setting, self.now = store, setting, now
        self._at: str = ""
        self._waiting: list[str] = []
        self._look_at: datetime | None = None

    def do_some(self) -> bool:
        """Whether there may be more to do."""
        now = self.now()
        if not self._at and not self._next(now):
            return False
        days = days_for(self.setting, self._at)
        if days is None or not self._purged_some(self._at, days, now):
            self._at = ""
        return True

    def _next(self, now: datetime) -> bool:
        """Takes up a workspace that nobody else has looked through today."""
        if not self._waiting and (self._look_at is None or not self._look_at - LOOK_AGAIN <= now < self._look_at):
            self._waiting = self.store.purge_due(now)
            self._look_at = None if self._waiting else now + LOOK_AGAIN
        while self._waiting:
            workspace = self._waiting.pop()
            if self.store.claim_purge(workspace, now):
                self._at = workspace
                return True
        return False

    def _purged_some(self, workspace: str, days: int, now: datetime) -> bool:
        done = self.store.purge(workspace, now - timedelta(days=days), most=MOST_AT_ONCE)
        if done.journeys or done.items:
            log.info(
                "deleted %d closed journeys and %d removed items of %s, untouched for %d days",
                len(done.journeys),
                done.items,
                workspace,
                days,
            )
        return bool(done.journeys or done.items)
