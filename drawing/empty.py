"""What stands in the middle of a map that has no touchpoints yet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from drawing import sizes
from drawing.blocks import Block, Gap, Words, draw_all, height_of
from drawing.canvas import Ink, Layer, Page
from drawing.faces import face
from drawing.geometry import CURVE, MOVE, Box, Outline, circle, rounded
from drawing.scene import Scene
from drawing.typeface import wrap

PAD = 34.0
PICTURE = 70.0


@dataclass(frozen=True)
class Invitation:
    scene: Scene

    @property
    def height(self) -> float:
        return 2 * PAD + PICTURE + height_of(self._blocks())

    def draw(self, page: Page, y: float) -> None:
        palette = self.scene.look.palette
        box = Box(sizes.MARGIN, y, self.scene.width - 2 * sizes.MARGIN, self.height)
        page.shape(rounded(box, 12), Ink(fill=palette.panel), Layer.GROUND)
        self._path(page, box.middle[0], y + PAD + PICTURE / 2 - 8)
        draw_all(page, self._blocks(), box.x + PAD, y + PAD + PICTURE)

    def _blocks(self) -> list[Block]:
        say, palette = self.scene.look.say, self.scene.look.palette
        room = self.scene.width - 2 * sizes.MARGIN - 2 * PAD
        first = wrap(say("The journey starts here"), sizes.STAGE, room, 2)
        then = wrap(say("Add the first moment at which customers meet you."), sizes.HEADING, room, 3)
        return [
            Words(first, sizes.STAGE, palette.ink, room, anchor="middle"),
            Gap(4),
            Words(then, sizes.HEADING, palette.muted, room, anchor="middle"),
        ]

    def _path(self, page: Page, x: float, y: float) -> None:
        """A winding way to a happy face."""
        palette = self.scene.look.palette
        points = [(x - 110, y + 12), (x - 50, y - 50), (x - 10, y + 60), (x + 84, y - 8)]
        way = Outline(np.array(points), np.array([MOVE, CURVE, CURVE, CURVE], np.uint8))
        page.shape(way, Ink(line=palette.curve, width=2.4, dash=(6, 5)), Layer.CURVE)
        page.shape(circle(x - 110, y + 12, 5), Ink(fill=palette.accent), Layer.SHAPE)
        face(page, x + 98, y - 10, 14, 2, palette)
