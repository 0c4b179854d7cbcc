"""The emotion curve tells no more than what was rated."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import of_size, rating, software_service

from drawing.curve import smooth
from drawing.layouts import map_scene, overview_scene
from drawing.look import look_for
from drawing.moments import Moment, stretches
from drawing.peaks import Peaks, mean_of_all, peaks_of
from journey.model import Touchpoint
from journey.words import voice

unhurried = settings(deadline=None)
scores = st.lists(st.floats(-2, 2), min_size=1, max_size=40)


@given(scores)
@unhurried
def test_the_curve_never_leaves_the_scale(means: list[float]) -> None:
    _, y = smooth(np.arange(len(means), dtype=float), np.array(means))
    assert y.min() >= -2 - 1e-9
    assert y.max() <= 2 + 1e-9


@given(scores)
@unhurried
def test_between_two_moments_the_curve_stays_between_them(means: list[float]) -> None:
    x, y = smooth(np.arange(len(means), dtype=float), np.array(means), steps=10)
    for i in range(len(means) - 1):
        part = y[(x >= i) & (x <= i + 1)]
        assert part.min() >= min(means[i : i + 2]) - 1e-9
        assert part.max() <= max(means[i : i + 2]) + 1e-9


@given(scores)
@unhurried
def test_the_curve_passes_through_every_moment(means: list[float]) -> None:
    x, y = smooth(np.arange(len(means), dtype=float), np.array(means))
    assert np.allclose(np.interp(np.arange(len(means)), x, y), means)


def test_a_touchpoint_without_ratings_is_a_gap() -> None:
    journey = of_size(9)
    unrated = journey.touchpoints[4].model_copy(update={"rating": rating()})
    journey = journey.model_copy(update={"touchpoints": (*journey.touchpoints[:4], unrated, *journey.touchpoints[5:])})
    found = list(stretches(map_scene(journey, look_for("png", "light", "en"))))
    assert [len(stretch) for stretch in found] == [4, 4]


def test_moments_that_would_lie_on_each_other_become_one_with_the_range_of_their_means() -> None:
    journey = of_size(300)
    found = [m for run in stretches(overview_scene(journey, look_for("png", "light", "en"))) for m in run]
    assert [t.number for m in found for t in m.touchpoints] == list(range(1, 301))
    assert 30 <= len(found) <= 80
    one = Moment(tuple(made(-1, 2)), 0.0)
    assert (one.mean, one.span) == (0.5, (-1, 2))


def made(*means: float | None) -> list[Touchpoint]:
    return [
        Touchpoint(number=i, what="x", rating=rating().model_copy(update={"mean": mean, "count": 1}))
        for i, mean in enumerate(means, 1)
    ]


def numbers(touchpoints: tuple[Touchpoint, ...]) -> list[int]:
    return [t.number for t in touchpoints]


def test_the_highest_and_lowest_moments_are_found() -> None:
    peaks = peaks_of(made(0, 2, None, -1, 1), most=2)
    assert numbers(peaks.highest) == [2, 5]
    assert numbers(peaks.lowest) == [4, 1]


def test_nothing_is_low_where_all_is_equal() -> None:
    assert peaks_of(made(1, 1)).lowest == ()


def test_nothing_stands_out_where_nothing_is_rated() -> None:
    assert peaks_of(made(None, None)) == Peaks()


def test_the_mean_of_a_stage_is_the_mean_of_its_moments() -> None:
    assert mean_of_all(made(2, None, -1)) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("score", "said"), [(0, "0"), (-0.04, "0"), (1.0, "+1"), (1.46, "+1.5"), (-0.7, "−0.7"), (-2.0, "−2")]
)
def test_scores_are_said_with_their_sign(score: float, said: str) -> None:
    assert voice("en").signed(score) == said


def test_the_sample_has_its_high_and_low_where_the_method_says() -> None:
    peaks = peaks_of(software_service().touchpoints)
    assert numbers(peaks.highest) == [8]
    assert numbers(peaks.lowest) == [10]
