"""Two maps in one picture: what rose, fell, came and went is to be seen in letters too, and nothing lies over it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import journeys
from sample import AWKWARD, awkward, of_size, rating, software_service
from test_layout import assert_readable

from drawing.beside import Beside
from drawing.canvas import Page
from drawing.comparing import columns_of, shown_compared
from drawing.look import look_for
from drawing.pictures import FORMS, PICTURES, draw, fingerprint
from drawing.process import DrawingProcess
from drawing.words_of import ALT_TEXT_MOST, alt_text
from journey.model import JourneyMap, Perspective, Touchpoint


def laid_out(before: JourneyMap, after: JourneyMap, form: str = "png", language: str = "en") -> list[Page]:
    beside = Beside((shown_compared(before),))
    return PICTURES["comparison"].pages(shown_compared(after), look_for(form, "light", language), beside)


def words_of(pages: list[Page]) -> list[str]:
    return [line.text for page in pages for line in page.lines]


def a_year_later() -> JourneyMap:
    """Touchpoint 10 rose, 3 fell, 6 was rated by few, 4 went, 13 came."""
    scores = {10: (1, 0, 1, 1, 0), 3: (0, -1, 0, 0, -1, 0), 6: (1, 1)}
    journey = software_service()
    kept = [
        t.model_copy(update={"rating": rating(*scores[t.number])}) if t.number in scores else t
        for t in journey.touchpoints
        if t.number != 4
    ]
    came = Touchpoint(number=13, what="Gets an offer", stage="Decision", rating=rating(1, 2, 1))
    return journey.model_copy(update={"touchpoints": (*kept[:8], came, *kept[8:])})


def test_the_picture_says_in_letters_what_happened_to_each_touchpoint() -> None:
    said = words_of(laid_out(software_service(), a_year_later()))
    for told in ("+2.4", "−1.3", "+1.2 ?", "New", "Gone", "13. Gets an offer", "Before", "After"):
        assert told in said
    assert any(line.startswith("?: few raters") for line in said)


def test_what_went_stands_where_it_was_and_what_came_where_it_is() -> None:
    columns = columns_of(software_service(), a_year_later())
    assert [c.touchpoint.number for c in columns] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 10, 11, 12]
    assert [c.touchpoint.number for c in columns if c.after is None] == [4]


def test_what_went_stands_in_its_own_stage_among_that_which_came() -> None:
    wished = software_service().model_copy(update={"id": "K"})
    others = (
        t.model_copy(update={"number": 50 + t.number, "what": f"wish{t.number}"}) for t in wished.touchpoints[::2]
    )
    columns = columns_of(software_service(), wished.model_copy(update={"touchpoints": tuple(others)}))
    stages = [column.touchpoint.stage for column in columns]
    assert stages == sorted(stages, key=software_service().stages.index)


def test_as_it_is_and_as_it_should_be_are_called_so() -> None:
    wished = a_year_later().model_copy(update={"id": "K", "perspective": Perspective.TO_BE})
    said = words_of(laid_out(software_service(), wished, language="nl"))
    assert {"Huidige situatie", "Gewenste situatie", "+2,4", "Nieuw", "Weg"} <= set(said)


@given(before=journeys(), after=journeys(), form=st.sampled_from(FORMS), language=st.sampled_from(("en", "nl")))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_two_maps_are_tidy_beside_each_other(
    before: JourneyMap, after: JourneyMap, form: str, language: str
) -> None:
    assert_readable(laid_out(before, after, form, language))
    assert len(alt_text(after, language, "comparison", Beside((before,)))) <= ALT_TEXT_MOST


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_is_tidy_beside_each_other(text: str) -> None:
    assert_readable(laid_out(awkward(text), software_service()))


def test_of_a_long_journey_the_channel_sees_where_most_happened_and_a_file_shows_all() -> None:
    before = of_size(60)
    changed = {7, 33, 58}
    after = before.model_copy(
        update={
            "touchpoints": tuple(
                t.model_copy(update={"rating": rating(*([2] * 5 if (t.rating.mean or 0) < 0 else [-2] * 5))})
                if t.number in changed
                else t
                for t in before.touchpoints
            )
        }
    )
    said = words_of(laid_out(before, after))
    assert all(any(line.startswith(f"{number}. ") for line in said) for number in changed)
    assert "40 more touchpoints, where less happened, are left out." in said
    names = [line for line in words_of(laid_out(before, after, "svg")) if line.split(". ")[0].isdigit()]
    assert len(names) == 60


def test_a_map_beside_nothing_is_compared_with_itself() -> None:
    assert draw(software_service(), "comparison") == draw(
        software_service(), "comparison", others=(software_service(),)
    )
    assert "Nothing that stands out." in alt_text(software_service(), "en", "comparison")


def test_the_fingerprint_knows_both_maps() -> None:
    one, other = software_service(), a_year_later()
    prints = {
        fingerprint(one, "comparison"),
        fingerprint(one, "comparison", others=(other,)),
        fingerprint(other, "comparison", others=(one,)),
        fingerprint(one, "comparison", others=(other.model_copy(update={"goal": "Another"}),)),
    }
    assert len(prints) == 3


def test_the_process_draws_two_maps_too() -> None:
    process = DrawingProcess(timeout=180)
    drawn = process.draw(a_year_later(), "comparison", "svg", others=(software_service(),))
    process.close()
    assert drawn == draw(a_year_later(), "comparison", "svg", others=(software_service(),))
