"""`waymark doctor`: looks at everything that must be right, and says what to do about what is not.

To have it look at one more thing: a function in one of the rooms beside this that yields a Finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from bot.doctor.database import look_at_database, look_at_retention, look_at_work
from bot.doctor.finding import Finding
from bot.doctor.machine import look_at_machine
from bot.doctor.slack import look_at_slack
from bot.settings import Settings, WrongSetting, read_settings
from storage.store import Store

__all__ = ["Finding", "examine"]


def examine(env: Mapping[str, str]) -> list[Finding]:
    try:
        settings = read_settings(env)
    except WrongSetting as wrong:
        return [Finding("settings", False, str(wrong))]
    return list(_all(settings))


def _all(settings: Settings) -> Iterator[Finding]:
    mode = "Socket Mode" if settings.socket_mode else f"HTTP on {settings.host}:{settings.port}"
    yield Finding("settings", True, mode)
    yield from look_at_machine(settings)
    store, now = Store(settings.database_url, settings.secret), datetime.now(UTC)
    try:
        found = list(look_at_database(store))
        yield from found
        usable = all(each.fine for each in found)
        if usable:
            yield from look_at_work(store, now)
            yield look_at_retention(store, settings.retention, now)
        if not settings.many_workspaces:
            yield from look_at_slack(settings, store.workspaces_known() if usable else frozenset(), now)
        elif usable:
            from bot.doctor.installations import look_at_installations  # cryptography, only where it is used

            yield from look_at_installations(settings, store, now)
    finally:
        store.close()
