"""A PDF read as those who listen take it: the figure with its alt text, then the whole in words, in order."""

from __future__ import annotations

from collections import Counter
from datetime import date
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from made import journeys
from reading_pdf import Book
from rich_journeys import another_persona, rich
from sample import AWKWARD, awkward, empty, of_size, software_service

from drawing.beside import Beside
from drawing.markdown import Kind, read
from drawing.pictures import PICTURES, draw
from drawing.typeface import clean
from drawing.words_of import alt_text, in_words
from journey.model import JourneyMap
from journey.words import LANGUAGES, voice

TODAY = date(2027, 2, 1)
KINDS = {"H1", "H2", "H3", "P", "Lbl", "LBody", "Figure"}


def book(journey: JourneyMap, picture: str = "map", language: str = "en", paper: str = "A4") -> Book:
    others = [another_persona()] if PICTURES[picture].compares else []
    return Book(draw(journey, picture, "pdf", language, others=others, today=TODAY, paper=paper))


def told(markdown: str) -> list[str]:
    """The lines of the telling but its title, as they should be read."""
    lines = [line for line in read(markdown) if not (line.kind is Kind.HEADING and line.level == 1)]
    return [text for line in lines for text in (clean(line.name), clean(line.text)) if text]


@pytest.mark.parametrize("journey", [rich(), of_size(30)], ids=["rich", "long"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_is_read_in_the_order_of_its_telling(journey: JourneyMap, language: str) -> None:
    heard = [each for each in book(journey, "map", language).heard() if each.kind != "Figure"]
    assert (heard[0].kind, heard[0].text) == ("H1", journey.name)
    assert (heard[1].kind, heard[1].text) == ("H2", voice(language)("In words"))
    assert [each.text for each in heard[2:]] == told(in_words(journey, language))


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_read_as_a_heading_a_figure_and_its_words(picture: str, language: str) -> None:
    heard = list(book(rich(), picture, language).heard())
    figures = [each for each in heard if each.kind == "Figure"]
    assert heard[0].kind == "H1"
    assert heard[1] == figures[0]
    assert voice(language)("In words") in [each.text for each in heard if each.kind == "H2"]
    others = (another_persona(),) if PICTURES[picture].compares else ()
    shown = tuple(PICTURES[picture].shown(other) for other in others)
    said = alt_text(PICTURES[picture].shown(rich()), language, picture, Beside(shown, TODAY))
    assert figures[0].alt == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reader_is_told_the_language_and_that_there_are_tags(language: str) -> None:
    found = book(software_service(), "map", language)
    root = found.pdf.Root
    assert root.Lang == language
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)


def assert_marked(found: Book) -> None:
    """Every operator that shows something is a piece of an element or decoration, and tree and pages agree."""
    assert found.unmarked == []
    assert found.claimed().keys() == found.pieces.keys()
    assert {piece: owner.objgen for piece, owner in found.owned().items()} == {
        piece: element.objgen for piece, element in found.claimed().items()
    }
    assert {each.kind for each in found.heard()} <= KINDS
    assert all(each.alt for each in found.heard() if each.kind == "Figure")


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize("journey", [rich(), empty()], ids=["rich", "empty"])
def test_all_that_is_shown_is_an_element_or_decoration(picture: str, journey: JourneyMap) -> None:
    if picture == "part" and not journey.touchpoints:
        return
    assert_marked(book(journey, picture))


@given(journey=journeys())
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_all_of_any_journey_is_an_element_or_decoration(journey: JourneyMap) -> None:
    assert_marked(book(journey))


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts_are_read_with_all_their_letters(text: str) -> None:
    heard = Counter("".join(each.text for each in book(awkward(text)).heard() if each.kind != "Figure"))
    wanted = Counter("".join(told(in_words(awkward(text)))))
    assert not {char: count for char, count in (wanted - heard).items() if not char.isspace()}


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(each.kind[1]) for each in book(rich()).heard() if each.kind[0] == "H"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_page_numbers_and_repeated_names_are_not_read() -> None:
    heard = " ".join(each.text for each in book(of_size(30)).heard() if each.kind != "Figure")
    assert "Page 2 of" not in heard
    assert heard.count("From advertisement to loyal customer") == 1


def test_each_further_page_of_the_map_says_which_moments_it_shows() -> None:
    figures = [each.alt for each in book(of_size(30)).heard() if each.kind == "Figure"]
    assert len(figures) > 1
    assert figures[1].startswith("Page 2 of the map: touchpoints ")


def long_plan(count: int) -> JourneyMap:
    action = rich().actions[0]
    many = tuple(action.model_copy(update={"number": n, "goal": f"Mend number {n}"}) for n in range(1, count + 1))
    return rich().model_copy(update={"actions": many})


def sheet_sizes(found: Book) -> set[tuple[int, ...]]:
    """In millimetres."""
    return {tuple(round(float(edge) / 72 * 25.4) for edge in page.MediaBox[2:]) for page in found.pdf.pages}


@pytest.mark.parametrize("paper", ["A3", "A4"])
@pytest.mark.parametrize("picture", [name for name in PICTURES if name != "map"])
def test_a_chart_has_upright_pages_of_its_paper(picture: str, paper: str) -> None:
    found = book(long_plan(60), picture, paper=paper)
    assert sheet_sizes(found) == {{"A3": (297, 420), "A4": (210, 297)}[paper]}


def test_the_map_s_pages_have_the_size_of_their_paper() -> None:
    for paper, size in (("A3", (420, 297)), ("A4", (297, 210))):
        assert sheet_sizes(book(rich(), paper=paper)) == {size}


def test_a_long_chart_is_broken_between_its_rows_and_loses_nothing() -> None:
    found = book(long_plan(60), "plan")
    figures = [each for each in found.heard() if each.kind == "Figure"]
    assert len(figures) > 2
    assert figures[1].alt.startswith("The picture goes on: piece 2 of ")
    shown = " ".join(each.text for each in figures)
    assert all(shown.count(f"Mend number {n}") >= 1 for n in range(1, 61))


@pytest.mark.parametrize("picture", PICTURES)
def test_the_same_picture_is_the_same_file(picture: str) -> None:
    once = draw(rich(), picture, "pdf", today=TODAY)
    assert once == draw(rich(), picture, "pdf", today=TODAY)
    with pikepdf.open(BytesIO(once)) as opened:
        assert "/CreationDate" not in opened.docinfo
