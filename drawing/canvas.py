"""What is drawn, before it is drawn: shapes grouped by how they are inked, and lines of text.

Layouts put shapes and text on Pages; forms.py makes files of them. Grouping is what makes it fast: all shapes of
one ink become one path, all text one artist.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal

from drawing.geometry import Box, Outline
from drawing.shaping import reads_from_right
from drawing.structure import Element
from drawing.typeface import ASCENT, DESCENT, Font, width

Anchor = Literal["left", "middle", "right"]
SHIFT: dict[Anchor, float] = {"left": 0.0, "middle": 0.5, "right": 1.0}


class Layer(IntEnum):
    """From the back to the front."""

    GROUND = 0
    TINT = 1
    BAND = 2
    RULE = 3
    CURVE = 4
    CARD = 5
    SHAPE = 6
    SYMBOL = 7
    TOP = 8


@dataclass(frozen=True)
class Ink:
    """How shapes look: filled, outlined or both; `dash` is on and off lengths."""

    fill: str | None = None
    line: str | None = None
    width: float = 1.0
    dash: tuple[float, float] | None = None
    alpha: float = 1.0


@dataclass(frozen=True)
class TextLine:
    """One line of text; `cell` is the room it was given, `element` what it is where it is no part of a drawing."""

    x: float
    baseline: float
    text: str
    font: Font
    color: str
    cell: Box
    element: Element | None = None

    @property
    def box(self) -> Box:
        size = self.font.size
        return Box(self.x, self.baseline - ASCENT * size, width(self.text, self.font), (ASCENT + DESCENT) * size)


@dataclass
class Page:
    width: float
    height: float
    paper: str
    shapes: dict[tuple[Layer, Ink], list[Outline]] = field(default_factory=lambda: defaultdict(list))
    lines: list[TextLine] = field(default_factory=list)
    inch: float = 96.0
    """How many units make an inch on paper."""
    alt: str = ""
    """What this page shows, where that is not what the whole picture shows."""
    figure: Element | None = None
    """What all belongs to that is no element by itself; nothing: it is decoration."""
    window: Box | None = None
    """Shapes are seen only here; nothing: everywhere."""
    element: Element | None = None
    """What the text is that is now put here."""

    def shape(self, outline: Outline, ink: Ink, layer: Layer = Layer.SHAPE) -> None:
        self.shapes[layer, ink].append(outline)

    def text(self, text: str, cell: Box, font: Font, color: str, anchor: Anchor = "left") -> None:
        """A line that is known to fit, at the side of its cell that `anchor` says, in the middle of its height; a line
        that reads from the right begins at the right."""
        if not text:
            return
        anchor = "right" if anchor == "left" and reads_from_right(text) else anchor
        x = cell.x + (cell.width - width(text, font)) * SHIFT[anchor] if anchor != "left" else cell.x
        baseline = cell.y + cell.height / 2 + (ASCENT - DESCENT) / 2 * font.size
        self.lines.append(TextLine(x, baseline, text, font, color, cell, self.element))

    @contextmanager
    def put_as(self, element: Element) -> Iterator[None]:
        """Text that is put here meanwhile is this element."""
        before, self.element = self.element, element
        yield
        self.element = before
