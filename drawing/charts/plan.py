"""The action plan as a timeline: a row per action with its owner, a bar to its date, its tasks, a line for today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from drawing.beside import NOTHING, Beside
from drawing.blocks import Block, draw_all, height_of, words
from drawing.canvas import Ink, Layer, Page
from drawing.charts.axes import TICK, Scale, across, rule
from drawing.charts.badges import HEIGHT as BADGE
from drawing.charts.badges import Badge
from drawing.charts.sheet import LABEL, SMALL, SMALL_BOLD, Sheet
from drawing.geometry import Box, circle, line, rounded
from drawing.look import Look
from drawing.palette import Palette
from drawing.symbols import symbol
from drawing.told.plan import TITLE, Planned, Standing, days_late, lead, planned, tasks_done
from drawing.typeface import cut, width
from journey.model import JourneyMap, State
from journey.words import Voice, mark

NAMES = 250.0
SLOT = 34.0
PAD = 7.0
BAR = 9.0
SIGN = 17.0
BESIDE = 6.0
BELOW = 13.5
MOST_ROWS = 16
SPAN = 14
"""Days that the axis has at least, so that one date alone has some time around it."""
MONTHS = 6
EXAMPLES = (mark("action Answer within a day | owner: me | due: in 2 weeks"),)


@dataclass(frozen=True)
class Axis:
    """Time from left to right over the rows."""

    plot: Box
    first: date
    last: date
    today: date | None

    @property
    def within_a_year(self) -> bool:
        return (self.last - self.first).days <= 330

    def at(self, day: date) -> float:
        scale = Scale(self.first.toordinal(), self.last.toordinal(), self.plot.x, self.plot.right)
        return scale.at(day.toordinal())


def pages(journey: JourneyMap, look: Look, beside: Beside = NOTHING) -> list[Page]:
    say, plan = look.say, planned(journey, beside.today)
    if not plan:
        sheet = Sheet(journey, look, TITLE)
        sheet.invite(say("Say what will be done about a pain point, by whom and by when."), EXAMPLES)
        return sheet.finish()
    sheet = Sheet(journey, look, TITLE, lead(say, plan, beside.today))
    shown = plan[: look.most(MOST_ROWS)]
    axis = _axis(sheet, shown, beside.today)
    top = _months(sheet, axis)
    for item in shown:
        _row(sheet, axis, item)
    _month_lines(sheet, axis, top)
    if axis.today is not None:
        _today(sheet, axis, top)
    sheet.take(0)
    if len(plan) > len(shown):
        sheet.note(say.many("and {count} more", "and {count} more", len(plan) - len(shown)))
    if any(task.due for item in shown if item.when for task in item.action.tasks):
        sheet.note(say("The small signs on a line are tasks; a filled one is done."))
    return sheet.finish()


def _days(plan: list[Planned]) -> list[date]:
    tasks = [task for item in plan for task in item.action.tasks]
    found = [item.when for item in plan] + [item.action.due for item in plan]
    return [day for day in (*found, *(task.due for task in tasks)) if day is not None]


def _axis(sheet: Sheet, plan: list[Planned], today: date | None) -> Axis:
    days = _days(plan) + ([today] if today else [])
    first, last = (min(days), max(days)) if days else (date(2000, 1, 1), date(2000, 1, 1))
    spare = max(SPAN, round((last - first).days * 0.08))
    plot = Box(sheet.page.width - 22 - (sheet.room - NAMES), sheet.y, sheet.room - NAMES, 0)
    return Axis(plot, _shifted(first, -spare), _shifted(last, spare), today if days else None)


def _shifted(day: date, days: int) -> date:
    """The day so many days on, as far as there are dates."""
    return date.fromordinal(max(1, min(date.max.toordinal(), day.toordinal() + days)))


def _months(sheet: Sheet, axis: Axis) -> float:
    """The row of ticks; gives its bottom, where the rows begin."""
    row = sheet.take(TICK + 4, gap=0)
    marked = _firsts(axis)
    form = "MMM" if axis.within_a_year else "MMM yyyy"
    texts = [sheet.say.day(day, form) for day in marked]
    across(
        sheet.page,
        sheet.palette,
        [axis.at(day) for day in marked],
        texts,
        Box(axis.plot.x, row.y, axis.plot.width, TICK),
    )
    return row.bottom


def _month_lines(sheet: Sheet, axis: Axis, top: float) -> None:
    for x in map(axis.at, _firsts(axis)):
        sheet.page.shape(line([(x, top), (x, sheet.y)]), Ink(line=sheet.palette.rule, width=0.8), Layer.GROUND)


def _firsts(axis: Axis) -> list[date]:
    """First days of months, every so many that about MONTHS are left."""
    months = (axis.last.year - axis.first.year) * 12 + axis.last.month - axis.first.month + 1
    step = max(1, -(-months // MONTHS))
    starts = [axis.first.year * 12 + axis.first.month - 1 + i for i in range(0, months + 1, step)]
    days = [date(m // 12, m % 12 + 1, 1) for m in starts if m // 12 <= date.max.year]
    return [day for day in days if axis.first <= day <= axis.last]


def _row(sheet: Sheet, axis: Axis, item: Planned) -> None:
    palette, action = sheet.palette, item.action
    room = NAMES - SLOT - 16
    told: list[Block] = words(action.goal, LABEL, palette.ink, room, sheet.look.most(2))
    owner = sheet.journey.name_of(action.owner) or sheet.say("no owner")
    note = ", ".join(filter(None, [owner, tasks_done(sheet.say, action)]))
    told += words(note, SMALL, palette.muted, room, sheet.look.most(2), "person", palette.accent)
    box = sheet.take(max(height_of(told), BADGE + 10) + 2 * PAD, gap=0)
    rule(sheet.page, palette, (box.x, box.y), (box.right, box.y), strong=False)
    badge = Badge(str(action.number), _color(palette, item.standing), done=item.standing is Standing.DONE)
    badge.draw(sheet.page, box.x + SLOT / 2 - 2, box.y + PAD + BADGE / 2, palette)
    draw_all(sheet.page, told, box.x + max(SLOT, badge.width + 6), box.y + PAD)
    _bar(sheet, axis, item, box)


def _color(palette: Palette, standing: Standing) -> str:
    colors = {Standing.LATE: palette.low, Standing.DONE: palette.done, Standing.OPEN: palette.accent}
    return colors.get(standing, palette.muted)


def _bar(sheet: Sheet, axis: Axis, item: Planned, row: Box) -> None:
    """From the left edge to the day, which bears a sign; a late one goes on, dashed, to today."""
    page, palette, color = sheet.page, sheet.palette, _color(sheet.palette, item.standing)
    middle = row.y + row.height / 2
    if item.when is None:
        said = sheet.say("done") if item.standing is Standing.DONE else sheet.say("no date yet")
        said = cut(said, SMALL, axis.plot.width)
        page.text(said, Box(axis.plot.x, middle - TICK / 2, axis.plot.width, TICK), SMALL, palette.muted)
        return
    x = axis.at(item.when)
    page.shape(
        rounded(Box(axis.plot.x, middle - BAR / 2, x - axis.plot.x, BAR), BAR / 2), Ink(fill=palette.chip), Layer.BAND
    )
    right = x
    if item.standing is Standing.LATE and axis.today:
        right = axis.at(axis.today)
        page.shape(line([(x, middle), (right, middle)]), Ink(line=color, width=1.8, dash=(3.0, 2.5)), Layer.CURVE)
    for task in item.action.tasks:
        if task.due is not None:
            _task(page, palette, axis.at(task.due), middle, task.state == State.DONE)
    _sign(page, palette, item.standing, x, middle)
    _when(sheet, axis, item, (x, right, middle))


def _task(page: Page, palette: Palette, x: float, y: float, done: bool) -> None:
    fill = palette.muted if done else palette.card
    page.shape(
        line([(x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y)], closed=True),
        Ink(fill=fill, line=palette.muted),
        Layer.CARD,
    )


def _sign(page: Page, palette: Palette, standing: Standing, x: float, y: float) -> None:
    """A tick for done, a bolt for late, a ring for open."""
    color = _color(palette, standing)
    page.shape(circle(x, y, SIGN / 2 + 1), Ink(fill=palette.card), Layer.SHAPE)
    name = {Standing.DONE: "done", Standing.LATE: "waiting"}.get(standing, "open")
    symbol(page, name, Box(x - SIGN / 2, y - SIGN / 2, SIGN, SIGN), color, layer=Layer.SYMBOL)


def _when(sheet: Sheet, axis: Axis, item: Planned, at: tuple[float, float, float]) -> None:
    """The day in words, beside the sign where there is room: behind it, else before it."""
    assert item.when is not None
    left, right, middle = at
    said = _day(sheet.say, item, axis)
    wide = width(said, SMALL_BOLD)
    behind = right + SIGN / 2 + BESIDE
    start = behind if behind + wide <= axis.plot.right else left - SIGN / 2 - BESIDE - wide
    if start < axis.plot.x:
        said, start = cut(said, SMALL_BOLD, axis.plot.width), axis.plot.x
        middle += BELOW
    sheet.page.text(
        said, Box(start, middle - TICK / 2, wide + 0.01, TICK), SMALL_BOLD, _color(sheet.palette, item.standing)
    )


def _day(say: Voice, item: Planned, axis: Axis) -> str:
    assert item.when is not None
    day = say.day(item.when, "d MMM" if axis.within_a_year else "d MMM yyyy")
    if late := days_late(item, axis.today):
        return say.many("{day}, {count} day late", "{day}, {count} days late", late, day=day)
    return day


def _today(sheet: Sheet, axis: Axis, top: float) -> None:
    assert axis.today is not None
    x, palette = axis.at(axis.today), sheet.palette
    sheet.page.shape(line([(x, top), (x, sheet.y)]), Ink(line=palette.key, width=1.4), Layer.RULE)
    said = sheet.say("Today")
    wide = width(said, SMALL_BOLD)
    left = min(max(x - wide / 2, axis.plot.x), axis.plot.right - wide)
    row = sheet.take(TICK, gap=0)
    sheet.page.text(said, Box(left, row.y, wide + 0.01, TICK), SMALL_BOLD, palette.ink)
