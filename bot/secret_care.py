"""The secret beside a backup: a copy of its own, kept apart from the database, and putting it back.

Database and secret together undo the anonymity of ratings, so the one is never written into the other.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from bot.settings import secret_file
from storage.store import Store

KEEP_IT = (
    "The secret that keeps ratings anonymous is not in it. Keep a copy somewhere else (`--secret FILE` writes one): "
    "without it people cannot change what they rated before."
)
ANOTHER = (
    "These ratings were made under another secret: put the old one in place (`--secret FILE` when restoring, {place}, "
    "or WAYMARK_SECRET), or people cannot change what they rated before."
)


def write_secret(secret: bytes, file: Path) -> None:
    """Into a new file that only its owner can read. Raises FileExistsError, OSError."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
        written.write(secret)


def put_secret_back(file: Path, env: Mapping[str, str]) -> None:
    """Beside the SQLite file that is to be restored. Raises ValueError where another secret is in use there already,
    OSError."""
    secret = file.read_bytes().strip()
    place = secret_file(env.get("DATABASE_URL", ""))
    given = env.get("WAYMARK_SECRET", "").encode()
    if given and given != secret:
        raise ValueError(f"WAYMARK_SECRET is set, and is not what {file} holds")
    if given:
        return
    if place.exists():
        if place.read_bytes().strip() != secret:
            raise ValueError(f"{place} holds another secret: move it away first")
        return
    write_secret(secret, place)


def said_of_secret(store: Store, database_url: str) -> str:
    """Empty when what people rated was rated under the secret in use, as far as can be told."""
    if store.check() or not store.rated_under_another_secret():
        return ""
    return ANOTHER.format(place=f"beside the database as {secret_file(database_url).name}")
