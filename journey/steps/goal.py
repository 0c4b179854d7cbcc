"""Step 1: what should this map achieve, for whom, between which moments, and how will we know?"""

from __future__ import annotations

from journey.model import JourneyMap, Step
from journey.steps.guide import Guide
from journey.words import Said, mark, said


def gathered(journey: JourneyMap) -> Said:
    return said("{goal}", goal=journey.goal) if journey.goal else said(mark("No goal yet."))


def missing(journey: JourneyMap) -> list[Said]:
    lacks = []
    if not journey.goal:
        lacks.append(said(mark("a goal")))
    if not journey.personas:
        lacks.append(said(mark("a persona: whom is the map for?")))
    return lacks


def warnings(journey: JourneyMap) -> list[Said]:
    found = []
    if journey.goal and not journey.measure:
        found.append(said(mark("The goal has no measure: how will you know that it is reached?")))
    if journey.goal and not (journey.scope_from and journey.scope_to):
        found.append(said(mark("The first and the last moment of the journey are not both named.")))
    if journey.perspective == "to-be":
        found.append(said(mark("This is a to-be map. Stay real: first map what customers live through today.")))
    return found


GUIDE = Guide(
    Step.GOAL,
    mark("Goal"),
    ("goal", "doel"),
    mark(
        "Agree on what this map should achieve, for whom, from which first to which last moment, and how you will know."
    ),
    (
        mark("What should be better for the customer when we are done?"),
        mark("Why now? What set this off?"),
        mark("Where does this journey start and where does it end?"),
        mark("What do customers realistically expect of it?"),
    ),
    (
        mark("goal More trials become customers | measure: NPS 20 to 35 by June"),
        mark("persona Sam | about: office manager"),
    ),
    gathered,
    missing,
    warnings,
)
