"""Measures over time: a small chart for each, with its target as a dashed line and whether it is met in words."""

from __future__ import annotations

from dataclasses import dataclass

from drawing import sizes
from drawing.beside import NOTHING, Beside
from drawing.blocks import Block, Gap, draw_all, height_of, words
from drawing.canvas import Ink, Layer, Page
from drawing.charts.axes import TICK, Scale, across, down, padded, ticks
from drawing.charts.sheet import BOLD, SMALL, SMALL_BOLD, Sheet
from drawing.geometry import Box, circles, line, rounded
from drawing.look import Look
from drawing.told.measures import TITLE, against_target, lead, measured, where
from drawing.typeface import Font, cut
from drawing.wording import figure
from journey.model import JourneyMap, Measure
from journey.words import mark

PLOT = 84.0
GUTTER = 46.0
PAD = 12.0
VALUE = Font(19, bold=True)
MOST = 8
DOT = 3.4
LEAST_TICKS = 3
EXAMPLES = (mark("measure NPS 20 | target: 35"), mark("measure Time to first answer 42 | unit: min | touchpoint: 3"))


def pages(journey: JourneyMap, look: Look, beside: Beside = NOTHING) -> list[Page]:
    say, found = look.say, measured(journey)
    if not found:
        sheet = Sheet(journey, look, TITLE)
        sheet.invite(say("Add a figure now and then, with the target you want to reach."), EXAMPLES)
        return sheet.finish()
    sheet = Sheet(journey, look, TITLE, lead(say, journey))
    shown = found[: look.most(MOST)]
    room = sheet.column_room()
    panels = [Panel(sheet, measure, room) for measure in shown]
    for start in range(0, len(panels), 2):
        row = panels[start : start + 2]
        high = max(panel.height for panel in row)
        sheet.columns([[Panel(sheet, panel.measure, room, high)] for panel in row])
    told = [say("The dashed line is the target.")] if any(m.target is not None for m in shown) else []
    if len(found) > len(shown):
        told.append(say.many("{count} more is in the PDF.", "{count} more are in the PDF.", len(found) - len(shown)))
    sheet.note(" ".join(told))
    return sheet.finish()


@dataclass(frozen=True)
class Panel:
    """One measure on a soft ground; at least `least` high, so that neighbours are equal."""

    sheet: Sheet
    measure: Measure
    room: float
    least: float = 0.0

    @property
    def height(self) -> float:
        return max(self.least, height_of(self._blocks()) + PLOT + TICK + 3 * PAD)

    def draw(self, page: Page, x: float, y: float) -> None:
        box = Box(x, y, self.room, self.height)
        page.shape(rounded(box, sizes.CARD_RADIUS), Ink(fill=self.sheet.palette.panel), Layer.GROUND)
        draw_all(page, self._blocks(), x + PAD, y + PAD)
        self._plot(page, Box(x + PAD, box.bottom - PAD - TICK - PLOT, self.room - 2 * PAD, PLOT))

    def _blocks(self) -> list[Block]:
        sheet, measure, room = self.sheet, self.measure, self.room - 2 * PAD
        say, palette = sheet.say, sheet.palette
        value = figure(say, measure.values[-1].value, measure.unit)
        missed = measure.misses_target
        sign = "" if measure.target is None else "missed" if missed else "done"
        color = palette.muted if not sign else palette.low if missed else palette.done
        return [
            *words(measure.name, BOLD, palette.ink, room, sheet.look.most(2)),
            *words(where(say, sheet.journey, measure), SMALL, palette.muted, room, sheet.look.most(1)),
            Gap(3),
            *words(value, VALUE, palette.accent, room, 1),
            *words(against_target(say, measure), SMALL_BOLD, color, room, sheet.look.most(2), sign, color),
        ]

    def _plot(self, page: Page, box: Box) -> None:
        palette, measure, say = self.sheet.palette, self.measure, self.sheet.say
        values = [reading.value for reading in measure.values]
        low, high = padded([*values, *([measure.target] if measure.target is not None else [])])
        plot = Box(box.x + GUTTER, box.y, box.width - GUTTER, box.height)
        up = Scale(low, high, plot.bottom, plot.y)
        few = ticks(low, high)
        marked = few if len(few) >= LEAST_TICKS else ticks(low, high, 8)
        for value in marked:
            page.shape(line([(plot.x, up.at(value)), (plot.right, up.at(value))]), Ink(line=palette.rule), Layer.RULE)
        texts = [say.number(value) for value in marked]
        down(page, palette, [up.at(value) for value in marked], texts, Box(box.x, box.y, GUTTER - 6, box.height))
        if measure.target is not None:
            ends = [(plot.x, up.at(measure.target)), (plot.right, up.at(measure.target))]
            page.shape(line(ends), Ink(line=palette.key, width=1.6, dash=(5, 3)), Layer.RULE)
        self._line(page, plot, up)

    def _line(self, page: Page, plot: Box, up: Scale) -> None:
        palette, readings, say = self.sheet.palette, self.measure.values, self.sheet.say
        first, last = readings[0].on, readings[-1].on
        along = Scale(first.toordinal(), last.toordinal(), plot.x + DOT + 2, plot.right - DOT - 2)
        points = [(along.at(reading.on.toordinal()), up.at(reading.value)) for reading in readings]
        if len(points) > 1:
            page.shape(line(points), Ink(line=palette.curve, width=2.0), Layer.CURVE)
        page.shape(circles(points, DOT), Ink(fill=palette.curve, line=palette.panel, width=1.0), Layer.SHAPE)
        days = [first] if first == last else [first, last]
        texts = [cut(say.day(day, "d MMM yyyy"), SMALL, plot.width) for day in days]
        across(
            page,
            palette,
            [along.at(d.toordinal()) for d in days],
            texts,
            Box(plot.x, plot.bottom + 4, plot.width, TICK),
        )
