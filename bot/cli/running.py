"""The bot itself: trying it, running it, setting it up."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.cli.opening import opened, settings_or_stop, stop
from bot.settings import WrongSetting, environment


def playground(
    port: Annotated[int, typer.Option(help="Where the page is served.", min=1, max=65535)] = 3000,
    empty: Annotated[bool, typer.Option("--empty", help="Without the sample workshop.")] = False,
) -> None:
    """Try it without Slack: the bot against a stand-in Slack on this machine, with a page to type in."""
    from playground.launch import launch

    launch(port=port, empty=empty)


def run() -> None:
    """The bot: Socket Mode when an app token is set, else HTTP."""
    from bot.serving import run_as_set

    run_as_set()


def sweep(
    at: Annotated[str, typer.Option(help="As of when, ISO 8601; now when left out.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be sent.")] = False,
) -> None:
    """One round of reviews and nudges, delivered before it returns."""
    from bot import sweeping

    moment = _moment(at)
    settings = settings_or_stop(need_slack=not dry_run)
    if dry_run:
        for line in sweeping.what_would_be_sent(opened(settings), moment):
            typer.echo(line)
        return
    sent, all_delivered = sweeping.sweep_once(settings, moment)
    typer.echo(f"{sent} reviews and nudges")
    if not all_delivered:
        stop("some messages wait, because Slack did not take them; the bot goes on trying")


def _moment(text: str) -> datetime:
    if not text:
        return datetime.now(UTC)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        stop(f"--at: “{text}” is not a time such as 2027-01-31T09:30+01:00")
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def manifest(
    socket: Annotated[bool, typer.Option("--socket", help="For Socket Mode.")] = False,
    url: Annotated[str, typer.Option(help="The bot's public address, for HTTP.")] = "",
    command: Annotated[str, typer.Option(help="What people type: journey or klantreis.")] = "journey",
    oauth: Annotated[bool, typer.Option("--oauth", help="For many workspaces, which install it themselves.")] = False,
) -> None:
    """The Slack app manifest that fits this very version."""
    from bot.manifest import app_manifest

    if command not in ("journey", "klantreis"):
        stop(f"--command: “{command}” is neither journey nor klantreis")
    if url and not re.fullmatch(r"https://[\w.-]+(:\d+)?(/[!-~]*)?", url):
        stop(f"--url: “{url}” is not an address such as https://waymark.example; Slack wants https://")
    typer.echo(
        json.dumps(app_manifest(socket=socket, url=url, command=command, oauth=oauth), indent=2, ensure_ascii=False)
    )


def doctor() -> None:
    """Checks settings, database, token, scopes and backlog, and says what to do."""
    from bot.doctor import examine

    try:
        findings = examine(environment())
    except WrongSetting as wrong:
        stop(str(wrong))
    for finding in findings:
        typer.echo(f"{'ok   ' if finding.fine else 'WRONG'}  {finding.what}: {finding.says}")
    if not all(finding.fine for finding in findings):
        raise typer.Exit(1)
