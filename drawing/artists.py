"""A Page as a matplotlib Figure: one patch for each ink, one artist for all text."""

from __future__ import annotations

from typing import Any

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform

from drawing.canvas import Ink, Page, TextLine
from drawing.geometry import joined
from drawing.glyphs import bitmap

ROUNDING = 1e-4
"""Keeps a size in whole pixels from becoming one less."""


def figure_of(page: Page, scale: float = 1.0) -> Figure:
    """The page at `scale` pixels for each unit; on paper in its true size."""
    figure = Figure(
        figsize=((page.width + ROUNDING) / page.inch, (page.height + ROUNDING) / page.inch),
        dpi=page.inch * scale,
        facecolor=page.paper,
        edgecolor="none",
    )
    place = Affine2D().scale(1, -1).translate(0, page.height).scale(1 / page.inch) + figure.dpi_scale_trans
    for layer, ink in sorted(page.shapes, key=lambda key: key[0]):
        outline = joined(page.shapes[layer, ink])
        figure.add_artist(_patch(Path(outline.points, outline.codes), ink, place, layer, page.inch))
    figure.add_artist(TextLines(page.lines, place, page.inch))
    return figure


def _patch(path: Path, ink: Ink, place: Transform, layer: int, inch: float) -> PathPatch:
    patch = PathPatch(
        path,
        facecolor=ink.fill or "none",
        edgecolor=ink.line or "none",
        linewidth=ink.width * 72 / inch if ink.line else 0,
        alpha=None if ink.alpha == 1 else ink.alpha,
        capstyle="round" if ink.dash is None else "butt",
        joinstyle="round",
        transform=place,
        zorder=layer,
        snap=False,
        clip_on=False,
    )
    if ink.dash:
        patch.set_linestyle((0, [length / ink.width for length in ink.dash]))
    return patch


class TextLines(Artist):
    """All text of a page as bitmaps."""

    zorder = 99

    def __init__(self, lines: list[TextLine], place: Transform, inch: float) -> None:
        super().__init__()
        self._inch = inch
        self._lines = lines
        self._place = place

    def draw(self, renderer: Any) -> None:
        matrix = self._place.get_matrix()
        scale, left, top = matrix[0, 0], matrix[0, 2], matrix[1, 2]
        gc = renderer.new_gc()
        for line in self._lines:
            gc.set_foreground(line.color)
            pixels, edge, below = bitmap(line.text, line.font.bold, line.font.size * scale, left + line.x * scale)
            y = round(renderer.height - top + line.baseline * scale) + below
            renderer._renderer.draw_text_image(pixels, edge, y, 0, gc)
        gc.restore()
