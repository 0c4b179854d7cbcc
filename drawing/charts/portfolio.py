"""All journeys of one person at a glance: four figures over all, then a card for each, the unhappiest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drawing import sizes
from drawing.beside import NOTHING, Beside
from drawing.blocks import Block, draw_all, height_of, words
from drawing.canvas import Ink, Layer, Page
from drawing.faces import face
from drawing.geometry import Box, line, rectangle, rounded
from drawing.look import Look
from drawing.portfolio_words import (
    ages,
    feeling_text,
    judged_text,
    lowest_moments,
    missed_text,
    review_text,
    step_text,
    to_fill_in_text,
)
from drawing.structure import Element
from drawing.typeface import Font, cut
from journey.model import JourneyMap
from journey.portfolio import Glance, glances, mean_of_all
from journey.words import mark

WIDTH = 640.0
"""Narrow, so that the text can be read where a channel shows the picture 480 pixels wide."""
MOST_CARDS = 6
MOST_LINES = 24
"""Behind the cards: a line each."""
MISSED_MOST = 3
"""Measures of a journey that miss their target, a line each."""
TITLE, NAME, FIGURE = Font(21, bold=True), Font(14, bold=True), Font(22, bold=True)
TEXT, LABEL, SMALL, TINY = Font(12), Font(12, bold=True), Font(11), Font(10)
PAD, GAP, SIDE, LABELS = 14.0, 12.0, 76.0, 112.0
TILE_HEIGHT, BAR, ROW_GAP, LINE = 74.0, 14.0, 5.0, 30.0
FACE = 20.0


def pages(journey: JourneyMap, look: Look, beside: Beside = NOTHING) -> list[Page]:
    found = glances([journey, *beside.others], beside.today)
    page = Page(WIDTH, 0.0, look.palette.paper)
    y = _head(page, look, beside)
    y = _tiles(page, look, found, y)
    cards, lines = found[: look.most(MOST_CARDS)], found[look.most(MOST_CARDS) :]
    for each in cards:
        card = Card(each, look)
        card.draw(page, y)
        y += card.height + GAP
    for each in lines[: look.most(MOST_LINES)]:
        line_of(page, look, each, y)
        y += LINE
    y = _rest(page, look, len(lines) - look.most(MOST_LINES), y + (GAP if lines else 0))
    page.height = float(round(y - GAP + sizes.MARGIN))
    return [page]


def _head(page: Page, look: Look, beside: Beside) -> float:
    room = WIDTH - 2 * sizes.MARGIN
    title, cell = (
        cut(look.say(mark("Journeys at a glance")), TITLE, room - 140),
        Box(sizes.MARGIN, sizes.MARGIN, room - 140, 28),
    )
    with page.put_as(Element("H1")):
        page.text(title, cell, TITLE, look.palette.ink)
    if beside.today:
        cell = Box(sizes.MARGIN + room - 140, sizes.MARGIN, 140, 28)
        page.text(cut(look.say.day(beside.today), SMALL, 140), cell, SMALL, look.palette.muted, "right")
    return sizes.MARGIN + 28 + GAP


# --- over all -----------------------------------------------------------------------------------------------


def _tiles(page: Page, look: Look, found: Sequence[Glance], y: float) -> float:
    say, mean = look.say, mean_of_all(found)
    judged = sum(len(each.on_target) + len(each.missed) for each in found)
    met = sum(len(each.on_target) for each in found)
    late = sum(each.overdue for each in found)
    tiles = (
        (str(len(found)), say(mark("open journeys"))),
        (say.signed(round(mean, 1)) if mean is not None else "–", say(mark("mean feeling"))),
        (str(sum(each.open_actions for each in found)), say(mark("open actions, {late} overdue"), late=late)),
        (f"{met}/{judged}" if judged else "–", say(mark("measures on target"))),
    )
    wide = (WIDTH - 2 * sizes.MARGIN - GAP * (len(tiles) - 1)) / len(tiles)
    for place, (figure, label) in enumerate(tiles):
        box = Box(sizes.MARGIN + place * (wide + GAP), y, wide, TILE_HEIGHT)
        page.shape(rounded(box, sizes.CARD_RADIUS), Ink(fill=look.palette.panel), Layer.GROUND)
        page.text(figure, Box(box.x + 12, y + 8, wide - 12, 28), FIGURE, look.palette.accent)
        told = words(label, SMALL, look.palette.muted, wide - 20, 2)
        draw_all(page, told, box.x + 12, y + 40)
    return y + TILE_HEIGHT + GAP


def _rest(page: Page, look: Look, more: int, y: float) -> float:
    if more <= 0:
        return y
    said = look.say.many("{count} more journey", "{count} more journeys", more)
    page.text(said, Box(sizes.MARGIN, y, 300, 18), SMALL, look.palette.muted)
    return y + 18 + GAP


def line_of(page: Page, look: Look, glance: Glance, y: float) -> None:
    """A journey that has no card: its face, its name, and the figures of the tiles."""
    palette, say, middle = look.palette, look.say, y + LINE / 2
    x, right = sizes.MARGIN + SIDE, WIDTH - sizes.MARGIN - PAD
    if glance.mean is not None:
        face(page, sizes.MARGIN + 22, middle, 10, glance.mean, palette)
        score = say.signed(round(glance.mean, 1))
        page.text(score, Box(sizes.MARGIN + 38, y, 34, LINE), LABEL, palette.ink)
    judged = len(glance.on_target) + len(glance.missed)
    told = (
        say.many("{count} open action", "{count} open actions", glance.open_actions) if glance.open_actions else "",
        say(mark("{met} of {all} on target"), met=len(glance.on_target), all=judged) if judged else "",
    )
    room = (right - x) / 2
    page.text(cut(glance.journey.name, LABEL, room - 8), Box(x, y, room, LINE), LABEL, palette.ink)
    said = cut(" · ".join(filter(None, told)), SMALL, room)
    page.text(said, Box(x + room, y, room, LINE), SMALL, palette.muted, "right")
    rule = line([(sizes.MARGIN, y + LINE), (WIDTH - sizes.MARGIN, y + LINE)])
    page.shape(rule, Ink(line=palette.rule, width=0.8), Layer.GROUND)


# --- one journey --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A label, and beside it what is said; or the bar of actions."""

    label: str
    blocks: Sequence[Block]

    @property
    def height(self) -> float:
        return max(height_of(self.blocks), TEXT.size * sizes.LEADING)


