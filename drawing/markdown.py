"""Markdown from data: what people typed is never taken for markup. And read again, to be set on pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from typing import NamedTuple

SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&$^=:@])")
_ESCAPED = re.compile(r"\\(.)")
_NAMED = re.compile(r"\*\*((?:\\.|[^*\\])*)\*\*\s*(.*)")


class Kind(Enum):
    HEADING = auto()
    ITEM = auto()
    PARAGRAPH = auto()


class Told(NamedTuple):
    """One line as people read it: `level` is a heading's, from 1, or how deep an item lies, from 0; `name` is what an
    item begins with in bold."""

    kind: Kind
    text: str
    level: int = 0
    name: str = ""


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


def read(markdown: str) -> Iterator[Told]:
    """The lines of what this module has written."""
    for line in filter(str.strip, markdown.split("\n")):
        said = line.lstrip(" ")
        if said.startswith("#"):
            hashes, _, text = said.partition(" ")
            yield Told(Kind.HEADING, _typed(text), len(hashes))
        elif said.startswith("- "):
            yield _item(said[2:], (len(line) - len(said)) // 2)
        else:
            yield Told(Kind.PARAGRAPH, _typed(said))


def _item(said: str, level: int) -> Told:
    named = _NAMED.fullmatch(said)
    return Told(Kind.ITEM, _typed(named[2] if named else said), level, _typed(named[1]) if named else "")


def _typed(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
