"""What stands in a cell, from top to bottom: words, grades, chips. Each knows its height before it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from drawing import sizes
from drawing.canvas import Anchor, Ink, Layer, Page
from drawing.geometry import Box, circles, rounded
from drawing.shaping import reads_from_right
from drawing.symbols import symbol
from drawing.typeface import Font, clean, cut, width, wrap

SYMBOL_GAP = 3.0
GRADES = 5
DOT = 2.1
DOT_STEP = 6.0
CHIP_PAD = 5.0
CHIP_HEIGHT = 15.0
CHIP_STEP = 18.0
CHIP_BETWEEN = 3.0


class Block(Protocol):
    @property
    def height(self) -> float: ...

    def draw(self, page: Page, x: float, y: float) -> None: ...


@dataclass(frozen=True)
class Words:
    """Lines of text in a room of `room` width, with a small symbol before the first where one is named: at the left,
    or at the right of text that reads from there."""

    lines: Sequence[str]
    font: Font
    color: str
    room: float
    symbol: str = ""
    symbol_color: str = ""
    anchor: Anchor = "left"
    indent: float = 0.0

    @property
    def height(self) -> float:
        return len(self.lines) * self.font.size * sizes.LEADING

    def draw(self, page: Page, x: float, y: float) -> None:
        step = self.font.size * sizes.LEADING
        indent, from_right = indent_of(self.font) if self.symbol else self.indent, self.from_right
        left = x if from_right else x + indent
        for i, line in enumerate(self.lines):
            page.text(line, Box(left, y + i * step, self.room - indent, step), self.font, self.color, self.anchor)
        if self.symbol:
            side = self.font.size * 1.1
            self._symbol(page, x + self.room - side if from_right else x, y + (step - side) / 2, side)

    @property
    def from_right(self) -> bool:
        return bool(self.lines) and reads_from_right(self.lines[0])

    def _symbol(self, page: Page, x: float, y: float, side: float) -> None:
        symbol(page, self.symbol, Box(x, y, side, side), self.symbol_color or self.color)


def indent_of(font: Font) -> float:
    return font.size * 1.1 + SYMBOL_GAP


def words(
    text: str,
    font: Font,
    color: str,
    room: float,
    most: int,
    symbol: str = "",
    symbol_color: str = "",
    indent: float = 0.0,
) -> list[Block]:
    """The text wrapped into one block; nothing for an empty text."""
    inner = room - (indent_of(font) if symbol else indent)
    lines = wrap(text, font, inner, most)
    return [Words(lines, font, color, room, symbol, symbol_color, indent=indent)] if lines else []


@dataclass(frozen=True)
class Grade:
    """Up to five dots, filled to the grade, and a short text behind them, or under them where there is no room."""

    grade: int | None
    text: str
    color: str
    text_color: str
    room: float
    indent: float = 0.0
    from_right: bool = False

    @property
    def height(self) -> float:
        return self._row * (1 + self._under)

    @property
    def _row(self) -> float:
        return sizes.SMALL.size * sizes.LEADING + 1

    @property
    def _under(self) -> bool:
        beside = self.room - self.indent - GRADES * DOT_STEP - 3
        return bool(self.grade) and width(clean(self.text), sizes.SMALL) > beside

    @property
    def _room(self) -> float:
        """What is left for the text."""
        return self.room - self.indent - (GRADES * DOT_STEP + 3 if self.grade and not self._under else 0.0)

    def draw(self, page: Page, x: float, y: float) -> None:
        middle, step = y + self._row / 2, -DOT_STEP if self.from_right else DOT_STEP
        first = DOT + 0.5 + self.indent
        first = x + self.room - first if self.from_right else x + first
        start = x if self.from_right else x + self.room - self._room
        y += self._row if self._under else 0.0
        middles = [(first + i * step, middle) for i in range(GRADES if self.grade else 0)]
        if middles:
            page.shape(circles(middles, DOT), Ink(line=self.color, width=0.9))
            page.shape(circles(middles[: self.grade], DOT), Ink(fill=self.color))
        cell = Box(start, y, self._room, self._row)
        anchor: Anchor = "right" if self.from_right else "left"
        page.text(cut(self.text, sizes.SMALL, cell.width), cell, sizes.SMALL, self.text_color, anchor)


@dataclass(frozen=True)
class Chips:
    """Words on small rounded grounds, side by side where there is room."""

    texts: Sequence[str]
    fill: str
    color: str
    room: float

    @property
    def height(self) -> float:
        rows = max((y for _, _, _, y in self._placed()), default=-1) + 1
        return rows * CHIP_STEP

    def draw(self, page: Page, x: float, y: float) -> None:
        mirrored = all(reads_from_right(text) for text in self.texts)
        for said, left, wide, row in self._placed():
            left = self.room - left - wide if mirrored else left
            box = Box(x + left, y + row * CHIP_STEP, wide, CHIP_HEIGHT)
            page.shape(rounded(box, CHIP_HEIGHT / 2), Ink(fill=self.fill), Layer.CARD)
            page.text(said, box.inset(CHIP_PAD, 0), sizes.SMALL, self.color)

    def _placed(self) -> list[tuple[str, float, float, int]]:
        """What is said, its left edge, its width and its row."""
        placed, x, row = [], 0.0, 0
        for text in self.texts:
            said = cut(text, sizes.SMALL, self.room - 2 * CHIP_PAD)
            wide = width(said, sizes.SMALL) + 2 * CHIP_PAD
            if x and x + wide > self.room:
                x, row = 0.0, row + 1
            placed.append((said, x, wide, row))
            x += wide + CHIP_BETWEEN
        return placed


@dataclass(frozen=True)
class Gap:
    height: float

    def draw(self, page: Page, x: float, y: float) -> None:
        """Nothing is seen."""


def height_of(blocks: Sequence[Block]) -> float:
    return sum(block.height for block in blocks)


def draw_all(page: Page, blocks: Sequence[Block], x: float, y: float) -> None:
    for block in blocks:
        block.draw(page, x, y)
        y += block.height
