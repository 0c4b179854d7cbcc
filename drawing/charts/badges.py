"""Numbers on round grounds, put where there is room: they never lie over each other or over other text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from drawing.canvas import Ink, Layer, Page
from drawing.charts.sheet import SMALL_BOLD
from drawing.geometry import Box, circle, line, rounded
from drawing.palette import Palette
from drawing.symbols import symbol
from drawing.typeface import width

HEIGHT = 21.0
PAD = 6.0
CLEAR = 1.5
RINGS = (15.0, 20.0, 27.0, 35.0, 44.0, 54.0)
DIRECTIONS = 12
DOT = 3.0


MOST_VOTES = 999
ARROW = 10.0


@dataclass(frozen=True)
class Badge:
    """`done` is outlined with a dashed line instead of filled; `votes` stand behind the number."""

    text: str
    color: str
    done: bool = False
    votes: int = 0

    @property
    def width(self) -> float:
        return self._number + (width(self._votes, SMALL_BOLD) + ARROW + PAD + 1 if self.votes else 0)

    @property
    def _number(self) -> float:
        return max(HEIGHT, width(self.text, SMALL_BOLD) + 2 * PAD)

    @property
    def _votes(self) -> str:
        return str(self.votes) if self.votes <= MOST_VOTES else f"{MOST_VOTES}+"

    def draw(self, page: Page, x: float, y: float, palette: Palette) -> None:
        """Its middle at (x, y)."""
        box = around(x, y, self.width)
        ink = Ink(fill=palette.card, line=self.color, width=1.3, dash=(3, 2)) if self.done else Ink(fill=self.color)
        page.shape(rounded(box, HEIGHT / 2), ink, Layer.SHAPE)
        number = Box(box.x, box.y, self._number, box.height)
        page.text(self.text, number, SMALL_BOLD, self.color if self.done else palette.paper, "middle")
        if self.votes:
            self._count(page, Box(number.right, box.y, box.right - number.right, box.height), palette)

    def _count(self, page: Page, box: Box, palette: Palette) -> None:
        """The votes on a light ground at the right end."""
        inner = Box(box.x, box.y + 2, box.width - 2, box.height - 4)
        page.shape(rounded(inner, inner.height / 2), Ink(fill=palette.card), Layer.SYMBOL)
        symbol(page, "vote", Box(inner.x + 2, inner.y + 3.5, ARROW, ARROW), self.color, layer=Layer.TOP)
        cell = Box(inner.x + 3 + ARROW, inner.y, inner.width - ARROW - 2, inner.height)
        page.text(self._votes, cell, SMALL_BOLD, palette.ink)


def around(x: float, y: float, wide: float, high: float = HEIGHT) -> Box:
    return Box(x - wide / 2, y - high / 2, wide, high)


def scatter(
    page: Page, palette: Palette, points: Sequence[tuple[float, float, Badge]], room: Box, taken: Sequence[Box]
) -> int:
    """Draws each badge at its point or beside it with a line to it, the first ones first; a badge without room leaves
    its dot. Gives how many found room."""
    boxes = list(taken)
    placed = 0
    for x, y, badge in points:
        near = around(x, y, 2 * (RINGS[-1] + badge.width), 2 * (RINGS[-1] + HEIGHT))
        place = next(_free(x, y, badge.width, room, [box for box in boxes if box.overlaps(near)]), None)
        if place is None:
            page.shape(circle(x, y, DOT), Ink(fill=badge.color), Layer.CARD)
            continue
        placed += 1
        boxes.append(around(*place, badge.width + 2 * CLEAR, HEIGHT + 2 * CLEAR))
        if place != (x, y):
            page.shape(line([(x, y), place]), Ink(line=badge.color, width=1.0), Layer.CARD)
            page.shape(circle(x, y, DOT), Ink(fill=badge.color), Layer.CARD)
        badge.draw(page, *place, palette)
    return placed


def _free(x: float, y: float, wide: float, room: Box, taken: Sequence[Box]) -> Iterator[tuple[float, float]]:
    """Middles from near to far at which a badge lies inside the room and over nothing."""
    for place in _near(x, y):
        box = around(*place, wide)
        if room.holds(box, slack=0) and not any(box.overlaps(other) for other in taken):
            yield place


def _near(x: float, y: float) -> Iterator[tuple[float, float]]:
    yield x, y
    for ring in RINGS:
        for i in range(DIRECTIONS):
            turn = 2 * pi * i / DIRECTIONS
            yield x + ring * cos(turn), y - ring * sin(turn)
