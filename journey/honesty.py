"""What makes a map less true than it looks: who is missing, what is only assumed, what sounds too good.

Each doubt says what is seen and what to do about it; it is a question, never a block. Steps warn of theirs, `check`
shows all of them. To add one: a function of the map, and its place in CHECKS.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from journey.company_voice import company_cue
from journey.compare import FEW_RATERS
from journey.model import JourneyMap, Perspective, Step, Touchpoint
from journey.stages import STAGE_SETS
from journey.wishes import wish_cue
from journey.words import Said, mark, said, said_many, voice

DISAGREEMENT = 1.2
"""A spread from here on is worth talking about: on five points, some are happy where others are disappointed."""
ASSUMED = 50
"""From this percentage of touchpoints without evidence on, the map says more about us than about customers."""
SHOWN = 5
TITLES_SHOWN = 3
_PLACES = {step: place for place, step in enumerate(Step)}
_USUAL_DEPARTMENTS = (
    "marketing, sales, verkoop, finance, financiën, boekhouding, accounting, administratie, administration, hr, hrm, "
    "human resources, personeelszaken, ict, it, legal, juridisch, operations, procurement, inkoop, logistiek, "
    "logistics, magazijn, warehouse, klantenservice, customer service, customer success, helpdesk, back office, "
    "backoffice, front office, frontoffice, directie, management"
)
DEPARTMENTS = frozenset(_USUAL_DEPARTMENTS.split(", "))


class Doubt(NamedTuple):
    """`weight` from 0 to 100; `steps` are those that warn of it; `department` is one that could be invited."""

    weight: float
    what: Said
    do: Said
    steps: tuple[Step, ...]
    department: str = ""


def doubts(journey: JourneyMap) -> list[Doubt]:
    """All of them, the weightiest first."""
    return sorted((doubt for check in CHECKS for doubt in check(journey)), key=lambda doubt: -doubt.weight)


def weightiest(journey: JourneyMap, most: int) -> list[Doubt]:
    """Of each kind of doubt one, the weightiest first."""
    kinds = {doubt.what.text: doubt for doubt in reversed(doubts(journey))}
    return sorted(kinds.values(), key=lambda doubt: -doubt.weight)[:most]


def warned_at(journey: JourneyMap, step: Step) -> list[Said]:
    return [doubt.what for check in CHECKS for doubt in check(journey) if step in doubt.steps]


# --- who is missing -----------------------------------------------------------------------------------------


def silent_departments(journey: JourneyMap) -> list[str]:
    """Named at a touchpoint or taking part, and nothing of theirs on the map yet."""
    added = {p.department for p in journey.participation if p.contributions or p.raters}
    named = {d for t in journey.touchpoints for d in t.departments} | {p.department for p in journey.participation}
    heard = {department.casefold() for department in added}
    return sorted(department for department in named if department and department.casefold() not in heard)


def _silent(journey: JourneyMap) -> list[Doubt]:
    return [
        Doubt(
            90,
            said(mark("{department} has added nothing yet."), department=department),
            said(mark("Forward the invitation below to somebody there.")),
            (Step.TOUCHPOINTS,),
            department,
        )
        for department in silent_departments(journey)
    ]


def _one_voice(journey: JourneyMap) -> list[Doubt]:
    """Nobody of another department has added anything, though there is a map already."""
    heard = [p.department for p in journey.participation if p.contributions]
    if len(heard) != 1 or not heard[0] or len(journey.touchpoints) < SHOWN:
        return []
    return [
        Doubt(
            85,
            said(
                mark("All of this comes from {department}: a map of one department shows one side."),
                department=heard[0],
            ),
            said(mark("Ask the departments that customers meet before and after you to join in.")),
            (Step.TOUCHPOINTS,),
        )
    ]


def _one_department_rated(journey: JourneyMap) -> list[Doubt]:
    raters = [p for p in journey.participation if p.raters]
    if len(raters) != 1 or (len(journey.participation) < 2 and not raters[0].department):
        return []
    return [
        Doubt(
            65,
            said(mark("Only {department} has rated so far."), department=raters[0].department or "–"),
            said(mark("Ask the others to rate: whoever meets customers elsewhere sees another feeling.")),
            (Step.EMOTIONS,),
        )
    ]


# --- what is only assumed -------------------------------------------------------------------------------------


def assumed(journey: JourneyMap) -> list[Touchpoint]:
    """Touchpoints that nothing supports: key moments first, then the unhappiest."""
    loose = [t for t in journey.touchpoints if not t.evidence]
    return sorted(loose, key=lambda t: (not t.key, t.rating.mean if t.rating.mean is not None else 3, t.number))


def _assumptions(journey: JourneyMap) -> list[Doubt]:
    loose = assumed(journey)
    percent = round(100 * len(loose) / len(journey.touchpoints)) if journey.touchpoints else 0
    if percent < ASSUMED:
        return []
    return [
        Doubt(
            40 + percent / 2.5,
            said(mark("{percent} % of the touchpoints are assumptions: no evidence supports them."), percent=percent),
            said(
                mark("Find out more about {touchpoints} first: `research … | touchpoint: {first}`."),
                touchpoints=_numbers(loose),
                first=loose[0].number,
            ),
            (Step.RESEARCH, Step.VISUALIZE),
        )
    ]


# --- what ratings hide ------------------------------------------------------------------------------------------


def _disagreement(journey: JourneyMap) -> list[Doubt]:
    split = [t for t in journey.touchpoints if t.rating.count > 1 and t.rating.spread >= DISAGREEMENT]
    return [
        Doubt(
            60,
            said(
                mark("You disagree about {number}, “{what}”: talk about it, or find evidence."),
                number=t.number,
                what=t.what,
            ),
            said(mark("Ask who felt it otherwise, and when; perhaps there are two kinds of customers.")),
            (Step.EMOTIONS,),
        )
        for t in split[:SHOWN]
    ]


def _few_raters(journey: JourneyMap) -> list[Doubt]:
    rated = [t for t in journey.touchpoints if t.rating.count]
    few = [t for t in rated if t.rating.count < FEW_RATERS]
    under_way = len(rated) < len(journey.touchpoints) and _PLACES[journey.step] <= _PLACES[Step.EMOTIONS]
    if not few or under_way:
        return []
    return [
        Doubt(
            55 if len(few) == len(rated) else 35,
            said_many(
                mark("{count} of {all} rated touchpoints has fewer than {least} raters."),
                mark("{count} of {all} rated touchpoints have fewer than {least} raters."),
                len(few),
                all=len(rated),
                least=FEW_RATERS,
            ),
            said(
                mark("Ask more people to rate {touchpoints}: one person's feeling is not the customer's."),
                touchpoints=_numbers(few),
            ),
            (Step.EMOTIONS,),
        )
    ]


def _only_pleasant(journey: JourneyMap) -> list[Doubt]:
    rated = [t for t in journey.touchpoints if t.rating.mean is not None]
    if len(rated) < 4 or not all((t.rating.mean or 0) > 0 for t in rated):
        return []
    return [
        Doubt(
            70,
            said(mark("Every rating is pleasant. Is that what customers would say?")),
            said(mark("Read some complaints or tickets aloud, then rate again.")),
            (Step.EMOTIONS,),
        )
    ]


# --- whose words ------------------------------------------------------------------------------------------------


def _stages_like_departments(journey: JourneyMap) -> list[Doubt]:
    usual = {
        name.casefold() for stages in STAGE_SETS.values() for stage in stages for name in (stage, voice("nl")(stage))
    }
    ours = {d.casefold() for t in journey.touchpoints for d in t.departments}
    ours |= {p.department.casefold() for p in journey.participation if p.department}
    found = [s for s in journey.stages if s.casefold() not in usual and s.casefold() in DEPARTMENTS | ours]
    return [
        Doubt(
            50,
            said(mark("Is the stage “{stage}” a department? Customers do not see our departments."), stage=stage),
            said(mark("Name it after what the customer is doing then: `stages …`.")),
            (Step.TOUCHPOINTS,),
        )
        for stage in found
    ]


def _company_voice(journey: JourneyMap) -> list[Doubt]:
    found = [(t, cue) for t in journey.touchpoints if t.ours and (cue := company_cue(t.what))]
    ask = mark("Is {number}, “{what}”, told by us? It begins with “{cue}”.")
    return _of_titles(45, found, ask, mark("Say what the customer does or gets there: `edit touchpoint {number} …`."))


def _wishes(journey: JourneyMap) -> list[Doubt]:
    """The method's “stay real”: on the map as it is nothing is only wished for."""
    if journey.perspective is Perspective.TO_BE:
        return []
    found = [(t, cue) for t in journey.touchpoints if (cue := wish_cue(t.what))]
    ask = mark("Is {number}, “{what}”, so today, or wished for? It says “{cue}”.")
    do = mark("Stay real: say what customers live through today, `edit touchpoint {number} …`.")
    return _of_titles(75, found, ask, do)


def _of_titles(weight: int, found: Sequence[tuple[Touchpoint, str]], ask: str, do: str) -> list[Doubt]:
    """`found`: touchpoints with what in their title raises the question."""
    return [
        Doubt(weight, said(ask, number=t.number, what=t.what, cue=cue), said(do, number=t.number), (Step.TOUCHPOINTS,))
        for t, cue in found[:TITLES_SHOWN]
    ]


def _numbers(touchpoints: list[Touchpoint]) -> str:
    shown = ", ".join(str(t.number) for t in touchpoints[:SHOWN])
    return f"{shown} …" if len(touchpoints) > SHOWN else shown


CHECKS: tuple[Callable[[JourneyMap], list[Doubt]], ...] = (
    _silent,
    _one_voice,
    _assumptions,
    _disagreement,
    _one_department_rated,
    _few_raters,
    _only_pleasant,
    _stages_like_departments,
    _company_voice,
    _wishes,
)
