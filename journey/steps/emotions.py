"""Step 4: what does the customer feel and need at each touchpoint?"""

from __future__ import annotations

from journey.model import JourneyMap, Step
from journey.steps.guide import Guide
from journey.words import Said, mark, said, said_many

DISAGREEMENT = 1.2
"""A spread from here on is worth talking about: on five points, some are happy where others are disappointed."""
SHOWN = 5


def gathered(journey: JourneyMap) -> Said:
    rated = sum(1 for t in journey.touchpoints if t.rating.count)
    return said(mark("{rated} of {all} touchpoints rated"), rated=rated, all=len(journey.touchpoints))


def missing(journey: JourneyMap) -> list[Said]:
    unrated = [t for t in journey.touchpoints if not t.rating.count]
    if not journey.touchpoints:
        return [said(mark("touchpoints to rate"))]
    lacks = [said(mark("a rating for {number}, “{what}”"), number=t.number, what=t.what) for t in unrated[:SHOWN]]
    if len(unrated) > SHOWN:
        lacks.append(
            said_many(mark("and {count} more touchpoint"), mark("and {count} more touchpoints"), len(unrated) - SHOWN)
        )
    return lacks


def warnings(journey: JourneyMap) -> list[Said]:
    found = [
        said(
            mark("You disagree about {number}, “{what}”: talk about it, or find evidence."),
            number=t.number,
            what=t.what,
        )
        for t in journey.touchpoints
        if t.rating.count > 1 and t.rating.spread >= DISAGREEMENT
    ][:SHOWN]
    raters = [p for p in journey.participation if p.raters]
    if len(raters) == 1 and len(journey.participation) > 1:
        found.append(said(mark("Only {department} has rated so far."), department=raters[0].department or "–"))
    rated = [t for t in journey.touchpoints if t.rating.mean is not None]
    if len(rated) > 3 and all((t.rating.mean or 0) > 0 for t in rated):
        found.append(said(mark("Every rating is pleasant. Is that what customers would say?")))
    return found


GUIDE = Guide(
    Step.EMOTIONS,
    mark("Emotions and needs"),
    ("emotions", "emoties", "emotions and needs", "emoties en behoeften", "feelings"),
    mark(
        "Say what the customer feels at each touchpoint, from -2 (angry) to 2 (happy), and what they need there. Your "
        "rating stays yours: the map only shows the mean and how far you disagree."
    ),
    (
        mark("What does the customer feel here, and why?"),
        mark("What do they need, see, hear, expect?"),
        mark("How important is this moment for them?"),
    ),
    (mark("emotion 3 -1 waited too long"), mark("emotion 5 happy | need: an honest price | importance: 5")),
    gathered,
    missing,
    warnings,
)
