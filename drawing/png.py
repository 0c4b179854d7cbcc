"""A page as PNG: drawn by Agg, then written with a palette of the colours that are most used.

A map is a few flat colours and the soft edges of letters. Each flat colour keeps its exact value, the rarest shades
of edges go to their nearest neighbour; so there is a third of the bytes to compress, which is where the time goes.
"""

from __future__ import annotations

import struct
import zlib

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from numpy.typing import NDArray

from drawing.artists import figure_of
from drawing.canvas import Page
from drawing.sizes import PNG_WIDTH

COMPRESSION = 2
ROWS = 64
"""Rows looked at together: few enough to stay in the processor's cache."""
SAMPLE = 3
"""Every so many rows and columns are looked at to find which colours are most used."""
SHADES = 1 << 16
_every = np.arange(SHADES)
COARSE_OF_SHADE = (_every >> 12 << 8) | (_every >> 7 & 0xF) << 4 | (_every >> 1 & 0xF)
MOST_COLORS = 256
SIGNATURE = b"\x89PNG\r\n\x1a\n"

Words = NDArray[np.uint32]


def png(page: Page) -> bytes:
    canvas = FigureCanvasAgg(figure_of(page, PNG_WIDTH / page.width))
    canvas.draw()  # type: ignore[no-untyped-call]
    seen = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
    pixels = np.frombuffer(seen, "<u4").reshape(canvas.get_width_height()[::-1])
    file = _file(*_indexed(pixels, _flat_colors(page)))
    canvas.renderer = None  # figure and canvas hold each other: the pixels must not wait for the garbage collector
    return file


def _flat_colors(page: Page) -> Words:
    """Colours that must stay exact, as Agg's little-endian words."""
    inks = {color for _, ink in page.shapes for color in (ink.fill, ink.line) if color and ink.alpha == 1}
    every = dict.fromkeys([page.paper, *sorted(inks | {line.color for line in page.lines})])
    return np.array([int.from_bytes(bytes.fromhex(color[1:]), "little") for color in every], np.uint32)


def _indexed(pixels: Words, exact: Words) -> tuple[NDArray[np.uint8], Words]:
    """Rows of palette indices, each after the byte 0 that PNG wants there, and the palette."""
    index, palette = _palette(np.bincount(_shade(pixels[::SAMPLE, ::SAMPLE]).ravel(), minlength=SHADES), exact)
    rows = np.zeros((pixels.shape[0], pixels.shape[1] + 1), np.uint8)
    for top in range(0, len(pixels), ROWS):
        shades = _shade(pixels[top : top + ROWS]).astype(np.intp)
        rows[top : top + ROWS, 1:] = np.take(index, shades, mode="clip")  # "clip" is faster
    return rows, palette


def _shade(colors: Words) -> Words:
    """5 bits of blue, 6 of green, 5 of red."""
    shade = np.right_shift(colors, 3) & 0x1F
    shade |= np.right_shift(colors, 5) & 0x7E0
    shade |= np.right_shift(colors, 8) & 0xF800
    return shade.astype(np.uint32, copy=False)


def _colors(shades: NDArray[np.int64]) -> Words:
    """The colours in the middle of shades."""
    red, green, blue = shades & 0x1F, shades >> 5 & 0x3F, shades >> 11
    colors: Words = (red * 255 // 31 | green * 255 // 63 << 8 | blue * 255 // 31 << 16).astype(np.uint32)
    return colors


def _palette(counts: NDArray[np.int64], exact: Words) -> tuple[NDArray[np.uint8], Words]:
    """For each shade the index of its colour, and the colours: the exact ones, then those most seen."""
    counts[_shade(exact)] = 0
    used = np.flatnonzero(counts)
    often = used[np.argsort(-counts[used], kind="stable")][: MOST_COLORS - len(exact)]
    palette = np.concatenate([exact, _colors(often)])
    index = _nearest(palette)[COARSE_OF_SHADE]
    index[often] = np.arange(len(exact), len(palette))
    index[_shade(exact)] = np.arange(len(exact))
    return index, palette


def _nearest(palette: Words) -> NDArray[np.uint8]:
    """For each of 16 × 16 × 16 colours the index of the nearest in the palette."""
    steps = np.arange(16) * 17
    distance = [(steps[:, None] - channel[None, :]) ** 2 for channel in _channels(palette).T]
    blue, green, red = distance[2][:, None, None], distance[1][None, :, None], distance[0][None, None, :]
    nearest: NDArray[np.uint8] = (blue + green + red).argmin(axis=3).ravel().astype(np.uint8)
    return nearest


def _channels(colors: Words) -> NDArray[np.int32]:
    return np.stack([colors & 255, colors >> 8 & 255, colors >> 16 & 255], axis=1).astype(np.int32)


def _file(rows: NDArray[np.uint8], palette: Words) -> bytes:
    height, width = rows.shape[0], rows.shape[1] - 1
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    colors = _channels(palette).astype(np.uint8).tobytes()
    data = zlib.compress(rows.data, COMPRESSION)
    return SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"PLTE", colors) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
