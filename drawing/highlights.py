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

MOMENTS, PAINS, MEASURES, ACTIONS = 2, 3, 2, 2
PAD = 9.0
BETWEEN = 8.0
AROUND = 10.0


@dataclass(frozen=True)
class Highlights:
    """Panels in two columns."""

    scene: Scene
    panels: list[list[Block]]
    room: float

    @property
    def height(self) -> float:
        return AROUND + sum(self._row(i) + BETWEEN for i in range(0, len(self.panels), 2)) if self.panels else 0.0

    def draw(self, page: Page, y: float) -> None:
        y += AROUND
        for i in range(0, len(self.panels), 2):
            for column, blocks in enumerate(self.panels[i : i + 2]):
                left = sizes.MARGIN + column * (self.room + 2 * PAD + BETWEEN)
                box = Box(left, y, self.room + 2 * PAD, self._row(i))
                page.shape(rounded(box, sizes.CARD_RADIUS), Ink(fill=self.scene.look.palette.panel), Layer.GROUND)
                draw_all(page, blocks, left + PAD, y + PAD)
            y += self._row(i) + BETWEEN

    def _row(self, first: int) -> float:
        return max(height_of(blocks) for blocks in self.panels[first : first + 2]) + 2 * PAD


def highlights_of(scene: Scene) -> Highlights:
    room = (scene.width - 2 * sizes.MARGIN - BETWEEN) / 2 - 2 * PAD
    return Highlights(scene, [panel for panel in _panels(scene, room) if panel], room)


def _panels(scene: Scene, room: float) -> list[list[Block]]:
    say, journey = scene.look.say, scene.journey
    peaks = peaks_of(journey.touchpoints, most=MOMENTS)
    pains = [p for p in sorted(journey.pain_points, key=lambda p: (-p.votes, -(p.severity or 0))) if not p.set_aside]
    whole = [m for m in journey.measures if m.touchpoint is None and not m.stage]
    actions = [a for a in journey.actions if a.state == State.OPEN]
    return [
        _panel(scene, say("Highest moments"), [_moment(scene, t, room) for t in peaks.highest], room),
        _panel(scene, say("Lowest moments"), [_moment(scene, t, room) for t in peaks.lowest], room),
        _panel(scene, say("Pain points"), [pain_point(scene, p, room) for p in pains[:PAINS]], room),
        _together(
            _panel(scene, say("Metrics"), [measure(scene, m, room) for m in whole[:MEASURES]], room),
            _panel(scene, say("Actions"), [action(scene, a, room) for a in actions[:ACTIONS]], room),
        ),
    ]


def _panel(scene: Scene, title: str, cells: list[list[Block]], room: float) -> list[Block]:
    filled = [cell for cell in cells if cell]
    if not filled:
        return []
    told = words(title, sizes.LANE, scene.look.palette.muted, room, 1)
    for cell in filled:
        told += [Gap(5.0), *cell]
    return told


def _together(one: list[Block], other: list[Block]) -> list[Block]:
    return [*one, Gap(9.0), *other] if one and other else one + other


def _moment(scene: Scene, touchpoint: Touchpoint, room: float) -> list[Block]:
    what = words(f"{touchpoint.number}. {touchpoint.what}", sizes.BODY, scene.look.palette.ink, room - Felt.WIDE, 2)
    return [Felt(mean_of(touchpoint) or 0.0, scene, what, room)]


def is_short(scene: Scene) -> bool:
    """Whether the picture for the channel leaves out so much that it tells the highlights."""
    return scene.overview or (scene.above and any(len(band.columns) > PART_COLUMNS for band in scene.bands))
