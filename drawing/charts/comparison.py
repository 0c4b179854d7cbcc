"""Both emotion curves over the touchpoints of two maps; arrows for what rose and fell, marks for what came and went."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import ceil

import numpy as np

from drawing import sizes
from drawing.beside import NOTHING, Beside
from drawing.blocks import Words
from drawing.canvas import Ink, Layer, Page
from drawing.comparing import TITLE, WISHED, Column, before_of, columns_of
from drawing.curve import smooth
from drawing.faces import face
from drawing.geometry import Box, circle, line, rounded
from drawing.look import Look
from drawing.peaks import mean_of
from drawing.structure import Element
from drawing.typeface import Font, cut, width, wrap
from drawing.wording import told_apart
from journey.model import JourneyMap, Perspective, Touchpoint

WIDTH = 640.0
AXIS = 26.0
PER_BAND = 5
MOST = 20
"""Columns in the picture for the channel; files show all."""
STAGE_HEIGHT = 22.0
NAME_LINES = 3
CURVE_HEIGHT = 190.0
PAD = 22.0
ROW = 20.0
FACE, DOT = 9.5, 3.6
ARROW, HEAD = 3.0, 5.0
NAME = Font(11.5)
STAGE = Font(11.5, bold=True)
PILL = Font(11.5, bold=True)
NOTE = Font(11)
TEXT = Font(12)
Pick = Callable[[Column], Touchpoint | None]


def pages(journey: JourneyMap, look: Look, beside: Beside = NOTHING) -> list[Page]:
    """One page; `beside.others[0]` is the map of before."""
    before = before_of(journey, beside)
    every = columns_of(before, journey)
    shown = every if look.whole else _worth_seeing(every)
    sheet = _Sheet(Page(WIDTH, 0.0, look.palette.paper), look, shown)
    y = sheet.heading(before, journey)
    for start, stop in _bands(len(shown)):
        y = sheet.band(y, start, stop) + 16
    y = sheet.notes(y, len(every) - len(shown))
    sheet.page.height = float(round(y + sizes.MARGIN))
    return [sheet.page]


def _worth_seeing(columns: Sequence[Column]) -> list[Column]:
    """Where there is no room for all, those where most happened, in their order."""
    if len(columns) <= MOST:
        return list(columns)
    heaviest = sorted(range(len(columns)), key=lambda at: (-columns[at].weight, at))[:MOST]
    return [columns[at] for at in sorted(heaviest)]


def _bands(count: int) -> list[tuple[int, int]]:
    """Rows of columns, as equal as can be."""
    rows = ceil(count / PER_BAND)
    edges = [round(row * count / rows) for row in range(rows + 1)] if rows else []
    return list(pairwise(edges))


@dataclass(frozen=True)
class _Sheet:
    page: Page
    look: Look
    columns: list[Column]

    # --- above and below ----------------------------------------------------------------------------------------

    def heading(self, before: JourneyMap, after: JourneyMap) -> float:
        """The title and what the two lines mean; returns where it ends."""
        say, palette, room = self.look.say, self.look.palette, WIDTH - 2 * sizes.MARGIN
        title = after.name or say("A journey without a name")
        with self.page.put_as(Element("H1")):
            y = self._words(wrap(title, sizes.TITLE, room, 2), sizes.TITLE, palette.ink, sizes.MARGIN) + 4
        wished = Perspective.TO_BE is after.perspective is not before.perspective
        y = self._words(wrap(say(WISHED if wished else TITLE), TEXT, room, 1), TEXT, palette.muted, y) + 8
        names = _names(self.look, before, after)
        for i, (name, ink) in enumerate(zip(names, (self._old_ink(), self._new_ink()), strict=True)):
            x, half = sizes.MARGIN + i * room / 2, room / 2
            self.page.shape(line([(x, y + 9), (x + 30, y + 9)]), ink, Layer.CURVE)
            if i:
                face(self.page, x + 15, y + 9, 7, 1, palette)
            else:
                self._dot(x + 15, y + 9)
            cell = Box(x + 38, y, half - 46, 18)
            self.page.text(cut(name, TEXT, cell.width), cell, TEXT, palette.ink)
        return y + 30

    def notes(self, y: float, left_out: int) -> float:
        """What needs a word; returns where it ends."""
        say, found = self.look.say, []
        if not self.columns:
            found.append(say("There are no touchpoints yet."))
        if any(column.shift and not column.shift.sure for column in self.columns):
            found.append(say("?: few raters, or too little agreement to call it a change."))
        if left_out:
            found.append(
                say.many(
                    "{count} more touchpoint, where less happened, is left out.",
                    "{count} more touchpoints, where less happened, are left out.",
                    left_out,
                )
            )
        for note in found:
            lines = wrap(note, NOTE, WIDTH - 2 * sizes.MARGIN, 3)
            y = self._words(lines, NOTE, self.look.palette.muted, y) + 3
        return y

    def _words(self, lines: Sequence[str], font: Font, color: str, y: float) -> float:
        block = Words(lines, font, color, WIDTH - 2 * sizes.MARGIN)
        block.draw(self.page, sizes.MARGIN, y)
        return y + block.height

    def _old_ink(self) -> Ink:
        return Ink(line=self.look.palette.faint, width=1.8, dash=(5, 3.5))

    def _new_ink(self) -> Ink:
        return Ink(line=self.look.palette.curve, width=2.4)

    def _dot(self, x: float, y: float) -> None:
        palette = self.look.palette
        self.page.shape(circle(x, y, DOT), Ink(fill=palette.paper, line=palette.muted, width=1.5), Layer.SHAPE)

    # --- one row of columns -------------------------------------------------------------------------------------

    def band(self, y: float, start: int, stop: int) -> float:
        band = _Band(self, start, stop, y)
        band.stages()
        band.names()
        band.ground()
        band.curve(lambda column: column.before, self._old_ink(), Layer.CURVE)
        band.curve(lambda column: column.after, self._new_ink(), Layer.CURVE)
        for at in range(start, stop):
            band.moment(at)
            band.change(at)
        return band.bottom


@dataclass(frozen=True)
class _Band:
    sheet: _Sheet
    start: int
    stop: int
    top: float

    @property
    def step(self) -> float:
        return (WIDTH - 2 * sizes.MARGIN - AXIS) / (self.stop - self.start)

    @property
    def box(self) -> Box:
        """Where the curves are."""
        y = self.top + STAGE_HEIGHT + NAME_LINES * NAME.size * sizes.LEADING + 10
        return Box(sizes.MARGIN + AXIS, y, WIDTH - 2 * sizes.MARGIN - AXIS, CURVE_HEIGHT)

    @property
    def bottom(self) -> float:
        return self.box.bottom + ROW + 6

    def x(self, at: float) -> float:
        """The middle of column `at`, counted over all bands."""
        return self.box.x + (at - self.start + 0.5) * self.step

    def y(self, score: float) -> float:
        return self.box.y + PAD + (2 - score) / 4 * (CURVE_HEIGHT - 2 * PAD)

    def cell(self, at: int, y: float, height: float, pad: float = 5.0) -> Box:
        return Box(self.x(at) - self.step / 2 + pad, y, self.step - 2 * pad, height)

    def stages(self) -> None:
        palette, page = self.sheet.look.palette, self.sheet.page
        inside = range(self.start, self.stop)
        for stage, group in groupby(inside, key=lambda at: self.sheet.columns[at].touchpoint.stage):
            run = list(group)
            first, last = self.cell(run[0], self.top, STAGE_HEIGHT, 2), self.cell(run[-1], self.top, STAGE_HEIGHT, 2)
            box = Box(first.x, self.top, last.right - first.x, STAGE_HEIGHT - 2)
            page.shape(rounded(box, 5), Ink(fill=palette.chip), Layer.TINT)
            room = box.inset(7, 0)
            page.text(cut(stage or "–", STAGE, room.width), room, STAGE, palette.stage_ink)

    def names(self) -> None:
        palette = self.sheet.look.palette
        for at in range(self.start, self.stop):
            column = self.sheet.columns[at]
            told = f"{column.touchpoint.number}. {column.touchpoint.what}"
            cell = self.cell(at, self.top + STAGE_HEIGHT + 4, 0)
            color = palette.ink if column.after else palette.muted
            Words(wrap(told, NAME, cell.width, NAME_LINES), NAME, color, cell.width).draw(
                self.sheet.page, cell.x, cell.y
            )

    def ground(self) -> None:
        palette, page, box = self.sheet.look.palette, self.sheet.page, self.box
        page.shape(rounded(box, sizes.CARD_RADIUS), Ink(fill=palette.panel), Layer.GROUND)
        for at in range(self.start, self.stop):
            column, cell = self.sheet.columns[at], self.cell(at, box.y + 3, box.height - 6, 4)
            if column.before is None:
                page.shape(rounded(cell, 6), Ink(fill=palette.spread), Layer.TINT)
            elif column.after is None:
                page.shape(rounded(cell, 6), Ink(line=palette.faint, width=1.0, dash=(4, 3)), Layer.TINT)
        for score in range(-2, 3):
            ink = Ink(line=palette.dots if score == 0 else palette.rule, width=1.0 if score == 0 else 0.8)
            page.shape(line([(box.x + 4, self.y(score)), (box.right - 4, self.y(score))]), ink, Layer.RULE)
        for score in (2, 0, -2):
            face(page, box.x - 14, self.y(score), 8, score, palette)

    def curve(self, pick: Pick, ink: Ink, layer: Layer) -> None:
        """The line through what is rated, broken where it is not; it goes on into the next row."""
        for places, means in _stretches(self.sheet.columns, pick):
            xs, ys = smooth(np.array(places), np.array(means))
            edges = [edge for edge in (self.start - 0.5, self.stop - 0.5) if xs[0] < edge < xs[-1]]
            every = np.unique(np.concatenate([xs, edges]))
            inside = every[(every >= self.start - 0.5) & (every <= self.stop - 0.5)]
            if len(inside) > 1:
                points = [(self.x(a), self.y(s)) for a, s in zip(inside, np.interp(inside, xs, ys), strict=True)]
                self.sheet.page.shape(line(points), ink, layer)

    def moment(self, at: int) -> None:
        """The dot of then, the face of now, and an arrow where the feeling moved."""
        column, x = self.sheet.columns[at], self.x(at)
        then = mean_of(column.before) if column.before else None
        now = mean_of(column.after) if column.after else None
        if then is not None and now is not None and column.shift:
            self._arrow(x, self.y(then), self.y(now), sure=column.shift.sure)
        if then is not None and (now is None or abs(self.y(then) - self.y(now)) > FACE):
            self.sheet._dot(x, self.y(then))
        if now is not None:
            face(self.sheet.page, x, self.y(now), FACE, now, self.sheet.look.palette)

    def _arrow(self, x: float, start: float, end: float, *, sure: bool) -> None:
        palette, way = self.sheet.look.palette, 1 if end > start else -1
        color = (palette.low if way > 0 else palette.high) if sure else palette.muted
        tip, tail = end - way * (FACE + 1.5), start + way * DOT
        ink = Ink(line=color, width=ARROW) if sure else Ink(line=color, width=1.2, dash=(3, 2.5))
        if (tip - tail) * way > HEAD + 2:
            self.sheet.page.shape(line([(x, tail), (x, tip - way * HEAD)]), ink, Layer.CARD)
        head = line([(x - HEAD, tip - way * HEAD * 1.5), (x + HEAD, tip - way * HEAD * 1.5), (x, tip)], closed=True)
        self.sheet.page.shape(head, Ink(fill=color), Layer.CARD)

    def change(self, at: int) -> None:
        """Below each column, what happened to it, in letters."""
        column, palette, say = self.sheet.columns[at], self.sheet.look.palette, self.sheet.look.say
        if column.before is None:
            self._pill(at, say("New"), Ink(fill=palette.accent), palette.paper)
        elif column.after is None:
            self._pill(at, say("Gone"), Ink(fill=palette.paper, line=palette.muted, width=1.1), palette.muted)
        elif column.shift:
            change = self.sheet.look.say.signed(column.shift.change)
            rose = column.shift.change > 0
            if column.shift.sure:
                self._pill(at, change, Ink(fill=palette.high if rose else palette.low), palette.paper)
            else:
                self._pill(at, f"{change} ?", Ink(fill=palette.paper, line=palette.muted, width=1.1), palette.muted)

    def _pill(self, at: int, text: str, ink: Ink, color: str) -> None:
        cell = self.cell(at, self.box.bottom + 4, ROW)
        text = cut(text, PILL, cell.width - 12)
        wide = width(text, PILL) + 16
        box = Box(cell.middle[0] - wide / 2, cell.y, wide, ROW)
        self.sheet.page.shape(rounded(box, ROW / 2), ink, Layer.SHAPE)
        self.sheet.page.text(text, box, PILL, color, "middle")


def _stretches(columns: Sequence[Column], pick: Pick) -> Iterator[tuple[list[float], list[float]]]:
    """Places and means of touchpoints of one map that follow each other and are rated."""
    there = [(at, touchpoint) for at, column in enumerate(columns) if (touchpoint := pick(column)) is not None]
    for rated, group in groupby(there, key=lambda place: mean_of(place[1]) is not None):
        run = list(group)
        if rated and len(run) > 1:
            yield [float(at) for at, _ in run], [mean_of(t) or 0.0 for _, t in run]


def _names(look: Look, before: JourneyMap, after: JourneyMap) -> tuple[str, str]:
    """How the two lines are called: before and after, or by what tells the two maps apart."""
    if before.id == after.id:
        return look.say("Before"), look.say("After")
    return told_apart(look.say, before, after)
