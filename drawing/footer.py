"""What belongs to no touchpoint: metrics of the whole journey, and actions and pain points without a place."""

from __future__ import annotations

from dataclasses import dataclass

from drawing import sizes
from drawing.blocks import Block, draw_all, height_of, words
from drawing.canvas import Ink, Layer, Page
from drawing.cells import action, measure
from drawing.geometry import line
from drawing.scene import Scene

PAD = 12.0
COLUMNS = 4
BETWEEN = 16.0
ROWS_SHOWN = 2
LOWEST = 3 * sizes.LANE.size * sizes.LEADING
"""The title beside it may take three lines."""


@dataclass(frozen=True)
class Footer:
    scene: Scene
    rows: list[list[list[Block]]]
    room: float

    @property
    def height(self) -> float:
        return sum(self._row(row) + BETWEEN / 2 for row in self.rows) + PAD if self.rows else 0.0

    def draw(self, page: Page, y: float) -> None:
        palette = self.scene.look.palette
        rule = line([(sizes.MARGIN, y), (self.scene.width - sizes.MARGIN, y)])
        page.shape(rule, Ink(line=palette.rule, width=1.6), Layer.GROUND)
        y += PAD
        said = self.scene.look.say("For the whole journey")
        draw_all(page, words(said, sizes.LANE, palette.muted, sizes.GUTTER - 8, 3), sizes.MARGIN, y)
        for row in self.rows:
            for i, cell in enumerate(row):
                left = sizes.MARGIN + sizes.GUTTER + sizes.CELL_PAD
                draw_all(page, cell, left + i * (self.room + BETWEEN), y)
            y += self._row(row) + BETWEEN / 2

    def _row(self, row: list[list[Block]]) -> float:
        return max(LOWEST, *(height_of(cell) for cell in row))


def footer_of(scene: Scene) -> Footer:
    across = scene.width - 2 * sizes.MARGIN - sizes.GUTTER - 2 * sizes.CELL_PAD
    room = (across - (COLUMNS - 1) * BETWEEN) / COLUMNS
    cells = [cell for cell in _cells(scene, room) if cell]
    shown = cells[: scene.look.most(ROWS_SHOWN) * COLUMNS]
    return Footer(scene, [shown[i : i + COLUMNS] for i in range(0, len(shown), COLUMNS)], room)


def _cells(scene: Scene, room: float) -> list[list[Block]]:
    journey = scene.journey
    placed = {t.number for t in journey.touchpoints}
    pains = {p.number: p for p in journey.pain_points}
    whole = [measure(scene, m, room) for m in journey.measures if m.touchpoint is None and not m.stage]
    loose = [p for p in pains.values() if p.touchpoint not in placed]
    palette = scene.look.palette
    whole += [words(p.what, sizes.BODY, palette.ink, room, scene.look.most(3), "pain", palette.low) for p in loose]
    homeless = {p.number for p in loose}
    actions = [a for a in journey.actions if a.pain_point not in pains or a.pain_point in homeless]
    return whole + [action(scene, a, room) for a in actions]
