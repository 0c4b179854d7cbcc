"""What every command begins with, and how it stops when that cannot be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import typer

from bot.settings import Settings, WrongSetting, environment, read_settings

if TYPE_CHECKING:
    from storage.store import Store

USAGE = 2
"""The exit status for a command that was typed wrong, as with any other program."""


def settings_or_stop(*, need_slack: bool = True) -> Settings:
    try:
        return read_settings(environment(), need_slack=need_slack)
    except WrongSetting as wrong:
        stop(str(wrong))


def stop(why: str, status: int = 1) -> NoReturn:
    """One line to whoever typed it, and an exit status."""
    typer.echo(f"waymark: {' '.join(why.split())}", err=True)
    raise typer.Exit(status)


def opened(settings: Settings) -> Store:
    from storage.refusals import StorageUnavailable
    from storage.store import Store

    store = Store(settings.database_url, settings.secret)
    try:
        store.open()
    except StorageUnavailable as error:
        stop(f"DATABASE_URL: the database cannot be used: {' '.join(str(error).split())}")
    return store
