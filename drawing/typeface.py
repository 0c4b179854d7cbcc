"""The typeface: how wide a text is, where its lines break, and its glyphs as bitmaps.

DejaVu Sans, which comes with matplotlib. Widths come from cached advances of the outlines, without hinting, so that
a layout is the same at every size of picture. One font object per thread: sharing them aborts the process.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from threading import local
from typing import Any

ELLIPSIS = "…"
MISSING = "□"
HYPHEN = "-"
LEFT_OVER = 3
"""Letters that a broken word has at least on its last line."""
FILES = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
ASCENT, DESCENT = 0.93, 0.24
MEASURED_AT = 1000
_own = local()


@dataclass(frozen=True)
class Font:
    size: float
    bold: bool = False


def font_file(bold: bool) -> str:
    """Where the font lies."""
    from matplotlib import get_data_path  # loaded when the first text is measured, only where pictures are drawn

    return f"{get_data_path()}/fonts/ttf/{FILES[bold]}"


def face(bold: bool) -> Any:
    """This thread's ft2font object."""
    from matplotlib.ft2font import FT2Font  # as above

    faces: dict[bool, Any] = _own.__dict__.setdefault("faces", {})
    if bold not in faces:
        faces[bold] = FT2Font(font_file(bold), hinting_factor=1)
    return faces[bold]


@lru_cache(maxsize=8192)
def advance(char: str, bold: bool) -> float:
    """How far a character moves the pen, for size 1."""
    from matplotlib.ft2font import LoadFlags  # as above

    font = face(bold)
    font.set_size(MEASURED_AT, 72)
    index = font.get_char_index(ord(char))
    if index == 0:
        return 1.0
    return float(font.load_glyph(index, flags=LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / MEASURED_AT


@lru_cache(maxsize=8192)
def has_glyph(char: str, bold: bool) -> bool:
    return bool(face(bold).get_char_index(ord(char)))


def boxed(text: str, bold: bool) -> str:
    """The text with a plain box for each character that the typeface lacks."""
    return "".join(char if has_glyph(char, bold) else MISSING for char in text)


def width(text: str, font: Font) -> float:
    return sum(advance(char, font.bold) for char in text) * font.size


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """One line of what can be shown: no control or invisible characters, single spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    seen = "".join(" " if char.isspace() else char for char in text if _visible(char))
    return " ".join(seen.split())


def _visible(char: str) -> bool:
    kind = unicodedata.category(char)
    return char.isspace() or not (kind[0] == "C" or 0xFE00 <= ord(char) <= 0xFE0F)


def cut(text: str, font: Font, room: float) -> str:
    """The text in one line of at most `room`, with an ellipsis where something is lost."""
    text = clean(text)
    if width(text, font) <= room:
        return text
    rest = room - width(ELLIPSIS, font)
    kept = text[: _fitting(text, font, rest)].rstrip()
    return kept + ELLIPSIS if kept else ""


@lru_cache(maxsize=4096)
def wrap(text: str, font: Font, room: float, most: int) -> tuple[str, ...]:
    """At most `most` lines of at most `room`; words too long for a line break, an ellipsis ends what is cut."""
    lines: list[str] = []
    for line in _lines(clean(text), font, room):
        if len(lines) == most:
            lines[-1] = _ended(lines[-1], font, room)
            break
        lines.append(line)
    return tuple(lines)


def _lines(text: str, font: Font, room: float) -> Iterator[str]:
    line, used, space = "", 0.0, advance(" ", font.bold) * font.size
    for word in text.split():
        wide = width(word, font)
        if line and used + space + wide <= room:
            line, used = f"{line} {word}", used + space + wide
            continue
        if line:
            yield line
        *full, line = _broken(word, font, room)
        yield from full
        used = width(line, font)
    if line:
        yield line


def _broken(word: str, font: Font, room: float) -> list[str]:
    """A word in pieces that fit; a break after a hyphen or slash is preferred, accents stay with their letter."""
    pieces = []
    while width(word, font) > room and len(word) > 1:
        at = max(_fitting(word, font, room - width(HYPHEN, font)), 1)
        at = max(1, min(at, len(word) - LEFT_OVER))
        nice = max(word.rfind(mark, 0, at) for mark in "-/_@.") + 1
        at = nice if nice > at // 2 else at
        while at < len(word) and unicodedata.combining(word[at]):
            at += 1
        pieces.append(word[:at] + (HYPHEN if word[at - 1 : at + 1].isalpha() and word[at - 1].isascii() else ""))
        word = word[at:]
    return [*filter(None, [*pieces, word])]


def _fitting(text: str, font: Font, room: float) -> int:
    """How many characters from the start fit."""
    used = 0.0
    for count, char in enumerate(text):
        used += advance(char, font.bold) * font.size
        if used > room:
            return count
    return len(text)


def _ended(line: str, font: Font, room: float) -> str:
    if width(line + ELLIPSIS, font) > room:
        line = line[: _fitting(line, font, room - width(ELLIPSIS, font))]
    return line.rstrip(" ,.;:–-") + ELLIPSIS
