"""Pain points by severity × frequency, with their votes."""

from __future__ import annotations

from enum import StrEnum

from drawing.beside import NOTHING, Beside
from drawing.told.phrases import numbered, opening, some
from journey.model import JourneyMap, PainPoint
from journey.priorities import by_priority
from journey.words import Voice, mark

TITLE = mark("Pain points by severity and frequency")
HEAVY, MEDIUM = 12, 6


class Weight(StrEnum):
    HEAVY = mark("Heavy")
    MEDIUM = mark("Medium")
    LIGHT = mark("Light")
    UNKNOWN = mark("Not graded yet")


MEANS = {
    Weight.HEAVY: mark("Severity × frequency is 12 or more"),
    Weight.MEDIUM: mark("Severity × frequency is 6 to 11"),
    Weight.LIGHT: mark("Severity × frequency is below 6"),
    Weight.UNKNOWN: mark("Give a severity and a frequency, 1 to 5"),
}


def weight_of(severity: int | None, frequency: int | None) -> Weight:
    if severity is None or frequency is None:
        return Weight.UNKNOWN
    product = severity * frequency
    return Weight.HEAVY if product >= HEAVY else Weight.MEDIUM if product >= MEDIUM else Weight.LIGHT


def by_weight(journey: JourneyMap) -> dict[Weight, list[PainPoint]]:
    """Pain points that stand, in each weight in the order of priority: votes, then severity × frequency."""
    every = by_priority(journey)
    return {weight: [p for p in every if weight_of(p.severity, p.frequency) is weight] for weight in Weight}


def lead(say: Voice, journey: JourneyMap) -> str:
    voted = [p for p in by_priority(journey) if p.votes]
    if voted:
        return say("Most votes: {pain_points}.", pain_points=some(say, [_voted(say, p) for p in voted], most=2))
    heavy = by_weight(journey)[Weight.HEAVY]
    if heavy:
        return say("Heaviest: {pain_points}.", pain_points=some(say, [numbered(p.number, p.what) for p in heavy], 2))
    return say("Nobody has voted yet, and none is heavy.")


def left_out(say: Voice, journey: JourneyMap) -> str:
    aside = sum(1 for p in journey.pain_points if p.set_aside)
    if not aside:
        return ""
    return say.many("{count} pain point was set aside.", "{count} pain points were set aside.", aside)


def place(say: Voice, journey: JourneyMap, pain: PainPoint) -> str:
    """Where it hurts, how much, and how many think so."""
    at = journey.touchpoint(pain.touchpoint)
    told = [say("at {touchpoint}", touchpoint=numbered(at.number, at.what))] if at else []
    if pain.severity is not None:
        told.append(say("severity {grade}", grade=pain.severity))
    if pain.frequency is not None:
        told.append(say("frequency {grade}", grade=pain.frequency))
    if pain.votes:
        told.append(say.many("{count} vote", "{count} votes", pain.votes))
    return ", ".join(told)


def lines(say: Voice, journey: JourneyMap, beside: Beside = NOTHING) -> list[str]:
    if not by_priority(journey):
        return [opening(say, TITLE, journey), say("There are no pain points yet.")]
    told = [opening(say, TITLE, journey), lead(say, journey)]
    for weight, inside in by_weight(journey).items():
        if inside:
            found = some(say, [_pain(say, journey, p) for p in inside])
            told.append(f"{say(weight.value)}: {found}.")
    return [*told, *filter(None, [left_out(say, journey)])]


def _voted(say: Voice, pain: PainPoint) -> str:
    votes = say.many("{count} vote", "{count} votes", pain.votes)
    return f"{numbered(pain.number, pain.what)} ({votes})"


def _pain(say: Voice, journey: JourneyMap, pain: PainPoint) -> str:
    where = place(say, journey, pain)
    return f"{numbered(pain.number, pain.what)} ({where})" if where else numbered(pain.number, pain.what)
