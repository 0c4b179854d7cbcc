"""The command line. Each command loads only what it needs."""

from __future__ import annotations

import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot.settings import Settings, WrongSetting, environment, read_settings
from drawing.pictures import PICTURES

if TYPE_CHECKING:
    from journey.model import JourneyMap
    from storage.store import Store
    from storage.values import JourneyHead

USAGE = 2
"""The exit status for a command that was typed wrong, as with any other program."""
WIDE = 1000
"""Another program reads it: a journey is a line, and its id the first word of it."""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Journey mapping where your team talks.",
)


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
    from storage.store import Store
    from storage.values import StorageUnavailable

    store = Store(settings.database_url, settings.secret)
    try:
        store.open()
    except StorageUnavailable as error:
        stop(f"DATABASE_URL: the database cannot be used: {' '.join(str(error).split())}")
    return store


@app.command()
def playground(
    port: Annotated[int, typer.Option(help="Where the page is served.", min=1, max=65535)] = 3000,
    empty: Annotated[bool, typer.Option("--empty", help="Without the sample workshop.")] = False,
) -> None:
    """Try it without Slack: the bot against a stand-in Slack on this machine, with a page to type in."""
    from playground.launch import launch

    launch(port=port, empty=empty)


@app.command()
def run() -> None:
    """The bot: Socket Mode when an app token is set, else HTTP."""
    from bot.serving import run_as_set

    run_as_set()


@app.command()
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


@app.command()
def draw(
    file: Annotated[Path, typer.Argument(help="An exported journey (JSON).")],
    out: Annotated[Path, typer.Option("-o", "--out", help="OUT.png, .svg, .pdf, .csv, .xlsx, .md, .mmd or .json")],
    picture: Annotated[str, typer.Option(help=f"Which picture: {', '.join(PICTURES)}; part:1, part:2 …")] = "map",
    beside: Annotated[list[Path] | None, typer.Option("--with", help="Another journey to compare it with.")] = None,
    lang: Annotated[str, typer.Option(help="en or nl; the journey's own when left out.")] = "",
    theme: Annotated[str, typer.Option(help="The colours: light, dark or print.")] = "light",
    paper: Annotated[str, typer.Option(help="A3 or A4, for a PDF.")] = "A3",
) -> None:
    """A picture or another form of an exported journey, without Slack or a database."""
    from bot.drawn import Wished, WrongWish, form_of, made

    try:
        form = form_of(out, pictures=True)
        others = [read_journey(each) for each in beside or ()]
        content = made(read_journey(file), form, Wished(picture, lang.lower(), theme, paper, others))
    except WrongWish as wrong:
        stop(str(wrong), USAGE)
    write(out, content)


