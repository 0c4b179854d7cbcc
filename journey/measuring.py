"""What can be measured, stage by stage: proposals for a team that wonders. A new one is one entry here. And which way
is better, as far as a measure's name tells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from journey.model import Direction, JourneyMap
from journey.words import Said, mark, said, voice

_AWARENESS = (mark("visits"), mark("time on page"))
_CONSIDERATION = (mark("brand searches"), mark("direct traffic"))
_DECISION = (mark("abandoned baskets"), mark("conversion"))
_RETENTION = (mark("returning visitors"), mark("conversations"), mark("lifetime value"))
_ADVOCACY = ("NPS", "CSAT")
_SERVICE = (mark("time to first answer"), mark("tickets about it"))

OF_THE_JOURNEY = ("NPS", "CSAT")
OF_A_TOUCHPOINT = (mark("time to first answer"), mark("deliveries on time"), mark("tickets about it"))
OF_STAGES: Mapping[str, tuple[str, ...]] = {
    "Awareness": _AWARENESS,
    "Consideration": _CONSIDERATION,
    "Decision": _DECISION,
    "Retention": _RETENTION,
    "Advocacy": _ADVOCACY,
    "Acquisition": _AWARENESS,
    "Trial": (mark("trials that become customers"), mark("days to first success")),
    "Onboarding": (mark("days to first success"), mark("tickets about it")),
    "Use": (mark("active users"), mark("returning visitors")),
    "Support": (*_SERVICE, "CSAT"),
    "Renewal": (mark("renewals"), mark("lifetime value"), "NPS"),
    "Need": (mark("visits"), mark("tickets about it")),
    "Contact": _SERVICE,
    "Waiting": (mark("waiting time"), mark("time to first answer")),
    "Solution": (mark("solved at once"), mark("time to solution")),
    "Follow-up": ("CSAT", "NPS"),
    "Inspire": _AWARENESS,
    "Compare": _CONSIDERATION,
    "Order": _DECISION,
    "Delivery": (mark("deliveries on time"), mark("tickets about it")),
    "Use and return": (mark("returns"), mark("returning visitors"), "NPS"),
}
"""By the English names of the stages of every template."""

_LESS_IS_BETTER = re.compile(
    r"\b(?:(?:time|days|hours|minutes|weeks) (?:to|until)|waiting|waits?|queues?|delays?|complaints?|tickets?|returns|"
    r"abandon\w*|bounces?|churn|cancellations?|errors?|bugs?|drop-?outs?|"
    r"(?:response|reply|answer|resolution|handling|lead|load|loading|delivery|cycle)[ -]times?|"
    r"(?:tijd|dagen|uren|minuten|weken) tot|wachttijd\w*|wachten\w*|"
    r"(?:doorloop|reactie|antwoord|respons|laad|lever|oplos|afhandel)tijd\w*|klacht(?:en)?|storing(?:en)?|fout(?:en)?|retouren|opzegging(?:en)?|verlaten|afhakers?|uitval|"
    r"vertraging(?:en)?)\b"
)
_YET_MORE_IS_BETTER = re.compile(
    r"\b(?:solved|resolved|answered|closed|handled|within|opgelost\w*|beantwoord\w*|afgehandeld\w*|binnen)\b"
)


def direction_of(name: str) -> Direction:
    """Which way a measure so called gets better when nobody says it: less of "Time to first answer" or of "klachten",
    more of all else, also of "tickets solved at once"."""
    told = name.casefold()
    less = _LESS_IS_BETTER.search(told) and not _YET_MORE_IS_BETTER.search(told)
    return Direction.DOWN if less else Direction.UP


def proposed_for(stage: str) -> tuple[str, ...]:
    """What to measure in a stage that bears a template's name, in either language; nothing for another."""
    wanted, dutch = stage.strip().lower(), voice("nl")
    return next((ideas for name, ideas in OF_STAGES.items() if wanted in {name.lower(), dutch(name).lower()}), ())


def ideas(journey: JourneyMap | None) -> list[Said]:
    """A line for the journey, for each stage that is not measured yet, and for touchpoints."""
    stages = journey.stages if journey else ("Awareness", "Consideration", "Decision", "Retention", "Advocacy")
    measured = {m.stage for m in journey.measures} if journey else set()
    lines = [said(mark("the whole journey: {ideas}"), ideas=_all(OF_THE_JOURNEY))]
    lines += [
        said(mark("{stage}: {ideas}"), stage=Said(stage), ideas=_all(proposed_for(stage)))
        for stage in stages
        if stage not in measured and proposed_for(stage)
    ]
    return [*lines, said(mark("a touchpoint: {ideas}"), ideas=_all(OF_A_TOUCHPOINT))]


def _all(names: tuple[str, ...]) -> tuple[Said, ...]:
    return tuple(Said(name) for name in names)
