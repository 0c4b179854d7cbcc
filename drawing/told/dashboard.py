"""The journey on one page: how customers feel, what hurts, what is done about it, whether it helps, who takes part."""

from __future__ import annotations

from datetime import date

from drawing.beside import NOTHING, Beside
from drawing.markdown import shortened
from drawing.peaks import Peaks, mean_of, mean_of_all, peaks_of
from drawing.told import measures, plan
from drawing.told.phrases import PHRASE, numbered, opening, people, some
from drawing.wording import feeling, figure
from journey.model import JourneyMap, Touchpoint
from journey.priorities import by_priority
from journey.words import Voice, mark

TITLE = mark("The journey on one page")


def is_empty(journey: JourneyMap) -> bool:
    return not (journey.touchpoints or journey.pain_points or journey.actions or journey.measures)


def rated(journey: JourneyMap) -> int:
    return sum(mean_of(t) is not None for t in journey.touchpoints)


def lows(journey: JourneyMap, most: int) -> tuple[Touchpoint, ...]:
    """The lowest moments, the lowest first; only those below neutral."""
    low = sorted(
        ((mean, i, t) for i, t in enumerate(journey.touchpoints) if (mean := mean_of(t)) is not None and mean < 0),
        key=lambda each: each[:2],
    )
    return tuple(t for _, _, t in low[:most])


def taking_part(journey: JourneyMap) -> int:
    return sum(each.people for each in journey.participation)


def lead(say: Voice, journey: JourneyMap, today: date | None) -> str:
    """The state of things in a sentence or two."""
    told = []
    mean = mean_of_all(journey.touchpoints)
    if mean is not None:
        told.append(say("Customers are {feeling} on the whole.", feeling=say(feeling(say, mean))))
    if lowest := lows(journey, 1):
        told.append(say("The lowest moment is {touchpoint}.", touchpoint=numbered(lowest[0].number, lowest[0].what)))
    late = sum(p.standing is plan.Standing.LATE for p in plan.planned(journey, today))
    if late:
        told.append(say.many("{count} action is late.", "{count} actions are late.", late))
    return " ".join(told)


def lines(say: Voice, journey: JourneyMap, beside: Beside = NOTHING) -> list[str]:
    if is_empty(journey):
        return [opening(say, TITLE, journey), say("There is nothing on the map yet.")]
    told = [opening(say, TITLE, journey), lead(say, journey, beside.today), *_feelings(say, journey)]
    pains = by_priority(journey)
    if pains:
        found = some(say, [numbered(p.number, p.what) for p in pains], most=5)
        told.append(say("Pain points that come first: {pain_points}.", pain_points=found))
    if journey.actions:
        told.append(say("Of the actions: {counts}.", counts=plan.counted(say, plan.planned(journey, beside.today))))
    told += _figures(say, journey)
    if journey.participation:
        parts = [f"{shortened(p.department, 40) or say('no department')} {p.people}" for p in journey.participation]
        told.append(say("Taking part: {departments}.", departments=some(say, parts, between=", ")))
    return [line for line in told if line]


def _feelings(say: Voice, journey: JourneyMap) -> list[str]:
    told = [say("{rated} of {all} touchpoints are rated.", rated=rated(journey), all=len(journey.touchpoints))]
    peaks = peaks_of(journey.touchpoints, most=3)
    if peaks != Peaks():
        told.append(say("Highest: {moments}.", moments=_moments(say, peaks.highest)))
    if peaks.lowest:
        told.append(say("Lowest: {moments}.", moments=_moments(say, peaks.lowest)))
    return told


def _moments(say: Voice, touchpoints: tuple[Touchpoint, ...]) -> str:
    return "; ".join(f"{numbered(t.number, t.what)} ({say.signed(mean_of(t) or 0)})" for t in touchpoints)


def _figures(say: Voice, journey: JourneyMap) -> list[str]:
    found = measures.measured(journey)
    told = [
        f"{shortened(m.name, PHRASE)} {figure(say, m.values[-1].value, m.unit)}, {measures.against_target(say, m)}"
        for m in found
    ]
    return [say("Measures: {measures}.", measures=some(say, told, most=5))] if told else []


def participants(say: Voice, journey: JourneyMap) -> str:
    return people(say, taking_part(journey))
