"""What all raters together say of each touchpoint, without who said what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

from journey.model import Reason

ENOUGH_RATERS = 3
"""Fewer of one department could be told apart."""


@dataclass(slots=True)
class _Total:
    scores: list[int] = field(default_factory=lambda: [0] * 5)
    importances: list[int] = field(default_factory=lambda: [0] * 5)
    reasons: list[Reason] = field(default_factory=list)
    departments: dict[str, list[int]] = field(default_factory=dict)


def ratings_by_touchpoint(rows: Iterable[Any]) -> dict[int, dict[str, Any]]:
    """For each touchpoint the values of a journey.Rating. `rows`: (touchpoint, score, word, why, importance,
    department), in any order."""
    totals: dict[int, _Total] = {}
    said: dict[tuple[int, str, str], Reason] = {}
    for touchpoint, score, word, why, importance, department in rows:
        total = totals.get(touchpoint)
        if total is None:
            total = totals[touchpoint] = _Total()
        if importance is not None:
            total.importances[importance - 1] += 1
        if score is None:
            continue
        total.scores[score + 2] += 1
        if word or why:
            total.reasons.append(said.get((score, word, why)) or _said(score, word, why, said))
        if department:
            scores = total.departments.get(department)
            if scores is None:
                scores = total.departments[department] = [0] * 5
            scores[score + 2] += 1
    return {touchpoint: _rating(total) for touchpoint, total in totals.items()}


def _said(score: int, word: str, why: str, said: dict[tuple[int, str, str], Reason]) -> Reason:
    """What is said in the same words is one value, so that a large map stays small."""
    said[score, word, why] = made = Reason(score=score, word=word, why=why)
    return made


def _in_no_order_of_arrival(reason: Reason) -> tuple[int, str, str]:
    return reason.score, reason.word, reason.why


def _rating(total: _Total) -> dict[str, Any]:
    count, mean, spread = summary(total.scores)
    weighed = sum(total.importances)
    return {
        "mean": mean,
        "count": count,
        "spread": spread,
        "scores": total.scores,
        "importance": sum((at + 1) * n for at, n in enumerate(total.importances)) / weighed if weighed else None,
        "importances": total.importances,
        "reasons": sorted(total.reasons, key=_in_no_order_of_arrival),
        "departments": [
            {"department": name, "count": raters, "mean": summary(scores)[1], "scores": scores}
            for name, scores in sorted(total.departments.items())
            if (raters := sum(scores)) >= ENOUGH_RATERS
        ],
    }


def summary(scores: Sequence[int]) -> tuple[int, float | None, float]:
    """(count, mean, population standard deviation) of how many gave -2, -1, 0, 1, 2."""
    angry, cross, neutral, content, glad = scores
    count = angry + cross + neutral + content + glad
    if not count:
        return 0, None, 0.0
    total = 2 * (glad - angry) + content - cross
    squares = 4 * (glad + angry) + content + cross
    return count, total / count, sqrt(count * squares - total * total) / count
