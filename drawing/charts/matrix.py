"""Five by five cells for two grades; items stand side by side in their cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drawing.canvas import Ink, Layer, Page
from drawing.charts.axes import TICK, across, down
from drawing.charts.badges import HEIGHT as BADGE
from drawing.charts.badges import Badge
from drawing.charts.sheet import BOLD, SMALL, Sheet
from drawing.geometry import Box, rounded
from drawing.palette import Palette
from drawing.typeface import cut, width

GRADES = range(1, 6)
CELL = 62.0
GUTTER = 24.0
BETWEEN = 3.0
INSIDE = 4.0


@dataclass(frozen=True)
class Grid:
    """Where the cells of a matrix stand: `across` and `up` are grades from 1 to 5."""

    box: Box

    def cell(self, across: int, up: int) -> Box:
        wide, high = self.box.width / 5, self.box.height / 5
        return Box(self.box.x + (across - 1) * wide, self.box.y + (5 - up) * high, wide, high)

    def area(self, left: int, right: int, low: int, high: int) -> Box:
        """From the cell (left, high) to the cell (right, low), both inside."""
        top, bottom = self.cell(left, high), self.cell(right, low)
        return Box(top.x, top.y, bottom.right - top.x, bottom.bottom - top.y)


def grid(sheet: Sheet, upward: str, rightward: str, fill: Callable[[int, int], str]) -> Grid:
    """Draws the cells with their grounds, the grades beside them and the axes' names; `fill` gives a cell's colour."""
    page, palette = sheet.page, sheet.palette
    title = sheet.take(TICK + 4, gap=0)
    page.text(cut(upward, SMALL, title.width), title, SMALL, palette.muted)
    box = sheet.take(5 * CELL, gap=2)
    made = Grid(Box(box.x + GUTTER, box.y, box.width - GUTTER, box.height))
    for left in GRADES:
        for up in GRADES:
            ground = made.cell(left, up).inset(1)
            page.shape(rounded(ground, 3), Ink(fill=fill(left, up)), Layer.GROUND)
    names = [str(grade) for grade in GRADES]
    down(page, palette, [made.cell(1, g).middle[1] for g in GRADES], names, Box(box.x, box.y, GUTTER - 8, box.height))
    across(page, palette, [made.cell(g, 1).middle[0] for g in GRADES], names, sheet.take(TICK, gap=0))
    below = sheet.take(TICK + 2)
    page.text(cut(rightward, SMALL, below.width), below, SMALL, palette.muted, "right")
    return made


def fill_cells(
    page: Page, palette: Palette, made: Grid, items: Sequence[tuple[int, int, Badge]], reserved: Sequence[Box]
) -> None:
    """Badges in their cells in rows, the first ones first; what does not fit becomes a count. Boxes in `reserved` stay
    free."""
    cells: dict[tuple[int, int], list[Badge]] = defaultdict(list)
    for left, up, badge in items:
        cells[left, up].append(badge)
    for (left, up), badges in cells.items():
        _fill(page, palette, _free(made.cell(left, up).inset(INSIDE), reserved), badges)


def _free(cell: Box, reserved: Sequence[Box]) -> Box:
    """The cell without the strip at its top or bottom that is reserved."""
    for other in reserved:
        if cell.overlaps(other):
            if other.middle[1] < cell.middle[1]:
                cell = Box(cell.x, other.bottom, cell.width, cell.bottom - other.bottom)
            else:
                cell = Box(cell.x, cell.y, cell.width, other.y - cell.y)
    return cell


def _fill(page: Page, palette: Palette, cell: Box, badges: Sequence[Badge]) -> None:
    shown = len(badges)
    rows = _rows(badges, cell)
    while rows is None and shown:
        shown -= 1
        more = Badge(f"+{len(badges) - shown}", palette.muted, done=True)
        rows = _rows([*badges[:shown], more], cell)
    high = len(rows or ()) * (BADGE + BETWEEN) - BETWEEN
    y = cell.middle[1] - high / 2 + BADGE / 2
    for row in rows or ():
        x = cell.middle[0] - _wide(row) / 2
        for badge in row:
            badge.draw(page, x + badge.width / 2, y, palette)
            x += badge.width + BETWEEN
        y += BADGE + BETWEEN


def _wide(row: Sequence[Badge]) -> float:
    return sum(badge.width for badge in row) + BETWEEN * (len(row) - 1)


def _rows(badges: Sequence[Badge], cell: Box) -> list[list[Badge]] | None:
    """The badges in rows that fit into the cell; None when they do not."""
    rows: list[list[Badge]] = [[]]
    for badge in badges:
        if rows[-1] and _wide([*rows[-1], badge]) > cell.width:
            rows.append([])
        rows[-1].append(badge)
    fits = len(rows) * (BADGE + BETWEEN) - BETWEEN <= cell.height and all(_wide(row) <= cell.width for row in rows)
    return rows if fits else None


def name(page: Page, palette: Palette, text: str, area: Box, top: bool) -> Box:
    """An area's name in its left corner at the top or bottom; gives the room that it takes."""
    strip = Box(area.x + 5, area.y + 3 if top else area.bottom - 19, area.width - 10, 16)
    said = cut(text, BOLD, strip.width)
    page.text(said, strip, BOLD, palette.ink)
    return Box(strip.x, strip.y, width(said, BOLD), strip.height)
