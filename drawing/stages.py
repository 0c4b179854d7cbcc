"""The lane of stages: bands that point to the next one."""

from __future__ import annotations

from dataclasses import dataclass

from drawing import sizes
from drawing.canvas import Ink, Layer, Page
from drawing.columns import Column
from drawing.geometry import Box, Outline, line
from drawing.scene import Band, Scene
from drawing.typeface import Font, clean, width, wrap

POINT, POINT_NARROW = 9.0, 4.0
BETWEEN = 3.0
NAME_PAD = 7.0
ROOMY, NARROW = 90.0, 70.0
LINES = 3
COMMON_SMALLEST = 11.0
"""Names of a row have one size, unless one of them would make all too small."""
ABOVE = 5.0


@dataclass(frozen=True)
class StageLane:
    title: str = ""

    def measure(self, scene: Scene, band: Band) -> float:
        """Higher where a name needs several lines."""
        if not any(c.stage or c.name for c in band.columns):
            return 0.0
        needed = [_name(band, column, first, count) for column, first, count in band.runs()]
        return max(sizes.STAGE_HEIGHT, *(len(lines) * font.size * sizes.LEADING + 2 * ABOVE for lines, font in needed))

    def draw(self, page: Page, scene: Scene, band: Band, y: float, height: float) -> None:
        palette = scene.look.palette
        for column, first, count in band.runs():
            box = _box(band, first, count, y, height)
            fill = scene.stage_color.get(column.stage, palette.chip)
            page.shape(_arrow(box), Ink(fill=fill), Layer.CARD)
            lines, font = _name(band, column, first, count)
            room, step = _room(box), font.size * sizes.LEADING
            top = room.middle[1] - len(lines) * step / 2
            for i, line_of_name in enumerate(lines):
                page.text(line_of_name, Box(room.x, top + i * step, room.width, step), font, palette.stage_ink)


def _name(band: Band, column: Column, first: int, count: int, most: int = LINES) -> tuple[tuple[str, ...], Font]:
    """The lines of a stage's name and their font."""
    room = _room(_box(band, first, count, 0, 0)).width
    common = max(min(_fitting(band, *run) for run in band.runs()), COMMON_SMALLEST)
    font = Font(max(min(_fitting(band, column, first, count), common), sizes.STAGE_SMALLEST), bold=True)
    return wrap(column.name or column.stage, font, room, most), font


def _fitting(band: Band, column: Column, first: int, count: int) -> float:
    """The size at which a name stands whole on one line."""
    room = _room(_box(band, first, count, 0, 0)).width
    needed = width(clean(column.name or column.stage), sizes.STAGE)
    return int(sizes.STAGE.size * min(1.0, room / max(needed, 1.0)) * 2) / 2


def _box(band: Band, first: int, count: int, y: float, height: float) -> Box:
    left = band.x_of(first) - (band.side if first == 0 else 0.0)
    right = band.x_of(first + count) + (band.side if first + count == len(band.columns) else 0.0)
    return Box(left, y, right - left - BETWEEN, height)


def _point(box: Box) -> float:
    return POINT if box.width > NARROW else POINT_NARROW


def _room(box: Box) -> Box:
    """Where the name stands: closer to the points where there is little room."""
    pad, point = NAME_PAD if box.width > ROOMY else 1.0, _point(box)
    return Box(box.x + point + pad, box.y, box.width - 2 * point - pad + BETWEEN, box.height)


def _arrow(box: Box) -> Outline:
    middle, point = box.y + box.height / 2, _point(box)
    return line(
        [
            (box.x, box.y),
            (box.right - point + BETWEEN, box.y),
            (box.right + BETWEEN, middle),
            (box.right - point + BETWEEN, box.bottom),
            (box.x, box.bottom),
            (box.x + point, middle),
        ],
        closed=True,
    )
