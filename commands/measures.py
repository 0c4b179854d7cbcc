"""Figures in Slack: what is measured of the journey, a stage or a touchpoint, over time."""

from __future__ import annotations

from typing import Any

from commands.call import Answer, Call, Values
from commands.kept import answer, details_in_words, more_buttons
from commands.registry import Command
from commands.slack_text import escaped
from journey.details import read_form
from journey.forms import MEASURE
from journey.model import Step
from journey.refusal import Refusal
from journey.typed import read_number, split_details
from journey.words import mark
from storage.values import Measured


def read_measure(call: Call, typed: str) -> dict[str, Any]:
    """NAME VALUE: the value is the last word, or the last two ("80 %"), of the text."""
    text, *details = split_details(typed)
    words = text.split()
    if len(words) > 2 and not any(letter.isdigit() for letter in words[-1]):
        words, tail = words[:-1], [f"unit: {words[-1]}"]
    else:
        tail = []
    if len(words) < 2:
        raise Refusal(mark("A measure needs a name and a value."), field="value", example=MEASURE.example)
    try:
        value = read_number(words[-1])
    except Refusal as refused:
        refused.example = MEASURE.example
        raise refused.at("value") from None
    rest = read_form(MEASURE, " | ".join([" ".join(words[:-1]), *tail, *details]), call.asking)
    return {"value": value, **rest}


def measure(call: Call, values: Values) -> Answer:
    on = values.get("date") or call.asking.today
    change = Measured(
        str(values["name"]),
        float(values["value"]),
        on,
        values.get("unit"),
        values.get("target"),
        values.get("touchpoint"),
        values.get("stage"),
    )
    kept = call.keep([change])
    lines = [
        call.say(
            mark("Kept: {name} was {value} on {date}."),
            name=f"“{escaped(str(values['name']))}”",
            value=call.say.number(float(values["value"]))
            + (f" {escaped(str(values['unit']))}" if values.get("unit") else ""),
            date=call.say.day(on),
        ),
        details_in_words(call, MEASURE, values, without=("value", "date", "unit")),
    ]
    return answer(
        call, call.journey.step or Step.REVIEW, kept, lines, [more_buttons(call, "measure", mark("Another value"))]
    )


COMMANDS = (
    Command(
        ("measure", "metric"),
        "meetwaarde",
        mark("a figure: NPS, time to first answer …"),
        measure,
        mark("NAME VALUE [| date: …] [| unit: …] [| target: …] [| touchpoint: N] [| stage: …]"),
        MEASURE,
        read_measure,
        opens=True,
    ),
)
