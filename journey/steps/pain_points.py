"""Step 6: where is the customer unhappy or stuck, and why?"""

from __future__ import annotations

from journey.model import JourneyMap, Measure, Step
from journey.priorities import low_points, proposals, unexplained
from journey.steps.guide import Guide
from journey.words import Said, mark, said, said_many

SHOWN = 5


def gathered(journey: JourneyMap) -> Said:
    return said(
        "{pains}, {votes}",
        pains=said_many(mark("{count} pain point"), mark("{count} pain points"), len(journey.pain_points)),
        votes=said_many(mark("{count} vote"), mark("{count} votes"), sum(p.votes for p in journey.pain_points)),
    )


def missing(journey: JourneyMap) -> list[Said]:
    known = {p.touchpoint for p in journey.pain_points}
    lacks = [
        said(mark("a pain point for the low point {number}, “{what}”"), number=t.number, what=t.what)
        for t in low_points(journey)
        if t.number not in known
    ]
    lacks += [
        said(mark("a cause for pain point {number}, “{what}”"), number=p.number, what=p.what)
        for p in journey.pain_points
        if not p.causes and not p.set_aside
    ]
    if journey.pain_points and not any(p.votes for p in journey.pain_points):
        lacks.append(said(mark("votes: which pain points come first?")))
    if journey.pain_points and not any(p.severity and p.frequency for p in journey.pain_points):
        lacks.append(said(mark("severity and frequency: how bad is it, and how often?")))
    if not journey.pain_points and not lacks:
        lacks.append(said(mark("a pain point")))
    return lacks[: SHOWN + 1]


def warnings(journey: JourneyMap) -> list[Said]:
    what = {t.number: t.what for t in journey.touchpoints}
    found = [
        said(
            mark("Is {number}, “{what}”, a pain point? It looks like it: {why}."),
            number=number,
            what=what.get(number, ""),
            why=why,
        )
        for number, why in proposals(journey)[:SHOWN]
    ]
    found += [_unexplained(measure) for measure in unexplained(journey)[:SHOWN]]
    shallow = [p for p in journey.pain_points if len(p.causes) == 1 and not p.set_aside]
    if shallow:
        found.append(
            said(mark("Ask why once more: “{what}” has one cause so far. Is that the root?"), what=shallow[0].what)
        )
    return found


def _unexplained(measure: Measure) -> Said:
    if not measure.stage:
        return said(
            mark("“{measure}” of the journey misses its target. At which touchpoint does it go wrong, and why?"),
            measure=measure.name,
        )
    return said(
        mark("“{measure}” of stage “{stage}” misses its target. At which touchpoint does it go wrong, and why?"),
        measure=measure.name,
        stage=measure.stage,
    )


GUIDE = Guide(
    Step.PAIN_POINTS,
    mark("Pain points"),
    ("pain points", "knelpunten", "pains"),
    mark(
        "Name where the customer is unhappy or stuck, ask why until you reach a cause, and vote for what comes first."
    ),
    (
        mark("Where is the customer unhappy, stuck or waiting?"),
        mark("Why? And why is that?"),
        mark("How bad is it, and how often?"),
        mark("What delights customers, and must stay?"),
    ),
    (
        mark("pain 3 No answer for two days | severity: 4 | frequency: 3"),
        mark("cause 1 One person reads the inbox"),
        mark("vote 1"),
    ),
    gathered,
    missing,
    warnings,
)
