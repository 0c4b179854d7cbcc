"""A table of values as people have it: a CSV file or pasted rows, with any separator, in English or Dutch.

The header decides what is what: the separator is the one under which most of it is understood (which is surer than
guessing from the rows, where commas may be decimal). Reading streams: a line at a time, however long the table.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import chain, islice
from math import isfinite
from typing import Any, NamedTuple

from journey.dates import read_date
from journey.fields import Asking, Field
from journey.forms import MEASURE
from journey.refusal import Refusal
from journey.typed import HIGHEST, plain
from journey.words import Said, mark, said

SEPARATORS = (";", "\t", ",", "|")
COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("measure", "meetwaarde", "name", "naam", "metric", "maat"),
    "value": ("value", "waarde", "score", "figure", "cijfer"),
    "date": ("date", "datum", "day", "dag", "on", "op"),
    **{name: MEASURE.field(name).keys for name in ("unit", "target", "direction", "touchpoint", "stage")},
}
"""What a column may be called, by what it holds; English first, then Dutch."""
NEEDED = ("name", "value")
LOOKED_AT = 1000
"""So many rows are looked at to see which comma is a decimal one."""
LONGEST_CELL = 1000
MOST_LINES = 1_000_000
_FIGURE = re.compile(r"[-+]?\d+(?:\.\d+)?")
_UNIT = re.compile(r"^[€$£]\s*|\s*%$")


class Row(NamedTuple):
    """One value, with the line that it stands on; `values` by column name of a Measured."""

    line: int
    values: dict[str, Any]


class BadRow(NamedTuple):
    line: int
    text: str
    why: Said


def read_table(lines: Iterable[str], asking: Asking) -> Iterator[Row | BadRow]:
    """Each row in order. Raises Refusal for a header that cannot be understood, before the first row."""
    rest = iter(lines)
    header_at, header = _first_line(rest)
    separator, columns = _understood(header)
    head = list(islice(rest, LOOKED_AT))
    figure = _figures(_decimal_comma(head, separator, columns))
    return _rows(chain(head, rest), header_at + 1, separator, columns, figure, asking)


def _first_line(lines: Iterator[str]) -> tuple[int, str]:
    for number, line in enumerate(lines, 1):
        if line.strip().strip("\ufeff"):
            return number, line.strip("\ufeff\r\n")
    raise Refusal(mark("There are no rows in it."), field="rows")


def _understood(header: str) -> tuple[str, list[str]]:
    """The separator, and what each column holds (empty for what we do not keep)."""
    best = max(((each, _columns(header, each)) for each in SEPARATORS), key=lambda pair: sum(map(bool, pair[1])))
    lacking = [name for name in NEEDED if name not in best[1]]
    if lacking:
        raise Refusal(
            mark(
                "The first line must say what is in the columns, at least measure and value; for example: {model}. "
                "It says “{header}”."
            ),
            header=plain(header)[:120],
            model="measure;date;value",
            field="rows",
        )
    twice = next((name for name in best[1] if name and best[1].count(name) > 1), "")
    if twice:
        raise Refusal(mark("The column “{name}” is there twice."), name=twice, field="rows")
    return best


def _columns(header: str, separator: str) -> list[str]:
    cells = next(_csv([header], separator), [])
    known = {word: name for name, words in COLUMNS.items() for word in words}
    return [known.get(cell.strip().strip("\ufeff").lower(), "") for cell in cells]


# --- figures ------------------------------------------------------------------------------------------------


def _decimal_comma(lines: list[str], separator: str, columns: list[str]) -> bool:
    """Whether 1,5 is one and a half in this table. Where nothing tells, a table with semicolons comes from a program
    that writes decimal commas."""
    places = [at for at, name in enumerate(columns) if name in {"value", "target"}]
    commas = points = 0
    for row in _csv(lines, separator):
        for cell in (row[at] for at in places if at < len(row)):
            commas += bool(re.search(r",\d{1,2}$|,\d{4,}$|\.\d{3},\d+$", cell.strip()))
            points += bool(re.search(r"\.\d{1,2}$|\.\d{4,}$|,\d{3}\.\d+$", cell.strip()))
    return commas > points or (commas == points and separator == ";")


def _figures(decimal_comma: bool) -> Callable[[str], float]:
    @lru_cache(maxsize=4096)
    def read(text: str) -> float:
        bare = _UNIT.sub("", text.strip()).replace("\u00a0", "").replace("\u202f", "").replace("\u2212", "-")
        bare = bare.replace(" ", "").replace("'", "")
        thousands, point = (".", ",") if decimal_comma else (",", ".")
        if re.fullmatch(rf"[-+]?\d{{1,3}}(?:\{thousands}\d{{3}})+(?:\{point}\d+)?", bare):
            bare = bare.replace(thousands, "")
        bare = bare.replace(point, ".") if bare.count(point) == 1 else bare
        if not _FIGURE.fullmatch(bare) or not isfinite(float(bare)) or abs(float(bare)) >= HIGHEST:
            raise Refusal(mark("“{text}” is not a figure, such as 35, -2.5 or 4,5."), text=plain(text)[:80])
        return float(bare)

    return read


# --- rows ---------------------------------------------------------------------------------------------------


def _csv(lines: Iterable[str], separator: str) -> Iterator[list[str]]:
    """One line is one row: a quote that is never closed must not swallow the rest of the table."""
    for line in lines:
        try:
            yield next(csv.reader([_one_line(line)], delimiter=separator), [])
        except csv.Error:
            yield []


def _one_line(line: str) -> str:
    return line.strip("\r\n").replace("\0", "").replace("\r", " ").replace("\n", " ")


def _rows(
    lines: Iterable[str],
    start: int,
    separator: str,
    columns: list[str],
    figure: Callable[[str], float],
    asking: Asking,
) -> Iterator[Row | BadRow]:
    read = _reader(figure, asking)
    for number, line in enumerate(lines, start):
        if not line.strip():
            continue
        if number > MOST_LINES:
            yield BadRow(number, "", said(mark("A table may have at most {most} lines."), most=MOST_LINES))
            return
        cells = next(_csv([line], separator), [])
        try:
            yield Row(number, _values(cells, columns, read, asking))
        except Refusal as refused:
            yield BadRow(number, plain(line)[:120], refused.said)


def _values(cells: list[str], columns: list[str], read: Callable[[str, str], Any], asking: Asking) -> dict[str, Any]:
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        raise Refusal(
            mark("There are more cells than columns: {count}, not {most}."), count=len(cells), most=len(columns)
        )
    told = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if name and cell.strip()}
    lacking = next((name for name in NEEDED if name not in told), "")
    if lacking:
        raise Refusal(mark("The column “{name}” is empty."), name=COLUMNS[lacking][0])
    values = {name: read(name, cell) for name, cell in told.items()}
    return {"date": asking.today, **values}


def _day(cell: str, asking: Asking) -> date:
    """Only figures: a date in words is for people who type, and takes a millisecond to understand."""
    stamp = re.match(r"(\d{4}-\d{2}-\d{2})[T ][\d:.,+Z-]*$", cell)
    if not re.fullmatch(r"[\d./-]+", stamp[1] if stamp else cell):
        raise Refusal(mark("“{text}” is not a date such as 2027-01-31 or 31-01-2027."), text=plain(cell)[:40])
    return read_date(stamp[1] if stamp else cell, asking.today, asking.language, past=True)


def _reader(figure: Callable[[str], float], asking: Asking) -> Callable[[str, str], Any]:
    """Reads a cell of a column; what was read before is not read again, for the same days and names come often."""
    fields: dict[str, Field] = {name: MEASURE.field(name) for name in COLUMNS}

    @lru_cache(maxsize=20_000)
    def read(name: str, cell: str) -> Any:
        if len(cell) > LONGEST_CELL:
            raise Refusal(mark("A cell is {count} letters long."), count=len(cell))
        if name in {"value", "target"}:
            return figure(cell)
        if name == "date":
            return _day(cell, asking)
        return fields[name].read(cell, asking)

    return read
