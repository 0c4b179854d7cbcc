"""A picture's telling on pages of paper, in columns: the text equivalent that a PDF brings with it, tagged.

What had to be cut in the drawing stands whole here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from drawing import sizes
from drawing.canvas import Ink, Page
from drawing.geometry import Box, circle
from drawing.look import Look
from drawing.markdown import Kind, Told
from drawing.structure import Element
from drawing.typeface import Font, wrap

NARROWEST = 270.0
"""Points of a column: as many stand beside each other as there is room for."""
BETWEEN = 24.0
SIZE = 9.5
SIZES, ENTRY = {1: 16.0, 2: 13.0}, 10.5
"""Points of headings by their level, and of those below."""
ABOVE = {2: 14.0, 3: 8.0}
"""Points above a heading of this level, but at the head of a column."""
INDENT = 12.0
NAMES = 0.28
"""How much of a column the names of what is told take."""
GAP = 6.0
MOST_LINES = 10_000
DOT = 1.4
LEADING = 1.32
KEPT = 3
"""Lines that stay with a heading."""


@dataclass(frozen=True)
class Piece:
    """A text of one line at `x`, in a room."""

    text: str
    x: float
    room: float
    font: Font
    color: str
    element: Element


@dataclass(frozen=True)
class Line:
    """What stands beside each other; `above` is lost at the head of a column; with so many `kept` of those after it."""

    height: float
    pieces: tuple[Piece, ...]
    above: float = 0.0
    dot: float | None = None
    kept: int = 0


@dataclass(frozen=True)
class Setting:
    """How the telling is set: `point` is a point in the page's units, `room` a column's width."""

    look: Look
    point: float
    room: float

    def font(self, size: float, *, bold: bool = False) -> Font:
        return Font(size * self.point, bold)

    def lines(self, told: Iterable[Told]) -> Iterator[Line]:
        lists = Lists()
        for each in told:
            if each.kind is Kind.ITEM:
                yield from self._item(each, *lists.item(each.level))
            else:
                lists = Lists()
                yield from self._heading(each) if each.kind is Kind.HEADING else self._paragraph(each)

    def _heading(self, told: Told) -> Iterator[Line]:
        size, palette = SIZES.get(told.level, ENTRY), self.look.palette
        color, element = palette.accent if told.level == 2 else palette.ink, Element(f"H{max(told.level, 2)}")
        found = list(self._set(told.text, self._font(size, bold=True), color, element))
        for i, piece in enumerate(found):
            above = ABOVE.get(told.level, 0.0) * self.point if not i else 0.0
            yield Line(size * LEADING * self.point, (piece,), above, kept=len(found) - i - 1 + KEPT)

    def _paragraph(self, told: Told) -> Iterator[Line]:
        for i, piece in enumerate(self._set(told.text, self._font(SIZE), self.look.palette.ink, Element("P"))):
            yield Line(self._step, (piece,), 0.0 if i else 0.5 * self._step)

    def _item(self, told: Told, item: Element, body: Element) -> Iterator[Line]:
        """The name of what is told beside what is told of it; without the one or the other, after a dot."""
        palette, left = self.look.palette, told.level * INDENT * self.point
        bold, both = self._font(SIZE, bold=True), bool(told.name and told.text)
        x = left + (NAMES * self.room if both else INDENT * self.point)
        label = Element("Lbl", item)
        names = list(self._set(told.name, bold, palette.muted, label, left, x - GAP * self.point)) if both else []
        font = self._font(SIZE) if told.text else bold
        texts = list(self._set(told.text or told.name, font, palette.ink, body, x))
        for i in range(max(len(names), len(texts))):
            dot = left + INDENT * self.point / 2 if not (i or both) else None
            yield Line(self._step, (*names[i : i + 1], *texts[i : i + 1]), 0.0 if i else 0.12 * self._step, dot)

    def _set(
        self, text: str, font: Font, color: str, element: Element, x: float = 0.0, right: float = 0.0
    ) -> Iterator[Piece]:
        """The text in lines from `x` to `right`, or to the column's end."""
        room = (right or self.room) - x
        return (Piece(line, x, room, font, color, element) for line in wrap(text, font, room, MOST_LINES))

    def _font(self, size: float, *, bold: bool = False) -> Font:
        return Font(size * self.point, bold)

    @property
    def _step(self) -> float:
        return SIZE * LEADING * self.point


class Lists:
    """The lists that are open, one within the other, each with the body of its last item."""

    def __init__(self) -> None:
        self._open: list[tuple[Element, Element]] = []

    def item(self, level: int) -> tuple[Element, Element]:
        """The next item of the list at this level, and its body."""
        around = self._open[:level]
        here = self._open[level][0] if level < len(self._open) else Element("L", around[-1][1] if around else None)
        item = Element("LI", here)
        body = Element("LBody", item)
        self._open = [*around, (here, body)]
        return item, body


def word_pages(told: Iterable[Told], look: Look, paper: sizes.Paper, top: float, bottom: float) -> list[Page]:
    """As many pages of this paper as it takes, in columns, empty above `top` and beneath `bottom`."""
    point, across = paper.inch / 72, paper.width - 2 * sizes.MARGIN
    between = BETWEEN * point
    count = max(int((across + between) // (NARROWEST * point + between)), 1)
    room = (across - (count - 1) * between) / count
    columns = list(_columns(list(Setting(look, point, room).lines(told)), bottom - top))
    pages = []
    for first in range(0, len(columns), count):
        page = Page(paper.width, paper.height, look.palette.paper, inch=paper.inch)
        for i, lines in enumerate(columns[first : first + count]):
            _draw(page, lines, sizes.MARGIN + i * (room + between), top, look)
        pages.append(page)
    return pages


def words_beneath(page: Page, told: Iterable[Told], look: Look, top: float, bottom: float) -> bool:
    """Puts the telling below a picture; False where there is no room for all of it."""
    lines = list(Setting(look, page.inch / 72, page.width - 2 * sizes.MARGIN).lines(told))
    if sum(line.above + line.height for line in lines) > bottom - top:
        return False
    _draw(page, lines, sizes.MARGIN, top, look)
    return True


def _columns(lines: Sequence[Line], height: float) -> Iterator[list[Line]]:
    """A heading does not stand at the foot of a column."""
    column: list[Line] = []
    used = 0.0
    for i, line in enumerate(lines):
        needed = sum(each.above + each.height for each in lines[i : i + 1 + line.kept])
        if column and used + needed > height:
            yield column
            column, used = [], 0.0
        used += line.height + (line.above if column else 0.0)
        column.append(line)
    if column:
        yield column


def _draw(page: Page, lines: Sequence[Line], x: float, y: float, look: Look) -> None:
    for i, line in enumerate(lines):
        y += line.above if i else 0.0
        for piece in line.pieces:
            cell = Box(x + piece.x, y, piece.room, line.height)
            with page.put_as(piece.element):
                page.text(piece.text, cell, piece.font, piece.color)
        if line.dot is not None:
            page.shape(circle(x + line.dot, y + line.height / 2, DOT * page.inch / 72), Ink(fill=look.palette.muted))
        y += line.height
