"""Hypothesis makes journeys: any text, any size, any combination of what a map can show."""

from __future__ import annotations

from hypothesis import strategies as st
from sample import AWKWARD, PEOPLE, STAGES, rating

from journey.model import (
    Action,
    Evidence,
    JourneyMap,
    Jump,
    JumpKind,
    Measure,
    Need,
    PainPoint,
    Persona,
    State,
    Touchpoint,
    TouchpointKind,
)

words = st.text(st.characters(codec="utf-8"), max_size=24) | st.text("abcdefghij mnopqrstu-", max_size=120)
texts = words | st.sampled_from(AWKWARD)
stages = st.sampled_from(("", *STAGES)) | st.sampled_from(AWKWARD)
ratings = st.lists(st.integers(-2, 2), max_size=12).map(lambda scores: rating(*scores))
many = st.integers(0, 14) | st.just(45)


@st.composite
def touchpoints(draw: st.DrawFn, number: int, count: int) -> Touchpoint:
    return Touchpoint(
        number=number,
        what=draw(texts),
        stage=draw(stages),
        channel=draw(st.sampled_from(("", "website", "phone", "pigeon", "W" * 60))),
        ours=draw(st.booleans()),
        kind=draw(st.sampled_from(TouchpointKind)),
        activity=draw(words),
        departments=tuple(draw(st.lists(texts, max_size=6))),
        owner=draw(st.sampled_from((None, "U1", "U9"))),
        key=draw(st.booleans()),
        needs=tuple(Need(number=i, text=text) for i, text in enumerate(draw(st.lists(words, max_size=5)))),
        jumps=tuple(
            Jump(to=to, kind=JumpKind.BACK if to < number else JumpKind.SKIP)
            for to in draw(st.lists(st.integers(1, count), max_size=2))
        ),
        rating=draw(ratings),
    )


@st.composite
def pain_points(draw: st.DrawFn, number: int, count: int) -> PainPoint:
    return PainPoint(
        number=number,
        touchpoint=draw(st.integers(1, count + 1)),
        what=draw(texts),
        severity=draw(st.sampled_from((None, 1, 3, 5))),
        votes=draw(st.sampled_from((0, 1, 10**6))),
        set_aside=draw(st.booleans()),
    )


@st.composite
def actions(draw: st.DrawFn, number: int) -> Action:
    return Action(
        number=number,
        goal=draw(texts),
        pain_point=draw(st.sampled_from((None, 1, 2, 9))),
        owner=draw(st.sampled_from((None, "U2", "U9"))),
        state=draw(st.sampled_from(State)),
    )


@st.composite
def measures(draw: st.DrawFn, number: int, count: int) -> Measure:
    return Measure(
        number=number,
        name=draw(words),
        unit=draw(st.sampled_from(("", "%", "a very long unit of measure"))),
        target=draw(st.sampled_from((None, 0.0, -1.5, 1e12))),
        touchpoint=draw(st.none() | st.integers(1, count)),
        stage=draw(stages),
    )


@st.composite
def journeys(draw: st.DrawFn) -> JourneyMap:
    count = draw(many)
    if count == 45:  # an overview: a few different touchpoints, repeated
        few = [draw(touchpoints(n, 4)) for n in range(1, 5)]
        made = [few[n % 4].model_copy(update={"number": n + 1}) for n in range(count)]
    else:
        made = [draw(touchpoints(n, count)) for n in range(1, count + 1)]
    return JourneyMap(
        id="J",
        name=draw(texts),
        goal=draw(words),
        measure=draw(words),
        stages=tuple(draw(st.lists(stages.filter(bool), unique=True, max_size=6))),
        touchpoints=tuple(made),
        personas=tuple(Persona(number=i, name=name) for i, name in enumerate(draw(st.lists(words, max_size=2)))),
        evidence=tuple(Evidence(number=n, finding="Seen", touchpoint=n) for n in draw(st.lists(st.integers(1, 14)))),
        pain_points=tuple(draw(pain_points(n, count)) for n in range(1, draw(st.integers(0, 4)) + 1)),
        actions=tuple(draw(actions(n)) for n in range(1, draw(st.integers(0, 4)) + 1)),
        measures=tuple(draw(measures(n, max(count, 1))) for n in range(1, draw(st.integers(0, 3)) + 1)),
        people=PEOPLE,
    )
