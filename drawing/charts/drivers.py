"""Importance against satisfaction, as points in four named quadrants."""

from __future__ import annotations

from drawing.beside import NOTHING, Beside
from drawing.canvas import Anchor, Ink, Layer, Page
from drawing.charts.axes import TICK, Scale, across, down, rule
from drawing.charts.badges import Badge, scatter
from drawing.charts.listing import Item, in_rows
from drawing.charts.sheet import BOLD, SMALL, Sheet
from drawing.faces import face
from drawing.geometry import Box, rectangle
from drawing.look import Look
from drawing.palette import Palette
from drawing.told.drivers import IMPORTANT, MEANS, TITLE, Driver, Quadrant, by_quadrant, drivers_of, lead, left_out
from drawing.typeface import cut, width
from drawing.wording import FEELINGS
from journey.model import JourneyMap
from journey.words import mark

HEIGHT = 360.0
GUTTER = 24.0
FACE = 8.0
EDGE = 0.35
"""How far the plot goes beyond the ends of its scales, so that no badge stands on the edge."""
NAMED = 26.0
EXAMPLES = (mark("emotion 3 -1 | importance: 4"),)


def pages(journey: JourneyMap, look: Look, beside: Beside = NOTHING) -> list[Page]:
    drivers = drivers_of(journey)
    if not drivers:
        sheet = Sheet(journey, look, TITLE)
        sheet.invite(look.say("Rate touchpoints and say how important each is to the customer."), EXAMPLES)
        return sheet.finish()
    sheet = Sheet(journey, look, TITLE, lead(look.say, journey))
    _plot(sheet, drivers)
    sheet.columns(
        in_rows(
            look,
            [
                (look.say(quadrant.value), look.say(MEANS[quadrant]), [_item(sheet, d) for d in inside])
                for quadrant, inside in by_quadrant(drivers).items()
            ],
            sheet.column_room(),
        )
    )
    sheet.note(" ".join(filter(None, [look.say("The numbers are touchpoints."), left_out(look.say, journey)])))
    return sheet.finish()


def _color(palette: Palette, quadrant: Quadrant) -> str:
    return {Quadrant.FIX: palette.low, Quadrant.KEEP: palette.high}.get(quadrant, palette.muted)


def _badge(palette: Palette, driver: Driver) -> Badge:
    return Badge(str(driver.touchpoint.number), _color(palette, driver.quadrant))


def _item(sheet: Sheet, driver: Driver) -> Item:
    note = sheet.say(
        "importance {importance}, feeling {feeling}",
        importance=sheet.say.number(round(driver.importance, 1)),
        feeling=sheet.say.signed(driver.feeling),
    )
    badge = _badge(sheet.palette, driver)
    return Item(badge, driver.touchpoint.what, note, sheet.look, sheet.column_room())


def _plot(sheet: Sheet, drivers: list[Driver]) -> None:
    page, palette, say = sheet.page, sheet.palette, sheet.say
    title = sheet.take(TICK + 4, gap=0)
    page.text(cut(say("Importance, 1 to 5"), SMALL, title.width), title, SMALL, palette.muted)
    box = sheet.take(HEIGHT, gap=4)
    plot = Box(box.x + GUTTER, box.y, box.width - GUTTER, box.height)
    x = Scale(-2 - EDGE, 2 + EDGE, plot.x, plot.right)
    y = Scale(1 - EDGE, 5 + EDGE, plot.bottom, plot.y)
    names = _quadrants(sheet, plot, x.at(0), y.at(IMPORTANT))
    grades = range(1, 6)
    for grade in grades:
        rule(page, palette, (plot.x, y.at(grade)), (plot.right, y.at(grade)), strong=False)
    down(page, palette, [y.at(g) for g in grades], [str(g) for g in grades], Box(box.x, box.y, GUTTER - 8, box.height))
    _feelings(sheet, x)
    points = [(x.at(d.feeling), y.at(d.importance), _badge(palette, d)) for d in drivers]
    scatter(page, palette, points, plot.inset(2), names)


def _quadrants(sheet: Sheet, plot: Box, middle: float, level: float) -> list[Box]:
    """Grounds, the cross between them, and a name in each outer corner; gives the names' boxes."""
    page, palette = sheet.page, sheet.palette
    left, right = (plot.x, middle - plot.x), (middle, plot.right - middle)
    over, under = (plot.y, level - plot.y), (level, plot.bottom - level)
    corners = {
        Quadrant.FIX: (left, over, palette.low_soft),
        Quadrant.KEEP: (right, over, palette.high_soft),
        Quadrant.LATER: (left, under, palette.panel),
        Quadrant.OVERDONE: (right, under, palette.panel),
    }
    taken = []
    for quadrant, ((x, wide), (y, high), fill) in corners.items():
        page.shape(rectangle(Box(x, y, wide, high)), Ink(fill=fill), Layer.GROUND)
        at = y + 4 if y == plot.y else y + high - NAMED - 2
        cell = Box(x + 8, at, wide - 16, NAMED)
        said = cut(sheet.say(quadrant.value), BOLD, cell.width)
        anchor: Anchor = "left" if x == plot.x else "right"
        page.text(said, cell, BOLD, palette.ink, anchor)
        own = width(said, BOLD)
        taken.append(Box(cell.x if anchor == "left" else cell.right - own, at, own, NAMED))
    rule(page, palette, (middle, plot.y), (middle, plot.bottom), strong=True)
    rule(page, palette, (plot.x, level), (plot.right, level), strong=True)
    return taken


def _feelings(sheet: Sheet, x: Scale) -> None:
    """Faces along the bottom, with their words beneath."""
    row = sheet.take(2 * FACE + 4, gap=0)
    for score in range(-2, 3):
        face(sheet.page, x.at(score), row.y + FACE + 2, FACE, score, sheet.palette)
    named = sheet.take(TICK + 2)
    places = [x.at(score) for score in range(-2, 3)]
    across(sheet.page, sheet.palette, places, [sheet.say(word) for word in FEELINGS], named)
