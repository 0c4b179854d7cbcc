"""Curves side by side: who has one, where another journey's moments stand, what moved, where people disagree."""

from __future__ import annotations

import pytest
from rich_journeys import another_persona, earlier, rich
from sample import of_size, rating

from drawing.beside import Beside
from drawing.showing import showing
from drawing.told.curves import Kind, curves_of, differences, moves
from journey.model import JourneyMap, Touchpoint
from journey.words import voice

say = voice("en")


def journey_of(stages: str, name: str = "J", scores: int = 1) -> JourneyMap:
    touchpoints = tuple(
        Touchpoint(
            number=i,
            what=f"{name}{stage}{i}".removeprefix("J"),
            stage=stage,
            rating=rating(*([scores] * 3)),
        )
        for i, stage in enumerate(stages, 1)
    )
    return JourneyMap(id=name, name=name, stages=tuple(dict.fromkeys(stages)), touchpoints=touchpoints)


def test_only_departments_with_an_aggregate_have_a_curve() -> None:
    kinds = [curve.kind for curve in curves_of(say, rich())]
    assert kinds == [Kind.TEAM, Kind.DEPARTMENT, Kind.DEPARTMENT, Kind.DEPARTMENT]
    assert [curve.kind for curve in curves_of(say, of_size(5))] == [Kind.TEAM]


def test_another_journey_stands_stage_by_stage_where_both_have_the_same_stages() -> None:
    curves = curves_of(say, journey_of("AABB"), Beside((journey_of("ABB", "Other", -1),)))
    assert [place for place, _, _ in curves[1].points] == [0.5, 2.0, 3.0]


def test_another_journey_with_other_stages_stands_evenly_from_start_to_end() -> None:
    curves = curves_of(say, journey_of("AABB"), Beside((journey_of("XY", "Other", -1),)))
    assert [place for place, _, _ in curves[1].points] == [0.5, 2.5]


def test_the_first_moment_of_a_journey_of_the_same_length_stands_at_the_first() -> None:
    curves = curves_of(say, journey_of("AABB"), Beside((journey_of("AAB", "Other", -1),)))
    assert [place for place, _, _ in curves[1].points] == [0, 1, 2.5]


def test_the_same_touchpoint_stands_in_the_same_place_and_the_rest_between() -> None:
    other = journey_of("AABB", "Other", -1)
    alike = other.touchpoints[2].model_copy(update={"what": "B4"})
    other = other.model_copy(update={"touchpoints": (*other.touchpoints[:2], alike, other.touchpoints[3])})
    curves = curves_of(say, journey_of("AABB"), Beside((other,)))
    assert [place for place, _, _ in curves[1].points] == pytest.approx([0, 1, 3, 10 / 3])


def test_places_always_rise_from_left_to_right() -> None:
    for stages in ("ABAB", "BA", "A", "AAAAAAB", "BBA"):
        curves = curves_of(say, journey_of("AABBC"), Beside((journey_of(stages, "Other", -1),)))
        places = [place for place, _, _ in curves[1].points]
        assert places == sorted(set(places))


def test_an_earlier_review_that_shows_the_same_is_no_curve_of_its_own() -> None:
    shown = showing("id", "stages", "touchpoints")
    assert len(curves_of(say, shown(of_size(5)), Beside((shown(of_size(5)),)))) == 1


def test_what_rose_and_fell_most_is_told_of_an_earlier_review() -> None:
    before, now = journey_of("AAB", scores=-1), journey_of("AAB", scores=-1)
    risen = now.touchpoints[1].model_copy(update={"rating": rating(2, 2, 2)})
    now = now.model_copy(update={"touchpoints": (now.touchpoints[0], risen, now.touchpoints[2])})
    (told,) = moves(say, curves_of(say, now, Beside((before,))))
    assert "up most at 2. A2 (+3)" in told
    assert "down" not in told


def test_disagreement_is_among_those_who_rate_today() -> None:
    curves = curves_of(say, rich(), Beside((earlier(), another_persona())))
    assert {c.kind for d in differences(curves) for c in (d.low, d.high)} <= {Kind.TEAM, Kind.DEPARTMENT}
    by = [d.by for d in differences(curves)]
    assert by == sorted(by, reverse=True)
