"""Step 5: the map is drawn from what was gathered; everyone looks at it and corrects it."""

from __future__ import annotations

from journey.honesty import warned_at
from journey.model import JourneyMap, Step
from journey.steps.guide import Guide
from journey.words import Said, mark, said


def gathered(journey: JourneyMap) -> Said:
    supported = sum(1 for t in journey.touchpoints if t.evidence)
    return said(
        mark("{supported} of {all} touchpoints have evidence"), supported=supported, all=len(journey.touchpoints)
    )


def missing(journey: JourneyMap) -> list[Said]:
    return [] if journey.touchpoints else [said(mark("touchpoints to draw"))]


def warnings(journey: JourneyMap) -> list[Said]:
    found = []
    if journey.touchpoints and not any(t.key for t in journey.touchpoints):
        found.append(said(mark("No key moment is marked: which touchpoint decides whether the customer stays?")))
    if journey.touchpoints and not any(t.owner for t in journey.touchpoints):
        found.append(said(mark("No touchpoint has an owner.")))
    return found + warned_at(journey, Step.VISUALIZE)


GUIDE = Guide(
    Step.VISUALIZE,
    mark("Visualize"),
    ("visualize", "visualise", "visualiseren"),
    mark("Look at the map together and correct what is not true. Use its numbers: “edit touchpoint 3 …”."),
    (
        mark("Do we recognise our customer in this?"),
        mark("What is missing, and what is in the wrong place?"),
        mark("Which moments decide whether the customer stays?"),
    ),
    (mark("map"), mark("edit touchpoint 3 | key: yes")),
    gathered,
    missing,
    warnings,
)
