"""The office beside granian's main thread, in the process that was started."""

from __future__ import annotations

import logging
import os
import threading
import time
from typing import TYPE_CHECKING

from bot.building import office_of
from bot.line import Line
from bot.settings import Settings
from bot.settling import settle_soon
from storage.refusals import StorageUnavailable

if TYPE_CHECKING:
    from bot.office import Office

log = logging.getLogger("waymark")
BUILDING_SECONDS = 5
"""For an office that is still being built when the bot is told to stop."""
NICENESS = 5
"""Of the office: an answer that somebody waits for comes before a card."""


class Waking(threading.Event):
    """What the main thread waits for, and what a signal's handler sets. Without the lock of an Event: a handler that
    comes while the main thread holds it would wait for itself. It looks up five times a second: a signal that another
    thread of the process receives does not end a wait without end, and a SIGTERM would be heard by nobody."""

    rung = False

    def set(self) -> None:
        self.rung = True

    def clear(self) -> None:
        self.rung = False

    def is_set(self) -> bool:
        return self.rung

    def wait(self, timeout: float | None = None) -> bool:
        end = None if timeout is None else time.monotonic() + timeout
        while not self.rung and (end is None or time.monotonic() < end):
            time.sleep(0.2 if end is None else min(0.2, timeout or 0.0))
        return self.rung


class Keeper:
    """Keeps the office beside the main thread, from the front's first ring on."""

    def __init__(self, settings: Settings, line: Line) -> None:
        self._settings, self._line = settings, line
        self._office: Office | None = None
        self._ending = threading.Event()
        self._building = threading.Lock()
        """Held while it begins: a process that ends while a thread loads certificates may crash."""
        self._thread = threading.Thread(target=self._keep, name="office", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ending.set()
        if self._building.acquire(timeout=BUILDING_SECONDS) and self._office is not None:
            self._office.end()

    def _keep(self) -> None:
        self._line.until_rung()
        os.nice(NICENESS)
        while not self._ending.is_set():
            try:
                office = self._begun()
            except StorageUnavailable as error:
                log.warning("the office waits, the database is out of reach: %s", error)
                self._ending.wait(1)
            else:
                settle_soon()
                self._line.listen(office.courier.wake, office.metrics.told)

    def _begun(self) -> Office:
        with self._building:
            if self._ending.is_set():
                raise SystemExit  # of this thread
            self._office = office = office_of(self._settings)
            office.metrics.count_the_log()
            office.begin()
            return office
