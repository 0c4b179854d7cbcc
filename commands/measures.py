"""Figures in Slack: what is measured of the journey, a stage or a touchpoint, over time."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from commands.call import Answer, Call, Values
from commands.kept import answer, details_in_words, more_buttons
from commands.measure_ideas import measure_ideas
from commands.registry import Command
from commands.slack_text import escaped
from journey.answers import WORDS as COUNTED
from journey.answers import Answers, read_answers
from journey.details import read_form
from journey.forms import MEASURE
from journey.model import Direction, Measure, Reading, Step
from journey.refusal import Refusal
from journey.stages import match_stage
from journey.typed import plain, read_number, split_details
from journey.words import mark
from storage.values import Kept, Measured

_FIGURE = re.compile(r"[-+−–]?[\d.,]*\d[\d.,]*%?")
_BETWEEN = {"to", "of", "naar", "tot", "van", "-", "–", "→", "/"}
_ANSWERS = re.compile(r"\s(answers|antwoorden)\s*:", re.IGNORECASE)


def read_measure(call: Call, typed: str) -> dict[str, Any]:
    """NAME VALUE: the value is the last word, or the last two ("80 %"), of the text; none where answers are given."""
    text, *details = _counts_as_answers(split_details(_ANSWERS.sub(r" | \1:", typed, count=1)))
    if any(_key(detail) in MEASURE.field("answers").keys for detail in details):
        return read_form(MEASURE, " | ".join([text, *details]), call.asking)
    words = text.split()
    if len(words) > 2 and not any(letter.isdigit() for letter in words[-1]):
        words, tail = words[:-1], [f"unit: {words[-1]}"]
    else:
        tail = []
    if _two_figures(words) and " ".join(words[:-1]) not in {each.name for each in call.map.measures}:
        raise Refusal(
            mark("“{text}” ends in two figures, and one is kept: which is the value? Put a target behind `target:`."),
            text=plain(" ".join(words))[:80],
            field="value",
            example=MEASURE.example,
        )
    if len(words) < 2:
        raise Refusal(mark("A measure needs a name and a value."), field="value", example=MEASURE.example)
    try:
        value = read_number(words[-1])
    except Refusal as refused:
        refused.example = MEASURE.example
        raise refused.at("value") from None
    rest = read_form(MEASURE, " | ".join([" ".join(words[:-1]), *tail, *details]), call.asking)
    return {"value": value, **rest}


def _two_figures(words: list[str]) -> bool:
    """ "NPS 24 35" and "NPS 20 to 35"; a name may end in a figure when it is one that is known."""
    between = 3 if len(words) > 3 and words[-2].lower() in _BETWEEN else 2
    return len(words) > between and all(_FIGURE.fullmatch(word) for word in (words[-1], words[-between]))


def _key(detail: str) -> str:
    return plain(detail.partition(":")[0]).lower()


def _counts_as_answers(parts: list[str]) -> list[str]:
    """ "| promoters: 12 | passives: 5" says the same as "| answers: promoters: 12, passives: 5"."""
    counts = [part for part in parts[1:] if _key(part) in COUNTED]
    others = [part for part in parts if part not in counts]
    return [*others, f"answers: {', '.join(counts)}"] if counts else others


def measure(call: Call, values: Values) -> Answer:
    name, on = str(values["name"]), values.get("date") or call.asking.today
    answers = _answers(values, name)
    if answers is None and values.get("value") is None:
        raise Refusal(mark("A measure needs a name and a value."), field="value", example=MEASURE.example)
    value = answers.score if answers else float(values["value"])
    unit = values.get("unit") or (answers.unit if answers else None)
    about = {key: values.get(key) for key in ("target", "touchpoint", "direction")}
    if values.get("stage"):
        stages = call.store.stages(call.journey.id, call.visit.workspace)
        about["stage"] = match_stage(str(values["stage"]), stages) or values["stage"]
    kept = call.keep([Measured(name, value, on, unit, **about)])
    unit = unit or kept.first.values.get("unit")
    lines = [
        call.say(
            mark("Kept: {name} was {value} on {date}."),
            name=f"“{escaped(name)}”",
            value=call.say.number(value) + (f" {escaped(str(unit))}" if unit else ""),
            date=call.say.day(on),
        ),
        call.say(mark("Computed from {answers}."), answers=call.tell(answers.told)) if answers else "",
        details_in_words(call, MEASURE, values, without=("value", "date", "unit", "answers", "direction")),
        _against_target(call, kept, value, on),
    ]
    return answer(
        call, call.journey.step or Step.REVIEW, kept, lines, [more_buttons(call, "measure", mark("Another value"))]
    )


def _answers(values: Values, name: str) -> Answers | None:
    if not values.get("answers"):
        return None
    if values.get("value") is not None:
        raise Refusal(
            mark("Give either a value or answers, not both."),
            field="answers",
            example=mark("measure NPS | answers: 9, 10, 3, 7"),
        )
    return read_answers(str(values["answers"]), name)


def _against_target(call: Call, kept: Kept, value: float, on: date) -> str:
    """Empty without a target. `kept` tells what the measure holds, whoever set it when."""
    told = kept.first.values
    judged = Measure(
        number=1,
        name=str(told["name"]),
        target=told.get("target"),
        direction=Direction(told.get("direction") or "up"),
        values=(Reading(on=on, value=value),),
    )
    if judged.target is None:
        return ""
    better = call.say(mark("lower is better") if judged.direction is Direction.DOWN else mark("higher is better"))
    text = (
        mark("That misses the target of {target} ({better}). Is there a pain point behind it?")
        if judged.misses_target
        else mark("That reaches the target of {target} ({better}).")
    )
    return call.say(text, target=call.say.number(judged.target), better=better)


COMMANDS = (
    Command(
        ("measure", "metric"),
        "meetwaarde",
        mark("a figure: NPS, time to first answer …"),
        measure,
        mark(
            "NAME VALUE [| date: …] [| unit: …] [| target: …] [| direction: higher|lower] [| touchpoint: N] "
            "[| stage: …] · NPS answers: 9, 10, 3 … · NPS | promoters: 12 | passives: 5 | detractors: 3 · "
            "CSAT | satisfied: 42 | total: 60"
        ),
        MEASURE,
        read_measure,
        opens=True,
        ideas=measure_ideas,
    ),
)
