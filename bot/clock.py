"""Comes back on a schedule: a tick looks for what is due and puts it into the outbox. The dates are in the database."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.courier import Courier
from bot.metrics import OfficeMetrics
from commands.reference import begin
from commands.reminders import plan_digest, plan_review
from storage.refusals import StorageUnavailable
from storage.store import Store
from storage.values import Digest, DigestPlan, JourneyHead, Post

if TYPE_CHECKING:
    from apscheduler.schedulers.background import BackgroundScheduler

log = logging.getLogger("waymark.clock")
TICK_SECONDS = 20.0
TICK, CHORES = "tick", "chores"
AHEAD = timedelta(minutes=1)
"""What was written this far in the future was written while the clock was wrong."""
BATCH = 500
Chore = Callable[[], bool]


def sweep(store: Store, now: datetime) -> int:
    """One round: everything due at `now` goes into the outbox, and its next date is set. How many that were."""
    done, gone = 0, store.uninstalled()

    def plan_one(head: JourneyHead) -> tuple[datetime | None, Sequence[Post]]:
        following, posts = plan_review(head, now, store.facilitators_zones(head.workspace, head.id))
        return following, () if head.workspace in gone else posts

    def plan_digest_of(digest: Digest) -> DigestPlan:
        plan = plan_digest(digest, now)
        return plan._replace(posts=()) if digest.workspace in gone else plan

    while some := store.sweep_reviews(now, BATCH, plan_one):
        done += some
    while some := store.sweep_nudges(now, BATCH, plan_digest_of):
        done += some
    return done


class Clock:
    """Ticks every `seconds`. The scheduler goes by the time of day: when that is put back it would wait for it to come
    again, so a second hand that only counts on winds it up anew. `chores`: what else is done beside the ticks,
    for Slack may be slow to answer them. Each does one thing and says whether there may be more."""

    def __init__(
        self,
        store: Store,
        courier: Courier,
        now: Callable[[], datetime],
        metrics: OfficeMetrics,
        seconds: float = TICK_SECONDS,
        chores: Sequence[Chore] = (),
    ) -> None:
        self.chores = chores
        self.store, self.courier, self.now, self.metrics, self.seconds = store, courier, now, metrics, seconds
        self._ticked = time.monotonic()
        self._stop = threading.Event()
        self._starting = threading.Thread(target=self._begin, name="clock", daemon=True)
        self._scheduler: BackgroundScheduler | None = None

    def start(self) -> None:
        """In a thread of its own: the first tick can wait for the scheduler to load, Slack's first request cannot."""
        self._starting.start()

    def _begin(self) -> None:
        from apscheduler.executors.pool import ThreadPoolExecutor  # 80 ms, only where a clock ticks
        from apscheduler.schedulers.background import BackgroundScheduler

        scheduler = BackgroundScheduler(executors={"default": ThreadPoolExecutor(2)}, timezone="UTC")
        jobs = {TICK: self.tick} | ({CHORES: self.do_chores} if self.chores else {})
        for name, job in jobs.items():
            again = {"seconds": self.seconds, "next_run_time": self.now(), "max_instances": 1, "coalesce": True}
            scheduler.add_job(job, "interval", id=name, **again)
        scheduler.start()
        self._scheduler = scheduler
        while not self._stop.wait(self.seconds):
            if time.monotonic() - self._ticked > 3 * self.seconds:
                log.warning("no tick for a while; was the time of day put back?")
                self._ticked = time.monotonic()
                for name in jobs:
                    scheduler.modify_job(name, next_run_time=datetime.now(UTC))

    def stop(self) -> None:
        self._stop.set()
        if self._starting.ident is not None:
            self._starting.join()
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=True)

    def tick(self) -> None:
        begin()
        self._ticked = time.monotonic()
        try:
            if early := self.store.call_back_from_the_future(self.now(), AHEAD):
                log.warning("%s letters were written in the future: was the clock put back?", early)
            if swept := sweep(self.store, self.now()):
                self.courier.wake()
                self.metrics.swept.inc(swept)
            self.metrics.sweeps.labels("done").inc()
            self.metrics.last_sweep.set(self.now().timestamp())
        except StorageUnavailable as error:
            log.warning("nothing swept, the database is out of reach: %s", error)
            self.metrics.sweeps.labels("failed").inc()

    def do_chores(self) -> None:
        for chore in self.chores:
            try:
                while not self._stop.is_set() and chore():
                    pass
            except StorageUnavailable as error:
                log.warning("a chore waits, the database is out of reach: %s", error)
