"""What every part of the Store has: the database and the keys."""

from __future__ import annotations

from collections.abc import Callable

from storage.engine import Database
from storage.keys import Keys


class StoreBase:
    def __init__(self, url: str, secret: bytes) -> None:
        self._url = url
        self._db = Database(url)
        self._keys = Keys(secret)

    def when_unavailable(self, tell: Callable[[str], None]) -> None:
        """`tell` gets the reason of each StorageUnavailable from now on: locked, full, gone or failed."""
        self._db.tell = tell