def write(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError as error:
        stop(f"{out}: {error.strerror}")
    typer.echo(str(out))


def read_journey(file: Path) -> JourneyMap:
    """The journey in an exported file; stops with a line that says what is wrong with it."""
    from bot.drawn import WrongFile
    from bot.drawn import read_journey as read

    try:
        return read(file)
    except WrongFile as wrong:
        stop(str(wrong))


@app.command(name="list")
def list_journeys() -> None:
    """All journeys, with their ids."""
    from rich.console import Console
    from rich.table import Table

    store = opened(settings_or_stop(need_slack=False))
    table = Table(*("id", "name", "step", "channel", "workspace", "state"), box=None, pad_edge=False)
    for head in store.all_journeys():
        state = "closed" if head.closed else "current" if head.current else "open"
        table.add_row(head.id, head.name, str(head.step), head.channel, head.workspace, state)
    wide = Console(width=None if sys.stdout.isatty() else WIDE, markup=False, highlight=False)
    wide.print(table)


@app.command()
def export(
    journey: Annotated[str, typer.Argument(help="An id that `list` shows, or a name that is unique.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="FILE.json, .csv, .xlsx, .md or .mmd")],
) -> None:
    """A journey as a file."""
    from bot.drawn import WrongWish, form_of
    from drawing.exports import export_bytes

    try:
        form = form_of(out, pictures=False)
    except WrongWish as wrong:
        stop(str(wrong), USAGE)
    store = opened(settings_or_stop(need_slack=False))
    head = the_journey(store, journey)
    found = store.load_map(head.id, head.workspace)
    assert found is not None
    write(out, export_bytes(found, form))


def the_journey(store: Store, wanted: str) -> JourneyHead:
    found = store.find_journeys(wanted)
    if not found:
        stop(f"there is no journey “{wanted}”; `waymark list` shows what there is")
    if len(found) > 1:
        stop(f"several journeys are called “{wanted}”: {', '.join(head.id for head in found)}")
    return found[0]


@app.command(name="import")
def import_journey(
    file: Annotated[Path, typer.Argument(help="An exported journey (JSON).")],
    workspace: Annotated[str, typer.Option(help="Slack's id of the workspace; the file's own when left out.")] = "",
    channel: Annotated[str, typer.Option(help="Slack's id of the channel; the file's own when left out.")] = "",
) -> None:
    """A journey from a file; it keeps its numbers."""
    journey = read_journey(file)
    store = opened(settings_or_stop(need_slack=False))
    head = store.import_map(journey, workspace or journey.workspace, channel or journey.channel, datetime.now(UTC))
    typer.echo(f"{head.id}  {head.name}")


@app.command(name="import-values")
def import_values(
    journey: Annotated[str, typer.Argument(help="An id that `list` shows, or a name that is unique.")],
    file: Annotated[Path, typer.Argument(help="A CSV file; its first line says what is in the columns.")],
    lang: Annotated[str, typer.Option(help="Of the report: en or nl.")] = "en",
) -> None:
    """Values of measures from a CSV file; says which lines were not kept. Exit status 1 when there are any."""
    from bot.importing_values import import_file
    from journey.refusal import Refusal
    from storage.values import StorageUnavailable, StoreRefusal

    store = opened(settings_or_stop(need_slack=False))
    head = the_journey(store, journey)
    try:
        lines, all_kept = import_file(store, head, file, datetime.now(UTC), lang)
    except OSError as error:
        stop(f"{file}: {error.strerror}")
    except (Refusal, StoreRefusal, StorageUnavailable, ValueError) as error:
        stop(f"{file}: {why_not(error, lang)}")
    for line in lines:
        typer.echo(line)
    if not all_kept:
        raise typer.Exit(1)


def why_not(error: Exception, lang: str) -> str:
    from commands.refusals import as_refusal
    from journey.refusal import Refusal
    from journey.words import voice
    from storage.values import StoreRefusal

    if isinstance(error, StoreRefusal):
        error = as_refusal(error)
    return error.said.by(voice(lang)) if isinstance(error, Refusal) else str(error)


@app.command()
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


@app.command()
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


@app.command()
def migrate() -> None:
    """Brings the database's schema up to this version."""
    store = opened(settings_or_stop(need_slack=False))
    typer.echo(store.check() or "the schema is current")


@app.command()
def backup(
    file: Path,
    secret: Annotated[Path | None, typer.Option(help="Write the secret into this new file; keep it apart.")] = None,
) -> None:
    """A copy of the SQLite database, also while the bot runs."""
    from bot.secret_care import KEEP_IT, write_secret
    from storage.values import StorageUnavailable

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


@app.command()
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


@app.command()
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


@app.command()
def forget(
    workspace: Annotated[str, typer.Option(help="Slack's id of the workspace, such as T0123.")],
    person: Annotated[str, typer.Option(help="Slack's id of the person, such as U0123.")],
    erase: Annotated[bool, typer.Option("--erase", help="What they added goes too, where nobody built on it.")] = False,
) -> None:
    """Takes a person out of everything that is kept in a workspace. There is no way back."""
    from bot.tidying import forget_person

    settings = settings_or_stop(need_slack=False)
    typer.echo(forget_person(opened(settings), workspace, person, settings.command, erase=erase))
