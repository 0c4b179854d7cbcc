"""Nothing leaves its cell, nothing lies over something else: measured on the laid-out text of generated journeys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import journeys
from sample import AWKWARD, SIZES, STAGES, awkward, of_size, software_service

from drawing import sizes
from drawing.beside import Beside
from drawing.blocks import draw_all, words
from drawing.book import bound
from drawing.canvas import Page
from drawing.columns import MOST_COLUMNS, PART_COLUMNS, Column, columns_of, parts_of, rows_of, with_empty_stages
from drawing.geometry import Box
from drawing.layouts import map_scene, overview_scene
from drawing.look import look_for
from drawing.moments import places, stretches_beside
from drawing.peaks import peaks_of
from drawing.pictures import FORMS, PICTURES
from drawing.shaping import reads_from_right
from drawing.telling_parts import MOST_TELLING, telling_parts
from drawing.typeface import width, wrap
from journey.model import JourneyMap, Perspective, Review

fewest = settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
few = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
unhurried = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def laid_out(
    journey: JourneyMap, form: str = "png", picture: str = "map", language: str = "en", wish: Beside | None = None
) -> list[Page]:
    """As a file has it; a PDF is bound into pages, with its telling."""
    entry, look, beside = PICTURES[picture], look_for(form, "light", language), wish or Beside()
    pages = entry.pages(entry.shown(journey), look, beside)
    return bound(pages, journey, look, picture, beside) if form == "pdf" else pages


def every_layout(journey: JourneyMap, language: str = "en") -> Iterator[tuple[str, list[Page]]]:
    """Each way to lay the journey out, by name."""
    for form in ("png", "svg"):
        yield f"map as {form}", laid_out(journey, form, "map", language)
    yield "overview", laid_out(journey, "png", "overview", language)
    for part in parts_of(journey)[:6]:
        yield part.picture, laid_out(journey, "png", "part", language, Beside(part=part.number))
    for paper in sizes.PAPERS:
        yield paper, laid_out(journey, "pdf", "map", language, Beside(paper=paper))


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


def crossing(page: Page) -> list[tuple[str, str]]:
    """Lines whose cells lie over each other, though their letters may not."""
    lines = sorted(page.lines, key=lambda line: line.cell.y)
    found = []
    for i, one in enumerate(lines):
        for other in lines[i + 1 :]:
            if other.cell.y >= one.cell.bottom:
                break
            if one.cell.overlaps(other.cell, slack=1.0):
                found.append((one.text, other.text))
    return found


def outside(page: Page) -> list[str]:
    paper = Box(0, 0, page.width, page.height)
    return [line.text for line in page.lines if not paper.holds(line.box)]


def leaving(page: Page) -> list[str]:
    """Lines that are wider or higher than their cell, or begin or end beside it."""
    return [line.text for line in page.lines if not line.cell.holds(line.box)]


def assert_readable(pages: list[Page], name: str = "") -> None:
    for page in pages:
        assert not outside(page), name
        assert not leaving(page), name
        assert not overlapping(page), name


def assert_tidy(pages: list[Page], name: str = "") -> None:
    assert_readable(pages, name)
    assert [pair for page in pages for pair in crossing(page)] == [], name


@given(journey=journeys())
@unhurried
def test_no_text_leaves_its_cell_or_lies_over_another_in_any_layout(journey: JourneyMap) -> None:
    for name, pages in every_layout(journey):
        assert_tidy(pages, name)


@pytest.mark.parametrize("picture", PICTURES)
@given(journey=journeys(), form=st.sampled_from(FORMS))
@few
def test_every_picture_is_tidy_in_every_form(picture: str, journey: JourneyMap, form: str) -> None:
    assert_tidy(laid_out(journey, form, picture))


@given(journey=journeys(), other=journeys())
@few
def test_a_second_curve_leaves_all_tidy(journey: JourneyMap, other: JourneyMap) -> None:
    for picture in ("map", "overview", "part"):
        assert_tidy(laid_out(journey, "png", picture, wish=Beside((other,))))


@pytest.mark.parametrize("picture", [name for name, entry in PICTURES.items() if entry.compares])
@given(journey=journeys(), others=st.lists(journeys(), min_size=1, max_size=3), form=st.sampled_from(FORMS))
@fewest
def test_every_picture_of_several_journeys_is_tidy(
    picture: str, journey: JourneyMap, others: list[JourneyMap], form: str
) -> None:
    assert_tidy(laid_out(journey, form, picture, wish=Beside(tuple(map(PICTURES[picture].shown, others)))))


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("count", SIZES)
def test_every_size_is_tidy_in_every_language_and_layout(count: int, language: str) -> None:
    for name, pages in every_layout(of_size(count), language):
        assert_tidy(pages, name)


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_is_tidy(text: str) -> None:
    for name, pages in every_layout(awkward(text)):
        assert_tidy(pages, name)


def shapes_of(page: Page) -> list[Box]:
    outlines = [outline for group in page.shapes.values() for outline in group]
    return [Box(*o.points.min(axis=0), *(o.points.max(axis=0) - o.points.min(axis=0))) for o in outlines]


@given(journey=journeys())
@unhurried
def test_no_shape_leaves_the_page(journey: JourneyMap) -> None:
    for name, pages in every_layout(journey):
        for page in pages:
            paper = Box(0, 0, page.width, page.height)
            assert all(paper.holds(box) for box in shapes_of(page)), name


@given(count=st.integers(1, 80), names=st.lists(st.sampled_from("abc"), min_size=80, max_size=80))
@unhurried
def test_rows_hold_every_column_in_order_and_never_too_many(count: int, names: list[str]) -> None:
    columns = [Column(name) for name in names[:count]]
    rows = rows_of(columns)
    assert [c for row in rows for c in row] == columns
    assert all(len(row) <= MOST_COLUMNS for row in rows)


@pytest.mark.parametrize("text", ["مرحبا بالعالم كيف الحال", "שלום עולם, איך זה עובד"])
def test_text_that_reads_from_the_right_begins_at_the_right_of_its_cell(text: str) -> None:
    for name, pages in every_layout(awkward(text)):
        lines = [line for page in pages for line in page.lines if reads_from_right(line.text)]
        assert lines, name
        assert all(abs(line.cell.right - line.box.right) <= 0.5 or line.box.x > line.cell.x for line in lines), name


def test_a_symbol_stands_at_the_side_where_its_text_begins() -> None:
    palette = look_for("png", "light", "en").palette
    for text, left in (("Costs too much", True), ("מחיר גבוה", False)):
        page = Page(200, 40, palette.paper)
        draw_all(page, words(text, sizes.BODY, palette.ink, 200, 1, "pain"), 0, 0)
        (mark,) = shapes_of(page)
        assert bool(mark.right < page.lines[0].box.x) == left


@pytest.mark.parametrize("number", ["7", "(5", "12."])
def test_a_line_does_not_end_with_the_number_of_the_next_word(number: str) -> None:
    room = width(f"It waits {number}", sizes.BODY) + 1
    assert wrap(f"It waits {number} days", sizes.BODY, room, 3) == ("It waits", f"{number} days")


def test_a_long_journey_is_shown_by_the_parts_that_tell_most() -> None:
    journey = of_size(300)
    parts = telling_parts(journey)
    here = {t.number for part in parts for column in part.columns for t in column.touchpoints}
    peaks = peaks_of(journey.touchpoints)
    assert len(parts) <= MOST_TELLING
    assert {peaks.highest[0].number, peaks.lowest[0].number} <= here
    assert [part.number for part in parts] == sorted(part.number for part in parts)


@pytest.mark.parametrize("count", [0, 1, 12, 30])
def test_a_journey_whose_parts_fit_into_a_message_is_shown_by_all_of_them(count: int) -> None:
    assert telling_parts(of_size(count)) == parts_of(of_size(count))


def test_rows_break_between_stages_where_they_can() -> None:
    rows = rows_of([Column("a")] * 7 + [Column("b")] * 5)
    assert [len(row) for row in rows] == [7, 5]


def test_an_empty_stage_has_its_place_between_the_others() -> None:
    columns = with_empty_stages([Column("a"), Column("c")], ("a", "b", "c", "d"))
    assert [c.stage for c in columns] == ["a", "b", "c", "d"]


def test_files_show_every_touchpoint_of_a_long_journey() -> None:
    scene = map_scene(of_size(300), look_for("svg", "light", "en"))
    assert sum(len(band.columns) for band in scene.bands) == 300


@given(journey=journeys())
@unhurried
def test_the_parts_hold_every_column_once_in_order_and_never_more_than_can_be_read(journey: JourneyMap) -> None:
    parts = parts_of(journey)
    columns = [column for part in parts for column in part.columns]
    assert columns == (columns_of(journey) if journey.touchpoints else [])
    assert all(len(part.columns) <= PART_COLUMNS for part in parts)


def test_a_part_holds_whole_stages_or_an_even_piece_of_a_long_one() -> None:
    titles = [part.title for part in parts_of(software_service())]
    assert titles == ["Awareness, Consideration", "Decision", "Retention, Advocacy"]
    long = journey_of(7, 2)
    assert [(part.title, len(part.columns)) for part in parts_of(long)] == [
        ("Awareness 1/2", 4), ("Awareness 2/2", 3), ("Consideration", 2),
    ]  # fmt: skip


def journey_of(*counts: int) -> JourneyMap:
    """So many touchpoints in each of the first stages, and no other stages."""
    stages = [stage for stage, count in zip(STAGES, counts, strict=False) for _ in range(count)]
    pairs = zip(of_size(len(stages)).touchpoints, stages, strict=True)
    touchpoints = tuple(t.model_copy(update={"stage": stage}) for t, stage in pairs)
    return of_size(len(stages)).model_copy(update={"stages": STAGES[: len(counts)], "touchpoints": touchpoints})


def test_where_even_pieces_are_too_many_for_a_message_parts_are_fuller() -> None:
    parts = parts_of(of_size(30))
    assert [len(part.columns) for part in parts] == [5] * 6
    assert [part.title for part in parts][:2] == ["Awareness 1/2", "Awareness 2/2, Consideration 1/2"]


def test_a_part_that_does_not_exist_is_named() -> None:
    with pytest.raises(ValueError, match="no part 4"):
        laid_out(software_service(), picture="part", wish=Beside(part=4))


@pytest.mark.parametrize("count", SIZES)
def test_pictures_for_the_channel_can_be_read_at_the_widths_slack_shows(count: int) -> None:
    journey = of_size(count)
    for name, pages in every_layout(journey):
        if name == "overview" or name.startswith("part"):
            smallest = min(line.font.size for page in pages for line in page.lines) / pages[0].width
            assert smallest * 800 >= 14
            assert smallest * 480 >= 8.6
            assert smallest * 360 >= 6.4


@pytest.mark.parametrize("count", SIZES)
def test_an_overview_has_at_most_ten_columns_in_one_row(count: int) -> None:
    scene = overview_scene(of_size(count), look_for("png", "light", "en"))
    assert len(scene.bands) == 1
    assert len(scene.bands[0].columns) <= MOST_COLUMNS


def test_an_overview_names_each_of_ten_touchpoints_and_counts_more() -> None:
    ten = " ".join(line.text for line in laid_out(of_size(10), picture="overview")[0].lines)
    assert "Subscribes to" in ten
    eleven = [line.text for line in laid_out(of_size(11), picture="overview")[0].lines]
    assert eleven.count("2 touchpoints") == 4
    assert "3 touchpoints" in eleven


def test_nine_narrow_stages_are_named_whole_in_the_overview() -> None:
    names = ("meeting us", "trying it out", "buying", "Considerations", "use", "trouble", "repair", "renewal", "advice")
    sample = software_service()
    touchpoints = tuple(t.model_copy(update={"stage": names[(t.number - 1) * 9 // 12]}) for t in sample.touchpoints)
    journey = sample.model_copy(update={"stages": names, "touchpoints": touchpoints})
    said = "".join(line.text for line in laid_out(journey, picture="overview")[0].lines).replace("-", "")
    assert all(word in said for name in names for word in name.split())


@pytest.mark.parametrize("paper", sizes.PAPERS)
def test_a_pdf_has_pages_of_its_paper_that_repeat_name_and_lanes_and_are_numbered(paper: str) -> None:
    pages = laid_out(of_size(120), "pdf", wish=Beside(paper=paper))
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        said = [line.text for line in page.lines]
        assert any("loyal customer" in text for text in said)
        assert f"Page {number} of {len(pages)}" in said
        if page.figure and any(stage in said for stage in STAGES):
            assert {"Touchpoints", "Key activity", "Emotion"} <= set(said)
        assert round(page.width / page.inch * 25.4) == {"A3": 420, "A4": 297}[paper]
        assert round(page.height / page.inch * 25.4) == {"A3": 297, "A4": 210}[paper]


def test_pages_break_between_stages() -> None:
    pages = laid_out(of_size(30), "pdf", wish=Beside(paper="A4"))
    stages = [{line.text for line in page.lines} & set(STAGES) for page in pages if page.figure]
    assert [len(names) for names in stages if names] == [1] * 5


def test_what_is_shortened_on_paper_stands_whole_at_its_end() -> None:
    long = "tells at length " * 60 + "to the very end"
    touchpoints = tuple(t.model_copy(update={"activity": long}) for t in software_service().touchpoints)
    journey = software_service().model_copy(update={"touchpoints": touchpoints, "goal": long + " of the goal"})
    pages = laid_out(journey, "pdf", wish=Beside(paper="A4"))
    said = [" ".join(line.text for line in page.lines) for page in pages]
    first = next(i for i, text in enumerate(said) if "In words" in text)
    assert not any("very end" in text for text in said[:first])
    assert " ".join(said[first:]).count("to the very end") == len(touchpoints) + 1


def test_two_journeys_make_two_curves_with_a_legend_that_names_both() -> None:
    journey = software_service()
    wish = journey.model_copy(update={"name": "As we wish it", "perspective": Perspective.TO_BE})
    alone, both = laid_out(journey)[0], laid_out(journey, wish=Beside((wish,)))[0]
    said = " ".join(line.text for line in both.lines)
    assert "To be · As we wish it" in said
    assert "As is · From advertisement to loyal customer" in said
    assert "Team lead at a small agency · " not in said
    assert len(shapes_of(both)) > len(shapes_of(alone)) + len(journey.touchpoints)


def test_two_curves_of_one_name_are_told_apart_by_as_is_and_to_be_alone() -> None:
    journey = software_service()
    wish = journey.model_copy(update={"id": "J2", "perspective": Perspective.TO_BE})
    said = [line.text for line in laid_out(journey, wish=Beside((wish,)))[0].lines]
    assert {"As is", "To be"} <= set(said)


def test_the_curve_of_an_earlier_review_bears_its_day() -> None:
    journey = software_service()
    then = journey.model_copy(update={"reviews": (Review(number=1, held_at=datetime(2027, 1, 25, tzinfo=UTC)),)})
    said = [line.text for line in laid_out(journey, wish=Beside((then,)))[0].lines]
    assert {"Now", "25 Jan 2027"} <= set(said)


def test_another_journeys_moments_stand_where_the_same_words_do_whatever_their_numbers() -> None:
    journey = software_service()
    others = tuple(t.model_copy(update={"number": 100 - t.number}) for t in journey.touchpoints[3:])
    scene = map_scene(journey, look_for("png", "light", "en"), journey.model_copy(update={"touchpoints": others}))
    scene = replace(scene, beside=scene.beside.model_copy(update={"id": "J2"}))
    xs = {t.number: x for t, x in places(scene)}
    found = {m.touchpoints[0].number: m.x for run in stretches_beside(scene) for m in run}
    assert found == pytest.approx({100 - number: x for number, x in xs.items() if number > 3})


def test_all_of_another_journeys_moments_stand_in_their_order_within_the_curve() -> None:
    journey, other = software_service(), of_size(30).model_copy(update={"id": "J2"})
    others = tuple(t.model_copy(update={"what": f"Otherwise, {t.number}"}) for t in other.touchpoints)
    scene = map_scene(journey, look_for("png", "light", "en"), other.model_copy(update={"touchpoints": others}))
    xs = [m.x for run in stretches_beside(scene) for m in run]
    assert len(xs) == 30
    assert all(a < b for a, b in pairwise(xs))
    assert xs[0] >= 0
    assert xs[-1] <= scene.bands[-1].start + scene.bands[-1].width


def test_a_metric_below_its_target_is_marked_and_explained() -> None:
    said = [line.text for line in laid_out(software_service())[0].lines]
    assert "Misses its target" in said
    met = tuple(m.model_copy(update={"target": m.values[-1].value}) for m in software_service().measures)
    fine = software_service().model_copy(update={"measures": met})
    assert "Misses its target" not in [line.text for line in laid_out(fine)[0].lines]


def test_the_picture_for_the_channel_cuts_a_long_text_and_the_file_does_not() -> None:
    journey = software_service()
    long = "tells at length " * 12 + "to the very end"
    first = journey.touchpoints[0].model_copy(update={"activity": long})
    journey = journey.model_copy(update={"touchpoints": (first, *journey.touchpoints[1:])})
    assert not any("very end" in line.text for line in laid_out(journey)[0].lines)
    said = " ".join(line.text for line in laid_out(journey, "svg")[0].lines)
    assert "to the very end" in said
