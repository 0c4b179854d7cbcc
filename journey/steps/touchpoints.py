"""Step 3: every moment of contact, in the order in which the customer lives it."""

from __future__ import annotations

from journey.compare import words
from journey.honesty import warned_at
from journey.model import JourneyMap, Step, Touchpoint
from journey.steps.guide import Guide
from journey.words import Said, mark, said, said_many


def gathered(journey: JourneyMap) -> Said:
    return said(
        mark("{touchpoints} in {stages}"),
        touchpoints=said_many(mark("{count} touchpoint"), mark("{count} touchpoints"), len(journey.touchpoints)),
        stages=said_many(
            mark("{count} stage"), mark("{count} stages"), len({t.stage for t in journey.touchpoints if t.stage})
        ),
    )


def missing(journey: JourneyMap) -> list[Said]:
    empty = [stage for stage in journey.stages if not journey.touchpoints_of(stage)]
    return [said(mark("a touchpoint in “{stage}”"), stage=stage) for stage in empty]


def warnings(journey: JourneyMap) -> list[Said]:
    found = [*_unplaced(journey), *_twice(journey.touchpoints), *_ends(journey), *warned_at(journey, Step.TOUCHPOINTS)]
    if journey.touchpoints and all(t.ours for t in journey.touchpoints):
        found.append(
            said(
                mark(
                    "Everything is ours: no review site, no friend's advice, no competitor? Add what we do not control."
                )
            )
        )
    if journey.touchpoints and not any(t.kind == "waiting" for t in journey.touchpoints):
        found.append(said(mark("Nobody waits anywhere? Waiting is a touchpoint too.")))
    return found


def _unplaced(journey: JourneyMap) -> list[Said]:
    loose = [t for t in journey.touchpoints if not t.stage]
    if not loose:
        return []
    one, more = mark("{count} touchpoint has no stage yet."), mark("{count} touchpoints have no stage yet.")
    return [said_many(one, more, len(loose))]


def _twice(touchpoints: tuple[Touchpoint, ...]) -> list[Said]:
    """The same words, whatever their case and marks, in one stage or where no stage is named yet."""
    alike: dict[str, list[Touchpoint]] = {}
    for touchpoint in touchpoints:
        alike.setdefault(words(touchpoint.what), []).append(touchpoint)
    return [
        said(mark("“{what}” is there {times} times."), what=same[0].what, times=len(same))
        for same in alike.values()
        if len(same) > len({t.stage.casefold() for t in same if t.stage}) and len(same) > 1
    ]


def _ends(journey: JourneyMap) -> list[Said]:
    if not journey.touchpoints or len(journey.stages) < 2:
        return []
    found = []
    if not journey.touchpoints_of(journey.stages[0]):
        found.append(said(mark("Nothing before the purchase: when do customers first meet us?")))
    if not journey.touchpoints_of(journey.stages[-1]):
        found.append(
            said(mark("Nothing after the last contact: a closed ticket is not the end. How is it followed up?"))
        )
    return found


GUIDE = Guide(
    Step.TOUCHPOINTS,
    mark("Touchpoints"),
    ("touchpoints", "contactpunten"),
    mark(
        "Gather every moment of contact in the order the customer lives it: before the first contact, "
        "after the last, the waiting, and what we do not control."
    ),
    (
        mark("When do customers first meet us?"),
        mark("When do they buy?"),
        mark("What do they look at?"),
        mark("When and why do they leave?"),
    ),
    (
        mark("touchpoint Reads the blog | stage: Awareness | channel: website"),
        mark("touchpoint Waits for an answer | kind: waiting"),
    ),
    gathered,
    missing,
    warnings,
)
