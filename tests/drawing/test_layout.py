"""Nothing leaves its cell, nothing lies over something else: measured on the laid-out text of generated journeys."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import journeys
from sample import AWKWARD, SIZES, awkward, of_size, software_service

from drawing import sizes
from drawing.canvas import Page
from drawing.geometry import Box
from drawing.look import look_for
from drawing.pictures import FORMS, PICTURES
from drawing.scene import Column, rows_of, stage_scene, with_empty_stages
from journey.model import JourneyMap

unhurried = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def laid_out(journey: JourneyMap, form: str = "png", picture: str = "map", language: str = "en") -> list[Page]:
    entry = PICTURES[picture]
    return entry.pages(entry.shown(journey), look_for(form, "light", language))


def overlapping(page: Page) -> list[tuple[str, str]]:
    lines = sorted(page.lines, key=lambda line: line.box.y)
    found = []
    for i, one in enumerate(lines):
        for other in lines[i + 1 :]:
            if other.box.y >= one.box.bottom:
                break
            if one.box.overlaps(other.box):
                found.append((one.text, other.text))
    return found


def outside(page: Page) -> list[str]:
    paper = Box(0, 0, page.width, page.height)
    return [line.text for line in page.lines if not paper.holds(line.box)]


def leaving(page: Page) -> list[str]:
    """Lines that are wider than their cell, or begin or end beside it."""
    return [
        line.text for line in page.lines if line.box.x < line.cell.x - 0.5 or line.box.right > line.cell.right + 0.5
    ]


def assert_tidy(pages: list[Page]) -> None:
    for page in pages:
        assert not outside(page)
        assert not leaving(page)
        assert not overlapping(page)


@pytest.mark.parametrize("picture", PICTURES)
@given(journey=journeys(), form=st.sampled_from(FORMS))
@unhurried
def test_no_text_leaves_its_cell_or_lies_over_another(picture: str, journey: JourneyMap, form: str) -> None:
    assert_tidy(laid_out(journey, form, picture))


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("count", SIZES)
def test_every_size_is_tidy_in_every_language(count: int, language: str, picture: str) -> None:
    assert_tidy(laid_out(of_size(count), picture=picture, language=language))


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_is_tidy(text: str) -> None:
    assert_tidy(laid_out(awkward(text)))


def shapes_of(page: Page) -> list[Box]:
    outlines = [outline for group in page.shapes.values() for outline in group]
    return [Box(*o.points.min(axis=0), *(o.points.max(axis=0) - o.points.min(axis=0))) for o in outlines]


@given(journey=journeys())
@unhurried
def test_no_shape_leaves_the_page(journey: JourneyMap) -> None:
    for page in laid_out(journey):
        paper = Box(0, 0, page.width, page.height)
        assert all(paper.holds(box) for box in shapes_of(page))


@given(count=st.integers(1, 80), names=st.lists(st.sampled_from("abc"), min_size=80, max_size=80))
@unhurried
def test_rows_hold_every_column_in_order_and_never_too_many(count: int, names: list[str]) -> None:
    columns = [Column(name) for name in names[:count]]
    rows = rows_of(columns)
    assert [c for row in rows for c in row] == columns
    assert all(len(row) <= sizes.MOST_COLUMNS for row in rows)


def test_rows_break_between_stages_where_they_can() -> None:
    rows = rows_of([Column("a")] * 7 + [Column("b")] * 5)
    assert [len(row) for row in rows] == [7, 5]


def test_an_empty_stage_has_its_place_between_the_others() -> None:
    columns = with_empty_stages([Column("a"), Column("c")], ("a", "b", "c", "d"))
    assert [c.stage for c in columns] == ["a", "b", "c", "d"]


def test_files_show_every_touchpoint_of_a_long_journey() -> None:
    look = look_for("svg", "light", "en")
    scene = stage_scene(of_size(300), look)
    assert sum(len(band.columns) for band in scene.bands) == 300


def test_a_pdf_breaks_into_pages_that_repeat_the_name() -> None:
    pages = laid_out(of_size(120), "pdf")
    assert len(pages) > 1
    assert all(any("loyal customer" in line.text for line in page.lines) for page in pages)


def test_the_picture_for_the_channel_cuts_a_long_text_and_the_file_does_not() -> None:
    journey = software_service()
    long = "tells at length " * 12 + "to the very end"
    first = journey.touchpoints[0].model_copy(update={"activity": long})
    journey = journey.model_copy(update={"touchpoints": (first, *journey.touchpoints[1:])})
    assert not any("very end" in line.text for line in laid_out(journey)[0].lines)
    said = " ".join(line.text for line in laid_out(journey, "svg")[0].lines)
    assert "to the very end" in said
