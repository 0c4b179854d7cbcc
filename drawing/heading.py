"""The head of the map: whose journey this is, what for, as is or to be, and of which day."""

from __future__ import annotations

from dataclasses import dataclass

from drawing import sizes
from drawing.blocks import Block, Gap, draw_all, height_of, words
from drawing.canvas import Ink, Layer, Page
from drawing.geometry import Box, rounded
from drawing.look import Look
from drawing.shown import date_of
from drawing.typeface import Font, cut, width
from drawing.wording import PERSPECTIVES, persona_names
from journey.model import JourneyMap, Perspective

SIDE_ROOM = 150.0
PILL_HEIGHT = 22.0
AFTER = 18.0


@dataclass(frozen=True)
class Heading:
    journey: JourneyMap
    look: Look
    width: float

    @property
    def height(self) -> float:
        return max(height_of(self._blocks()), PILL_HEIGHT + 20) + AFTER

    def draw(self, page: Page, y: float) -> None:
        draw_all(page, self._blocks(), sizes.MARGIN, y)
        self._side(page, y)

    def _blocks(self) -> list[Block]:
        journey, palette, most = self.journey, self.look.palette, self.look.most
        room = self.width - 2 * sizes.MARGIN
        name = journey.name or self.look.say("A journey without a name")
        told = words(name, sizes.TITLE, palette.ink, room - SIDE_ROOM, most(2))
        told.append(Gap(6))
        told += self._line(persona_names(journey), "person", most(1), room - SIDE_ROOM)
        told += self._line(journey.goal, "target", most(2), room - SIDE_ROOM)
        return told + self._line(journey.measure, "metric", most(1), room - SIDE_ROOM)

    def _line(self, text: str, symbol: str, most: int, room: float) -> list[Block]:
        palette = self.look.palette
        told = words(text, sizes.HEADING, palette.muted, room, most, symbol, palette.accent)
        return [*told, Gap(3)] if told else []

    def _side(self, page: Page, y: float) -> None:
        """As is or to be, and the date, at the right."""
        palette, journey = self.look.palette, self.journey
        said = self.look.say(PERSPECTIVES[journey.perspective])
        said = cut(said[:1].upper() + said[1:], STATE, SIDE_ROOM - 24)
        wide = width(said, STATE) + 24
        box = Box(self.width - sizes.MARGIN - wide, y + 3, wide, PILL_HEIGHT)
        dreamt = journey.perspective == Perspective.TO_BE
        ink = Ink(line=palette.accent, width=1.4, dash=(4, 3)) if dreamt else Ink(fill=palette.accent)
        page.shape(rounded(box, PILL_HEIGHT / 2), ink, Layer.CARD)
        page.text(said, box, STATE, palette.accent if dreamt else palette.paper, "middle")
        if date := date_of(journey):
            cell = Box(self.width - sizes.MARGIN - SIDE_ROOM, box.bottom + 4, SIDE_ROOM, 16)
            page.text(cut(self.look.say.day(date), DATE, SIDE_ROOM), cell, DATE, palette.muted, "right")


STATE = Font(11, bold=True)
DATE = Font(10.5)


@dataclass(frozen=True)
class ShortHeading:
    """Repeats the name on further pages."""

    journey: JourneyMap
    look: Look
    width: float
    height: float = 30.0

    def draw(self, page: Page, y: float) -> None:
        room = Box(sizes.MARGIN, y, self.width - 2 * sizes.MARGIN, 18)
        page.text(cut(self.journey.name, sizes.STAGE, room.width), room, sizes.STAGE, self.look.palette.ink)
