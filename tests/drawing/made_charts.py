"""Hypothesis makes journeys for the charts: what `made` makes, and every grade, date, department and figure."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st
from made import journeys, texts, words

from journey.model import (
    Action,
    DepartmentRating,
    JourneyMap,
    Measure,
    PainPoint,
    Participation,
    Reading,
    State,
    Task,
    Touchpoint,
)

grades = st.none() | st.integers(1, 5)
dates = st.none() | st.dates(date(2026, 1, 1), date(2029, 12, 31)) | st.just(date(1999, 12, 31))
departments = st.sampled_from(("Sales", "Support", "Legal", "W" * 60, "Klantenservice en nazorg", "مرحبا"))
means = st.floats(-2, 2, allow_nan=False)
figures = st.floats(-1e12, 1e12, allow_nan=False) | st.sampled_from((0.0, 1e-9, 12.5, 1e15))


@st.composite
def _rated(draw: st.DrawFn, touchpoint: Touchpoint) -> Touchpoint:
    own = tuple(DepartmentRating(department=d, mean=draw(means), count=3) for d in draw(st.sets(departments)))
    importance = draw(st.none() | st.floats(1, 5, allow_nan=False))
    rating = touchpoint.rating.model_copy(update={"importance": importance, "departments": own})
    return touchpoint.model_copy(update={"rating": rating, "departments": tuple(draw(st.sets(departments)))})


@st.composite
def _tasks(draw: st.DrawFn, number: int) -> Task:
    return Task(
        number=number,
        what=draw(words),
        owner=draw(st.sampled_from((None, "U1", "U9"))),
        due=draw(dates),
        state=draw(st.sampled_from(State)),
        done_on=draw(dates),
    )


@st.composite
def _actions(draw: st.DrawFn, number: int) -> Action:
    return Action(
        number=number,
        goal=draw(texts),
        owner=draw(st.sampled_from((None, "U2", "U9"))),
        due=draw(dates),
        effort=draw(grades),
        effect=draw(grades),
        state=draw(st.sampled_from(State)),
        done_on=draw(dates),
        tasks=tuple(draw(_tasks(n)) for n in range(draw(st.integers(0, 3)))),
    )


@st.composite
def _pains(draw: st.DrawFn, number: int) -> PainPoint:
    return PainPoint(
        number=number,
        touchpoint=draw(st.integers(1, 6)),
        what=draw(texts),
        severity=draw(grades),
        frequency=draw(grades),
        votes=draw(st.sampled_from((0, 1, 7, 10**6))),
        set_aside=draw(st.booleans()),
    )


@st.composite
def _measures(draw: st.DrawFn, number: int) -> Measure:
    days = sorted(draw(st.sets(st.dates(date(2020, 1, 1), date(2029, 1, 1)), max_size=8)))
    return Measure(
        number=number,
        name=draw(texts),
        unit=draw(st.sampled_from(("", "%", "a very long unit of measure"))),
        target=draw(st.none() | figures),
        touchpoint=draw(st.none() | st.integers(1, 6)),
        stage=draw(words),
        values=tuple(Reading(on=day, value=draw(figures)) for day in days),
    )


@st.composite
def charted(draw: st.DrawFn) -> JourneyMap:
    journey = draw(journeys())
    many = st.integers(0, 6) | st.just(30)
    return journey.model_copy(
        update={
            "touchpoints": tuple(draw(_rated(t)) for t in journey.touchpoints),
            "actions": tuple(draw(_actions(n)) for n in range(1, draw(many) + 1)),
            "pain_points": tuple(draw(_pains(n)) for n in range(1, draw(many) + 1)),
            "measures": tuple(draw(_measures(n)) for n in range(1, draw(st.integers(0, 5)) + 1)),
            "participation": tuple(
                Participation(department=d, people=draw(st.integers(0, 300)), raters=1, contributions=10**6)
                for d in draw(st.sets(departments | st.just("")))
            ),
        }
    )
