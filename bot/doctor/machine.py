"""The machine: room on the disk, who may read the secrets, whether the port is free or ours."""

from __future__ import annotations

import shutil
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from bot.doctor.finding import Finding
from bot.listening import at_an_address, place
from bot.settings import Settings, WrongSetting

LEAST_FREE = 200_000_000
"""Bytes. A large workspace grows by less than this in a year."""
OTHERS = 0o077


def look_at_machine(settings: Settings) -> Iterator[Finding]:
    yield _port(settings)
    yield from _secrets(settings)
    if settings.database_url.startswith("sqlite:///"):
        yield _disk(Path(settings.database_url.removeprefix("sqlite:///")).resolve().parent)


def _port(settings: Settings) -> Finding:
    where = place(settings.host, settings.port)
    try:
        at_an_address(settings)
    except WrongSetting as wrong:
        if _is_ours(where):
            return Finding("PORT", True, f"the bot answers at {where}")
        return Finding("PORT", False, str(wrong))
    return Finding("PORT", True, f"{where} is free: the bot is not running here")


def _is_ours(place: str) -> bool:
    try:
        with urllib.request.urlopen(f"http://{place}/healthz", timeout=3) as answer:
            return bool(answer.read(100) == b"alive")
    except OSError:
        return False


def _secrets(settings: Settings) -> Iterator[Finding]:
    """Files with secrets or candid words that other users of the machine can read."""
    kept = [Path(".env")]
    if settings.database_url.startswith("sqlite:///"):
        database = Path(settings.database_url.removeprefix("sqlite:///"))
        kept += [database, database.with_suffix(".secret")]
    for path in kept:
        if _open_to_others(path):
            yield Finding(str(path), False, f"others on this machine can read it; chmod 600 {path}")


def _open_to_others(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & OTHERS)
    except OSError:  # it is not there, or the folder is closed even to us
        return False


def _disk(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    says = f"{free / 1e9:.1f} GB free beside the database"
    return Finding("disk", free >= LEAST_FREE, says if free >= LEAST_FREE else f"only {says}; make room")
