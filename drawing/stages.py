"""The lane of stages: bands that point to the next one."""

from __future__ import annotations

from dataclasses import dataclass

from drawing import sizes
from drawing.canvas import Ink, Layer, Page
from drawing.geometry import Box, Outline, line
from drawing.scene import Band, Scene
from drawing.typeface import Font, clean, cut, width

POINT = 9.0
BETWEEN = 3.0
NAME_PAD = 7.0


@dataclass(frozen=True)
class StageLane:
    title: str = ""

    def measure(self, scene: Scene, band: Band) -> float:
        return sizes.STAGE_HEIGHT if any(c.stage or c.name for c in band.columns) else 0.0

    def draw(self, page: Page, scene: Scene, band: Band, y: float, height: float) -> None:
        palette = scene.look.palette
        for column, first, count in band.runs():
            box = Box(band.x_of(first), y, count * band.column_width - BETWEEN, height)
            fill = scene.stage_color.get(column.stage, palette.chip)
            page.shape(_arrow(box), Ink(fill=fill), Layer.CARD)
            room = Box(box.x + POINT + NAME_PAD, y, box.width - 2 * POINT - NAME_PAD + BETWEEN, height)
            name = column.name or column.stage
            font = _fitting(name, room.width)
            page.text(cut(name, font, room.width), room, font, palette.stage_ink)


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
