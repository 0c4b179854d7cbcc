"""Pain points in five by five cells of severity and frequency, each with its votes beside its number."""

from __future__ import annotations

from drawing.beside import NOTHING, Beside
from drawing.canvas import Page
from drawing.charts.badges import Badge
from drawing.charts.listing import Item, group
from drawing.charts.matrix import fill_cells, grid, name
from drawing.charts.sheet import Sheet
from drawing.look import Look
from drawing.palette import Palette
from drawing.told.pain_points import MEANS, TITLE, Weight, by_weight, lead, left_out, place, weight_of
from journey.model import JourneyMap, PainPoint
from journey.priorities import by_priority
from journey.words import mark

EXAMPLES = (mark("pain 3 No answer for days | severity: 4 | frequency: 2"), mark("vote 1 2"))


def pages(journey: JourneyMap, look: Look, beside: Beside = NOTHING) -> list[Page]:
    say = look.say
    if not by_priority(journey):
        sheet = Sheet(journey, look, TITLE)
        sheet.invite(say("Name what hurts and where, say how badly and how often, and vote."), EXAMPLES)
        return sheet.finish()
    sheet = Sheet(journey, look, TITLE, lead(say, journey))
    _matrix(sheet)
    room = sheet.column_room()
    groups = [(w, inside) for w, inside in by_weight(journey).items() if inside]
    sheet.columns(
        [group(look, say(w.value), say(MEANS[w]), [_item(sheet, w, p) for p in inside], room) for w, inside in groups]
    )
    told = [say("The numbers are pain points; the arrow counts votes."), left_out(say, journey)]
    sheet.note(" ".join(filter(None, told)))
    return sheet.finish()


def _badge(palette: Palette, weight: Weight, pain: PainPoint) -> Badge:
    color = {Weight.HEAVY: palette.low, Weight.MEDIUM: palette.accent}.get(weight, palette.muted)
    return Badge(str(pain.number), color, votes=pain.votes)


def _item(sheet: Sheet, weight: Weight, pain: PainPoint) -> Item:
    badge = Badge(str(pain.number), _badge(sheet.palette, weight, pain).color)
    note = place(sheet.say, sheet.journey, pain)
    return Item(badge, pain.what, note, sheet.look, sheet.column_room())


def _matrix(sheet: Sheet) -> None:
    palette, say = sheet.palette, sheet.say
    grounds = {Weight.HEAVY: palette.low_soft, Weight.MEDIUM: palette.even_soft}
    made = grid(
        sheet,
        say("Severity, 1 to 5"),
        say("Frequency, 1 to 5"),
        lambda often, severe: grounds.get(weight_of(severe, often), palette.panel),
    )
    reserved = [
        name(sheet.page, palette, say(Weight.LIGHT.value), made.area(1, 1, 1, 1), top=False),
        name(sheet.page, palette, say(Weight.HEAVY.value), made.area(5, 5, 5, 5), top=True),
    ]
    items = [
        (p.frequency, p.severity, _badge(palette, weight_of(p.severity, p.frequency), p))
        for p in by_priority(sheet.journey)
        if p.severity is not None and p.frequency is not None
    ]
    fill_cells(sheet.page, palette, made, items, reserved)
