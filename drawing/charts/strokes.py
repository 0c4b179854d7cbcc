"""How curves are told apart without colour: each has its own dash and its own sign at its points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from drawing import sizes
from drawing.canvas import Ink, Layer, Page
from drawing.charts.sheet import BOLD, SMALL
from drawing.geometry import Box, Outline, circle, line, rectangle
from drawing.look import Look
from drawing.palette import Palette
from drawing.typeface import Font, wrap

SIGN = 4.2
SAMPLE = 34.0
THICK, THIN = 3.0, 1.7

Sign = Callable[[float, float], Outline]


def _diamond(x: float, y: float) -> Outline:
    return line([(x, y - SIGN - 1), (x + SIGN + 1, y), (x, y + SIGN + 1), (x - SIGN - 1, y)], closed=True)


def _triangle(x: float, y: float) -> Outline:
    return line([(x, y - SIGN - 1), (x + SIGN + 0.6, y + SIGN), (x - SIGN - 0.6, y + SIGN)], closed=True)


def _tip(x: float, y: float) -> Outline:
    return line([(x, y + SIGN + 1), (x + SIGN + 0.6, y - SIGN), (x - SIGN - 0.6, y - SIGN)], closed=True)


def _square(x: float, y: float) -> Outline:
    return rectangle(Box(x - SIGN + 0.4, y - SIGN + 0.4, 2 * SIGN - 0.8, 2 * SIGN - 0.8))


def _round(x: float, y: float) -> Outline:
    return circle(x, y, SIGN)


SIGNS: tuple[Sign, ...] = (_round, _square, _triangle, _diamond, _tip)
DASHES: tuple[tuple[float, float] | None, ...] = (None, None, (6.0, 3.0), (2.5, 2.5), (9.0, 4.0))


@dataclass(frozen=True)
class Stroke:
    """One curve's look; `hollow` signs are of what is not the team's own view of today."""

    color: str
    sign: Sign
    dash: tuple[float, float] | None = None
    width: float = THIN
    hollow: bool = False

    def along(self, page: Page, points: Sequence[tuple[float, float]]) -> None:
        if len(points) > 1:
            page.shape(line(points), Ink(line=self.color, width=self.width, dash=self.dash), Layer.CURVE)

    def mark(self, page: Page, x: float, y: float, palette: Palette) -> None:
        fill = palette.card if self.hollow else self.color
        edge = self.color if self.hollow else palette.card
        page.shape(self.sign(x, y), Ink(fill=fill, line=edge, width=1.4 if self.hollow else 0.9), Layer.SHAPE)


def strokes(palette: Palette, count: int, hollow_from: int) -> list[Stroke]:
    """The first is the thick one; from `hollow_from` on the signs are hollow and the lines dashed."""
    colors = (palette.curve, palette.low, palette.done, palette.key, palette.high, palette.muted)
    made = [Stroke(palette.curve, _round, width=THICK)]
    for i in range(1, count):
        hollow = i >= hollow_from
        dash = DASHES[i % len(DASHES)] or ((4.0, 3.0) if hollow else None)
        made.append(Stroke(colors[i % len(colors)], SIGNS[i % len(SIGNS)], dash, hollow=hollow))
    return made


@dataclass(frozen=True)
class Key:
    """A sample of a curve, its name, and a note in small."""

    stroke: Stroke
    text: str
    note: str
    look: Look
    room: float
    lines: Sequence[tuple[str, Font, str]] = field(init=False)

    def __post_init__(self) -> None:
        palette, room = self.look.palette, self.room - SAMPLE - 8
        told = [(said, BOLD, palette.ink) for said in wrap(self.text, BOLD, room, 2)]
        told += [(said, SMALL, palette.muted) for said in wrap(self.note, SMALL, room, 2)]
        object.__setattr__(self, "lines", told)

    @property
    def height(self) -> float:
        return sum(font.size for _, font, _ in self.lines) * sizes.LEADING + 7

    def draw(self, page: Page, x: float, y: float) -> None:
        middle = y + BOLD.size * sizes.LEADING / 2
        self.stroke.along(page, [(x, middle), (x + SAMPLE, middle)])
        self.stroke.mark(page, x + SAMPLE / 2, middle, self.look.palette)
        for text, font, color in self.lines:
            step = font.size * sizes.LEADING
            page.text(text, Box(x + SAMPLE + 8, y, self.room - SAMPLE - 8, step), font, color)
            y += step
