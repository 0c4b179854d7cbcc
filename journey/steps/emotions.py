"""Step 4: what does the customer feel and need at each touchpoint?"""

from __future__ import annotations

from journey.honesty import warned_at
from journey.model import JourneyMap, Step
from journey.steps.guide import Guide
from journey.words import Said, mark, said, said_many

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
    return warned_at(journey, Step.EMOTIONS)


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
