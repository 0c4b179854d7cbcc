"""The news of the stand-in workspace: who looks on is woken at every change.

`Feed.wait_for` is for tests, `Watch` for the page (`async for change in watch.stream()`).
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

LONGEST_NAP = 0.02
"""Seconds between two looks at a condition that may hang on something other than the world."""
REMEMBERED = 1_000
"""Changes a slow onlooker can be behind before the oldest are dropped for it."""


@dataclass(frozen=True)
class Change:
    """Something happened. `channel`, `user` and `id` are empty where they do not apply."""

    version: int
    kind: str
    """message, message_changed, message_deleted, ephemeral, view, home, channel, user, file, pin, notice, call or
    delivery."""
    channel: str = ""
    user: str = ""
    """Set when only this person can see it."""
    id: str = ""
    """The ts, view id, file id or method concerned."""


class Watch:
    """One onlooker's queue of changes since it began to look."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._queue: deque[Change] = deque(maxlen=REMEMBERED)
        self._wakers: list[Callable[[], None]] = []
        self.version = feed.version
        """The version of the last change taken from the queue."""

    def put(self, change: Change) -> None:
        """Called by the feed, under its lock."""
        self._queue.append(change)
        for wake in list(self._wakers):
            wake()

    def take(self) -> list[Change]:
        """All changes waiting, oldest first; returns at once."""
        with self._feed.changed:
            changes = list(self._queue)
            self._queue.clear()
        if changes:
            self.version = changes[-1].version
        return changes

    def next(self, seconds: float = 15.0) -> list[Change]:
        """Waits for news; an empty list if there was none in time."""
        with self._feed.changed:
            self._feed.changed.wait_for(lambda: bool(self._queue), seconds)
        return self.take()

    async def stream(self, heartbeat: float = 15.0) -> AsyncIterator[list[Change]]:
        """News as they come, for an async page; an empty list after `heartbeat` quiet seconds."""
        loop = asyncio.get_running_loop()
        news = asyncio.Event()

        def wake() -> None:
            with suppress(RuntimeError):  # the loop has ended, and with it the page that looked on
                loop.call_soon_threadsafe(news.set)

        self._wakers.append(wake)
        try:
            while True:
                news.clear()
                changes = self.take()
                if not changes:
                    try:
                        await asyncio.wait_for(news.wait(), heartbeat)
                    except TimeoutError:
                        yield []
                    continue
                yield changes
        finally:
            self._wakers.remove(wake)

    def close(self) -> None:
        self._feed.forget(self)

    def __enter__(self) -> Watch:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Feed:
    """Counts the changes and wakes those who wait for one."""

    def __init__(self, lock: threading.RLock) -> None:
        self.changed = threading.Condition(lock)
        self.version = 0
        self._watches: list[Watch] = []

    def tell(self, kind: str, channel: str = "", user: str = "", id: str = "") -> None:
        with self.changed:
            self.version += 1
            change = Change(self.version, kind, channel, user, id)
            for watch in self._watches:
                watch.put(change)
            self.changed.notify_all()

    def watch(self) -> Watch:
        with self.changed:
            watch = Watch(self)
            self._watches.append(watch)
        return watch

    def forget(self, watch: Watch) -> None:
        with self.changed:
            if watch in self._watches:
                self._watches.remove(watch)

    def wait_for(self, condition: Callable[[], T], seconds: float) -> T:
        """The condition's first truthy value; AssertionError if there is none in time."""
        until = time.monotonic() + seconds
        while True:
            seen = self.version
            result = condition()
            if result:
                return result
            if time.monotonic() >= until:
                raise AssertionError(f"still not so after {seconds} s: {result!r}")
            with self.changed:
                if self.version == seen:
                    self.changed.wait(LONGEST_NAP)
