"""What a picture shows of a journey: everything else is taken off before drawing and before the content hash.

A lane that shows one more field adds it here; forgetting to do so leaves the lane empty, not the hash wrong.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from journey.model import Action, Evidence, JourneyMap, Measure, PainPoint, Persona, Rating, Touchpoint

STALE = timedelta(days=120)
"""Between a touchpoint's confirmation and the last review: more than a quarter: the one before it had no word of it."""
AS_IT_IS = ("id", "name", "perspective", "goal", "measure", "stages", "accent")


def shown_on_map(journey: JourneyMap) -> JourneyMap:
    """The same journey with only what the map shows."""
    evidenced = {e.touchpoint for e in journey.evidence}
    owners = {t.owner for t in journey.touchpoints} | {a.owner for a in journey.actions}
    begun, reviewed = journey.created_at, journey.reviews[-1].held_at if journey.reviews else None
    return JourneyMap(
        **{field: getattr(journey, field) for field in AS_IT_IS},
        created_at=begun.replace(hour=0, minute=0, second=0, microsecond=0) if begun else None,
        reviews=tuple(r.model_copy(update={"outcome": ""}) for r in journey.reviews[-1:]),
        evidence=tuple(Evidence(number=0, finding="", touchpoint=t) for t in sorted(filter(None, evidenced))),
        personas=tuple(Persona(number=p.number, name=p.name) for p in journey.personas),
        touchpoints=tuple(_touchpoint(t, reviewed) for t in journey.touchpoints),
        pain_points=tuple(_pain_point(p) for p in journey.pain_points),
        actions=tuple(_action(a) for a in journey.actions),
        measures=tuple(_measure(m) for m in journey.measures),
        people=tuple(sorted((p for p in journey.people if p.id in owners), key=lambda p: p.id)),
    )


def _touchpoint(touchpoint: Touchpoint, reviewed: datetime | None) -> Touchpoint:
    """`confirmed_at` only where that is so long ago that the picture says it, and then only the day."""
    rating, seen = touchpoint.rating, touchpoint.confirmed_at
    day = seen.replace(hour=0, minute=0, second=0, microsecond=0) if seen else None
    stale = day if day and reviewed and reviewed - day > STALE else None
    kept = Rating(mean=rating.mean, count=rating.count, spread=rating.spread, scores=rating.scores)
    return touchpoint.model_copy(
        update={
            "rating": kept,
            "evidence": touchpoint.evidence[:1],
            "online": None,
            "info": "",
            "when": "",
            "confirmed_at": stale,
        }
    )


def _pain_point(pain: PainPoint) -> PainPoint:
    return pain.model_copy(update={"causes": (), "frequency": None})


def _action(action: Action) -> Action:
    tasks = tuple(t.model_copy(update={"what": "", "owner": None, "due": None, "done_on": None}) for t in action.tasks)
    return action.model_copy(update={"tasks": tasks, "effort": None, "effect": None, "done_on": None, "told_on": None})


def _measure(measure: Measure) -> Measure:
    return measure.model_copy(update={"values": measure.values[-1:]})


def has_evidence(journey: JourneyMap, touchpoint: Touchpoint) -> bool:
    """Whether something supports it; without that it is an assumption."""
    return bool(touchpoint.evidence) or any(e.touchpoint == touchpoint.number for e in journey.evidence)


def date_of(journey: JourneyMap) -> date | None:
    """The day the map speaks of: the last review's, else the day it was begun."""
    if journey.reviews:
        return journey.reviews[-1].held_at.date()
    return journey.created_at.date() if journey.created_at else None
