"""The parts of a page under each other: what is measured first and drawn where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from drawing import sizes
from drawing.canvas import Ink, Layer, Page
from drawing.geometry import Box, line
from drawing.lane import Lane
from drawing.scene import Band, Scene
from drawing.typeface import wrap


class Part(Protocol):
    @property
    def height(self) -> float: ...

    def draw(self, page: Page, y: float) -> None: ...


@dataclass(frozen=True)
class BandPart:
    """One row of columns with all its lanes."""

    scene: Scene
    band: Band
    lanes: Sequence[tuple[Lane, float]]

    @property
    def height(self) -> float:
        return sum(height for _, height in self.lanes)

    def draw(self, page: Page, y: float) -> None:
        top = y
        for i, (lane, height) in enumerate(self.lanes):
            lane.draw(page, self.scene, self.band, y, height)
            _title(page, self.scene, lane, y, height)
            if i and lane.title and self.lanes[i - 1][0].title:
                rule = line([(sizes.MARGIN, y), (self.band.right, y)])
                page.shape(rule, Ink(line=self.scene.look.palette.rule, width=0.8), Layer.GROUND)
            y += height
        self._borders(page, top, y)

    def _borders(self, page: Page, top: float, bottom: float) -> None:
        """Between stages, beneath their names."""
        palette = self.scene.look.palette
        for _, first, _ in self.band.runs()[1:]:
            x = self.band.x_of(first) - 1.5
            border = line([(x, top + sizes.STAGE_HEIGHT + 4), (x, bottom)])
            page.shape(border, Ink(line=palette.rule, width=0.8), Layer.GROUND)


def band_part(scene: Scene, band: Band, lanes: Sequence[Lane]) -> BandPart:
    measured = [(lane, lane.measure(scene, band)) for lane in lanes]
    return BandPart(scene, band, [(lane, height) for lane, height in measured if height])


def _title(page: Page, scene: Scene, lane: Lane, y: float, height: float) -> None:
    if not lane.title:
        return
    room = sizes.GUTTER - 8
    step = sizes.LANE.size * sizes.LEADING
    fitting = max(int((height - sizes.LANE_PAD) // step), 1)
    for i, said in enumerate(wrap(scene.look.say(lane.title), sizes.LANE, room, min(3, fitting))):
        cell = Box(sizes.MARGIN, y + sizes.LANE_PAD + i * step, room, step)
        page.text(said, cell, sizes.LANE, scene.look.palette.muted)
