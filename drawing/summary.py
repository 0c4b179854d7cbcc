"""The first lane of the overview: how much happens in a stage, and through which channels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from drawing import sizes
from drawing.blocks import Block, Gap, draw_all, height_of, words
from drawing.canvas import Ink, Layer, Page
from drawing.columns import Column
from drawing.faces import face
from drawing.geometry import Box, circle
from drawing.peaks import mean_of_all
from drawing.scene import Scene
from drawing.symbols import channel_symbol, symbol
from drawing.typeface import cut, width

SIDE, SIDE_SMALLEST = 20.0, 13.0
BETWEEN = 3.0
ABREAST = 4
FACE = 9.0
BESIDE = 2 * FACE + 7
SCORE_ROOM = 32.0
UNDER = 14.0


@dataclass(frozen=True)
class Symbols:
    """Channels' symbols side by side: four in a row, made smaller for that, then in a second row; of more, how many."""

    names: tuple[str, ...]
    fill: str
    color: str
    room: float

    @property
    def height(self) -> float:
        return SIDE if self._across >= len(self.names) else 2 * self._side + BETWEEN

    @property
    def _side(self) -> float:
        abreast = min(len(self.names), ABREAST)
        return max(min(SIDE, (self.room + BETWEEN) / abreast - BETWEEN), SIDE_SMALLEST)

    @property
    def _across(self) -> int:
        return max(int((self.room + BETWEEN + 0.01) // (self._side + BETWEEN)), 1)

    def draw(self, page: Page, x: float, y: float) -> None:
        y += (SIDE - self._side) / 2 if self._across >= len(self.names) else 0.0
        most, left_out = 2 * self._across, max(len(self.names) - 2 * self._across, 0)
        for i, name in enumerate(self.names[:most]):
            step = self._side + BETWEEN
            box = Box(x + i % self._across * step, y + i // self._across * step, self._side, self._side)
            if left_out and i == most - 1:
                said = cut(f"+{left_out + 1}", sizes.SMALL, box.width)
                page.text(said, box, sizes.SMALL, self.color, "middle")
            else:
                page.shape(circle(*box.middle, self._side / 2), Ink(fill=self.fill), Layer.SHAPE)
                symbol(page, name, box.inset(self._side * 0.19), self.color)


@dataclass(frozen=True)
class Mood:
    """A face and its score, beside it or, where there is little room, beneath."""

    score: float
    scene: Scene
    room: float

    @property
    def height(self) -> float:
        return 2 * FACE + 2 + (UNDER if self._narrow else 0.0)

    @property
    def _narrow(self) -> bool:
        return self.room < BESIDE + SCORE_ROOM

    def draw(self, page: Page, x: float, y: float) -> None:
        palette = self.scene.look.palette
        face(page, x + FACE + 1, y + FACE + 1, FACE, self.score, palette)
        cell = Box(x + BESIDE, y, self.room - BESIDE, 2 * FACE + 2)
        if self._narrow:
            cell = Box(x, y + 2 * FACE + 2, self.room, UNDER)
        page.text(self.scene.look.say.signed(self.score), cell, sizes.SCORE, palette.ink)


@dataclass(frozen=True)
class Felt:
    """A face and its score, and beside them what was felt so."""

    WIDE: ClassVar[float] = 58.0
    score: float
    scene: Scene
    words: list[Block]
    room: float

    @property
    def height(self) -> float:
        return max(2 * FACE + 2, height_of(self.words))

    def draw(self, page: Page, x: float, y: float) -> None:
        Mood(self.score, self.scene, self.WIDE).draw(page, x, y + (self.height - 2 * FACE - 2) / 2)
        draw_all(page, self.words, x + self.WIDE, y + (self.height - height_of(self.words)) / 2)


def summary(scene: Scene, column: Column, room: float) -> list[Block]:
    say, palette = scene.look.say, scene.look.palette
    if not column.touchpoints:
        return words(say("Nothing yet"), sizes.SMALL, palette.muted, room, 1)
    count = say.many("{count} touchpoint", "{count} touchpoints", len(column.touchpoints))
    if max(width(word, sizes.NAME) for word in count.split()) > room:
        count = str(len(column.touchpoints))
    told = words(count, sizes.NAME, palette.ink, room, 2)
    channels = tuple(dict.fromkeys(filter(None, (channel_symbol(t.channel) for t in column.touchpoints))))
    if channels:
        fill = scene.stage_color.get(column.stage, palette.chip)
        told += [Gap(4), Symbols(channels, fill, palette.stage_ink, room)]
    mean = mean_of_all(column.touchpoints)
    return told if mean is None else [*told, Gap(4), Mood(mean, scene, room)]