@dataclass(frozen=True)
class Ages:
    """Open actions as a bar: fresh, older, old, each with its count, and what is overdue behind it."""

    glance: Glance
    look: Look
    room: float

    @property
    def height(self) -> float:
        return BAR + 2 + SMALL.size * sizes.LEADING

    def draw(self, page: Page, x: float, y: float) -> None:
        palette, say = self.look.palette, self.look.say
        fills = (palette.spread, palette.dots, palette.curve)
        inks = (palette.ink, palette.ink, palette.paper)
        step = min(24.0, self.room / max(self.glance.open_actions, 1))
        left = x
        for count, fill, ink in zip(self.glance.actions, fills, inks, strict=True):
            if count:
                box = Box(left, y, max(count * step, 16.0), BAR)
                page.shape(rectangle(box), Ink(fill=fill), Layer.CARD)
                page.text(str(count), box, SMALL, ink, "middle")
                left = box.right + 1.5
        said = cut(" · ".join(ages(self.glance, say)), SMALL, self.room)
        page.text(said, Box(x, y + BAR + 2, self.room, SMALL.size * sizes.LEADING), SMALL, palette.muted)


@dataclass(frozen=True)
class Card:
    glance: Glance
    look: Look

    @property
    def _room(self) -> float:
        return WIDTH - 2 * sizes.MARGIN - SIDE - PAD

    @property
    def height(self) -> float:
        rows = self._rows()
        inside = 24 + sum(row.height + ROW_GAP for row in rows)
        least = 2 * FACE + 28 if self.glance.mean is not None else 0
        return max(inside - ROW_GAP, least) + 2 * PAD

    def draw(self, page: Page, y: float) -> None:
        palette, journey = self.look.palette, self.glance.journey
        box = Box(sizes.MARGIN, y, WIDTH - 2 * sizes.MARGIN, self.height)
        page.shape(rounded(box, sizes.CARD_RADIUS), Ink(fill=palette.card, line=palette.rule), Layer.GROUND)
        self._feeling(page, box)
        x, y = box.x + SIDE, y + PAD
        step = step_text(self.glance, self.look.say)
        page.text(cut(journey.name, NAME, self._room - 130), Box(x, y, self._room - 130, 18), NAME, palette.ink)
        page.text(cut(step, SMALL, 126), Box(x + self._room - 126, y, 126, 18), SMALL, palette.muted, "right")
        y += 24
        for row in self._rows():
            height = TEXT.size * sizes.LEADING
            page.text(cut(row.label, LABEL, LABELS - 6), Box(x, y, LABELS, height), LABEL, palette.muted)
            draw_all(page, row.blocks, x + LABELS, y)
            y += row.height + ROW_GAP

    def _feeling(self, page: Page, box: Box) -> None:
        palette, mean = self.look.palette, self.glance.mean
        x, y = box.x + SIDE / 2, box.y + PAD + FACE
        cell = Box(box.x + 4, y + FACE + 6, SIDE - 8, 18)
        if mean is None:
            told = words(feeling_text(None, self.look.say), TINY, palette.muted, SIDE - 12, 2)
            draw_all(page, told, box.x + 10, box.y + PAD)
            return
        face(page, x, y, FACE, mean, palette)
        page.text(self.look.say.signed(round(mean, 1)), cell, NAME, palette.ink, "middle")

    def _rows(self) -> list[Row]:
        say, glance = self.look.say, self.glance
        rows = [
            Row(say(mark("Lowest")), [block for each in lowest_moments(glance, say) for block in self._told(each, 1)]),
            self._actions(),
            Row(say(mark("Measures")), self._measures()),
            self._words(mark("Review"), review_text(glance, say)),
            self._words(mark("Not heard"), ", ".join(glance.missing)),
        ]
        return [row for row in rows if row.blocks]

    def _words(self, label: str, text: str, color: str = "") -> Row:
        return Row(self.look.say(label), self._told(text, 2, color))

    def _measures(self) -> list[Block]:
        """A line each: what is on target, what misses it, what is to fill in."""
        glance, say, low = self.glance, self.look.say, self.look.palette.low
        missed = [missed_text(each, say) for each in glance.missed[:MISSED_MOST]]
        if more := len(glance.missed) - len(missed):
            missed[-1] += f" + {more}"
        told = [self._told(judged_text(glance, say), 1), *(self._told(each, 1, low) for each in missed)]
        return [block for each in [*told, self._told(to_fill_in_text(glance, say), 2)] for block in each]

    def _told(self, text: str, most: int, color: str = "") -> list[Block]:
        return words(text, TEXT, color or self.look.palette.ink, self._room - LABELS, self.look.most(most))

    def _actions(self) -> Row:
        if not self.glance.open_actions:
            return Row("", [])
        return Row(self.look.say(mark("Open actions")), [Ages(self.glance, self.look, self._room - LABELS)])
