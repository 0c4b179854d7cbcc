"""The journey in other forms: JSON, CSV, XLSX, Markdown and Mermaid text.

A cell that begins like a formula is written as text: what people typed is never a formula.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from typing import Any

from drawing.words_of import in_words
from journey.model import JourneyMap
from journey.words import voice

FORMAT = 1
Row = Sequence[Any]
Table = tuple[str, Row, list[Row]]


def export_bytes(journey: JourneyMap, form: str, language: str = "") -> bytes:
    """The whole journey as a file; `form` is one of EXPORTS."""
    return EXPORTS[form](journey, language or journey.language)


def as_json(journey: JourneyMap, _language: str = "") -> bytes:
    """Everything, so that an import gives the same journey back. UTF-8, one object with its `format` number."""
    body = journey.model_dump_json(indent=2)
    return ('{\n  "format": ' + str(FORMAT) + "," + body[1:] + "\n").encode()


def as_csv(journey: JourneyMap, _language: str) -> bytes:
    """The touchpoints in the map's order, a line each."""
    _name, head, rows = _touchpoints(journey)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([[_harmless(cell) for cell in row] for row in rows])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _harmless(cell: Any) -> Any:
    """A spreadsheet takes text that begins so for a formula; an apostrophe keeps it text."""
    return "'" + cell if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def as_xlsx(journey: JourneyMap, _language: str) -> bytes:
    """A sheet per kind, with a filter and fitting widths."""
    import xlsxwriter  # loaded when somebody asks for a spreadsheet

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for name, head, rows in _tables(journey):
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for column, title in enumerate(head):
            longest = max([len(str(title)), *(len(str(row[column])) for row in rows)])
            sheet.set_column(column, column, min(60, longest + 2), wrap)
            sheet.write_string(0, column, str(title), bold)
        for line, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                _write(sheet, line, column, cell)
        sheet.autofilter(0, 0, max(1, len(rows)), len(head) - 1)
    book.close()
    return out.getvalue()


def _write(sheet: Any, line: int, column: int, cell: Any) -> None:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        sheet.write_number(line, column, cell)
    elif cell not in (None, ""):
        sheet.write_string(line, column, str(cell)[:32_000])


def _touchpoints(journey: JourneyMap) -> Table:
    head = ("number", "what", "stage", "channel", "kind", "ours", "key", "when", "activity", "info", "needs",
            "departments", "owner", "mean", "count", "spread", "importance")  # fmt: skip
    rows: list[Row] = [
        (
            t.number,
            t.what,
            t.stage,
            t.channel,
            t.kind.value,
            _yes(t.ours),
            _yes(t.key),
            t.when,
            t.activity,
            t.info,
            "; ".join(need.text for need in t.needs),
            ", ".join(t.departments),
            journey.name_of(t.owner),
            _round(t.rating.mean),
            t.rating.count,
            _round(t.rating.spread),
            _round(t.rating.importance),
        )
        for t in journey.touchpoints
    ]
    return "Touchpoints", head, rows


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _tables(journey: JourneyMap) -> list[Table]:
    who = journey.name_of
    journey_rows: list[Row] = [
        (name, getattr(journey, name))
        for name in ("name", "goal", "measure", "trigger", "scope_from", "scope_to", "expectation")
    ]
    actions: list[Row] = []
    for a in journey.actions:
        actions.append(
            ("action", a.number, "", a.goal, a.pain_point, who(a.owner), a.due or "", a.state.value, a.effort, a.effect)
        )
        actions += [
            ("task", t.number, a.number, t.what, "", who(t.owner), t.due or "", t.state.value, None, None)
            for t in a.tasks
        ]
    return [
        ("Journey", ("what", "text"), journey_rows),
        (
            "Personas",
            ("number", "name", "about", "wants", "drives"),
            [(p.number, p.name, p.about, p.wants, p.drives) for p in journey.personas],
        ),
        (
            "Evidence",
            ("number", "finding", "kind", "source", "date", "touchpoint", "link"),
            [
                (e.number, e.finding, e.kind.value, e.source, e.date or "", e.touchpoint, e.link)
                for e in journey.evidence
            ],
        ),
        _touchpoints(journey),
        (
            "Pain points",
            ("number", "what", "touchpoint", "causes", "severity", "frequency", "votes"),
            [
                (p.number, p.what, p.touchpoint, "; ".join(c.why for c in p.causes), p.severity, p.frequency, p.votes)
                for p in journey.pain_points
            ],
        ),
        (
            "Actions",
            ("kind", "number", "action", "what", "pain point", "owner", "due", "state", "effort", "effect"),
            actions,
        ),
        (
            "Measures",
            ("number", "name", "date", "value", "unit", "target", "touchpoint", "stage"),
            [
                (m.number, m.name, r.on, r.value, m.unit, m.target, m.touchpoint, m.stage)
                for m in journey.measures
                for r in m.values
            ],
        ),
    ]


def as_markdown(journey: JourneyMap, language: str) -> bytes:
    return in_words(journey, language).encode()


def as_mermaid(journey: JourneyMap, language: str) -> bytes:
    """Mermaid's `journey` text: its scores run from 1 to 5, and colons, semicolons and hashes end its names."""
    say = voice(language)
    lines = ["journey", f"    title {_mermaid_name(journey.name)}"]
    for stage in (*journey.stages, ""):
        inside = journey.touchpoints_of(stage)
        if inside:
            lines.append(f"    section {_mermaid_name(stage or say('No stage yet'))}")
        for t in inside:
            score = 3 if t.rating.mean is None else round(t.rating.mean) + 3
            actor = _mermaid_name(", ".join(t.departments).replace(",", " ")) if t.departments else ""
            lines.append(f"      {t.number}. {_mermaid_name(t.what)}: {score}" + (f": {actor}" if actor else ""))
    return ("\n".join(lines) + "\n").encode()


def _mermaid_name(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[:;#%{}\x00-\x1f]", " ", text)).strip() or "-"


EXPORTS: dict[str, Callable[[JourneyMap, str], bytes]] = {
    "json": as_json,
    "csv": as_csv,
    "xlsx": as_xlsx,
    "md": as_markdown,
    "mmd": as_mermaid,
}
