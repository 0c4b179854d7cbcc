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
BETWEEN = 16.0
ROWS_SHOWN = 2
WIDEST = 170.0
"""As many columns as there are rooms of this width."""
LOWEST = 3 * sizes.LANE.size * sizes.LEADING
"""The title beside it may take three lines."""


@dataclass(frozen=True)
class Footer:
    """`titled` is whether it is the first of those that stand under each other."""

    scene: Scene
    rows: list[list[list[Block]]]
    room: float
    titled: bool = True

    @property
    def height(self) -> float:
        return sum(self._row(row) + BETWEEN / 2 for row in self.rows) + PAD + self._above if self.rows else 0.0

    def draw(self, page: Page, y: float) -> None:
        if self.titled:
            self._head(page, y)
        y += PAD + self._above
        left = sizes.MARGIN + (sizes.CELL_PAD + sizes.GUTTER if not self.scene.above else 0.0)
        for row in self.rows:
            for i, cell in enumerate(row):
                draw_all(page, cell, left + i * (self.room + BETWEEN), y)
            y += self._row(row) + BETWEEN / 2

    def _head(self, page: Page, y: float) -> None:
        palette = self.scene.look.palette
        rule = line([(sizes.MARGIN, y), (self.scene.width - sizes.MARGIN, y)])
        page.shape(rule, Ink(line=palette.rule, width=1.6), Layer.GROUND)
        room = self.scene.width - 2 * sizes.MARGIN if self.scene.above else sizes.GUTTER - 8
        said = self.scene.look.say("For the whole journey")
        draw_all(page, words(said, sizes.LANE, palette.muted, room, 3), sizes.MARGIN, y + PAD)

    @property
    def _above(self) -> float:
        return sizes.TITLE_ABOVE if self.scene.above and self.titled else 0.0

    def _row(self, row: list[list[Block]]) -> float:
        return max(LOWEST, *(height_of(cell) for cell in row))


def footer_of(scene: Scene) -> Footer:
    columns, room = _columns(scene)
    shown = _filled(scene, room)[: scene.most(ROWS_SHOWN) * columns]
    return Footer(scene, [shown[i : i + columns] for i in range(0, len(shown), columns)], room)


def footer_rows(scene: Scene) -> list[Footer]:
    """The same, nothing left out, as parts of one row each."""
    columns, room = _columns(scene)
    cells = _filled(scene, room)
    return [Footer(scene, [cells[i : i + columns]], room, titled=not i) for i in range(0, len(cells), columns)]


def _columns(scene: Scene) -> tuple[int, float]:
    """How many, and each one's width."""
    across = scene.width - 2 * sizes.MARGIN - (0.0 if scene.above else sizes.GUTTER + 2 * sizes.CELL_PAD)
    columns = max(int(across // WIDEST), 1)
    return columns, (across - (columns - 1) * BETWEEN) / columns


def _filled(scene: Scene, room: float) -> list[list[Block]]:
    return [cell for cell in _cells(scene, room) if cell]


def _cells(scene: Scene, room: float) -> list[list[Block]]:
    journey = scene.journey
    placed = {t.number for t in journey.touchpoints}
    pains = {p.number: p for p in journey.pain_points}
    whole = [measure(scene, m, room) for m in journey.measures if m.touchpoint is None and not m.stage]
    loose = [p for p in pains.values() if p.touchpoint not in placed]
    palette = scene.look.palette
    whole += [words(p.what, sizes.BODY, palette.ink, room, scene.most(3), "pain", palette.low) for p in loose]
    homeless = {p.number for p in loose}
    actions = [a for a in journey.actions if a.pain_point not in pains or a.pain_point in homeless]
    return whole + [action(scene, a, room) for a in actions]
