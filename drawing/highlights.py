"""Under the overview: the best and the worst moments, the pain points that weigh most, and the journey's metrics."""

from __future__ import annotations

from dataclasses import dataclass

from drawing import sizes
from drawing.blocks import Block, Gap, draw_all, height_of, words
from drawing.canvas import Ink, Layer, Page
from drawing.cells import action, measure, pain_point
from drawing.columns import PART_COLUMNS
from drawing.geometry import Box, rounded
from drawing.peaks import mean_of, peaks_of
from drawing.scene import Scene
from drawing.summary import Felt
from journey.model import State, Touchpoint

MOMENTS, PAINS, MEASURES, ACTIONS = 2, 3, 3, 3
PAD = 9.0
BETWEEN = 8.0
AROUND = 10.0


@dataclass(frozen=True)
class Row:
    """Panels side by side, each with `room` for its words."""

    panels: list[list[Block]]
    room: float

    @property
    def height(self) -> float:
        return max(height_of(blocks) for blocks in self.panels) + 2 * PAD


@dataclass(frozen=True)
class Highlights:
    """Rows of panels."""

    scene: Scene
    rows: list[Row]

    @property
    def height(self) -> float:
        return AROUND + sum(row.height + BETWEEN for row in self.rows) if self.rows else 0.0

    def draw(self, page: Page, y: float) -> None:
        y += AROUND
        for row in self.rows:
            for column, blocks in enumerate(row.panels):
                left = sizes.MARGIN + column * (row.room + 2 * PAD + BETWEEN)
                box = Box(left, y, row.room + 2 * PAD, row.height)
                page.shape(rounded(box, sizes.CARD_RADIUS), Ink(fill=self.scene.look.palette.panel), Layer.GROUND)
                draw_all(page, blocks, left + PAD, y + PAD)
            y += row.height + BETWEEN


@dataclass(frozen=True)
class Abreast:
    """Cells beside each other, each with its share of the room."""

    cells: list[list[Block]]
    step: float
    cut: bool = False

    @property
    def height(self) -> float:
        return max(height_of(cell) for cell in self.cells)

    def draw(self, page: Page, x: float, y: float) -> None:
        for i, cell in enumerate(self.cells):
            draw_all(page, cell, x + i * self.step, y)


def highlights_of(scene: Scene) -> Highlights:
    """Two panels in a row; one that stands alone takes it all."""
    whole = scene.width - 2 * sizes.MARGIN
    half = (whole - BETWEEN) / 2
    rows = []
    for panels in ((_highest, _lowest), (_pains, _actions), (_metrics,)):
        filled = [panel for panel in panels if panel(scene, half)]
        room = (whole if len(filled) == 1 else half) - 2 * PAD
        rows += [Row([panel(scene, room) for panel in filled], room)] if filled else []
    return Highlights(scene, rows)


def _highest(scene: Scene, room: float) -> list[Block]:
    found = peaks_of(scene.journey.touchpoints, most=MOMENTS).highest
    return _panel(scene, scene.look.say("Highest moments"), [_moment(scene, t, room) for t in found], room)


def _lowest(scene: Scene, room: float) -> list[Block]:
    found = peaks_of(scene.journey.touchpoints, most=MOMENTS).lowest
    return _panel(scene, scene.look.say("Lowest moments"), [_moment(scene, t, room) for t in found], room)


def _pains(scene: Scene, room: float) -> list[Block]:
    heaviest = sorted(scene.journey.pain_points, key=lambda p: (-p.votes, -(p.severity or 0)))
    found = [p for p in heaviest if not p.set_aside][:PAINS]
    return _panel(scene, scene.look.say("Pain points"), [pain_point(scene, p, room) for p in found], room)


def _actions(scene: Scene, room: float) -> list[Block]:
    found = [a for a in scene.journey.actions if a.state == State.OPEN][:ACTIONS]
    return _panel(scene, scene.look.say("Actions"), [action(scene, a, room) for a in found], room)


def _metrics(scene: Scene, room: float) -> list[Block]:
    """Those of the whole journey first, then those that miss their targets."""
    every = sorted(scene.journey.measures, key=lambda m: (bool(m.touchpoint or m.stage), not m.misses_target))
    share = (room - (MEASURES - 1) * BETWEEN) / MEASURES
    cells = list(filter(None, (measure(scene, m, share) for m in every[:MEASURES])))
    return _panel(scene, scene.look.say("Metrics"), [[Abreast(cells, share + BETWEEN)]] if cells else [], room)


def _panel(scene: Scene, title: str, cells: list[list[Block]], room: float) -> list[Block]:
    filled = [cell for cell in cells if cell]
    if not filled:
        return []
    told = words(title, sizes.LANE, scene.look.palette.muted, room, 1)
    for cell in filled:
        told += [Gap(5.0), *cell]
    return told


def _moment(scene: Scene, touchpoint: Touchpoint, room: float) -> list[Block]:
    what = words(f"{touchpoint.number}. {touchpoint.what}", sizes.BODY, scene.look.palette.ink, room - Felt.WIDE, 2)
    return [Felt(mean_of(touchpoint) or 0.0, scene, what, room)]


def is_short(scene: Scene) -> bool:
    """Whether the picture for the channel leaves out so much that it tells the highlights."""
    return scene.overview or (scene.above and any(len(band.columns) > PART_COLUMNS for band in scene.bands))
