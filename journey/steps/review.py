"""Step 8: mapping is never finished; come back on a schedule and see whether it got better."""

from __future__ import annotations

from journey.model import JourneyMap, Step
from journey.schedule import zone
from journey.steps.guide import Guide
from journey.words import Said, mark, said, said_many


def gathered(journey: JourneyMap) -> Said:
    held = said_many(mark("{count} review held"), mark("{count} reviews held"), len(journey.reviews))
    if journey.schedule is None or journey.schedule.next_at is None:
        return held
    return said(
        mark("{reviews}, the next on {day}"),
        reviews=held,
        day=journey.schedule.next_at.astimezone(zone(journey.timezone)).date(),
    )


def missing(journey: JourneyMap) -> list[Said]:
    return [] if journey.schedule else [said(mark("a schedule: when do you come back to this map?"))]


def warnings(journey: JourneyMap) -> list[Said]:
    found = []
    if not journey.measures:
        found.append(said(mark("There is no measure yet: how will you see that it got better?")))
    stale = [m for m in journey.measures if len(m.values) < 2]
    if stale:
        found.append(
            said(mark("“{measure}” has only one value. Measure again before the review."), measure=stale[0].name)
        )
    return found


GUIDE = Guide(
    Step.REVIEW,
    mark("Review"),
    ("review", "herziening", "monitor"),
    mark("Mapping is never finished. Plan when to come back: is the map still true, and did it get better?"),
    (
        mark("Which emotions rose or fell?"),
        mark("Which touchpoints are new, or gone?"),
        mark("Which actions are done, and did they help?"),
    ),
    (mark("review every 3 months | at: 09:30"), mark("measure NPS 24 | target: 35")),
    gathered,
    missing,
    warnings,
)
