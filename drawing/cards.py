"""The lane of touchpoints: a card for each, with its number, its channel's symbol and its marks."""

from __future__ import annotations

from dataclasses import dataclass

from drawing import sizes
from drawing.blocks import Block, draw_all, height_of, words
from drawing.canvas import Ink, Layer, Page
from drawing.columns import Column
from drawing.geometry import Box, circle, rounded
from drawing.scene import Band, Scene
from drawing.shown import has_evidence
from drawing.symbols import channel_symbol, symbol
from drawing.typeface import Font, clean, cut, width
from drawing.wording import KINDS
from journey.model import Touchpoint

PAD = 6.0
SIDE = 4.0
TAB = 15.0
"""Height of the number, which stands on the card's upper edge."""
ABOVE = TAB / 2 + 3
UNDER_SYMBOL = 5.0
MOST_TAB = 40.0
DASH = (3.5, 2.5)


@dataclass(frozen=True)
class CardLane:
    title: str

    def measure(self, scene: Scene, band: Band) -> float:
        tallest = max((self._height(scene, band, c) for c in band.columns), default=0.0)
        return tallest + ABOVE + sizes.LANE_PAD

    def draw(self, page: Page, scene: Scene, band: Band, y: float, height: float) -> None:
        for i, column in enumerate(band.columns):
            box = Box(band.x_of(i) + SIDE, y + ABOVE, band.column_width - 2 * SIDE, height - ABOVE - sizes.LANE_PAD)
            if column.touchpoint:
                self._card(page, scene, column.touchpoint, box)
            else:
                _nothing(page, scene, box)

    def _height(self, scene: Scene, band: Band, column: Column) -> float:
        if not column.touchpoint:
            return 2 * PAD + sizes.SYMBOL
        texts = height_of(_texts(scene, column.touchpoint, band.column_width - 2 * SIDE - 2 * PAD))
        return PAD + 2 + sizes.SYMBOL + UNDER_SYMBOL + texts + PAD

    def _card(self, page: Page, scene: Scene, touchpoint: Touchpoint, box: Box) -> None:
        palette, sure = scene.look.palette, has_evidence(scene.journey, touchpoint)
        fresh = touchpoint.confirmed_at is None  # what is shown bears it only when that is long ago
        edge = palette.key if touchpoint.key else palette.faint
        ink = Ink(
            fill=palette.card if sure and fresh else palette.faded_card,
            line=edge,
            width=1.5 if touchpoint.key else 0.9,
            dash=None if sure else DASH,
        )
        page.shape(rounded(box, sizes.CARD_RADIUS), ink, Layer.CARD)
        number_on(page, scene, touchpoint, box.x + PAD, box.y)
        channel_on(page, scene, touchpoint, box.x + PAD, box.y + PAD + 2)
        _marks(page, scene, touchpoint, box)
        texts = _texts(scene, touchpoint, box.width - 2 * PAD)
        draw_all(page, texts, box.x + PAD, box.y + PAD + 2 + sizes.SYMBOL + UNDER_SYMBOL)


def _texts(scene: Scene, touchpoint: Touchpoint, room: float) -> list[Block]:
    palette, say = scene.look.palette, scene.look.say
    ink = palette.ink if touchpoint.confirmed_at is None else palette.muted
    name = words(touchpoint.what, _name_font(touchpoint.what, room), ink, room, scene.most(4))
    if touchpoint.confirmed_at is not None:
        seen = say("Confirmed {day}", day=say.day(touchpoint.confirmed_at.date(), "medium"))
        name = name + words(seen, sizes.SMALL, palette.muted, room, scene.most(2))
    return name + words(say(touchpoint.channel), sizes.SMALL, palette.muted, room, scene.most(1))


def _name_font(what: str, room: float) -> Font:
    """A little smaller where that keeps a long word whole."""
    longest = max((width(word, sizes.NAME) for word in clean(what).split()), default=0.0)
    size = sizes.NAME.size * min(1.0, room / max(longest, 1.0))
    return Font(int(size * 4) / 4, bold=True) if size >= sizes.NAME_SMALLEST else sizes.NAME


def number_on(page: Page, scene: Scene, touchpoint: Touchpoint, x: float, y: float) -> float:
    """The number on an edge at the height `y`, its left at `x`; its width."""
    said = cut(str(touchpoint.number), sizes.PILL, MOST_TAB)
    tab = Box(x, y - TAB / 2, max(TAB + 4, width(said, sizes.PILL) + 10), TAB)
    page.shape(rounded(tab, TAB / 2), Ink(fill=scene.look.palette.accent), Layer.SHAPE)
    page.text(said, tab, sizes.PILL, scene.look.palette.paper, "middle")
    return tab.width


def channel_on(
    page: Page, scene: Scene, touchpoint: Touchpoint, x: float, y: float, diameter: float = sizes.SYMBOL
) -> None:
    """The channel's symbol on a disc in the stage's colour; what kind it is where it has no channel."""
    name, palette = channel_symbol(touchpoint.channel), scene.look.palette
    if not name and touchpoint.kind in KINDS:
        name = touchpoint.kind.value
    if not name:
        return
    radius = diameter / 2
    fill = scene.stage_color.get(touchpoint.stage, palette.chip)
    page.shape(circle(x + radius, y + radius, radius), Ink(fill=fill), Layer.SHAPE)
    side = diameter * 0.64
    symbol(page, name, Box(x + radius - side / 2, y + radius - side / 2, side, side), palette.stage_ink)


def marks_of(scene: Scene, touchpoint: Touchpoint) -> list[str]:
    """Names of the marks on a card, from right to left."""
    marks = ["key"] if touchpoint.key else []
    marks += [touchpoint.kind.value] if touchpoint.kind in KINDS else []
    marks += ["not ours"] if not touchpoint.ours else []
    return marks + (["evidence"] if has_evidence(scene.journey, touchpoint) else [])


def _marks(page: Page, scene: Scene, touchpoint: Touchpoint, box: Box) -> None:
    marks_on(page, scene, marks_beside(scene, touchpoint), box.right - PAD, box.y + PAD + 2)


def marks_beside(scene: Scene, touchpoint: Touchpoint) -> list[str]:
    """The marks but for the one that stands in the place of the channel's symbol."""
    drawn_large = "" if channel_symbol(touchpoint.channel) else touchpoint.kind.value
    return [name for name in marks_of(scene, touchpoint) if name != drawn_large]


def marks_on(page: Page, scene: Scene, marks: list[str], right: float, y: float) -> None:
    """Marks from right to left."""
    palette, side = scene.look.palette, sizes.MARK
    for i, name in enumerate(marks):
        color = palette.key if name == "key" else palette.done if name == "evidence" else palette.muted
        fill = palette.key if name == "key" else None
        symbol(page, name, Box(right - side - i * (side + 2.5), y, side, side), color, fill)


def _nothing(page: Page, scene: Scene, box: Box) -> None:
    """An empty stage."""
    palette = scene.look.palette
    page.shape(rounded(box, sizes.CARD_RADIUS), Ink(line=palette.rule, width=1.2, dash=DASH), Layer.CARD)
    said = cut(scene.look.say("Nothing yet"), sizes.SMALL, box.width - 8)
    page.text(said, box.inset(4, 0), sizes.SMALL, palette.muted, "middle")
