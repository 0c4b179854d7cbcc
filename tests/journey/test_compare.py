"""What differs between two maps: nothing between a map and itself, and whims are not told as change."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journey.changes import told
from journey.compare import Comparison, compare, match
from journey.model import (
    Action,
    JourneyMap,
    Measure,
    PainPoint,
    Participation,
    Perspective,
    Rating,
    Reading,
    State,
    Touchpoint,
)
from journey.words import voice

unhurried = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


def rating(*scores: int) -> Rating:
    if not scores:
        return Rating()
    mean = sum(scores) / len(scores)
    spread = (sum((s - mean) ** 2 for s in scores) / len(scores)) ** 0.5
    return Rating(mean=mean, count=len(scores), spread=spread)


def journey(*touchpoints: Touchpoint, id: str = "j", **more: object) -> JourneyMap:
    return JourneyMap.model_validate({"id": id, "name": "Trial", "touchpoints": touchpoints, **more})


def at(number: int, *scores: int, what: str = "", stage: str = "Use") -> Touchpoint:
    return Touchpoint(number=number, what=what or f"Moment {number}", stage=stage, rating=rating(*scores))


names = st.sampled_from(("Reads the blog", "reads the BLOG!", "Reads our blog", "Waits", "Waits long", "", "…"))
touchpoints = st.lists(
    st.builds(
        lambda what, stage, scores: Touchpoint(number=0, what=what, stage=stage, rating=rating(*scores)),
        names,
        st.sampled_from(("", "Use", "use", "Trial")),
        st.lists(st.integers(-2, 2), max_size=6),
    ),
    max_size=7,
).map(lambda made: tuple(t.model_copy(update={"number": n}) for n, t in enumerate(made, 1)))
pains = st.lists(st.builds(PainPoint, number=st.just(0), touchpoint=st.integers(1, 7), what=names), max_size=3).map(
    lambda made: tuple(p.model_copy(update={"number": n}) for n, p in enumerate(made, 1))
)
actions = st.lists(
    st.builds(
        Action,
        number=st.just(0),
        goal=names,
        pain_point=st.none() | st.integers(1, 3),
        state=st.sampled_from(State),
    ),
    max_size=3,
).map(lambda made: tuple(a.model_copy(update={"number": n}) for n, a in enumerate(made, 1)))
values = st.lists(st.floats(-50, 50), max_size=2).map(
    lambda made: tuple(Reading(on=date(2027, 1, n), value=value) for n, value in enumerate(made, 1))
)
measures = st.lists(
    st.builds(Measure, number=st.just(1), name=names, target=st.none() | st.floats(-9, 9), values=values), max_size=1
).map(tuple)
maps = st.builds(
    JourneyMap,
    id=st.sampled_from(("", "j", "k")),
    name=st.just("Trial"),
    touchpoints=touchpoints,
    pain_points=pains,
    actions=actions,
    measures=measures,
    participation=st.lists(st.builds(Participation, department=names, contributions=st.integers(0, 2))).map(tuple),
)


@given(maps)
@unhurried
def test_a_map_does_not_differ_from_itself(one: JourneyMap) -> None:
    assert compare(one, one).empty
    assert told(compare(one, one)) == []


@given(maps, maps)
@unhurried
def test_turning_two_maps_around_turns_what_came_and_went_rose_and_fell(one: JourneyMap, other: JourneyMap) -> None:
    there, back = compare(one, other), compare(other, one)
    assert len(there.pairs) == len(back.pairs)
    assert len(there.came) == len(back.went)
    assert len(there.went) == len(back.came)
    assert (len(there.pains_new), len(there.pains_gone)) == (len(back.pains_gone), len(back.pains_new))
    if one.id and one.id == other.id:
        assert set(there.came) == set(back.went)
        assert {s.after.number for s in there.rose} == {s.after.number for s in back.fell}
        assert {s.after.number for s in there.perhaps} == {s.after.number for s in back.perhaps}


@given(maps, maps)
@unhurried
def test_every_touchpoint_is_in_one_place(one: JourneyMap, other: JourneyMap) -> None:
    found = compare(one, other)
    now = [p.after.number for p in found.pairs] + [t.number for t in found.came]
    then = [p.before.number for p in found.pairs] + [t.number for t in found.went]
    assert sorted(now) == [t.number for t in other.touchpoints]
    assert sorted(then) == [t.number for t in one.touchpoints]


@given(maps, maps, st.sampled_from(("en", "nl")))
@unhurried
def test_every_comparison_can_be_told(one: JourneyMap, other: JourneyMap, language: str) -> None:
    found = compare(one, other)
    lines = [line.by(voice(language)) for _, lines in told(found) for line in lines]
    assert bool(lines) != found.empty


def shifts(before: Touchpoint, after: Touchpoint) -> Comparison:
    return compare(journey(before), journey(after))


def test_a_clear_change_by_enough_people_is_told() -> None:
    found = shifts(at(1, -2, -1, -2, -2), at(1, 1, 1, 0, 1))
    assert [(s.after.number, round(s.change, 2)) for s in found.rose] == [(1, 2.5)]
    assert not found.fell
    assert not found.perhaps


@pytest.mark.parametrize(
    ("before", "after"),
    [((-1, -1), (1, 1, 1, 1)), ((-1,), (2,)), ((-2, 2, -2, 2, -2), (2, -2, 2, -2, 2))],
    ids=["two raters", "one rater", "no agreement"],
)
def test_a_change_that_may_be_chance_is_only_a_perhaps(before: tuple[int, ...], after: tuple[int, ...]) -> None:
    found = shifts(at(1, *before), at(1, *after))
    assert (found.rose, found.fell, len(found.perhaps)) == ((), (), 1)


def test_a_small_change_is_none() -> None:
    assert shifts(at(1, 1, 1, 1, 1), at(1, 1, 1, 1, 0)).empty


def test_a_touchpoint_keeps_its_identity_in_its_journey_whatever_it_is_called() -> None:
    found = shifts(at(1, what="Reads the blog"), at(1, what="Asks a friend", stage="Trial"))
    assert (len(found.came), len(found.went)) == (0, 0)
    assert [(p.before.what, p.after.what) for p in found.reworded] == [("Reads the blog", "Asks a friend")]
    assert [(p.before.stage, p.after.stage) for p in found.moved] == [("Use", "Trial")]


def test_a_wished_for_map_is_matched_by_words_not_by_numbers() -> None:
    as_is = journey(at(1, what="Waits two days for an answer"), at(2, what="Calls support"), at(3, what="Gives up"))
    wished = journey(
        at(1, what="Calls support"),
        at(2, what="Waits an hour for an answer"),
        at(3, what="Is called back"),
        id="k",
        perspective=Perspective.TO_BE,
    )
    assert [(p.before.number, p.after.number) for p in match(as_is, wished)] == [(2, 1), (1, 2)]
    found = compare(as_is, wished)
    assert [t.what for t in found.came] == ["Is called back"]
    assert [t.what for t in found.went] == ["Gives up"]


def planned(state: State, *scores: int) -> JourneyMap:
    return journey(
        at(1, *scores),
        pain_points=(PainPoint(number=4, touchpoint=1, what="No answer"),),
        actions=(Action(number=2, goal="Answer within a day", pain_point=4, state=state),),
    )


def test_a_done_action_is_told_with_how_its_touchpoint_moved() -> None:
    found = compare(planned(State.OPEN, -2, -2, -1), planned(State.DONE, 1, 1, 1))
    (done,) = found.done
    assert (done.action.number, done.touchpoint and done.touchpoint.number, done.sure) == (2, 1, True)
    assert [pain.number for pain in found.pains_solved] == [4]
    lines = [line.by(voice("en")) for _, lines in told(found) for line in lines]
    assert "2. Answer within a day – the feeling at touchpoint 1 rose with it, +2.7" in lines


def test_a_done_action_that_did_not_help_is_told_so() -> None:
    found = compare(planned(State.OPEN, 1, 1, 1), planned(State.DONE, -1, -1, -1))
    assert "yet the feeling at touchpoint 1 fell, −2" in told(found)[1][1][0].by(voice("en"))


def test_a_done_action_whose_touchpoint_was_not_rated_again_asks_for_it() -> None:
    found = compare(planned(State.OPEN), planned(State.DONE, 1, 1, 1))
    assert "rate touchpoint 1 again" in told(found)[0][1][0].by(voice("en"))


@pytest.mark.parametrize(
    ("before", "after", "target", "better"),
    [(20, 28, 35, True), (28, 20, 35, False), (34, 36, 35, True), (36, 40, 35, None), (1, 2, None, None)],
)
def test_a_measure_moves_towards_its_target_or_away(
    before: float, after: float, target: float | None, better: bool | None
) -> None:
    def measured(value: float) -> JourneyMap:
        return journey(
            measures=(
                Measure(number=1, name="NPS", target=target, values=(Reading(on=date(2027, 1, 1), value=value),)),
            )
        )

    (moved,) = compare(measured(before), measured(after)).measures
    assert (moved.before, moved.after, moved.better) == (before, after, better)


def test_a_department_that_joined_is_named() -> None:
    before = journey(participation=(Participation(department="Sales", contributions=2),))
    after = journey(
        participation=(
            Participation(department="Finance"),
            Participation(department="sales", contributions=3),
            Participation(department="Support", raters=1),
        )
    )
    assert compare(before, after).departments == ("Support",)
