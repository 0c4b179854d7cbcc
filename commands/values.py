"""Many values at once, pasted as a table. A file's content would need a permission that we never ask for."""

from __future__ import annotations

from typing import Any

from commands.call import Answer, Call, Values
from commands.feeding import feed_table
from commands.kept import away
from commands.registry import Command
from commands.slack_text import escaped
from journey.fields import Asking, Field, Form, Input
from journey.refusal import Refusal
from journey.typed import plain_lines
from journey.words import mark

MOST_LETTERS = 3000
"""As much as a field of a modal holds; a longer table goes in by pieces, or on the command line."""


def _rows(text: str, _asking: Asking) -> str:
    return plain_lines(text)


VALUES = Form(
    "values",
    Field(
        "rows",
        ("rows", "rijen"),
        mark("Rows from a table"),
        _rows,
        Input.LINES,
        mark(
            "Copied from a spreadsheet or a CSV file. The first line says what is in the columns: measure, value, and "
            "if you like date, unit, target, direction, stage, touchpoint."
        ),
        required=True,
        most=MOST_LETTERS,
    ),
    example=mark("values"),
)


def read_values(_call: Call, typed: str) -> dict[str, Any]:
    return {"rows": plain_lines(typed)}


def values(call: Call, given: Values) -> Answer:
    journey = call.journey
    report = feed_table(call.store, call.visit, journey, str(given["rows"]).splitlines(), call.asking)
    if not report.kept:
        first = report.refused_lines(call.say, most=3)
        raise Refusal(mark("No value could be kept: {lines}"), lines="; ".join(first) or "–", field="rows")
    lines = [f"*{call.say(mark('Values'))}*", report.summary(call.say)]
    return Answer([*lines, *(f"• {line}" for line in report.refused_lines(call.say, escaped)), *away(call)])


COMMANDS = (
    Command(
        ("values",),
        "waarden",
        mark("many figures at once, pasted as a table"),
        values,
        mark("ROWS"),
        VALUES,
        read_values,
        opens=True,
    ),
)
