"""What hurts most, and what is proposed as hurting."""

from __future__ import annotations

from journey.model import JourneyMap, Measure, PainPoint, Touchpoint
from journey.words import Said, mark, said

LOW, HIGH = -0.5, 1.0
"""A mean feeling from here down is a low point; from here up the customer is pleased."""


def low_points(journey: JourneyMap) -> tuple[Touchpoint, ...]:
    """Touchpoints where customers are unhappy, the unhappiest first."""
    low = [t for t in journey.touchpoints if t.rating.mean is not None and t.rating.mean <= LOW]
    return tuple(sorted(low, key=lambda t: (t.rating.mean or 0, t.number)))


def high_points(journey: JourneyMap) -> tuple[Touchpoint, ...]:
    """What pleases customers and must stay, the most pleasant first."""
    high = [t for t in journey.touchpoints if t.rating.mean is not None and t.rating.mean >= HIGH]
    return tuple(sorted(high, key=lambda t: (-(t.rating.mean or 0), t.number)))


def weight(pain: PainPoint) -> tuple[int, int]:
    """What priorities are sorted by: votes, then severity × frequency (3 where nobody said)."""
    return pain.votes, (pain.severity or 3) * (pain.frequency or 3)


def by_priority(journey: JourneyMap) -> tuple[PainPoint, ...]:
    standing = [p for p in journey.pain_points if not p.set_aside]
    return tuple(sorted(standing, key=lambda p: (*weight(p), -p.number), reverse=True))


def chosen(journey: JourneyMap) -> tuple[PainPoint, ...]:
    """The pain points to act on: those with votes; without any votes, the heaviest three."""
    ordered = by_priority(journey)
    voted = tuple(p for p in ordered if p.votes)
    return voted or ordered[:3]


def unexplained(journey: JourneyMap) -> tuple[Measure, ...]:
    """Measures of a stage or of the whole journey that miss their target where no pain point says why yet."""
    where = {p.touchpoint for p in journey.pain_points}
    hurting = {t.stage for t in journey.touchpoints if t.number in where}
    return tuple(
        m
        for m in journey.measures
        if m.misses_target and m.touchpoint is None and not (m.stage in hurting if m.stage else hurting)
    )


def proposals(journey: JourneyMap) -> list[tuple[int, Said]]:
    """Touchpoints without a pain point that look as if they had one, with all that speaks for it."""
    known = {p.touchpoint for p in journey.pain_points}
    found: dict[int, list[Said]] = {}
    for touchpoint in low_points(journey):
        found.setdefault(touchpoint.number, []).append(said(mark("customers feel bad there")))
    for touchpoint in journey.touchpoints:
        if touchpoint.kind == "waiting":
            found.setdefault(touchpoint.number, []).append(said(mark("the customer waits")))
    for measure in journey.measures:
        if measure.touchpoint and measure.misses_target:
            missed = said(mark("“{measure}” misses its target"), measure=measure.name)
            found.setdefault(measure.touchpoint, []).append(missed)
    return [(number, said("{why}", why=tuple(why))) for number, why in found.items() if number not in known]
