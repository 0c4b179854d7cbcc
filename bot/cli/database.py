"""The care of the database: its schema, a copy of it, and what is to be in it no more."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.opening import opened, settings_or_stop, stop
from bot.settings import environment


def migrate() -> None:
    """Brings the database's schema up to this version."""
    store = opened(settings_or_stop(need_slack=False))
    typer.echo(store.check() or "the schema is current")


def backup(
    file: Path,
    secret: Annotated[Path | None, typer.Option(help="Write the secret into this new file; keep it apart.")] = None,
) -> None:
    """A copy of the SQLite database, also while the bot runs."""
    from bot.secret_care import KEEP_IT, write_secret
    from storage.refusals import StorageUnavailable

    settings = settings_or_stop(need_slack=False)
    store = opened(settings)
    try:
        store.backup(file)
        if secret is not None:
            write_secret(settings.secret, secret)
    except (OSError, NotImplementedError, ValueError, StorageUnavailable) as error:
        stop(str(error))
    typer.echo(str(file))
    typer.echo(str(secret) if secret is not None else KEEP_IT)


def restore(
    file: Path,
    secret: Annotated[Path | None, typer.Option(help="The copy of the secret that goes with it.")] = None,
) -> None:
    """Puts a backup in place; refuses where a database is already."""
    from bot.secret_care import put_secret_back, said_of_secret
    from storage.store import Store

    try:
        if secret is not None:
            put_secret_back(secret, environment())
        settings = settings_or_stop(need_slack=False)
        store = Store(settings.database_url, settings.secret)
        store.restore(file)
    except (OSError, NotImplementedError, ValueError) as error:
        stop(str(error))
    typer.echo(settings.database_url)
    if wrong := said_of_secret(store, settings.database_url):
        typer.echo(wrong)


def purge(
    workspace: Annotated[str, typer.Option(help="Slack's id of the workspace, such as T0123.")],
    older_than: Annotated[int | None, typer.Option(min=0, help="Days; else WAYMARK_RETENTION_DAYS.")] = None,
    everything: Annotated[bool, typer.Option("--everything", help="All that the workspace has.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
) -> None:
    """Deletes closed journeys untouched for so long, and what was removed so long ago, for good."""
    from bot.retention import days_for
    from bot.tidying import purge_everything, purge_old

    settings = settings_or_stop(need_slack=False)
    store = opened(settings)
    if everything:
        typer.echo(purge_everything(store, workspace, dry_run=dry_run))
        return
    days = older_than if older_than is not None else days_for(settings.retention, workspace)
    if days is None:
        stop("say how old with --older-than DAYS, or set WAYMARK_RETENTION_DAYS; or --everything")
    typer.echo("\n".join(purge_old(store, workspace, days, dry_run=dry_run)))


def forget(
    workspace: Annotated[str, typer.Option(help="Slack's id of the workspace, such as T0123.")],
    person: Annotated[str, typer.Option(help="Slack's id of the person, such as U0123.")],
    erase: Annotated[bool, typer.Option("--erase", help="What they added goes too, where nobody built on it.")] = False,
) -> None:
    """Takes a person out of everything that is kept in a workspace. There is no way back."""
    from bot.tidying import forget_person

    settings = settings_or_stop(need_slack=False)
    typer.echo(forget_person(opened(settings), workspace, person, settings.command, erase=erase))
