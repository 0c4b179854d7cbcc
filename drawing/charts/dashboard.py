"""The journey on one page: four figures, the emotion curve, then what is lowest, what hurts, what is done, what is
measured and who takes part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drawing import sizes
from drawing.beside import NOTHING, Beside
from drawing.blocks import Block, Gap, words
from drawing.canvas import Ink, Layer, Page
from drawing.charts.badges import Badge
from drawing.charts.curves import plot_curves
from drawing.charts.listing import Item, group
from drawing.charts.sheet import BOLD, SMALL, SMALL_BOLD, Sheet
from drawing.charts.strokes import strokes
from drawing.faces import face
from drawing.geometry import Box, rounded
from drawing.look import Look
from drawing.peaks import mean_of, mean_of_all
from drawing.told import measures, plan
from drawing.told.curves import curves_of
from drawing.told.dashboard import TITLE, is_empty, lead, lows, participants, rated
from drawing.typeface import Font, cut
from drawing.wording import figure
from journey.model import JourneyMap, Measure
from journey.priorities import by_priority
from journey.words import mark

TILE = 62.0
TILE_GAP = 10.0
BIG = Font(20, bold=True)
CURVE = 170.0
FACE = 12.0
MOST = 3
STATE_BAR = 12.0
EXAMPLES = (mark("touchpoint Reads the blog | stage: Awareness"),)


def pages(journey: JourneyMap, look: Look, beside: Beside = NOTHING) -> list[Page]:
    say = look.say
    if is_empty(journey):
        sheet = Sheet(journey, look, TITLE)
        sheet.invite(say("Add the first moment at which customers meet you."), EXAMPLES)
        return sheet.finish()
    sheet = Sheet(journey, look, TITLE, lead(say, journey, beside.today))
    _tiles(sheet, beside)
    _curve(sheet)
    sheet.columns([_lows(sheet), _pains(sheet)])
    sheet.columns([_actions(sheet, beside), _measures(sheet)])
    _people(sheet)
    return sheet.finish()


# --- figures ------------------------------------------------------------------------------------------------


def _tiles(sheet: Sheet, beside: Beside) -> None:
    journey, say = sheet.journey, sheet.say
    every = plan.planned(journey, beside.today)
    still = sum(p.standing is not plan.Standing.DONE for p in every)
    mean = mean_of_all(journey.touchpoints)
    told = [
        (say("Mean feeling"), "–" if mean is None else say.signed(mean)),
        (say("Touchpoints rated"), f"{rated(journey)} / {len(journey.touchpoints)}"),
        (say("Pain points"), str(len(by_priority(journey)))),
        (say("Actions still open"), f"{still} / {len(every)}"),
    ]
    box = sheet.take(TILE)
    room = (box.width - 3 * TILE_GAP) / 4
    for i, (name, value) in enumerate(told):
        tile = Box(box.x + i * (room + TILE_GAP), box.y, room, TILE)
        _tile(sheet, tile, name, value, mean if i == 0 else None)


def _tile(sheet: Sheet, tile: Box, name: str, value: str, score: float | None) -> None:
    page, palette = sheet.page, sheet.palette
    page.shape(rounded(tile, sizes.CARD_RADIUS), Ink(fill=palette.panel), Layer.GROUND)
    inner = tile.inset(12, 8)
    top = Box(inner.x, inner.y, inner.width - (2 * FACE + 4 if score is not None else 0), 26)
    page.text(cut(value, BIG, top.width), top, BIG, palette.accent)
    page.text(cut(name, SMALL, inner.width), Box(inner.x, inner.bottom - 17, inner.width, 16), SMALL, palette.muted)
    if score is not None:
        face(page, inner.right - FACE, inner.y + FACE + 1, FACE, score, palette)


def _curve(sheet: Sheet) -> None:
    team = curves_of(sheet.say, sheet.journey)[:1]
    if team:
        sheet.put(words(sheet.say("Emotion"), BOLD, sheet.palette.ink, sheet.room, 1), gap=4)
        plot_curves(sheet, list(zip(team, strokes(sheet.palette, 1, 1), strict=True)), CURVE)


# --- lists --------------------------------------------------------------------------------------------------


def _group(sheet: Sheet, title: str, items: Sequence[Item]) -> list[Block]:
    """A title and the first items; the pictures of their own show them all."""
    return group(sheet.look, title, "", items[:MOST], sheet.column_room(), MOST)


def _lows(sheet: Sheet) -> list[Block]:
    say, palette = sheet.say, sheet.palette
    items = [
        Item(Badge(str(t.number), palette.low), t.what, say.signed(mean_of(t) or 0), sheet.look, sheet.column_room())
        for t in lows(sheet.journey, MOST)
    ]
    return _group(sheet, say("Lowest moments"), items)


def _pains(sheet: Sheet) -> list[Block]:
    say, palette = sheet.say, sheet.palette
    items = []
    for pain in by_priority(sheet.journey)[:MOST]:
        note = say.many("{count} vote", "{count} votes", pain.votes)
        badge = Badge(str(pain.number), palette.low)
        items.append(Item(badge, pain.what, note, sheet.look, sheet.column_room()))
    return _group(sheet, say("Pain points that come first"), items)


def _actions(sheet: Sheet, beside: Beside) -> list[Block]:
    say, palette, journey = sheet.say, sheet.palette, sheet.journey
    every = plan.planned(journey, beside.today)
    items = []
    for item in [p for p in every if p.standing is not plan.Standing.DONE][:MOST]:
        late = item.standing is plan.Standing.LATE
        told = [say("late")] if late else []
        told += [say.day(item.when, "medium")] if item.when else [say("no date yet")]
        told.append(journey.name_of(item.action.owner) or say("no owner"))
        badge = Badge(str(item.action.number), palette.low if late else palette.accent)
        items.append(Item(badge, item.action.goal, ", ".join(told), sheet.look, sheet.column_room()))
    made = _group(sheet, say("Actions"), items)
    if every:
        states = States(sheet, every, sheet.column_room())
        counts = words(plan.counted(say, every), SMALL, palette.muted, sheet.column_room(), 2)
        made[1:1] = [Gap(4), states, Gap(3), *counts]
    return made


@dataclass(frozen=True)
class States:
    """How many actions are done, late, open and undated, as one bar that fills from the left; the words under it say
    the same."""

    sheet: Sheet
    plan: Sequence[plan.Planned]
    room: float
    height: float = STATE_BAR

    def draw(self, page: Page, x: float, y: float) -> None:
        palette = self.sheet.palette
        colors = {
            plan.Standing.DONE: palette.done,
            plan.Standing.LATE: palette.low,
            plan.Standing.OPEN: palette.spread,
            plan.Standing.UNDATED: palette.chip,
        }
        for standing, color in colors.items():
            count = sum(item.standing is standing for item in self.plan)
            if count:
                wide = self.room * count / len(self.plan)
                page.shape(rounded(Box(x, y, wide - 1, self.height), 3), Ink(fill=color), Layer.CARD)
                x += wide


def _measures(sheet: Sheet) -> list[Block]:
    room, palette = sheet.column_room(), sheet.palette
    found = measures.measured(sheet.journey)
    told = words(sheet.say("Measures"), BOLD, palette.ink, room, 1)
    for measure in found[: MOST + 1]:
        told += [Gap(6), *_measure(sheet, measure, room)]
    return told if found else [*told, *words(sheet.say("Nothing here"), SMALL, palette.muted, room, 1)]


def _measure(sheet: Sheet, measure: Measure, room: float) -> list[Block]:
    palette, say = sheet.palette, sheet.say
    missed = measure.misses_target
    sign = "metric" if measure.target is None else "missed" if missed else "done"
    color = palette.muted if measure.target is None else palette.low if missed else palette.done
    value = f"{measure.name}: {figure(say, measure.values[-1].value, measure.unit)}"
    state = measures.against_target(say, measure)
    return [
        *words(value, SMALL_BOLD, palette.ink, room, sheet.look.most(2), sign, color),
        *words(state, SMALL, palette.muted, room, sheet.look.most(2), indent=15),
    ]


def _people(sheet: Sheet) -> None:
    say, palette, journey = sheet.say, sheet.palette, sheet.journey
    if not journey.participation:
        return
    title = f"{say('Taking part')}: {participants(say, journey)}"
    names = [f"{p.department or say('no department')} {p.people or ''}".strip() for p in journey.participation]
    shown = names[: sheet.look.most(12)]
    sheet.put(words(title, BOLD, palette.ink, sheet.room, 1), gap=5)
    sheet.put(words("  ·  ".join(shown), SMALL, palette.muted, sheet.room, sheet.look.most(4)))
