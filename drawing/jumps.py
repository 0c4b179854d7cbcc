"""The lane of jumps: arcs above the touchpoints to where customers go back or skip ahead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from drawing import sizes
from drawing.canvas import Ink, Layer, Page
from drawing.geometry import CURVE, MOVE, Box, Outline, line
from drawing.scene import Band, Scene
from drawing.typeface import cut
from drawing.wording import JUMPS
from journey.model import Jump, JumpKind, Touchpoint

HEAD = 4.0
SIDE = 9.0
"""How far from the middle of a column arcs leave (right) and arrive (left), so that they do not meet."""
ARROWS = {JumpKind.BACK: "←", JumpKind.SKIP: "→"}
LOW, HIGH = 9.0, 24.0
AWAY_HEIGHT = 17.0


@dataclass(frozen=True)
class JumpLane:
    title: str = ""

    def measure(self, scene: Scene, band: Band) -> float:
        here = {t.number for t in band.touchpoints}
        jumps = [jump.to in here for _, _, jump in self._jumps(scene, band)]
        away = AWAY_HEIGHT if not all(jumps) else 0.0
        return away + (sizes.ARC_HEIGHT if any(jumps) else 0.0)

    def draw(self, page: Page, scene: Scene, band: Band, y: float, height: float) -> None:
        places = {c.touchpoint.number: i for i, c in enumerate(band.columns) if c.touchpoint}
        bottom = y + height - 2
        for index, _, jump in self._jumps(scene, band):
            if jump.to in places:
                self._arc(page, band, index, places[jump.to], bottom, _color(scene, jump))
        for index, said in self._away(scene, band).items():
            cell = Box(band.x_of(index) + 4, y + 4, band.column_width - 8, 12)
            text = cut(", ".join(said), sizes.SMALL_BOLD, cell.width)
            page.text(text, cell, sizes.SMALL_BOLD, scene.look.palette.muted, "middle")

    def _away(self, scene: Scene, band: Band) -> dict[int, list[str]]:
        """What is said over a column of jumps to other rows."""
        here = {t.number for t in band.touchpoints}
        away: dict[int, list[str]] = {}
        for index, _, jump in self._jumps(scene, band):
            if jump.to not in here:
                said = scene.look.say(JUMPS[jump.kind], number=jump.to)
                away.setdefault(index, []).append(f"{ARROWS[jump.kind]} {said}")
        return away

    def _jumps(self, scene: Scene, band: Band) -> Iterator[tuple[int, Touchpoint, Jump]]:
        known = {t.number for t in scene.journey.touchpoints}
        for index, column in enumerate(band.columns):
            for touchpoint in () if scene.overview else column.touchpoints:
                for jump in touchpoint.jumps:
                    if jump.to in known and jump.to != touchpoint.number:
                        yield index, touchpoint, jump

    def _arc(self, page: Page, band: Band, start: int, end: int, bottom: float, color: str) -> None:
        toward = 1 if end > start else -1
        x0 = band.x_of(start) + band.column_width / 2 + toward * SIDE
        x1 = band.x_of(end) + band.column_width / 2 - toward * SIDE
        rise = min(HIGH, LOW + 2.0 * abs(end - start)) / 0.75
        lean = min(30.0, abs(x1 - x0) / 3) * toward
        points = [(x0, bottom), (x0 + lean * 0.4, bottom - rise), (x1 - lean * 0.4, bottom - rise), (x1, bottom)]
        arc = Outline(np.array(points), np.array([MOVE, CURVE, CURVE, CURVE], np.uint8))
        page.shape(arc, Ink(line=color, width=1.4), Layer.SHAPE)
        tip = [(x1 - HEAD, bottom - HEAD - 1), (x1 + HEAD, bottom - HEAD - 1), (x1, bottom + 1)]
        page.shape(line(tip, closed=True), Ink(fill=color), Layer.SYMBOL)


def _color(scene: Scene, jump: Jump) -> str:
    palette = scene.look.palette
    return palette.low if jump.kind == JumpKind.BACK else palette.accent
