"""The command line. Each command loads only what it needs; a new one is a function and its line in COMMANDS."""

from __future__ import annotations

from collections.abc import Callable

import typer

from bot.cli import database, journeys, running

COMMANDS: dict[str, Callable[..., None]] = {
    "playground": running.playground,
    "run": running.run,
    "sweep": running.sweep,
    "draw": journeys.draw,
    "list": journeys.list_journeys,
    "export": journeys.export,
    "import": journeys.import_journey,
    "import-values": journeys.import_values,
    "manifest": running.manifest,
    "doctor": running.doctor,
    "migrate": database.migrate,
    "backup": database.backup,
    "restore": database.restore,
    "purge": database.purge,
    "forget": database.forget,
}
"""By the word that is typed, as the help lists them."""


def _command_line() -> typer.Typer:
    made = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        help="Journey mapping where your team talks.",
    )
    for word, command in COMMANDS.items():
        made.command(word)(command)
    return made


app = _command_line()
