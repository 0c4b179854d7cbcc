"""The overview's lane of counts: how many pain points and actions a touchpoint or stage has."""

from __future__ import annotations

from dataclasses import dataclass

from drawing import sizes
from drawing.canvas import Page
from drawing.columns import Column
from drawing.geometry import Box
from drawing.scene import Band, Scene
from drawing.symbols import symbol
from drawing.typeface import cut
from journey.model import State

SIDE = 11.0
ROW = 14.0


@dataclass(frozen=True)
class CountLane:
    title: str

    def measure(self, scene: Scene, band: Band) -> float:
        most = max((len(_counts(scene, column)) for column in band.columns), default=0)
        return most * ROW + 2 * sizes.LANE_PAD if most else 0.0

    def draw(self, page: Page, scene: Scene, band: Band, y: float, height: float) -> None:
        for i, column in enumerate(band.columns):
            left = band.x_of(i) + sizes.CELL_PAD
            if band.column_width < sizes.COLUMN_ROOMY / 2:  # beneath the short card's middle
                left = band.x_of(i) + band.column_width / 2 - SIDE
            for row, (name, color, count) in enumerate(_counts(scene, column)):
                top = y + sizes.LANE_PAD + row * ROW
                symbol(page, name, Box(left, top + (ROW - SIDE) / 2, SIDE, SIDE), color)
                cell = Box(left + SIDE + 3, top, band.x_of(i + 1) - left - SIDE - 3, ROW)
                said = cut(str(count), sizes.SMALL_BOLD, cell.width)
                page.text(said, cell, sizes.SMALL_BOLD, scene.look.palette.ink)


def _counts(scene: Scene, column: Column) -> list[tuple[str, str, int]]:
    """Symbol, colour and count of pain points that stand, open actions, and actions done; none where there are none."""
    palette = scene.look.palette
    pains = [p for t in column.touchpoints for p in scene.pains.get(t.number, ()) if not p.set_aside]
    actions = [a for p in pains for a in scene.journey.actions_for(p.number)]
    done = sum(a.state == State.DONE for a in actions)
    every = [
        ("pain", palette.low, len(pains)),
        ("open", palette.accent, len(actions) - done),
        ("done", palette.done, done),
    ]
    return [(name, color, count) for name, color, count in every if count]
