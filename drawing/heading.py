"""The head of the map: whose journey this is, what for, as is or to be, and of which day."""

from __future__ import annotations

from dataclasses import dataclass

from drawing import sizes
from drawing.blocks import Block, Gap, draw_all, height_of, words
from drawing.canvas import Ink, Layer, Page
from drawing.columns import PartOf
from drawing.geometry import Box, rounded
from drawing.scene import Scene
from drawing.shown import date_of
from drawing.structure import DECORATION, Element
from drawing.typeface import Font, cut, width
from drawing.wording import PERSPECTIVES, persona_names
from journey.model import Perspective

SIDE_ROOM, SIDE_ROOM_SLIM = 150.0, 112.0
PILL_HEIGHT = 22.0
AFTER = 16.0
STATE = Font(11, bold=True)
DATE = Font(10)


@dataclass(frozen=True)
class Heading:
    scene: Scene

    @property
    def height(self) -> float:
        return max(height_of(self.blocks(self._room)), PILL_HEIGHT + 20) + AFTER

    def draw(self, page: Page, y: float) -> None:
        name, *about = self.blocks(self._room)
        with page.put_as(Element("H1")):
            name.draw(page, sizes.MARGIN, y)
        draw_all(page, about, sizes.MARGIN, y + name.height)
        draw_side(page, self.scene, y)

    @property
    def _room(self) -> float:
        return self.scene.width - 2 * sizes.MARGIN - _side_room(self.scene)

    def blocks(self, room: float) -> list[Block]:
        scene, journey, palette = self.scene, self.scene.journey, self.scene.look.palette
        name = journey.name or scene.look.say("A journey without a name")
        told = words(name, sizes.TITLE_SLIM if scene.above else sizes.TITLE, palette.ink, room, scene.most(2))
        told.append(Gap(6))
        told += self._line(persona_names(journey), "person", 1, room)
        told += self._line(journey.goal, "target", 2, room)
        return told + self._line(journey.measure, "metric", 1, room)

    def _line(self, text: str, symbol: str, most: int, room: float) -> list[Block]:
        palette, font = self.scene.look.palette, sizes.HEADING_SLIM if self.scene.above else sizes.HEADING
        told = words(text, font, palette.muted, room, self.scene.most(most), symbol, palette.accent)
        return [*told, Gap(3)] if told else []


def _side_room(scene: Scene) -> float:
    return SIDE_ROOM_SLIM if scene.above else SIDE_ROOM


def draw_side(page: Page, scene: Scene, y: float) -> None:
    """As is or to be, and the date, at the right."""
    palette, journey, room = scene.look.palette, scene.journey, _side_room(scene) - 8
    said = scene.look.say(PERSPECTIVES[journey.perspective])
    said = cut(said[:1].upper() + said[1:], STATE, room - 24)
    wide = width(said, STATE) + 24
    box = Box(scene.width - sizes.MARGIN - wide, y + 1, wide, PILL_HEIGHT)
    dreamt = journey.perspective == Perspective.TO_BE
    ink = Ink(line=palette.accent, width=1.4, dash=(4, 3)) if dreamt else Ink(fill=palette.accent)
    page.shape(rounded(box, PILL_HEIGHT / 2), ink, Layer.CARD)
    page.text(said, box, STATE, palette.accent if dreamt else palette.paper, "middle")
    if date := date_of(journey):
        cell = Box(scene.width - sizes.MARGIN - room, box.bottom + 4, room, 16)
        page.text(cut(scene.look.say.day(date), DATE, room), cell, DATE, palette.muted, "right")


@dataclass(frozen=True)
class PartHeading:
    """The stages of this part, and beneath them whose journey they are of."""

    scene: Scene
    part: PartOf
    parts: int

    @property
    def height(self) -> float:
        return max(height_of(self._blocks()), PILL_HEIGHT + 20) + AFTER - 4

    def draw(self, page: Page, y: float) -> None:
        title, *about = self._blocks()
        with page.put_as(Element("H1")):
            title.draw(page, sizes.MARGIN, y)
        draw_all(page, about, sizes.MARGIN, y + title.height)
        draw_side(page, self.scene, y)

    def _blocks(self) -> list[Block]:
        scene, journey, palette = self.scene, self.scene.journey, self.scene.look.palette
        room = scene.width - 2 * sizes.MARGIN - _side_room(scene)
        name = journey.name or scene.look.say("A journey without a name")
        told = words(self.part.title or name, sizes.TITLE_SLIM, palette.ink, room, 2)
        count = scene.look.say("Part {number} of {all}", number=self.part.number, all=self.parts)
        told += [Gap(4), *words(f"{count} · {name}", sizes.HEADING_SLIM, palette.muted, room, 2)]
        persona = words(persona_names(journey), sizes.HEADING_SLIM, palette.muted, room, 1, "person", palette.accent)
        return [*told, Gap(3), *persona]


@dataclass(frozen=True)
class ShortHeading:
    """Repeats the name, the persona and the perspective on further pages."""

    scene: Scene
    height: float = 30.0

    def draw(self, page: Page, y: float) -> None:
        scene, journey = self.scene, self.scene.journey
        about = [persona_names(journey), scene.look.say(PERSPECTIVES[journey.perspective])]
        room = (self.scene.width - 2 * sizes.MARGIN) / 2 - 8
        name, said = cut(journey.name, sizes.STAGE, room), cut(" · ".join(filter(None, about)), sizes.SMALL, room)
        cell = Box(self.scene.width - sizes.MARGIN - room, y, room, 18)
        with page.put_as(DECORATION):
            page.text(name, Box(sizes.MARGIN, y, room, 18), sizes.STAGE, scene.look.palette.ink)
            page.text(said, cell, sizes.SMALL, scene.look.palette.muted, "right")
