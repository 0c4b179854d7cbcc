"""One journey or all of them: listed, drawn, into a file and out of one."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.opening import USAGE, opened, settings_or_stop, stop
from drawing.pictures import PICTURES

if TYPE_CHECKING:
    from journey.model import JourneyMap
    from storage.store import Store
    from storage.values import JourneyHead

WIDE = 1000
"""Another program reads it: a journey is a line, and its id the first word of it."""


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


def import_values(
    journey: Annotated[str, typer.Argument(help="An id that `list` shows, or a name that is unique.")],
    file: Annotated[Path, typer.Argument(help="A CSV file; its first line says what is in the columns.")],
    lang: Annotated[str, typer.Option(help="Of the report: en or nl.")] = "en",
) -> None:
    """Values of measures from a CSV file; says which lines were not kept. Exit status 1 when there are any."""
    from bot.importing_values import import_file
    from journey.refusal import Refusal
    from storage.refusals import StorageUnavailable, StoreRefusal

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
    from storage.refusals import StoreRefusal

    if isinstance(error, StoreRefusal):
        error = as_refusal(error)
    return error.said.by(voice(lang)) if isinstance(error, Refusal) else str(error)
