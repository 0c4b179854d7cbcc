"""The floor for drawing: cairo drawing the very shapes and lines of text of a page, laid out beforehand, as PNG.

Needs cairocffi (a development dependency) and the system's libcairo.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from drawing.canvas import Ink, Page
from drawing.geometry import CLOSE, CURVE, LINE, MOVE, Outline

FACE = "DejaVu Sans"


def cairo_png(page: Page, width: int) -> bytes:
    """The page as a PNG `width` pixels wide."""
    file = BytesIO()
    cairo_pixels(page, width).write_to_png(file)
    return file.getvalue()


def cairo_pixels(page: Page, width: int) -> Any:
    """The drawing alone, as a cairo surface."""
    import cairocffi as cairo

    scale = width / page.width
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, width, round(page.height * scale))
    context = cairo.Context(surface)
    context.scale(scale, scale)
    context.set_source_rgb(*_rgb(page.paper))
    context.paint()
    for layer, ink in sorted(page.shapes, key=lambda key: key[0]):
        for outline in page.shapes[layer, ink]:
            _trace(context, outline)
        _inked(context, ink)
    _text(context, page)
    return surface


def _trace(context: Any, outline: Outline) -> None:
    points, codes, at = outline.points.tolist(), outline.codes.tolist(), 0
    while at < len(codes):
        code = codes[at]
        if code == MOVE:
            context.move_to(*points[at])
        elif code == LINE:
            context.line_to(*points[at])
        elif code == CURVE:
            context.curve_to(*points[at], *points[at + 1], *points[at + 2])
            at += 2
        elif code == CLOSE:
            context.close_path()
        at += 1


def _inked(context: Any, ink: Ink) -> None:
    if ink.fill:
        context.set_source_rgba(*_rgb(ink.fill), ink.alpha)
        (context.fill_preserve if ink.line else context.fill)()
    if ink.line:
        context.set_source_rgba(*_rgb(ink.line), ink.alpha)
        context.set_line_width(ink.width)
        context.set_dash(list(ink.dash or ()))
        context.stroke()


def _text(context: Any, page: Page) -> None:
    for line in sorted(page.lines, key=lambda line: (line.font.bold, line.font.size, line.color)):
        context.select_font_face(FACE, 0, int(line.font.bold))
        context.set_font_size(line.font.size)
        context.set_source_rgb(*_rgb(line.color))
        context.move_to(line.x, line.baseline)
        context.show_text(line.text)


def _rgb(color: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(color[1:])
    return red / 255, green / 255, blue / 255
