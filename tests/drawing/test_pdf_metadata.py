"""What a PDF says of itself, read by another program."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from sample import AWKWARD, awkward, software_service

from drawing.pictures import PICTURES, draw
from drawing.typeface import clean


def opened(**how: str) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(draw(software_service(), form="pdf", **how)))


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_pdf_says_its_title_subject_author_and_language(picture: str, language: str) -> None:
    with opened(picture=picture, language=language) as book:
        about = book.open_metadata()
        assert about["dc:title"] == book.docinfo["/Title"] == software_service().name
        assert about["dc:creator"] == ["Waymark"]
        assert book.docinfo["/Author"] == "Waymark"
        assert about["dc:description"] == str(book.docinfo["/Subject"]) != ""
        assert about["dc:language"] == {language}
        assert book.Root.Lang == language


def test_the_window_shows_the_title_and_not_the_file_s_name() -> None:
    with opened() as book:
        assert bool(book.Root.ViewerPreferences.DisplayDocTitle)


def test_a_pdf_s_text_is_text() -> None:
    with opened() as book:
        fonts = [font for page in book.pages for font in page.Resources.Font.values()]
        assert fonts


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_titles_are_kept(text: str) -> None:
    journey = awkward(text).model_copy(update={"name": text})
    with pikepdf.open(BytesIO(draw(journey, form="pdf"))) as book:
        assert str(book.docinfo.get("/Title", "")) == clean(text)
