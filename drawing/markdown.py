"""Markdown from data: what people typed is never taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&$^=:@])")


def plain(text: str) -> str:
    """Text in one line that Markdown shows as it was typed."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def heading(level: int, text: str) -> str:
    return f"{'#' * level} {text}\n"


def bullets(lines: Iterable[str], indent: int = 0) -> str:
    return "".join(f"{'  ' * indent}- {line}\n" for line in lines if line)


def shortened(text: str, most: int) -> str:
    """At most `most` characters, cut after a word where that loses little, with an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > most // 2 else cut).rstrip() + "…"
