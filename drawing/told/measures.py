"""Figures over time with their targets."""

from __future__ import annotations

from drawing.beside import NOTHING, Beside
from drawing.markdown import shortened
from drawing.told.phrases import NAME, numbered, opening, some
from drawing.wording import figure
from journey.model import JourneyMap, Measure
from journey.words import Voice, mark

TITLE = mark("Measures over time")


def measured(journey: JourneyMap) -> list[Measure]:
    """Measures with a value: those that miss their target first, then in their order."""
    found = [m for m in journey.measures if m.values]
    return sorted(found, key=lambda m: (not m.misses_target, m.number))


def where(say: Voice, journey: JourneyMap, measure: Measure) -> str:
    """What is measured: a touchpoint, a stage or the journey."""
    at = journey.touchpoint(measure.touchpoint)
    if at is not None:
        return numbered(at.number, at.what)
    return shortened(measure.stage, NAME) or say("The whole journey")


def against_target(say: Voice, measure: Measure) -> str:
    if measure.target is None:
        return say("no target")
    target = figure(say, measure.target, measure.unit)
    if measure.misses_target:
        return say("misses its target of {target}", target=target)
    return say("meets its target of {target}", target=target)


def lead(say: Voice, journey: JourneyMap) -> str:
    found = measured(journey)
    missing = [m for m in found if m.misses_target]
    targets = sum(m.target is not None for m in found)
    if not targets:
        return say("No measure has a target yet.")
    told = [say("{met} of {count} targets are met.", met=targets - len(missing), count=targets)]
    if missing:
        names = some(say, [f"“{shortened(m.name, 60)}”" for m in missing], most=3, between=", ")
        told.append(say("Not met: {measures}.", measures=names))
    return " ".join(told)


def lines(say: Voice, journey: JourneyMap, beside: Beside = NOTHING) -> list[str]:
    found = measured(journey)
    if not found:
        return [opening(say, TITLE, journey), say("Nothing has been measured yet.")]
    return [opening(say, TITLE, journey), lead(say, journey), *(_measure(say, journey, m) for m in found)]


def _measure(say: Voice, journey: JourneyMap, measure: Measure) -> str:
    first, last = measure.values[0], measure.values[-1]
    now = figure(say, last.value, measure.unit)
    moved = say("{value} on {date}", value=now, date=say.day(last.on, "medium"))
    if len(measure.values) > 1:
        then = say("{value} on {date}", value=figure(say, first.value, measure.unit), date=say.day(first.on, "medium"))
        moved = say("from {then} to {now}", then=then, now=moved)
    told = [moved, against_target(say, measure)]
    return f"{shortened(measure.name, NAME)} ({where(say, journey, measure)}): {', '.join(told)}."
