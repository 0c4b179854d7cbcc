"""The dashboard over several journeys in words: each fact once, for the picture, its alt text and the Home tab."""

from __future__ import annotations

from typing import NamedTuple
from zoneinfo import ZoneInfo

from drawing.beside import Beside
from drawing.markdown import shortened
from drawing.wording import feeling, figure, scored
from journey.model import JourneyMap, Measure
from journey.portfolio import Glance, glances, mean_of_all
from journey.steps import guide_for
from journey.words import Voice, mark

PHRASE_MOST = 56
ALT_JOURNEYS = 12
FILL_IN_MOST = 3


class Fact(NamedTuple):
    label: str
    text: str


def facts(glance: Glance, say: Voice) -> list[Fact]:
    """What a dashboard says of one journey; only of what there is."""
    told = (
        Fact(mark("Step"), say(guide_for(glance.journey.step).title)),
        Fact(mark("Feeling"), feeling_text(glance.mean, say)),
        Fact(mark("Lowest moments"), "; ".join(lowest_moments(glance, say))),
        Fact(mark("Open actions"), actions_text(glance, say)),
        Fact(mark("Measures"), measures_text(glance, say)),
        Fact(mark("Next review"), review_text(glance, say)),
        Fact(mark("Departments that have added nothing"), ", ".join(glance.missing)),
    )
    return [fact for fact in told if fact.text]


def feeling_text(mean: float | None, say: Voice) -> str:
    return say(mark("not rated yet")) if mean is None else f"{scored(say, round(mean, 1))} ({feeling(say, mean)})"


def lowest_moments(glance: Glance, say: Voice) -> list[str]:
    return [
        f"{t.number}. {shortened(t.what, PHRASE_MOST)} ({scored(say, round(t.rating.mean or 0, 1))})"
        for t in glance.lowest
    ]


def actions_text(glance: Glance, say: Voice) -> str:
    if not glance.open_actions:
        return say(mark("none"))
    return f"{glance.open_actions} ({', '.join(ages(glance, say))})"


def ages(glance: Glance, say: Voice) -> list[str]:
    """How many open actions there are of each age, and how many are overdue; only of what there is."""
    fresh, older, old = glance.actions
    told = (
        say(mark("{count} up to 30 days old"), count=fresh) if fresh else "",
        say(mark("{count} up to 90 days old"), count=older) if older else "",
        say(mark("{count} older than 90 days"), count=old) if old else "",
        say.many("{count} overdue", "{count} overdue", glance.overdue) if glance.overdue else "",
    )
    return [each for each in told if each]


def measures_text(glance: Glance, say: Voice) -> str:
    told = (_judged_text(glance, say), to_fill_in_text(glance, say))
    return "; ".join(each for each in told if each)


def _judged_text(glance: Glance, say: Voice) -> str:
    judged = len(glance.on_target) + len(glance.missed)
    if not judged:
        return ""
    text = say(mark("{met} of {all} on target"), met=len(glance.on_target), all=judged)
    return f"{text}: {', '.join(missed_text(m, say) for m in glance.missed)}" if glance.missed else text


def to_fill_in_text(glance: Glance, say: Voice) -> str:
    """What nobody has measured since the last review."""
    if not glance.to_fill_in:
        return ""
    shown = [shortened(m.name, PHRASE_MOST) for m in glance.to_fill_in[:FILL_IN_MOST]]
    more = len(glance.to_fill_in) - len(shown)
    names = say.listing(shown) if not more else f"{', '.join(shown)} + {more}"
    return say(mark("to fill in: {names}"), names=names)


def missed_text(measure: Measure, say: Voice) -> str:
    assert measure.latest is not None
    assert measure.target is not None
    return say(
        mark("{name} {value} instead of {target}"),
        name=shortened(measure.name, PHRASE_MOST),
        value=figure(say, measure.latest.value, measure.unit),
        target=figure(say, measure.target, measure.unit),
    )


def review_text(glance: Glance, say: Voice) -> str:
    if glance.next_review is None:
        return say(mark("not planned"))
    return say.day(glance.next_review.astimezone(ZoneInfo(glance.journey.timezone)).date())


def tell_portfolio(say: Voice, journey: JourneyMap, beside: Beside) -> list[str]:
    """All journeys in words: how many, and the facts of the first of them."""
    found = glances([journey, *beside.others], beside.today)
    lines = [say.many("Dashboard of {count} journey.", "Dashboard of {count} journeys.", len(found))]
    if (mean := mean_of_all(found)) is not None:
        lines.append(say(mark("Mean feeling over all: {feeling}."), feeling=feeling_text(mean, say)))
    for glance in found[:ALT_JOURNEYS]:
        told = "; ".join(f"{say(fact.label)}: {fact.text}" for fact in facts(glance, say))
        lines.append(f"{shortened(glance.journey.name, PHRASE_MOST)}: {told}.")
    return lines
