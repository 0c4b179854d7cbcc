"""The typeface: how wide a text is, and where its lines break.

Widths come from the advances of the glyphs that are drawn (shaping.py), without hinting, so that a layout is the same
at every size of picture.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from drawing.emoji import spelled
from drawing.shaping import JOINER, NON_JOINER, directed, glyph_of, is_plain, reads_from_right, shaped

ELLIPSIS = "…"
HYPHEN = "-"
STUB = 0.25
"""Less than this part of a line does not stand alone (a dash, a number) before a word that breaks in any case."""
LEFT_OVER = 3
"""Letters that a broken word has at least on its last line."""
ASCENT, DESCENT = 0.93, 0.24
JOINING = ("Mn", "Mc", "Me")
FIGURE = re.compile(r"\(?\d{1,3}\.?")
"""A number that stays on the line of the word behind it: "7 Dec", "5 votes", "12. Waits"."""


@dataclass(frozen=True)
class Font:
    size: float
    bold: bool = False


@lru_cache(maxsize=8192)
def advance(char: str, bold: bool) -> float:
    """How far a character by itself moves the pen, for size 1."""
    return glyph_of(char, bold).advance


def width(text: str, font: Font) -> float:
    if is_plain(text):
        return sum(advance(char, font.bold) for char in text) * font.size
    return sum(glyph.advance for glyph in shaped(text, font.bold)) * font.size


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """One line of what can be shown: no control or invisible characters, single spaces, emoji that can be drawn."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text = spelled(unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode()))
    seen = "".join(" " if char.isspace() else char for i, char in enumerate(text) if _visible(char, text[:i]))
    return " ".join(seen.split())


def _visible(char: str, before: str) -> bool:
    """Joiners count where they change how the letter before them is written, as in Persian."""
    if char in (JOINER, NON_JOINER):
        return bool(before) and not is_plain(before[-1])
    return char.isspace() or not (unicodedata.category(char)[0] == "C" or 0xFE00 <= ord(char) <= 0xFE0F)


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
    text = clean(text)
    for line in _lines(text, font, room):
        if len(lines) == most:
            lines[-1] = _ended(lines[-1], font, room)
            break
        lines.append(line)
    return tuple(lines) if is_plain(text) else tuple(directed(line, reads_from_right(text)) for line in lines)


def _lines(text: str, font: Font, room: float) -> Iterator[str]:
    line, used, space = "", 0.0, advance(" ", font.bold) * font.size
    for word in _words(text, font, room):
        wide = width(word, font)
        if line and used + space + wide <= room:
            line, used = f"{line} {word}", used + space + wide
            continue
        if line and used < room * STUB and (wide > room or _breaks_anywhere(word)):
            word, line = f"{line} {word}", ""
        if line:
            yield line
        *full, line = _broken(word, font, room)
        yield from full
        used = width(line, font)
    if line:
        yield line


def _words(text: str, font: Font, room: float) -> list[str]:
    """What is not parted while it fits: a word, or a short number and the word behind it."""
    found: list[str] = []
    for word in text.split():
        if found and FIGURE.fullmatch(found[-1]) and width(f"{found[-1]} {word}", font) <= room:
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found


def _broken(word: str, font: Font, room: float) -> list[str]:
    """A word in pieces that fit; a break after a hyphen or slash is preferred, accents stay with their letter."""
    pieces = []
    while width(word, font) > room and len(word) > 1:
        at = max(_fitting(word, font, room - width(HYPHEN, font)), 1)
        at = max(1, min(at, len(word) - LEFT_OVER))
        nice = max(word.rfind(mark, 0, at) for mark in "-/_@.") + 1
        at = nice if nice > at // 2 else at
        while at < len(word) and _belongs(word, at):
            at += 1
        pieces.append(word[:at] + (HYPHEN if word[at - 1 : at + 1].isalpha() and is_plain(word[at - 1]) else ""))
        word = word[at:]
    return [*filter(None, [*pieces, word])]


def _breaks_anywhere(word: str) -> bool:
    return not is_plain(word) and any(unicodedata.east_asian_width(char) in "WF" for char in word)


def _belongs(text: str, at: int) -> bool:
    """The character at this place is written with the one before it."""
    return unicodedata.category(text[at]) in JOINING or JOINER in text[at - 1 : at + 1] or text[at] == NON_JOINER


def _fitting(text: str, font: Font, room: float) -> int:
    """How many characters from the start fit."""
    if not is_plain(text):
        return _fitting_shaped(text, font, room)
    used = 0.0
    for count, char in enumerate(text):
        used += advance(char, font.bold) * font.size
        if used > room:
            return count
    return len(text)


def _fitting_shaped(text: str, font: Font, room: float) -> int:
    """A letter's width depends on its neighbours: each guess is shaped and measured, halving what is unsure."""
    ends = [i for i in range(1, len(text)) if not _belongs(text, i)] + [len(text)]
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        if width(text[: ends[middle]], font) <= room:
            low = middle + 1
        else:
            high = middle
    return ends[low - 1] if low else 0


def _ended(line: str, font: Font, room: float) -> str:
    if width(line + ELLIPSIS, font) > room:
        line = line[: _fitting(line, font, room - width(ELLIPSIS, font))]
    return line.rstrip(" ,.;:–-") + ELLIPSIS
