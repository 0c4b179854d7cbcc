"""The page of a chart: a heading, then one part under the other; the page grows with them."""

from __future__ import annotations

from collections.abc import Sequence

from drawing import sizes
from drawing.blocks import Block, Gap, Words, draw_all, height_of, words
from drawing.canvas import Ink, Layer, Page
from drawing.geometry import Box, rounded
from drawing.look import Look
from drawing.shown import date_of
from drawing.structure import Element
from drawing.typeface import Font, cut, width, wrap
from drawing.wording import PERSPECTIVES, persona_names
from journey.model import JourneyMap, Perspective

WIDTH = 640.0
"""Narrow, so that the text can be read where a channel shows the picture 480 pixels wide."""
TITLE = Font(21, bold=True)
LEAD = Font(13.5)
HEAD = Font(12)
LABEL = Font(12)
BOLD = Font(12, bold=True)
SMALL = Font(11)
SMALL_BOLD = Font(11, bold=True)
GAP = 14.0
PAD = 26.0
COLUMN_GAP = 22.0
DATE_ROOM = 130.0


class Sheet:
    """Grows from top to bottom; `finish` gives the page."""

    def __init__(self, journey: JourneyMap, look: Look, title: str, lead: str = "", width: float = WIDTH) -> None:
        self.journey, self.look, self.palette, self.say = journey, look, look.palette, look.say
        self.page = Page(width, 0.0, look.palette.paper)
        self.room = width - 2 * sizes.MARGIN
        self.y = sizes.MARGIN
        self._head(title, lead)

    def take(self, height: float, gap: float = GAP) -> Box:
        """The next box of full width."""
        box = Box(sizes.MARGIN, self.y, self.room, height)
        self.y += height + gap
        return box

    def put(self, blocks: Sequence[Block], gap: float = GAP) -> None:
        """Blocks of full width; nothing where there are none."""
        if blocks:
            draw_all(self.page, blocks, sizes.MARGIN, self.take(height_of(blocks), gap).y)

    def note(self, text: str) -> None:
        self.put(words(text, SMALL, self.palette.muted, self.room, self.look.most(3)), gap=6)

    def columns(self, groups: Sequence[Sequence[Block]], count: int = 2) -> None:
        """Groups of blocks side by side, `count` to a row."""
        room = self.column_room(count)
        for start in range(0, len(groups), count):
            row = groups[start : start + count]
            box = self.take(max(height_of(group) for group in row))
            for i, group in enumerate(row):
                draw_all(self.page, group, box.x + i * (room + COLUMN_GAP), box.y)

    def column_room(self, count: int = 2) -> float:
        return (self.room - (count - 1) * COLUMN_GAP) / count

    def panel(self, height: float, gap: float = GAP) -> Box:
        """The next box, on a soft ground."""
        box = self.take(height, gap)
        self.page.shape(rounded(box, sizes.CARD_RADIUS), Ink(fill=self.palette.panel), Layer.GROUND)
        return box

    def invite(self, text: str, examples: Sequence[str]) -> None:
        """What stands where there is nothing to show yet: what to add, and what to type for it."""
        room = self.room - 2 * PAD
        said: list[Block] = [Words(wrap(text, LEAD, room, 4), LEAD, self.palette.ink, room, anchor="middle"), Gap(12)]
        typed = self.say("Type this after /journey or /klantreis:")
        said += [Words(wrap(typed, HEAD, room, 2), HEAD, self.palette.muted, room, anchor="middle"), Gap(6)]
        for example in examples:
            said += [Typed(self.say(example), room, self.look), Gap(6)]
        box = self.panel(height_of(said) + 2 * PAD)
        draw_all(self.page, said, box.x + PAD, box.y + PAD)

    def finish(self) -> list[Page]:
        self.page.height = float(round(self.y - GAP + sizes.MARGIN))
        return [self.page]

    def _head(self, title: str, lead: str) -> None:
        self._whose()
        with self.page.put_as(Element("H1")):
            self.put(words(self.say(title), TITLE, self.palette.ink, self.room, 3), gap=4)
        self.put(words(lead, LEAD, self.palette.muted, self.room, self.look.most(3)), gap=0)
        self.y += GAP

    def _whose(self) -> None:
        """The journey and its persona at the left, the day at the right."""
        journey, palette = self.journey, self.palette
        box = self.take(18, gap=2)
        name = journey.name or self.say("A journey without a name")
        told = [name, persona_names(journey)]
        if journey.perspective == Perspective.TO_BE:
            told.append(self.say(PERSPECTIVES[journey.perspective]))
        room = box.width - DATE_ROOM
        said = cut("  ·  ".join(filter(None, told)), SMALL_BOLD, room)
        self.page.text(said, Box(box.x, box.y, room, box.height), SMALL_BOLD, palette.accent)
        if date := date_of(journey):
            cell = Box(box.right - DATE_ROOM, box.y, DATE_ROOM, box.height)
            self.page.text(cut(self.say.day(date), SMALL, DATE_ROOM), cell, SMALL, palette.muted, "right")


class Typed:
    """A line to type, on a ground of its own in the middle of its room."""

    height = 26.0

    def __init__(self, text: str, room: float, look: Look) -> None:
        self._text, self._room, self._palette = cut(text, BOLD, room - 24), room, look.palette

    def draw(self, page: Page, x: float, y: float) -> None:
        wide = width(self._text, BOLD) + 24
        box = Box(x + (self._room - wide) / 2, y, wide, self.height)
        page.shape(rounded(box, 5), Ink(fill=self._palette.card, line=self._palette.rule), Layer.CARD)
        page.text(self._text, box, BOLD, self._palette.accent, "middle")
