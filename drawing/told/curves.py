"""Emotion curves compared: the whole team, its departments, other personas, earlier reviews.

A department has a curve where three or more of its people rated; the ratings come in as such aggregates only.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from drawing.beside import NOTHING, Beside
from drawing.markdown import shortened
from drawing.peaks import Peaks, mean_of, peaks_of
from drawing.shown import date_of
from drawing.told.phrases import NAME, numbered, opening, some
from drawing.wording import PERSPECTIVES, persona_names, scored
from journey.model import JourneyMap, Perspective, Touchpoint
from journey.words import Voice, mark

TITLE = mark("Emotion curves compared")
DIFFERENCE = 0.75
"""From here on two means are worth talking about."""


class Kind(StrEnum):
    TEAM = "team"
    DEPARTMENT = "department"
    EARLIER = "earlier"
    OTHER = "other"


class Curve(NamedTuple):
    """`points` are (place, mean, touchpoint); a place counts touchpoints of the journey itself, 0 its first."""

    label: str
    kind: Kind
    points: tuple[tuple[float, float, Touchpoint], ...]

    @property
    def means(self) -> list[tuple[float, float]]:
        return [(place, mean) for place, mean, _ in self.points]

    @property
    def mean(self) -> float:
        return sum(mean for _, mean, _ in self.points) / len(self.points)

    def at(self, number: int) -> float | None:
        return next((mean for _, mean, t in self.points if t.number == number), None)


def curves_of(say: Voice, journey: JourneyMap, beside: Beside = NOTHING) -> list[Curve]:
    """Everybody's curve first, then departments, the most rated first, then the others in their order; none where
    nothing of the journey itself is rated."""
    places = {t.number: float(i) for i, t in enumerate(journey.touchpoints)}
    team = Curve(say("Everybody"), Kind.TEAM, _rated(journey, places))
    if not team.points:
        return []
    every = [team, *_departments(journey, places)]
    for other in beside.others:
        found = _other(say, journey, other, places)
        if found.kind is Kind.OTHER or found.means != team.means:  # an earlier one that is the same says nothing
            every.append(found)
    return [curve for curve in every if curve.points]


def _rated(journey: JourneyMap, places: dict[int, float]) -> tuple[tuple[float, float, Touchpoint], ...]:
    return tuple(
        (places[t.number], mean, t)
        for t in journey.touchpoints
        if t.number in places and (mean := mean_of(t)) is not None
    )


def _departments(journey: JourneyMap, places: dict[int, float]) -> list[Curve]:
    found: dict[str, list[tuple[float, float, Touchpoint]]] = {}
    for touchpoint in journey.touchpoints:
        for own in touchpoint.rating.departments:
            mean = max(-2.0, min(2.0, own.mean))
            found.setdefault(own.department, []).append((places[touchpoint.number], mean, touchpoint))
    curves = [Curve(shortened(name, NAME), Kind.DEPARTMENT, tuple(points)) for name, points in found.items()]
    return sorted(curves, key=lambda curve: (-len(curve.points), curve.label))


def _other(say: Voice, journey: JourneyMap, other: JourneyMap, places: dict[int, float]) -> Curve:
    if other.id and other.id == journey.id:
        day = date_of(other)
        label = say.day(day, "medium") if day else say("an earlier day")
        return Curve(label, Kind.EARLIER, tuple(sorted(_rated(other, places), key=lambda point: point[0])))
    same = persona_names(other) == persona_names(journey)
    label = shortened((other.name if same else persona_names(other)) or other.name, NAME)
    if other.perspective != journey.perspective or other.perspective == Perspective.TO_BE:
        label = f"{label} ({say(PERSPECTIVES[other.perspective])})"
    return Curve(label, Kind.OTHER, _rated(other, _placed(journey, other)))


def _placed(journey: JourneyMap, other: JourneyMap) -> dict[int, float]:
    """Another journey's touchpoints along this one: stage by stage where both have the same stages in the same order,
    else evenly from start to end."""
    by_stage = [_within(journey, other, t, i) for i, t in enumerate(other.touchpoints)]
    rising = all(place is not None for place in by_stage) and by_stage == sorted(set(filter(None, by_stage)))
    count, length = len(other.touchpoints), len(journey.touchpoints)
    even = [(i + 0.5) / count * length - 0.5 for i in range(count)]
    chosen = [place for place in by_stage if place is not None] if rising else even
    return {t.number: place for t, place in zip(other.touchpoints, chosen, strict=True)}


def _within(journey: JourneyMap, other: JourneyMap, touchpoint: Touchpoint, index: int) -> float | None:
    inside = [i for i, t in enumerate(journey.touchpoints) if t.stage == touchpoint.stage]
    if not touchpoint.stage or not inside or inside[-1] - inside[0] + 1 != len(inside):
        return None
    there = [i for i, t in enumerate(other.touchpoints) if t.stage == touchpoint.stage]
    return inside[0] + (there.index(index) + 0.5) / len(there) * len(inside) - 0.5


class Difference(NamedTuple):
    """A touchpoint at which two curves of this journey lie far apart."""

    touchpoint: Touchpoint
    low: Curve
    high: Curve
    by: float


def differences(curves: list[Curve]) -> list[Difference]:
    """Where departments and everybody are DIFFERENCE or more apart; the farthest first."""
    own = [curve for curve in curves if curve.kind in (Kind.TEAM, Kind.DEPARTMENT)]
    found: list[Difference] = []
    for _, _, touchpoint in own[0].points if own else ():
        means = [(mean, i) for i, curve in enumerate(own) if (mean := curve.at(touchpoint.number)) is not None]
        (low, first), (high, last) = min(means), max(means)
        if high - low >= DIFFERENCE:
            found.append(Difference(touchpoint, own[first], own[last], high - low))
    return sorted(found, key=lambda each: (-each.by, each.touchpoint.number))


def apart(say: Voice, difference: Difference) -> str:
    number = difference.touchpoint.number
    low, high = difference.low.at(number), difference.high.at(number)
    assert low is not None
    assert high is not None
    return say(
        "{high_name} {high}, {low_name} {low}",
        high_name=difference.high.label,
        high=scored(say, high),
        low_name=difference.low.label,
        low=scored(say, low),
    )


def summary(say: Voice, curve: Curve) -> str:
    """The mean, the highest and the lowest moment of one curve."""
    told = [say("mean {score}", score=scored(say, curve.mean))]
    if len(curve.points) > 1:
        told += [say("highest at {number}", number=_best(curve, top=True))]
        told += [say("lowest at {number}", number=_best(curve, top=False))]
    return ", ".join(told)


def _best(curve: Curve, top: bool) -> int:
    found = max(curve.points, key=lambda p: p[1]) if top else min(curve.points, key=lambda p: p[1])
    return found[2].number


def moves(say: Voice, curves: list[Curve]) -> list[str]:
    """What rose and fell most since each earlier curve, in a sentence each."""
    told = []
    for curve in curves:
        if curve.kind is Kind.EARLIER:
            by = [(mean - then, t) for _, mean, t in curves[0].points if (then := curve.at(t.number)) is not None]
            parts = [_moved(say, *max(by, key=lambda each: each[0]))] if by else []
            parts += [_moved(say, *min(by, key=lambda each: each[0]))] if len(by) > 1 else []
            moved = "; ".join(dict.fromkeys(filter(None, parts))) or say("nothing moved")
            told.append(say("Since {day}: {moved}.", day=curve.label, moved=moved))
    return told


def _moved(say: Voice, by: float, touchpoint: Touchpoint) -> str:
    if abs(by) < 0.05:
        return ""
    what = numbered(touchpoint.number, touchpoint.what)
    text = say("up most at {touchpoint} ({by})", touchpoint=what, by=scored(say, by)) if by > 0 else ""
    return text or say("down most at {touchpoint} ({by})", touchpoint=what, by=scored(say, by))


def lead(say: Voice, journey: JourneyMap, curves: list[Curve]) -> str:
    """What stands out: what moved since an earlier review, else where departments differ, else the lowest moment."""
    if since := moves(say, curves):
        return " ".join(since[:1])
    apart_at = differences(curves)
    if apart_at:
        first = apart_at[0]
        where = numbered(first.touchpoint.number, first.touchpoint.what)
        return say("They differ most at {touchpoints}.", touchpoints=f"{where} ({apart(say, first)})")
    peaks = peaks_of(journey.touchpoints)
    if peaks == Peaks() or not peaks.lowest:
        return ""
    low = peaks.lowest[0]
    return say("The lowest moment is {touchpoint}.", touchpoint=numbered(low.number, low.what))


def lines(say: Voice, journey: JourneyMap, beside: Beside = NOTHING) -> list[str]:
    curves = curves_of(say, journey, beside)
    if not curves:
        return [opening(say, TITLE, journey), say("No emotions were rated yet.")]
    told = [opening(say, TITLE, journey), *filter(None, [lead(say, journey, curves)])]
    told += [f"{curve.label}: {_moments(say, curve)}." for curve in curves]
    told += moves(say, curves)[1:]
    if found := differences(curves):
        where = [f"{numbered(d.touchpoint.number, d.touchpoint.what)} ({apart(say, d)})" for d in found]
        told.append(say("They differ most at {touchpoints}.", touchpoints=some(say, where, most=5)))
    return told


def beside_it(say: Voice, journey: JourneyMap, beside: Beside) -> list[str]:
    """The other curve in the same map, in a sentence; none where there is no other."""
    curves = [c for c in curves_of(say, journey, Beside(beside.others[:1])) if c.kind in (Kind.OTHER, Kind.EARLIER)]
    return [say("The other curve is of {name}: {moments}.", name=c.label, moments=_moments(say, c)) for c in curves]


def _moments(say: Voice, curve: Curve) -> str:
    told = [say("mean {score}", score=scored(say, curve.mean))]
    if len(curve.points) > 1:
        points = (max(curve.points, key=lambda p: p[1]), min(curve.points, key=lambda p: p[1]))
        high, low = (f"{numbered(t.number, t.what)} ({scored(say, mean)})" for _, mean, t in points)
        told += [say("highest {touchpoint}", touchpoint=high), say("lowest {touchpoint}", touchpoint=low)]
    return ", ".join(told)
