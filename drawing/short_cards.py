"""The overview's short cards: number, symbol and a few words, by turns in two rows so that each has twice the room."""

from __future__ import annotations

from dataclasses import dataclass

from drawing import sizes
from drawing.blocks import Block, draw_all, height_of, words
from drawing.canvas import Ink, Layer, Page
from drawing.cards import DASH, channel_on, marks_on, number_on
from drawing.geometry import Box, circle, line, rounded
from drawing.scene import Band, Scene
from drawing.shown import has_evidence
from drawing.typeface import cut
from journey.model import Touchpoint

BETWEEN = 5.0
PAD = 5.0
TAB = 9.0
SYMBOL = 18.0
ROW_GAP = 13.0
LINES = 3


@dataclass(frozen=True)
class ShortCardLane:
    title: str = ""

    def measure(self, scene: Scene, band: Band) -> float:
        return 2 * self._row(scene, band) + ROW_GAP + TAB + 2 * sizes.LANE_PAD

    def draw(self, page: Page, scene: Scene, band: Band, y: float, height: float) -> None:
        row, wide = self._row(scene, band), 2 * band.column_width - BETWEEN
        for i, column in enumerate(band.columns):
            top = y + TAB + sizes.LANE_PAD + (i % 2) * (row + ROW_GAP)
            middle = band.x_of(i) + band.column_width / 2
            box = Box(middle - wide / 2, top, wide, row)
            self._lead(page, scene, middle, box.bottom, y + height)
            if column.touchpoint:
                self._card(page, scene, column.touchpoint, box)
            else:
                palette = scene.look.palette
                page.shape(
                    rounded(box, sizes.CARD_RADIUS), Ink(fill=palette.paper, line=palette.rule, dash=DASH), Layer.CARD
                )
                said = cut(scene.look.say("Nothing yet"), sizes.SMALL, box.width - 8)
                page.text(said, box.inset(4, 0), sizes.SMALL, palette.muted, "middle")

    def _row(self, scene: Scene, band: Band) -> float:
        """The height of the cards of both rows."""
        room = 2 * band.column_width - BETWEEN - 2 * PAD
        texts = [height_of(self._texts(scene, c.touchpoint, room)) for c in band.columns if c.touchpoint]
        return PAD + SYMBOL + 4 + max(texts, default=sizes.SMALL.size) + PAD

    def _texts(self, scene: Scene, touchpoint: Touchpoint, room: float) -> list[Block]:
        return words(touchpoint.what, sizes.SMALL_BOLD, scene.look.palette.ink, room, scene.most(LINES))

    def _card(self, page: Page, scene: Scene, touchpoint: Touchpoint, box: Box) -> None:
        palette, sure = scene.look.palette, has_evidence(scene.journey, touchpoint)
        ink = Ink(
            fill=palette.card if sure and touchpoint.confirmed_at is None else palette.faded_card,
            line=palette.key if touchpoint.key else palette.faint,
            width=1.5 if touchpoint.key else 0.9,
            dash=None if sure else DASH,
        )
        page.shape(rounded(box, sizes.CARD_RADIUS), ink, Layer.CARD)
        number_on(page, scene, touchpoint, box.x + PAD, box.y)
        channel_on(page, scene, touchpoint, box.x + PAD, box.y + PAD + 2, SYMBOL)
        marks_on(page, scene, short_marks(touchpoint), box.right - PAD, box.y + PAD + 1)
        draw_all(page, self._texts(scene, touchpoint, box.width - 2 * PAD), box.x + PAD, box.y + PAD + SYMBOL + 4)

    def _lead(self, page: Page, scene: Scene, x: float, top: float, bottom: float) -> None:
        """From the card down to its place on the curve."""
        color = scene.look.palette.faint
        page.shape(line([(x, top), (x, bottom)]), Ink(line=color, width=0.8), Layer.RULE)
        page.shape(circle(x, bottom, 1.8), Ink(fill=color), Layer.RULE)


def short_marks(touchpoint: Touchpoint) -> list[str]:
    """Only what decides: the rest is on the part's own picture."""
    return ["key"] if touchpoint.key else []
