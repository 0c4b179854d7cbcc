"""What a lane is: one row of a band that knows its height, and 0 when it has nothing to show there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from drawing import sizes
from drawing.blocks import Block, draw_all, height_of
from drawing.canvas import Page
from drawing.columns import Column
from drawing.scene import Band, Scene


class Lane(Protocol):
    @property
    def title(self) -> str: ...

    def measure(self, scene: Scene, band: Band) -> float: ...

    def draw(self, page: Page, scene: Scene, band: Band, y: float, height: float) -> None: ...


@dataclass(frozen=True)
class TextLane:
    """A cell of blocks for each column; `blocks` gets the room's width."""

    title: str
    blocks: Callable[[Scene, Column, float], list[Block]]

    def measure(self, scene: Scene, band: Band) -> float:
        tallest = max((height_of(self._cell(scene, band, c)) for c in band.columns), default=0.0)
        return tallest + 2 * sizes.LANE_PAD if tallest else 0.0

    def draw(self, page: Page, scene: Scene, band: Band, y: float, height: float) -> None:
        for i, column in enumerate(band.columns):
            draw_all(page, self._cell(scene, band, column), band.x_of(i) + sizes.CELL_PAD, y + sizes.LANE_PAD)

    def _cell(self, scene: Scene, band: Band, column: Column) -> list[Block]:
        place = (self.title, id(column))
        if place not in scene.cells:
            scene.cells[place] = self.blocks(scene, column, band.column_width - 2 * sizes.CELL_PAD)
        return scene.cells[place]
