"""The lane of stages: bands that point to the next one."""

from __future__ import annotations

from dataclasses import dataclass

from drawing import sizes
from drawing.blocks import Block, words
from drawing.canvas import Ink, Layer, Page
from drawing.geometry import Box, Outline, line
from drawing.look import WHOLE_LINES
from drawing.scene import Band, Scene
from drawing.typeface import Font, clean, cut, width

POINT = 9.0
BETWEEN = 3.0
NAME_PAD = 7.0
ROOMY = 90.0


@dataclass(frozen=True)
class StageLane:
    title: str = ""

    def measure(self, scene: Scene, band: Band) -> float:
        return sizes.STAGE_HEIGHT if any(c.stage or c.name for c in band.columns) else 0.0

    def draw(self, page: Page, scene: Scene, band: Band, y: float, height: float) -> None:
        palette = scene.look.palette
        for column, first, count in band.runs():
            box = _box(band, first, count, y, height)
            fill = scene.stage_color.get(column.stage, palette.chip)
            page.shape(_arrow(box), Ink(fill=fill), Layer.CARD)
            room = _room(box)
            name = column.name or column.stage
            font = _fitting(name, room.width)
            page.text(cut(name, font, room.width), room, font, palette.stage_ink)

    def cut_at(self, scene: Scene, whole: Scene, band: Band, index: int, room: float) -> list[Block]:
        for column, first, count in band.runs():
            inner = _room(_box(band, first, count, 0, 0)).width
            name, font = clean(column.name or column.stage), _fitting(column.name or column.stage, inner)
            if first == index and cut(name, font, inner) != name:
                return words(name, sizes.BODY, scene.look.palette.ink, room, WHOLE_LINES)
        return []


def _box(band: Band, first: int, count: int, y: float, height: float) -> Box:
    left = band.x_of(first) - (band.side if first == 0 else 0.0)
    right = band.x_of(first + count) + (band.side if first + count == len(band.columns) else 0.0)
    return Box(left, y, right - left - BETWEEN, height)


def _room(box: Box) -> Box:
    """Where the name stands: closer to the points where there is little room."""
    pad = NAME_PAD if box.width > ROOMY else 1.0
    return Box(box.x + POINT + pad, box.y, box.width - 2 * POINT - pad + BETWEEN, box.height)


def _fitting(name: str, room: float) -> Font:
    """Smaller letters where that keeps a name whole."""
    needed = width(clean(name), sizes.STAGE)
    size = sizes.STAGE.size * min(1.0, room / max(needed, 1.0))
    return Font(max(int(size * 2) / 2, sizes.STAGE_SMALLEST), bold=True)


def _arrow(box: Box) -> Outline:
    middle = box.y + box.height / 2
    return line(
        [
            (box.x, box.y),
            (box.right - POINT + BETWEEN, box.y),
            (box.right + BETWEEN, middle),
            (box.right - POINT + BETWEEN, box.bottom),
            (box.x, box.bottom),
            (box.x + POINT, middle),
        ],
        closed=True,
    )
