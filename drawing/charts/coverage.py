"""Stages × departments as a table of counts: a gap is a ring with a dash in it, somebody who is missing has a mark."""

from __future__ import annotations

from drawing import sizes
from drawing.beside import NOTHING, Beside
from drawing.blocks import Block, draw_all, height_of, words
from drawing.canvas import Ink, Layer, Page
from drawing.charts.axes import rule
from drawing.charts.sheet import BOLD, LABEL, SMALL, Sheet
from drawing.geometry import Box, line, rounded
from drawing.look import Look
from drawing.palette import Palette
from drawing.told.coverage import TITLE, Coverage, Row, coverage_of, did, lead
from drawing.typeface import wrap
from journey.model import JourneyMap
from journey.words import mark

NAMES = 164.0
COLUMNS = 6
"""Stages side by side; more of them stand in further tables under the first."""
CELL = 24.0
PAD = 5.0
HEAD_LINES = 3
MOST_ROWS = 16
EXAMPLES = (mark("edit touchpoint 3 | department: Support"), mark("department Support"))


def pages(journey: JourneyMap, look: Look, beside: Beside = NOTHING) -> list[Page]:
    say, coverage = look.say, coverage_of(journey)
    if not coverage.rows:
        sheet = Sheet(journey, look, TITLE)
        sheet.invite(say("Say which departments have a hand in each touchpoint, and which one is yours."), EXAMPLES)
        return sheet.finish()
    sheet = Sheet(journey, look, TITLE, lead(say, coverage))
    for first in range(0, max(len(coverage.stages), 1), COLUMNS):
        _table(sheet, coverage, range(first, min(first + COLUMNS, len(coverage.stages))))
    told = [say("The numbers count touchpoints that name the department.")]
    if (hidden := len(coverage.rows) - look.most(MOST_ROWS)) > 0:
        told.append(
            say.many("{count} more department is in the PDF.", "{count} more departments are in the PDF.", hidden)
        )
    sheet.note(" ".join(told))
    return sheet.finish()


def _table(sheet: Sheet, coverage: Coverage, columns: range) -> None:
    room = (sheet.room - NAMES) / max(len(columns), 3)
    heads = [words(_stage(sheet, coverage.stages[i]), SMALL, sheet.palette.ink, room - 4, HEAD_LINES) for i in columns]
    box = sheet.take(max((height_of(head) for head in heads), default=0) + 4, gap=2)
    for at, head in enumerate(heads):
        draw_all(sheet.page, head, box.x + NAMES + at * room, box.bottom - 4 - height_of(head))
    for row in coverage.rows[: sheet.look.most(MOST_ROWS)]:
        _row(sheet, row, columns, room)
    if any(coverage.nobody[i] for i in columns):
        _nobody(sheet, coverage, columns, room)
    sheet.take(0)


def _stage(sheet: Sheet, stage: str) -> str:
    return stage or sheet.say("Without a stage")


def _row(sheet: Sheet, row: Row, columns: range, room: float) -> None:
    palette = sheet.palette
    missing = row.total and row.took_part is None
    note, color = did(sheet.say, row), palette.low if missing else palette.muted
    told: list[Block] = [*words(row.name, LABEL, palette.ink, NAMES - 14, 2)]
    told += words(note, SMALL, color, NAMES - 14, 2, symbol="not ours" if missing else "")
    box = sheet.take(max(height_of(told), CELL) + 2 * PAD, gap=0)
    rule(sheet.page, palette, (box.x, box.y), (box.right, box.y), strong=False)
    draw_all(sheet.page, told, box.x, box.y + (box.height - height_of(told)) / 2)
    for at, i in enumerate(columns):
        left = box.x + NAMES + at * room
        _cell(sheet.page, palette, Box(left, box.y + (box.height - CELL) / 2, room - 6, CELL), row.counts[i])


def _cell(page: Page, palette: Palette, box: Box, count: int) -> None:
    if not count:
        middle = box.y + box.height / 2
        page.shape(line([(box.x + 4, middle), (box.x + 14, middle)]), Ink(line=palette.dots, width=1.4), Layer.RULE)
        return
    strong = count > 1
    page.shape(rounded(box, 5), Ink(fill=palette.accent if strong else palette.high_soft), Layer.CARD)
    page.text(str(count), box, BOLD, palette.paper if strong else palette.ink, "middle")


def _nobody(sheet: Sheet, coverage: Coverage, columns: range, room: float) -> None:
    """A last row: touchpoints that name no department at all."""
    palette = sheet.palette
    said = wrap(sheet.say("No department named"), LABEL, NAMES - 14, 2)
    high = len(said) * LABEL.size * sizes.LEADING
    box = sheet.take(max(high, CELL) + 2 * PAD, gap=0)
    rule(sheet.page, palette, (box.x, box.y), (box.right, box.y), strong=True)
    draw_all(
        sheet.page, words(" ".join(said), LABEL, palette.low, NAMES - 14, 2), box.x, box.y + (box.height - high) / 2
    )
    for at, i in enumerate(columns):
        if count := coverage.nobody[i]:
            cell = Box(box.x + NAMES + at * room, box.y + (box.height - CELL) / 2, room - 6, CELL)
            sheet.page.shape(rounded(cell, 5), Ink(line=palette.low, width=1.3, dash=(3, 2)), Layer.CARD)
            sheet.page.text(str(count), cell, BOLD, palette.low, "middle")
