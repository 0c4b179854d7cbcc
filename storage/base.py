"""What every part of the Store has: the database and the keys."""

from __future__ import annotations

from collections.abc import Callable

from storage.engine import CONNECTIONS, Database
from storage.keys import Keys


class StoreBase:
    def __init__(self, url: str, secret: bytes, connections: int = CONNECTIONS) -> None:
        """`connections` to PostgreSQL at most; half of them are kept open."""
        self._url = url
        self._db = Database(url, connections)
        self._keys = Keys(secret)

    def when_unavailable(self, tell: Callable[[str], None]) -> None:
        """`tell` gets the reason of each StorageUnavailable from now on: locked, full, gone, failed or unsure."""
        self._db.tell = tell
