"""What was seen when pictures were looked at, and must not come back: measured on what is laid out."""

from __future__ import annotations

from datetime import date

import pytest
from sample import of_size, rating, software_service
from test_layout import laid_out

from drawing.beside import Beside
from drawing.blocks import CHIP_PAD, Chips, Grade
from drawing.canvas import Layer, Page
from drawing.emotion import DIAMOND, DOT
from drawing.geometry import Box
from drawing.look import look_for
from drawing.sizes import BODY
from drawing.summary import Symbols
from drawing.symbols import outlines
from drawing.typeface import wrap
from journey.model import Action, JourneyMap, Perspective, State, Task

CHANNELS = tuple(sorted(outlines()))[:10]


def said_on(pages: list[Page]) -> list[str]:
    return [line.text for page in pages for line in page.lines]


def rows_of_symbols(count: int, room: float) -> int:
    """How many rows of grounds there are under a stage's channels."""
    page = Page(200, 200, "#FFFFFF")
    Symbols(CHANNELS[:count], "#DDDDDD", "#000000", room).draw(page, 0, 0)
    grounds = [outline for (layer, _), drawn in page.shapes.items() for outline in drawn if layer == Layer.SHAPE]
    return len({round(float(outline.points[:, 1].mean())) for outline in grounds})


@pytest.mark.parametrize(("room", "count", "rows"), [(90, 4, 1), (70, 4, 1), (62, 4, 1), (62, 5, 2), (90, 8, 2)])
def test_four_channels_of_a_stage_stand_in_one_row(room: float, count: int, rows: int) -> None:
    assert rows_of_symbols(count, room) == rows


def test_channels_that_have_no_room_are_counted() -> None:
    page = Page(200, 200, "#FFFFFF")
    Symbols(CHANNELS, "#DDDDDD", "#000000", 90).draw(page, 0, 0)
    assert [line.text for line in page.lines] == ["+3"]


def test_a_jump_out_of_the_picture_points_to_where_it_leads() -> None:
    said = said_on(laid_out(software_service(), picture="part", wish=Beside(part=3)))
    assert "\N{LEFTWARDS ARROW} back to 7" in said
    said = said_on(laid_out(software_service(), picture="part", wish=Beside(part=1)))
    assert "\N{RIGHTWARDS ARROW} ahead to 7" in said


def test_no_score_stands_on_a_moment_of_the_other_curve() -> None:
    journey = software_service()
    for step in range(1, 21):
        touchpoints = tuple(
            t.model_copy(
                update={"rating": t.rating.model_copy(update={"mean": max(-2, (t.rating.mean or 0) - step / 10)})}
            )
            for t in journey.touchpoints
        )
        wish = journey.model_copy(update={"id": "J2", "perspective": Perspective.TO_BE, "touchpoints": touchpoints})
        for part in (1, 2, 3):
            (page,) = laid_out(journey, picture="part", wish=Beside((wish,), part=part))
            diamonds = [box for box in boxes_of(page) if abs(box.width - 2 * DIAMOND) < 0.01]
            scores = [line.box for line in page.lines if line.text[:1] in "+−" and line.text[1:2].isdigit()]
            assert not [1 for box in scores for other in diamonds if box.inset(1, 3).overlaps(other)]


def boxes_of(page: Page) -> list[Box]:
    found = []
    for (layer, _), drawn in page.shapes.items():
        for outline in drawn if layer == Layer.CURVE else ():
            (x, y), (right, bottom) = outline.points.min(axis=0), outline.points.max(axis=0)
            found.append(Box(float(x), float(y), float(right - x), float(bottom - y)))
    return found


def with_actions(*actions: Action) -> JourneyMap:
    return of_size(2).model_copy(update={"actions": actions})


def test_an_action_done_without_a_date_is_not_said_to_lack_one() -> None:
    said = said_on(laid_out(with_actions(Action(number=1, goal="Mend it", state=State.DONE)), picture="plan"))
    assert "done" in said
    assert "no date yet" not in said


@pytest.mark.parametrize(("due", "explained"), [(None, False), (date(2027, 3, 1), True)])
def test_the_signs_of_tasks_are_explained_where_there_are_any(due: date | None, explained: bool) -> None:
    task = Task(number=1, what="Call them", due=due)
    plan = with_actions(Action(number=1, goal="Mend it", due=date(2027, 4, 1), tasks=(task,)))
    said = " ".join(said_on(laid_out(plan, picture="plan")))
    assert ("small signs" in said) is explained


@pytest.mark.parametrize(
    "text", ["8. Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", "– お客様の声を聞く[family"]
)
def test_a_number_or_a_dash_does_not_stand_alone_before_a_word_that_breaks(text: str) -> None:
    first, *_ = wrap(text, BODY, 90, 9)
    assert len(first) > 5


def test_departments_that_read_from_the_right_stand_at_the_right() -> None:
    page = Page(200, 200, "#FFFFFF")
    Chips(["مرحبا", "الحال"], "#DDDDDD", "#000000", 150).draw(page, 10, 0)
    first, second = page.lines
    assert first.box.right == pytest.approx(10 + 150 - CHIP_PAD)
    assert second.box.right < first.box.x


def test_a_curve_of_few_raters_alone_has_no_full_line_in_the_legend() -> None:
    journey = software_service()
    one = tuple(t.model_copy(update={"rating": rating(1)}) for t in journey.touchpoints)
    said = said_on(laid_out(journey.model_copy(update={"touchpoints": one})))
    assert "Fewer than 3 raters" in said
    assert "Mean of all ratings" not in said


def test_a_grade_whose_words_have_no_room_beside_its_dots_has_them_under() -> None:
    page = Page(200, 200, "#FFFFFF")
    grade = Grade(3, "terzijde gelegd", "#000000", "#000000", 70)
    grade.draw(page, 0, 0)
    assert [line.text for line in page.lines] == ["terzijde gelegd"]
    assert page.lines[0].box.y >= grade.height / 2


def test_a_callout_covers_nobodys_rating() -> None:
    """With a mean between two scores the dots of the higher one are as high as the callout."""
    for scores in ((1, 1, 1, 0, 0, 0), (0, 0, -1, -1), (2, 1, 1), (1, 1, 0)):
        rated = [rating(*scores), rating(*(-score for score in scores)), rating(0, 0, 0)]
        touchpoints = (
            t.model_copy(update={"rating": each}) for t, each in zip(of_size(3).touchpoints, rated, strict=True)
        )
        (page,) = laid_out(of_size(3).model_copy(update={"touchpoints": tuple(touchpoints)}), picture="overview")
        callouts = [line.cell for line in page.lines if line.text.startswith(("Highest ", "Lowest "))]
        assert len(callouts) == 2
        dots = [
            Box(float(x) - DOT, float(y) - DOT, 2 * DOT, 2 * DOT)
            for (_, ink), drawn in page.shapes.items()
            for outline in drawn
            if ink.fill == look_for("png", "light", "en").palette.dots
            for x, y in outline.points.reshape(-1, 18, 2).mean(axis=1)
        ]
        assert dots
        assert not [1 for box in callouts for dot in dots if box.overlaps(dot)]
