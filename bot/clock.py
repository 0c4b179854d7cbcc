"""Comes back on a schedule: a tick looks for what is due and puts it into the outbox. The dates are in the database."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from bot.courier import Courier
from bot.metrics import OfficeMetrics
from commands.reminders import plan_nudge, plan_review
from storage.store import Store
from storage.values import JourneyHead, Owed, Post, StorageUnavailable

if TYPE_CHECKING:
    from apscheduler.schedulers.background import BackgroundScheduler

log = logging.getLogger("waymark.clock")
TICK_SECONDS = 20
BATCH = 500
Chore = Callable[[], bool]
Plan = tuple[datetime | None, Sequence[Post]]


def sweep(store: Store, now: datetime) -> int:
    """One round: everything due at `now` goes into the outbox, and its next date is set. How many that were."""
    done, gone = 0, store.uninstalled()
    while some := store.sweep_reviews(now, BATCH, lambda head: _unless_gone(gone, head, plan_review(head, now))):
        done += some
    while some := store.sweep_nudges(now, BATCH, lambda owed: _unless_gone(gone, owed, plan_nudge(owed, now))):
        done += some
    return done


def _unless_gone(gone: frozenset[str], due: JourneyHead | Owed, plan: Plan) -> Plan:
    """Where Waymark was uninstalled the dates move on, and nobody is told."""
    following, posts = plan
    return following, (() if due.workspace in gone else posts)


class Clock:
    """`chores`: what else is done every now and then; beside the ticks, for Slack may be slow to answer them. Each does
    one thing and says whether there may be more."""

    def __init__(
        self,
        store: Store,
        courier: Courier,
        now: Callable[[], datetime],
        metrics: OfficeMetrics,
        chores: Sequence[Chore] = (),
    ) -> None:
        self.store, self.courier, self.now, self.metrics, self.chores = store, courier, now, metrics, chores
        self._starting = threading.Thread(target=self._begin, name="clock", daemon=True)
        self._scheduler: BackgroundScheduler | None = None
        self._ending = threading.Event()

    def start(self) -> None:
        """In a thread of its own: the first tick can wait for the scheduler to load, Slack's first request cannot."""
        self._starting.start()

    def _begin(self) -> None:
        from apscheduler.executors.pool import ThreadPoolExecutor  # 80 ms, only where a clock ticks
        from apscheduler.schedulers.background import BackgroundScheduler

        scheduler = BackgroundScheduler(executors={"default": ThreadPoolExecutor(2)}, timezone="UTC")
        for job in (self.tick, self.do_chores) if self.chores else (self.tick,):
            scheduler.add_job(
                job, "interval", seconds=TICK_SECONDS, next_run_time=self.now(), max_instances=1, coalesce=True
            )
        scheduler.start()
        self._scheduler = scheduler

    def stop(self) -> None:
        self._ending.set()
        if self._starting.ident is not None:
            self._starting.join()
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=True)

    def tick(self) -> None:
        try:
            if sweep(self.store, self.now()):
                self.courier.wake()
            self.metrics.sweeps.labels("done").inc()
        except StorageUnavailable as error:
            log.warning("nothing swept, the database is out of reach: %s", error)
            self.metrics.sweeps.labels("failed").inc()

    def do_chores(self) -> None:
        for chore in self.chores:
            try:
                while not self._ending.is_set() and chore():
                    pass
            except StorageUnavailable as error:
                log.warning("a chore waits, the database is out of reach: %s", error)
