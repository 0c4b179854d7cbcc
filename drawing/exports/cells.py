"""What a cell of a table may hold, and text that every reader of files can read."""

from __future__ import annotations

import re
from datetime import date

Cell = str | int | float | bool | date | None
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def readable(text: str) -> str:
    """Without control characters and half characters, which no file format takes; one kind of line end."""
    return _UNREADABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
