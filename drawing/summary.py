"""The first lane of the overview: how much happens in a stage, and through which channels."""

from __future__ import annotations

from dataclasses import dataclass

from drawing import sizes
from drawing.blocks import Block, Gap, words
from drawing.canvas import Ink, Layer, Page
from drawing.faces import face
from drawing.geometry import Box, circle
from drawing.peaks import mean_of_all
from drawing.scene import Column, Scene
from drawing.symbols import channel_symbol, symbol
from drawing.wording import scored

SIDE = 20.0
STEP = SIDE + 3
FACE = 9.0


@dataclass(frozen=True)
class Symbols:
    """Channels' symbols in a row, as many as there is room for."""

    names: tuple[str, ...]
    fill: str
    color: str
    room: float
    height: float = SIDE

    def draw(self, page: Page, x: float, y: float) -> None:
        for i, name in enumerate(self.names[: int((self.room + STEP - SIDE) // STEP)]):
            left = x + i * STEP
            page.shape(circle(left + SIDE / 2, y + SIDE / 2, SIDE / 2), Ink(fill=self.fill), Layer.SHAPE)
            inner = SIDE * 0.62
            place = (SIDE - inner) / 2
            symbol(page, name, Box(left + place, y + place, inner, inner), self.color)


@dataclass(frozen=True)
class Mood:
    """A face and its score."""

    score: float
    scene: Scene
    room: float
    height: float = 2 * FACE + 2

    def draw(self, page: Page, x: float, y: float) -> None:
        palette = self.scene.look.palette
        face(page, x + FACE + 1, y + self.height / 2, FACE, self.score, palette)
        cell = Box(x + 2 * FACE + 7, y, self.room - 2 * FACE - 7, self.height)
        page.text(scored(self.scene.look.say, self.score), cell, sizes.SCORE, palette.ink)


def summary(scene: Scene, column: Column, room: float) -> list[Block]:
    say, palette = scene.look.say, scene.look.palette
    if not column.touchpoints:
        return words(say("Nothing yet"), sizes.SMALL, palette.muted, room, 1)
    count = say.many("{count} touchpoint", "{count} touchpoints", len(column.touchpoints))
    told = words(count, sizes.NAME, palette.ink, room, 2)
    channels = tuple(dict.fromkeys(filter(None, (channel_symbol(t.channel) for t in column.touchpoints))))
    if channels:
        fill = scene.stage_color.get(column.stage, palette.chip)
        told += [Gap(4), Symbols(channels, fill, palette.stage_ink, room)]
    mean = mean_of_all(column.touchpoints)
    return told if mean is None else [*told, Gap(4), Mood(mean, scene, room)]
