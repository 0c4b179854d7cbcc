"""The journey as a workbook: a title sheet, then a sheet per kind, to be sorted, filtered and printed."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from drawing.exports.cells import Cell, readable
from drawing.exports.sheets import SHEETS, Sheet
from drawing.shown import date_of
from drawing.wording import PERSPECTIVES, persona_names
from journey.model import JourneyMap
from journey.words import Voice

LONGEST = 32_767
"""Letters in a cell; Excel repairs (and empties) a file with more."""
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 18, "font_color": "#1F3A5F", "text_wrap": True, "valign": "top"},
    "name": {"bold": True, "font_color": "#44546A", "text_wrap": True, "valign": "top"},
    "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F3A5F", "text_wrap": True, "valign": "top"},
    "text": {"text_wrap": True, "valign": "top"},
    "figure": {"valign": "top"},
    "date": {"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"},
}


def as_xlsx(journey: JourneyMap, say: Voice) -> bytes:
    """What people typed is text and never a formula or a link; dates are dates, figures are figures."""
    import xlsxwriter  # loaded when somebody asks for a spreadsheet

    out = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, plain)
    looks = {name: book.add_format(look) for name, look in LOOKS.items()}
    title = readable(journey.name) or say("A journey without a name")
    book.set_properties(
        {"title": title[:255], "subject": say("Journey map"), "author": "Waymark", "created": _begun(journey)}
    )
    _title_sheet(book.add_worksheet(say("Journey")), looks, title, list(_about(journey, say)))
    for make in SHEETS:
        sheet = make(journey, say)
        _fill(book.add_worksheet(sheet.title), looks, sheet, say)
    book.close()
    return out.getvalue()


def _begun(journey: JourneyMap) -> datetime:
    """The same journey gives the same file, so not the moment of writing."""
    begun = journey.created_at or datetime(2000, 1, 1)
    return begun.replace(tzinfo=None, microsecond=0)


def _about(journey: JourneyMap, say: Voice) -> Iterator[tuple[str, Cell]]:
    yield say("Persona"), persona_names(journey)
    yield say("Shown"), say(PERSPECTIVES[journey.perspective])
    yield say("Date"), date_of(journey)
    yield say("Goal"), journey.goal
    yield say("Measured by"), journey.measure
    yield say("Trigger"), journey.trigger
    yield say("First moment"), journey.scope_from
    yield say("Last moment"), journey.scope_to
    yield say("What customers expect"), journey.expectation
    yield say("Stages"), ", ".join(journey.stages)
    yield say("Touchpoints"), len(journey.touchpoints)
    yield say("Pain points"), len(journey.pain_points)
    yield say("Actions"), len(journey.actions)


def _title_sheet(sheet: Any, looks: dict[str, Any], title: str, about: list[tuple[str, Cell]]) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    sheet.merge_range(0, 0, 0, 1, "", looks["title"])
    sheet.write_string(0, 0, title[:LONGEST], looks["title"])
    sheet.set_row(0, 26 * max(1, math.ceil(len(title) / 65)))
    for line, (name, value) in enumerate(about, 2):
        sheet.write_string(line, 0, name, looks["name"])
        _write(sheet, (line, 1), value, looks)
    _print(sheet, landscape=False)


def _fill(sheet: Any, looks: dict[str, Any], table: Sheet, say: Voice) -> None:
    sheet.freeze_panes(1, 0)
    for column, head in enumerate(table.columns):
        sheet.set_column(column, column, head.width)
        sheet.write_string(0, column, head.title, looks["head"])
    for line, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            said = (say("yes") if cell else say("no")) if isinstance(cell, bool) else cell
            _write(sheet, (line, column), said, looks)
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
    sheet.repeat_rows(0)
    _print(sheet, landscape=True)


def _write(sheet: Any, place: tuple[int, int], cell: Cell, looks: dict[str, Any]) -> None:
    """Each kind of cell by its own method: the one that guesses makes formulas and links of text."""
    if isinstance(cell, date):
        sheet.write_datetime(*place, cell, looks["date"])
    elif isinstance(cell, int | float) and math.isfinite(cell):
        sheet.write_number(*place, cell, looks["figure"])
    elif cell not in (None, ""):
        sheet.write_string(*place, readable(str(cell))[:LONGEST], looks["text"])


def _print(sheet: Any, *, landscape: bool) -> None:
    sheet.set_paper(9)  # A4
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
