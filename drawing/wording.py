"""The method's words as the pictures and texts say them; literal, so that the catalogs find them."""

from __future__ import annotations

from drawing.shown import date_of
from journey.model import JourneyMap, JumpKind, Measure, Perspective, State, TouchpointKind
from journey.words import Voice, mark

PERSPECTIVES = {Perspective.AS_IS: mark("as is"), Perspective.TO_BE: mark("to be")}
KINDS = {
    TouchpointKind.WAITING: mark("Waiting"),
    TouchpointKind.FOLLOW_UP: mark("Follow-up"),
    TouchpointKind.LEAVING: mark("Customer leaves"),
}
JUMPS = {JumpKind.BACK: mark("back to {number}"), JumpKind.SKIP: mark("ahead to {number}")}
STATES = {State.OPEN: mark("open"), State.DONE: mark("done")}
FEELINGS = (mark("angry"), mark("disappointed"), mark("neutral"), mark("satisfied"), mark("happy"))


def feeling(say: Voice, mean: float) -> str:
    """The word for a mean from -2 to 2."""
    return say(FEELINGS[round(mean) + 2])


def persona_names(journey: JourneyMap) -> str:
    """Apart from one another though their names may have commas: "Sam, team lead · Noor, administrator"."""
    return " · ".join(p.name for p in journey.personas)


def told_apart(say: Voice, one: JourneyMap, other: JourneyMap) -> tuple[str, str]:
    """What each of two curves in one picture is called: only what tells one from the other."""
    if one.id and one.id == other.id and one.perspective == other.perspective:
        day = date_of(other)
        return say("Now"), say.day(day, "medium") if day else say("an earlier day")
    naming = (persona_names, lambda journey: journey.name)
    names = next(((name(one), name(other)) for name in naming if "" != name(one) != name(other) != ""), ("", ""))
    if one.perspective == other.perspective:
        return names if any(names) else (one.name, other.name)
    told = [say(PERSPECTIVES[each.perspective]) for each in (one, other)]  # first, for a long name is cut at its end
    first, second = (
        " · ".join(filter(None, (text[:1].upper() + text[1:], name))) for text, name in zip(told, names, strict=True)
    )
    return first, second


def figure(say: Voice, value: float, unit: str = "") -> str:
    """4.2 s, 35 %, 20."""
    return f"{say.number(value)} {unit}".strip()


def measured(say: Voice, measure: Measure) -> str:
    """The last value and the target in one line; empty when there is neither."""
    parts = [figure(say, measure.values[-1].value, measure.unit)] if measure.values else []
    if measure.target is not None:
        parts.append(say("target {value}", value=figure(say, measure.target, measure.unit)))
    return ", ".join(parts)
