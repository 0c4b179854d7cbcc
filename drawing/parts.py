"""The parts of a page under each other: what is measured first and drawn where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from drawing import sizes
from drawing.canvas import Ink, Layer, Page
from drawing.geometry import Box, line, rectangle
from drawing.lane import Lane
from drawing.scene import Band, Scene
from drawing.typeface import cut, width, wrap


class Part(Protocol):
    @property
    def height(self) -> float: ...

    def draw(self, page: Page, y: float) -> None: ...


@dataclass(frozen=True)
class BandPart:
    """One row of columns with all its lanes; each lane with its height, without what its title takes above it."""

    scene: Scene
    band: Band
    lanes: Sequence[tuple[Lane, float]]

    @property
    def height(self) -> float:
        return sum(height + self._above(lane) for lane, height in self.lanes)

    def draw(self, page: Page, y: float) -> None:
        top = y
        for i, (lane, height) in enumerate(self.lanes):
            if i and lane.title and self.lanes[i - 1][0].title:
                rule = line([(sizes.MARGIN, y), (self.band.right, y)])
                page.shape(rule, Ink(line=self.scene.look.palette.rule, width=0.8), Layer.GROUND)
            self._title(page, lane, y, height)
            y += self._above(lane)
            lane.draw(page, self.scene, self.band, y, height)
            y += height
        self._borders(page, top, y)

    def _above(self, lane: Lane) -> float:
        return sizes.TITLE_ABOVE if self.scene.above and lane.title else 0.0

    def _title(self, page: Page, lane: Lane, y: float, height: float) -> None:
        said, color = self.scene.look.say(lane.title) if lane.title else "", self.scene.look.palette.muted
        if not said:
            return
        if self.scene.above:
            cell = Box(sizes.MARGIN, y + 3, self.band.right - sizes.MARGIN, sizes.TITLE_ABOVE)
            text = cut(said, sizes.LANE, cell.width)
            behind = Box(cell.x, cell.y, width(text, sizes.LANE) + 3, cell.height)
            page.shape(rectangle(behind), Ink(fill=self.scene.look.palette.paper), Layer.TINT)  # no border runs through
            page.text(text, cell, sizes.LANE, color)
            return
        room = sizes.GUTTER - 8
        step = sizes.LANE.size * sizes.LEADING
        fitting = max(int((height - sizes.LANE_PAD) // step), 1)
        for i, part in enumerate(wrap(said, sizes.LANE, room, min(3, fitting))):
            page.text(part, Box(sizes.MARGIN, y + sizes.LANE_PAD + i * step, room, step), sizes.LANE, color)

    def _borders(self, page: Page, top: float, bottom: float) -> None:
        """Between stages, beneath their names."""
        palette = self.scene.look.palette
        for _, first, _ in self.band.runs()[1:]:
            x = self.band.x_of(first) - 1.5
            border = line([(x, top + self.lanes[0][1] + 4), (x, bottom)])
            page.shape(border, Ink(line=palette.rule, width=0.8), Layer.GROUND)


def band_part(scene: Scene, band: Band, lanes: Sequence[Lane]) -> BandPart:
    measured = [(lane, lane.measure(scene, band)) for lane in lanes]
    return BandPart(scene, band, [(lane, height) for lane, height in measured if height])
