"""Whether a SQLite file is sound, by SQLite's own check.

SQLite 3.40 (that of Debian 12) finds NULL in columns that hold none, in tables without rowid whose last column belongs
to the key, as those of votes and jumps do. Each such finding is looked into before it is believed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

Ask = Callable[[str], Iterable[Any]]
"""Runs a statement; its rows."""
_NULL = re.compile(r"NULL value in (\w+)\.(\w+)")


def first_damage(ask: Ask, check: str) -> str:
    """Empty, or what is found first. `check`: integrity_check or quick_check."""
    findings = _findings(ask, check)
    if not findings:
        return ""
    tables = [row[0] for row in ask("SELECT name FROM sqlite_master WHERE type = 'table'")]
    real = (found for table in tables for found in _findings(ask, f'{check}("{table}")') if not _imagined(ask, found))
    everywhere = (found for found in findings if not _imagined(ask, found))
    return next(everywhere, "") or next(real, "")


def _findings(ask: Ask, check: str) -> list[str]:
    return [str(row[0]) for row in ask(f"PRAGMA {check}") if row[0] != "ok"]


def _imagined(ask: Ask, finding: str) -> bool:
    named = _NULL.fullmatch(finding)
    if named is None:
        return False
    table, column = named.groups()
    return not list(ask(f'SELECT 1 FROM "{table}" WHERE typeof("{column}") = \'null\' LIMIT 1'))  # noqa: S608 - our names
