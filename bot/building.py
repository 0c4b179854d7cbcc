"""The front and the office, built as the settings say, for both ways to run: over HTTP and in Socket Mode."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from bot.settings import Settings
from storage.refusals import StorageUnavailable

if TYPE_CHECKING:
    from bot.office import Office


def office_of(settings: Settings) -> Office:
    from bot.office import build_office  # only in the process that keeps it

    return build_office(settings, name=_place(settings))


T = TypeVar("T")


def opened(build: Callable[[], T]) -> T:
    """What was built. A database that cannot be used ends the process with one line that names the setting."""
    try:
        return build()
    except StorageUnavailable as error:
        why = " ".join(str(error).split())
        print(f"waymark: DATABASE_URL: the database cannot be used: {why}", file=sys.stderr, flush=True)
        raise SystemExit(1) from None


def _place(settings: Settings) -> str:
    """Where this bot runs, which is what it is called among others on one database."""
    return f"{socket.gethostname()}:{settings.port}"
