"""Emotion curves compared, over the stages of the journey."""

from __future__ import annotations

from itertools import groupby

import numpy as np

from drawing import sizes
from drawing.beside import NOTHING, Beside
from drawing.blocks import Block
from drawing.canvas import Ink, Layer, Page
from drawing.charts.axes import TICK, Scale, across, rule
from drawing.charts.badges import Badge
from drawing.charts.listing import Item, group
from drawing.charts.sheet import Sheet
from drawing.charts.stage_band import StageBand
from drawing.charts.strokes import Key, Stroke, strokes
from drawing.curve import smooth
from drawing.faces import face
from drawing.geometry import Box, rounded
from drawing.look import Look
from drawing.told.curves import TITLE, Curve, Kind, apart, curves_of, differences, lead, summary
from journey.model import JourneyMap
from journey.words import mark

HEIGHT = 280.0
GUTTER = 28.0
FACE = 8.5
MOST_CURVES = 6
MOST_POINTS = 40
SIGNS_FROM = 12.0
"""Units between two touchpoints from which on each point has its sign."""
EXAMPLES = (mark("emotion 3 -1 waited too long"),)


def pages(journey: JourneyMap, look: Look, beside: Beside = NOTHING) -> list[Page]:
    say, curves = look.say, curves_of(look.say, journey, beside)
    if not curves:
        sheet = Sheet(journey, look, TITLE)
        sheet.invite(say("Say what the customer feels at each touchpoint, from -2 (angry) to 2 (happy)."), EXAMPLES)
        return sheet.finish()
    sheet = Sheet(journey, look, TITLE, lead(say, journey, curves))
    own = [curve for curve in curves if curve.kind in (Kind.TEAM, Kind.DEPARTMENT)]
    beside_it = curves[len(own) :][: look.most(MOST_CURVES - 1)]  # they were asked for, so departments give way
    own = own[: look.most(MOST_CURVES) - len(beside_it)]
    shown = [*own, *beside_it]
    drawn = list(zip(shown, strokes(sheet.palette, len(shown), len(own)), strict=True))
    plot_curves(sheet, drawn)
    _keys(sheet, drawn)
    _differences(sheet, curves)
    _notes(sheet, len(curves) - len(shown), any(c.kind is Kind.DEPARTMENT for c in curves))
    return sheet.finish()


def plot_curves(sheet: Sheet, drawn: list[tuple[Curve, Stroke]], height: float = HEIGHT) -> None:
    """The curves over the stages, the first one on top."""
    touchpoints = sheet.journey.touchpoints
    stages = StageBand(sheet, sheet.room - GUTTER)
    band = sheet.take(stages.height, gap=4)
    box = sheet.take(height, gap=4)
    plot = Box(box.x + GUTTER, box.y, box.width - GUTTER, box.height)
    x = Scale(-0.5, len(touchpoints) - 0.5, plot.x, plot.right)
    y = Scale(-2.25, 2.25, plot.bottom, plot.y)
    sheet.page.shape(rounded(plot, sizes.CARD_RADIUS), Ink(fill=sheet.palette.panel), Layer.GROUND)
    for score in range(-2, 3):
        rule(sheet.page, sheet.palette, (plot.x, y.at(score)), (plot.right, y.at(score)), strong=score == 0)
        face(sheet.page, box.x + FACE + 2, y.at(score), FACE, score, sheet.palette)
    stages.draw(band, plot, x)
    for curve, stroke in reversed(drawn):
        _curve(sheet, curve, stroke, x, y)
    places = [x.at(i) for i in range(len(touchpoints))]
    row = sheet.take(TICK)
    across(
        sheet.page, sheet.palette, places, [str(t.number) for t in touchpoints], Box(plot.x, row.y, plot.width, TICK)
    )


def _curve(sheet: Sheet, curve: Curve, stroke: Stroke, x: Scale, y: Scale) -> None:
    """A smooth line through neighbours; where touchpoints between them are not rated, it breaks."""
    step = _size(sheet) * abs(x.at(1) - x.at(0))
    for stretch in _stretches(_thinned(sheet, curve), 2 * _size(sheet) - 1):
        across_, up = np.array([p[0] for p in stretch]), np.array([p[1] for p in stretch])
        xs, ys = smooth(across_, up)
        stroke.along(sheet.page, [(x.at(a), y.at(b)) for a, b in zip(xs.tolist(), ys.tolist(), strict=True)])
        if step >= SIGNS_FROM or len(stretch) == 1:
            for place, mean, _ in stretch:
                stroke.mark(sheet.page, x.at(place), y.at(mean), sheet.palette)


def _size(sheet: Sheet) -> int:
    """How many touchpoints one point stands for: in a channel a curve of more than MOST_POINTS is only a scribble."""
    return 1 if sheet.look.whole else -(-len(sheet.journey.touchpoints) // MOST_POINTS)


def _thinned(sheet: Sheet, curve: Curve) -> Curve:
    size = _size(sheet)
    if size == 1:
        return curve
    found = []
    for _, several in groupby(curve.points, key=lambda point: int((point[0] + 0.5) // size)):
        near = list(several)
        found.append((sum(p[0] for p in near) / len(near), sum(p[1] for p in near) / len(near), near[0][2]))
    return Curve(curve.label, curve.kind, tuple(found))


def _stretches(curve: Curve, gap: int) -> list[list[tuple[float, float, object]]]:
    found: list[list[tuple[float, float, object]]] = []
    for point in curve.points:
        if found and (curve.kind is Kind.OTHER or point[0] - found[-1][-1][0] <= gap):
            found[-1].append(point)
        else:
            found.append([point])
    return found


def _keys(sheet: Sheet, drawn: list[tuple[Curve, Stroke]]) -> None:
    room = sheet.column_room()
    keys: list[Block] = [Key(stroke, c.label, summary(sheet.say, c), sheet.look, room) for c, stroke in drawn]
    sheet.columns([keys[::2], keys[1::2]])


def _differences(sheet: Sheet, curves: list[Curve]) -> None:
    found = differences(curves)
    if not found:
        return
    palette = sheet.palette
    items = [
        Item(
            Badge(str(d.touchpoint.number), palette.accent),
            d.touchpoint.what,
            apart(sheet.say, d),
            sheet.look,
            sheet.room,
        )
        for d in found
    ]
    sheet.put(
        group(
            sheet.look,
            sheet.say("Where they differ most"),
            sheet.say("Talk about it, or find evidence"),
            items,
            sheet.room,
            4,
        )
    )


def _notes(sheet: Sheet, hidden: int, departments: bool) -> None:
    say = sheet.say
    told = [say("The numbers are touchpoints.")]
    if (size := _size(sheet)) > 1:
        told.append(say("Each point is the mean of {count} touchpoints; the PDF shows them all.", count=size))
    if departments:
        told.append(say("A department has a curve where three or more of its people rated."))
    if hidden:
        told.append(say.many("{count} more curve is in the PDF.", "{count} more curves are in the PDF.", hidden))
    sheet.note(" ".join(told))
