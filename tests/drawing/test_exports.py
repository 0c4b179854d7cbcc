"""The journey as a table, a workbook, Markdown and JSON: read back by other programs' readers."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from made import journeys
from markdown_it import MarkdownIt
from openpyxl import Workbook, load_workbook
from sample import AWKWARD, awkward, of_size, software_service

from drawing.exports import EXPORTS, as_json, export_bytes
from drawing.exports.table import harmless
from journey.model import Action, Cause, JourneyMap, Measure, PainPoint, Reading, Review, State, Task, Touchpoint

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "＝1",
    "\u00a0=1",
    '=HYPERLINK("x")',
    "|calc",
)
ANY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def table(journey: JourneyMap, language: str = "en") -> list[list[str]]:
    written = export_bytes(journey, "csv", language)
    assert written.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""), strict=True))


def workbook(journey: JourneyMap, language: str = "en") -> Workbook:
    return load_workbook(io.BytesIO(export_bytes(journey, "xlsx", language)))


def dated() -> JourneyMap:
    task = Task(number=1, what="Ask", due=date(2027, 2, 1))
    action = Action(
        number=1, goal="Answer", pain_point=1, due=date(2027, 1, 31), state=State.DONE,
        done_on=date(2027, 1, 2), effort=2, tasks=(task,),
    )  # fmt: skip
    return JourneyMap(
        id="J",
        name="Trial",
        created_at=datetime(2026, 12, 1, tzinfo=UTC),
        touchpoints=(Touchpoint(number=1, what="Waits"),),
        pain_points=(PainPoint(number=1, touchpoint=1, what="Slow", causes=(Cause(number=1, why="Old"),)),),
        actions=(action,),
        measures=(Measure(number=1, name="NPS", values=(Reading(on=date(2027, 3, 4), value=-12.5),)),),
        reviews=(Review(number=1, held_at=datetime(2027, 4, 5, 9, tzinfo=UTC), outcome="Better"),),
    )


@pytest.mark.parametrize("form", EXPORTS)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_form_is_the_same_each_time(form: str, language: str) -> None:
    assert export_bytes(software_service(), form, language) == export_bytes(software_service(), form, language)


@pytest.mark.parametrize("form", [form for form in EXPORTS if form != "json"])
@given(journey=journeys())
@ANY
def test_any_journey_can_be_written(form: str, journey: JourneyMap) -> None:
    """JSON has its own promise below: half characters, which no store takes either, are not JSON's to write."""
    assert export_bytes(journey, form, "nl")


def test_json_comes_back_without_loss() -> None:
    journey = software_service()
    assert JourneyMap.model_validate(json.loads(as_json(journey))) == journey


# --- CSV -----------------------------------------------------------------------------------------------------------


@given(journey=journeys())
@ANY
def test_the_table_has_a_line_per_touchpoint_and_as_many_cells_in_each(journey: JourneyMap) -> None:
    rows = table(journey)
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [row[0] for row in rows[1:]] == [str(t.number) for t in journey.touchpoints]


def test_the_table_tells_the_whole_of_a_touchpoint() -> None:
    rows = table(software_service())
    first = dict(zip(rows[0], rows[10], strict=True))
    assert first["Touchpoint"] == "Upgrades and hits a bug"
    assert first["Emotion"].startswith("-1.")
    assert "Work is lost when the plan changes" in first["Pain points"]


def test_the_table_speaks_dutch() -> None:
    rows = table(software_service(), "nl")
    assert rows[0][:3] == ["Nummer", "Fase", "Contactpunt"]
    assert rows[5][3] == "wachten"


@pytest.mark.parametrize("typed", FORMULAS)
def test_no_cell_of_the_table_is_a_formula(typed: str) -> None:
    rows = table(JourneyMap(id="J", name="x", touchpoints=(Touchpoint(number=1, what=typed, stage=typed),)))
    assert rows[1][2].startswith("'")
    assert harmless(typed)[1:].strip() == typed.strip().replace("\r", "")


@pytest.mark.parametrize("typed", ["Reads the blog", "", "1 - 2", "50 %", "'quoted'", "é", "👍"])
def test_what_is_no_formula_is_left_alone(typed: str) -> None:
    assert harmless(typed) == typed


# --- XLSX ----------------------------------------------------------------------------------------------------------


