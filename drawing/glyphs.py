"""Lines of text as bitmaps, put together from cached glyphs.

FreeType takes 0.2 ms to set a line; putting cached glyphs and words side by side takes a tenth of that. Each glyph
is drawn once OVER times too large and averaged down for each of OVER starting points within a pixel, so that letters
keep their true distance.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from matplotlib.ft2font import FT2Image, LoadFlags
from numpy.typing import NDArray

from drawing.fonts import rasterizer
from drawing.shaping import is_plain, shaped
from drawing.typeface import advance

Pixels = NDArray[np.uint8]
OVER = 4
HEAVIER = 0.04
"""Of the size: how much wider the strokes of a bold text are where there is no bold face."""
ROOM_ABOVE, ROOM_BELOW = 1.04, 0.3
"""Of the size: high enough for stacked accents; what is higher is cut."""


def bitmap(text: str, bold: bool, size: float, x: float) -> tuple[Pixels, int, int]:
    """Coverage of a line whose pen starts at `x`, its left edge in pixels, and its height below the baseline."""
    above, below = _heights(size)
    side = math.ceil(size / 2)
    left = math.floor(x) - side
    pen, space = x - left, advance(" ", bold) * size
    words = []
    for word in text.split(" ") if is_plain(text) else [text]:
        steps = round(pen * OVER)
        words.append((steps // OVER - side, _word(word, bold, size, steps % OVER)))
        pen += _width(word, bold) * size + space
    line = np.zeros((above + below, math.ceil(pen) + 2 * side), np.uint8)
    for at, pixels in words:
        into = line[:, at : at + pixels.shape[1]]
        np.maximum(into, pixels, out=into)
    return line, left, below


@lru_cache(maxsize=4096)
def _width(word: str, bold: bool) -> float:
    return sum(glyph.advance for glyph in shaped(word, bold))


@lru_cache(maxsize=4096)
def _word(word: str, bold: bool, size: float, phase: int) -> Pixels:
    """A word whose pen starts half a size, and `phase` of OVER parts of a pixel, from the left."""
    above, below = _heights(size)
    side = math.ceil(size / 2)
    pixels = np.zeros((above + below, math.ceil(_width(word, bold) * size) + 1 + 2 * side), np.uint8)
    pen = side + phase / OVER
    for glyph in shaped(word, bold):
        start, phases = _raster(glyph.face, glyph.index, size, glyph.heavy)
        if phases is not None:
            steps = max(round((pen + glyph.x * size) * OVER) + start, 0)
            part = _lifted(phases[steps % OVER], round(glyph.y * size))
            into = pixels[:, steps // OVER : steps // OVER + part.shape[1]]
            np.maximum(into, part[:, : into.shape[1]], out=into)
        pen += glyph.advance * size
    return pixels


def _lifted(pixels: Pixels, up: int) -> Pixels:
    """Marks above and below letters; what leaves the line's height is cut."""
    if not up:
        return pixels
    moved = np.zeros_like(pixels)
    if up > 0:
        moved[:-up] = pixels[up:]
    else:
        moved[-up:] = pixels[:up]
    return moved


def _heights(size: float) -> tuple[int, int]:
    return math.ceil(size * ROOM_ABOVE), math.ceil(size * ROOM_BELOW)


@lru_cache(maxsize=4096)
def _raster(face: str, index: int, size: float, heavy: bool) -> tuple[int, tuple[Pixels, ...] | None]:
    """The first column in 1/OVER pixels, and the glyph for each starting point within a pixel."""
    font = rasterizer(face)
    font.clear()
    font.set_size(size * OVER, 72)
    outline = font.load_glyph(index, flags=LoadFlags.NO_HINTING)
    left, bottom, right, top = (edge / 64 for edge in outline.bbox)
    left, bottom, right, top = math.floor(left), math.floor(bottom), math.ceil(right), math.ceil(top)
    if right <= left or top <= bottom:
        return 0, None
    image = FT2Image(right - left + 2, top - bottom + 2)
    font.draw_glyph_to_bitmap(image, -left, 0, outline, antialiased=True)
    fine = np.array(image)
    if heavy:
        fine = _thickened(fine, max(1, round(size * OVER * HEAVIER)))
    tall = _standing(fine, fine.shape[0] - top, size)
    return left, tuple(_averaged(tall, phase) for phase in range(OVER))


def _thickened(fine: Pixels, by: int) -> Pixels:
    wide = np.zeros((fine.shape[0], fine.shape[1] + by), np.uint8)
    for shift in range(by + 1):
        into = wide[:, shift : shift + fine.shape[1]]
        np.maximum(into, fine, out=into)
    return wide


def _standing(fine: Pixels, descent: int, size: float) -> NDArray[np.float64]:
    """The fine bitmap in rows of the whole line's height, averaged down the rows."""
    above, below = _heights(size)
    rows = np.zeros(((above + below) * OVER, fine.shape[1]))
    bottom = above * OVER + descent
    top = bottom - fine.shape[0]
    kept = fine[max(0, -top) : fine.shape[0] - max(0, bottom - len(rows))]
    rows[max(0, top) : max(0, top) + len(kept)] = kept
    standing: NDArray[np.float64] = rows.reshape(above + below, OVER, -1).mean(axis=1)
    return standing


def _averaged(tall: NDArray[np.float64], phase: int) -> Pixels:
    wide = math.ceil((tall.shape[1] + phase) / OVER) * OVER
    shifted = np.zeros((tall.shape[0], wide))
    shifted[:, phase : phase + tall.shape[1]] = tall
    pixels: Pixels = np.rint(shifted.reshape(tall.shape[0], -1, OVER).mean(axis=2)).astype(np.uint8)
    return pixels
