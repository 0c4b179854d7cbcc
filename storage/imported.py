"""What an exported map leaves out, made up so that the sums come out the same; and whether a map holds together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from journey.model import JourneyMap, Participation, Rating

Row = dict[str, Any]


def rating_rows(rating: Rating) -> list[Row]:
    """One row per rater, so that together they give this rating. Who is whose reason is not known, so not kept."""
    empty = {"word": "", "why": "", "importance": None, "department": ""}
    rows: list[Row] = [{"score": at - 2, **empty} for at, count in enumerate(rating.scores) for _ in range(count)]
    for reason in rating.reasons:
        row = next((r for r in rows if r["score"] == reason.score and not r["word"] and not r["why"]), None)
        if row is not None:
            row |= {"word": reason.word, "why": reason.why}
    for part in rating.departments:
        for at, count in enumerate(part.scores):
            free = [row for row in rows if row["score"] == at - 2 and not row["department"]]
            for row in free[:count]:
                row["department"] = part.department
    importances = [at for at, count in enumerate(rating.importances, 1) for _ in range(count)]
    rows += [{"score": None, **empty} for _ in importances[len(rows) :]]
    for row, importance in zip(rows, importances, strict=False):
        row["importance"] = importance
    return rows


def participant_rows(map: JourneyMap) -> list[Row]:
    """The facilitators, and as many others as took part."""
    rows = [
        {"person": person, "department": "", "facilitator": place, "rated": False, "contributions": 0}
        for place, person in enumerate(map.facilitators, 1)
    ]
    for part in map.participation:
        rows += _made_up(part, len(rows))
    return rows


def _made_up(part: Participation, number: int) -> Iterator[Row]:
    """Whoever has not rated has contributed; the first has done what is left."""
    left = max(0, part.contributions - max(0, part.people - part.raters))
    for place in range(part.people):
        rated = place < part.raters
        one = not rated and place - part.raters < part.contributions
        yield {
            "person": f"imported-{number + place}",
            "department": part.department,
            "facilitator": 0,
            "rated": rated,
            "contributions": one + (left if place == 0 else 0),
        }


def check_map(map: JourneyMap) -> None:
    """Raises ValueError, naming what contradicts what."""
    touchpoints = {each.number for each in map.touchpoints}
    pain_points = {each.number for each in map.pain_points}
    stages = {*map.stages, ""}
    _unique("stage", [stage.casefold() for stage in map.stages])
    for kind, numbers in _numbers(map):
        _unique(kind, numbers)
        if any(number < 1 for number in numbers):
            raise ValueError(f"a {kind} has a number below 1")
    for stage in [*(each.stage for each in map.touchpoints), *(each.stage for each in map.measures)]:
        _among("stage", stage, stages)
    for number in _touchpoints_named(map):
        _among("touchpoint", number, touchpoints)
    for action in map.actions:
        if action.pain_point is not None:
            _among("pain point", action.pain_point, pain_points)
    for measure in map.measures:
        _unique(f"value of measure {measure.number} on", [reading.on for reading in measure.values])


def _numbers(map: JourneyMap) -> Iterator[tuple[str, list[int]]]:
    yield "touchpoint", [each.number for each in map.touchpoints]
    yield "need", [need.number for each in map.touchpoints for need in each.needs]
    yield "persona", [each.number for each in map.personas]
    yield "piece of evidence", [each.number for each in map.evidence]
    yield "pain point", [each.number for each in map.pain_points]
    yield "cause", [cause.number for each in map.pain_points for cause in each.causes]
    yield "action", [each.number for each in map.actions]
    yield "task", [task.number for each in map.actions for task in each.tasks]
    yield "measure", [each.number for each in map.measures]
    yield "review", [each.number for each in map.reviews]


def _touchpoints_named(map: JourneyMap) -> Iterator[int]:
    yield from (each.touchpoint for each in map.pain_points)
    yield from (jump.to for each in map.touchpoints for jump in each.jumps)
    yield from (each.touchpoint for each in map.evidence if each.touchpoint is not None)
    yield from (each.touchpoint for each in map.measures if each.touchpoint is not None)


def _unique(kind: str, names: Iterable[object]) -> None:
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise ValueError(f"{kind} {twice[0]} is there twice")


def _among(kind: str, name: object, known: set[Any]) -> None:
    if name not in known:
        raise ValueError(f"{kind} {name} is named, but there is none such")
