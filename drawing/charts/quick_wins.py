"""Effort against effect: actions by number in five by five cells, the quick wins on a ground of their own."""

from __future__ import annotations

from drawing.beside import NOTHING, Beside
from drawing.canvas import Ink, Layer, Page
from drawing.charts.badges import Badge
from drawing.charts.listing import Item, in_rows
from drawing.charts.matrix import Grid, fill_cells, grid, name
from drawing.charts.sheet import Sheet
from drawing.color import mixed
from drawing.geometry import Box, rounded
from drawing.look import Look
from drawing.palette import Palette
from drawing.told.quick_wins import MEANS, MUCH, TITLE, Kind, by_kind, graded, kind_of, lead, left_out
from journey.model import Action, JourneyMap, State
from journey.words import mark

EXAMPLES = (mark("action Mend the form | effort: 2 | effect: 4"), mark("edit action 1 | effort: 2 | effect: 4"))
WINNING = 0.14
"""How much of its colour the ground of the quick wins has."""


def pages(journey: JourneyMap, look: Look, beside: Beside = NOTHING) -> list[Page]:
    say, every = look.say, graded(journey)
    if not every:
        sheet = Sheet(journey, look, TITLE)
        sheet.invite(
            say("Give actions an effort and an effect from 1 to 5: the quick wins show by themselves."), EXAMPLES
        )
        return sheet.finish()
    sheet = Sheet(journey, look, TITLE, lead(say, journey))
    _matrix(sheet, [(a, effort, effect) for a, effort, effect in every])
    groups = by_kind(journey).items()
    told = [(say(k.value), say(MEANS[k]), [_item(sheet, k, a) for a in inside]) for k, inside in groups]
    sheet.columns(in_rows(look, told, sheet.column_room()))
    any_done = any(action.state == State.DONE for action, _, _ in every)
    what = say("The numbers are actions; those with a dashed line are done.") if any_done else ""
    sheet.note(" ".join(filter(None, [what or say("The numbers are actions."), left_out(say, journey)])))
    return sheet.finish()


def _badge(palette: Palette, kind: Kind, action: Action) -> Badge:
    color = palette.done if kind is Kind.QUICK_WIN else palette.accent if kind is Kind.PROJECT else palette.muted
    return Badge(str(action.number), color, done=action.state == State.DONE)


def _item(sheet: Sheet, kind: Kind, action: Action) -> Item:
    say = sheet.say
    told = [say("effort {effort}, effect {effect}", effort=action.effort, effect=action.effect)]
    told += [say("done")] if action.state == State.DONE else []
    told += [sheet.journey.name_of(action.owner)] if action.owner else []
    return Item(_badge(sheet.palette, kind, action), action.goal, ", ".join(told), sheet.look, sheet.column_room())


def _matrix(sheet: Sheet, every: list[tuple[Action, int, int]]) -> None:
    palette, say = sheet.palette, sheet.say
    made = grid(
        sheet, say("Effect, 1 to 5"), say("Effort, 1 to 5"), lambda effort, effect: _ground(palette, effort, effect)
    )
    areas = _areas(made)
    reserved = [name(sheet.page, palette, say(k.value), area, top=k in (Kind.QUICK_WIN, Kind.PROJECT))
                for k, area in areas.items()]  # fmt: skip
    ring = Ink(line=palette.done, width=1.6)
    sheet.page.shape(rounded(areas[Kind.QUICK_WIN].inset(0.5), 5), ring, Layer.RULE)
    items = [(effort, effect, _badge(palette, kind_of(effort, effect), a)) for a, effort, effect in every]
    fill_cells(sheet.page, palette, made, items, reserved)


def _ground(palette: Palette, effort: int, effect: int) -> str:
    return mixed(palette.panel, palette.done, WINNING) if kind_of(effort, effect) is Kind.QUICK_WIN else palette.panel


def _areas(made: Grid) -> dict[Kind, Box]:
    return {
        Kind.QUICK_WIN: made.area(1, MUCH - 1, MUCH, 5),
        Kind.PROJECT: made.area(MUCH, 5, MUCH, 5),
        Kind.FILL_IN: made.area(1, MUCH - 1, 1, MUCH - 1),
        Kind.DOUBTFUL: made.area(MUCH, 5, 1, MUCH - 1),
    }
