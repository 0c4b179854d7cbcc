"""Step 2: who is the customer, and what do we know rather than assume?"""

from __future__ import annotations

from journey.honesty import warned_at
from journey.model import JourneyMap, Step
from journey.steps.guide import Guide
from journey.words import Said, mark, said, said_many


def gathered(journey: JourneyMap) -> Said:
    return said(
        "{personas}, {evidence}",
        personas=said_many(mark("{count} persona"), mark("{count} personas"), len(journey.personas)),
        evidence=said_many(
            mark("{count} piece of evidence"), mark("{count} pieces of evidence"), len(journey.evidence)
        ),
    )


def missing(journey: JourneyMap) -> list[Said]:
    lacks = []
    if not journey.personas:
        lacks.append(said(mark("a persona")))
    if not journey.evidence:
        lacks.append(said(mark("one piece of evidence")))
    return lacks


def warnings(journey: JourneyMap) -> list[Said]:
    found = []
    if not journey.evidence and not journey.touchpoints:  # with touchpoints it is told in percent
        found.append(
            said(mark("So far everything is an assumption. One call with a customer beats an hour of guessing."))
        )
    if journey.evidence and not any(e.kind in {"interview", "survey", "quote"} for e in journey.evidence):
        found.append(said(mark("No customer has been heard yet: no interview, survey or quote.")))
    sourceless = [e for e in journey.evidence if not e.source and not e.link]
    if sourceless:
        found.append(
            said_many(
                mark("{count} piece of evidence names no source."),
                mark("{count} pieces of evidence name no source."),
                len(sourceless),
            )
        )
    return found + warned_at(journey, Step.RESEARCH)


GUIDE = Guide(
    Step.RESEARCH,
    mark("Research"),
    ("research", "onderzoek"),
    mark(
        "Find out who the customer is and what you really know. What has no evidence "
        "is an assumption, and is marked as one."
    ),
    (
        mark("Who is this customer, what do they want, what drives them?"),
        mark("What did customers say, in their own words?"),
        mark("What do tickets, figures and surveys show?"),
        mark("Who walks through the process today as if they were a customer?"),
    ),
    (
        mark("research 8 of 12 could not find the price | kind: interview | source: calls in May"),
        mark("persona Sam | wants: no surprises"),
    ),
    gathered,
    missing,
    warnings,
)