def test_the_workbook_has_a_title_sheet_and_a_sheet_per_kind() -> None:
    assert workbook(software_service()).sheetnames == [
        "Journey", "Touchpoints", "Personas", "Evidence", "Pain points", "Actions", "Measures", "Departments",
        "Reviews",
    ]  # fmt: skip
    book = workbook(software_service(), "nl")
    assert book.sheetnames[:2] == ["Klantreis", "Contactpunten"]
    assert book.worksheets[0]["A1"].value == software_service().name
    assert (book.properties.title, book.properties.creator) == (software_service().name, "Waymark")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_sheet_has_a_frozen_heading_a_filter_widths_and_wrapped_text(language: str) -> None:
    for sheet in workbook(software_service(), language).worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref is not None
        assert sheet.auto_filter.ref.startswith("A1:")
        assert all(7 < sheet.column_dimensions[cell.column_letter].width <= 62 for cell in sheet[1])
        assert all(cell.alignment.wrap_text for row in sheet for cell in row if isinstance(cell.value, str))
        assert all(cell.font.bold for cell in sheet[1])


def test_dates_are_dates_and_figures_are_figures() -> None:
    book = workbook(dated())
    actions, measures, reviews = book["Actions"], book["Measures"], book["Reviews"]
    assert [row[6].value for row in actions.iter_rows(min_row=2)] == [datetime(2027, 1, 31), datetime(2027, 2, 1)]
    assert actions["G2"].is_date
    assert actions["G2"].number_format == "yyyy-mm-dd"
    assert (measures["C2"].value, measures["D2"].value) == (datetime(2027, 3, 4), -12.5)
    assert reviews["B2"].value == datetime(2027, 4, 5)


@pytest.mark.parametrize("typed", FORMULAS)
def test_no_cell_of_the_workbook_is_a_formula_or_a_link(typed: str) -> None:
    journey = JourneyMap(
        id="J", name=typed, goal="https://example.org", touchpoints=(Touchpoint(number=1, what=typed, stage=typed),)
    )
    for sheet in workbook(journey).worksheets:
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)
    assert workbook(journey)["Touchpoints"]["C2"].value.strip() == typed.replace("\r", "\n").strip()


@given(journey=journeys())
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_spreadsheet_program_reads_every_touchpoint(journey: JourneyMap) -> None:
    sheet = workbook(journey)["Touchpoints"]
    numbers = [row[0].value for row in sheet.iter_rows(min_row=2) if row[0].value is not None]
    assert numbers == [t.number for t in journey.touchpoints]


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts_fit_into_a_workbook(text: str) -> None:
    assert workbook(awkward(text))["Touchpoints"].max_row > 1


def test_a_text_longer_than_a_cell_is_cut_and_not_left_out() -> None:
    journey = of_size(1)
    long = journey.touchpoints[0].model_copy(update={"what": "x" * 40_000})
    sheet = workbook(journey.model_copy(update={"touchpoints": (long,)}))["Touchpoints"]
    assert len(sheet["C2"].value) == 32_767


# --- Markdown ------------------------------------------------------------------------------------------------------


class Seen(HTMLParser):
    """Which tags a page has, and what people read on it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def read(journey: JourneyMap, language: str = "en") -> Seen:
    seen = Seen()
    markdown = export_bytes(journey, "md", language).decode()
    seen.feed(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown))
    return seen


@pytest.mark.parametrize(
    "typed",
    ["# no heading", "- no list", "1. no list", "1) no list", "[x](https://example.org)", "![x](y)", "**x** _y_ ~~z~~",
     "<b>x</b>", "`code`", "> quote", "a | b", "---", "&lt;", "| a |\n|--|", "$x$", "http://example.org", "\\",
     "    x"],
)  # fmt: skip
def test_markdown_shows_what_was_typed_and_nothing_else(typed: str) -> None:
    journey = JourneyMap(id="J", name="x", goal=typed, touchpoints=(Touchpoint(number=1, what=typed, activity=typed),))
    seen = read(journey)
    assert seen.tags <= {"h1", "h2", "h3", "p", "ul", "li", "strong"}
    assert seen.text.count(" ".join(typed.split())) >= 3


@given(journey=journeys())
@ANY
def test_markdown_never_becomes_anything_but_headings_and_lists(journey: JourneyMap) -> None:
    assert read(journey, "nl").tags <= {"h1", "h2", "h3", "p", "ul", "li", "strong"}
