"""The map as one table for spreadsheets: a line per touchpoint, in the map's order."""

from __future__ import annotations

import csv
import io
import unicodedata
from datetime import date

from drawing.exports.cells import Cell, readable
from drawing.exports.sheets import touchpoints
from journey.model import JourneyMap
from journey.words import Voice

FORMULA = ("=", "+", "-", "@", "|", "%")
BOM = b"\xef\xbb\xbf"
"""Without it Excel reads UTF-8 as the letters of one country."""


def as_csv(journey: JourneyMap, say: Voice) -> bytes:
    """Commas, CRLF, a heading, UTF-8 with a mark that says so; no cell is ever a formula."""
    sheet = touchpoints(journey, say)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([harmless(column.title) for column in sheet.columns])
    writer.writerows([[_written(cell, say) for cell in row] for row in sheet.rows])
    return BOM + out.getvalue().encode("utf-8", "replace")


def _written(cell: Cell, say: Voice) -> str | int | float:
    if isinstance(cell, bool):
        return say("yes") if cell else say("no")
    if isinstance(cell, str):
        return harmless(cell)
    return cell.isoformat() if isinstance(cell, date) else "" if cell is None else cell


def harmless(text: str) -> str:
    """A spreadsheet takes text that begins so for a formula, also in wide letters and after blanks; an apostrophe
    keeps it text."""
    text = readable(text)
    begins = unicodedata.normalize("NFKC", text[:40]).lstrip()[:1]
    return "'" + text if begins in FORMULA or text[:1] in ("\t", "\n") else text
