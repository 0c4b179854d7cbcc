"""Text in every script: what is measured is what is drawn, nothing is lost, and files keep it as text."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from unicodedata import category
from xml.etree import ElementTree

import numpy as np
import pytest
from pypdf import PdfReader
from sample import software_service

from drawing.canvas import Page
from drawing.fonts import CJK, TEXT
from drawing.geometry import Box
from drawing.glyphs import bitmap
from drawing.pdf import pdf
from drawing.pictures import draw
from drawing.shaping import is_plain, reads_from_right, shaped
from drawing.shown import shown_on_map
from drawing.svg import svg
from drawing.typeface import ELLIPSIS, Font, clean, cut, width, wrap
from drawing.words_of import alt_text
from journey.words import LANGUAGES

SCRIPTS = {
    "Latin": "Zoé’s façade: “½ of €5” → ok, łódź",
    "Greek": "Ταξίδι πελάτη",
    "Cyrillic": "Путь клиента, Україна",
    "Arabic": "رحلة العميل كيف الحال؟",
    "Persian": "می‌خواهم پرواز کنم",
    "Hebrew": "שלום עולם, איך זה עובד",
    "Hebrew with points": "שָׁלוֹם עוֹלָם",
    "both directions": "the عميل said שלום twice, $5",
    "Chinese": "客户旅程地图 用户在网站上看到广告",
    "Japanese": "お客様の声を聞く、「東京」テスト",
    "Korean": "고객 여정 지도",
    "Thai": "สวัสดีครับ ยินดีต้อนรับ",
    "Hindi": "ग्राहक यात्रा क्षत्रिय",
    "Armenian and Georgian": "Հայերեն ქართული",
    "signs": "✓ ★ ☎ ✉ ☀ 👍 ❤",
    "marks": "Z\u0337\u0322 T\u0332 e\u0301\u0301",
    "mathematics": r"$5 and $6, $\frac{1}{2}$ \alpha ^ _ x_1^2",
    "a script that no face has": "தமிழ்",
}
TOLD_BESIDE = {"Hindi", "a script that no face has"}
IN_PARTS = {"Hebrew with points"}
"""Its points lie between its letters in a PDF; readers differ in how they put them together."""
SIZE = 32.0
every_script = pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS.keys())
every_weight = pytest.mark.parametrize("bold", [False, True], ids=["regular", "bold"])


def page_with(text: str) -> Page:
    page = Page(800, 60, "#FFFFFF")
    page.text(clean(text), Box(10, 10, 780, 40), Font(16), "#1B2333")
    return page


def letters(text: str) -> Counter[str]:
    """Without the marks on them."""
    return Counter(char for char in text if category(char)[0] in "LNPS")


@every_weight
@every_script
def test_what_is_measured_is_what_is_drawn(text: str, bold: bool) -> None:
    text = clean(text)
    pixels, left, _ = bitmap(text, bold, SIZE, 100.0)
    inked = np.flatnonzero(pixels.any(axis=0))
    begin, end = left + inked[0], left + inked[-1] + 1
    room = width(text, Font(SIZE, bold))
    assert 100 - 0.15 * SIZE <= begin <= 100 + 0.25 * SIZE
    assert 100 + room - 0.25 * SIZE <= end <= 100 + room + 0.15 * SIZE


@every_script
def test_no_glyph_is_the_empty_box_of_a_face(text: str) -> None:
    assert all(glyph.index for glyph in shaped(clean(text), False))


@every_script
def test_the_glyphs_of_a_line_tell_all_its_letters(text: str) -> None:
    text = clean(text)
    assert sorted("".join(glyph.text for glyph in shaped(text, False))) == sorted(text)


@every_script
def test_svg_keeps_the_text(text: str) -> None:
    root = ElementTree.fromstring(svg(page_with(text), "title", "subject", "en"))
    assert [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")] == [clean(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_svg_is_a_picture_with_a_title_an_alt_text_and_a_language_and_runs_nothing(language: str) -> None:
    journey = software_service().model_copy(update={"name": "<script>alert(1)</script> & more"})
    written = draw(journey, "map", "svg", language)
    root = ElementTree.fromstring(written)
    assert (root.get("role"), root.get("lang")) == ("img", language)
    assert root[0].text == journey.name
    assert root[1].text == clean(alt_text(shown_on_map(journey), language))
    assert {node.tag.rpartition("}")[2] for node in root.iter()} == {
        "svg",
        "title",
        "desc",
        "style",
        "rect",
        "path",
        "text",
    }
    assert not [name for node in root.iter() for name in node.attrib if name.startswith("on") or "href" in name]
    assert root.get("font-family", "").endswith("sans-serif")


@pytest.mark.parametrize("script", sorted(SCRIPTS.keys() - TOLD_BESIDE - IN_PARTS))
def test_pdf_keeps_the_text(script: str) -> None:
    said = PdfReader(BytesIO(pdf([page_with(SCRIPTS[script])], "title", "subject", "en"))).pages[0].extract_text()
    assert not letters(clean(SCRIPTS[script])) - letters(said)


@pytest.mark.parametrize("script", sorted(TOLD_BESIDE))
def test_pdf_tells_the_text_where_glyphs_are_not_letters(script: str) -> None:
    page = PdfReader(BytesIO(pdf([page_with(SCRIPTS[script])], "title", "subject", "en"))).pages[0]
    content = page.get_contents()
    assert content is not None
    told = re.findall(rb"/ActualText <feff([0-9a-f]+)>", content.get_data())
    assert "".join(bytes.fromhex(one.decode()).decode("utf-16-be") for one in told) == clean(SCRIPTS[script])


def test_pdf_says_its_title_and_language() -> None:
    reader = PdfReader(BytesIO(pdf([page_with("x")], "رحلة", "map", "nl")))
    assert reader.metadata is not None
    assert reader.metadata.title == "رحلة"
    assert reader.trailer["/Root"]["/Lang"] == "nl"


@every_script
def test_text_breaks_into_lines_that_fit(text: str) -> None:
    font = Font(10)
    for room in (24.0, 60.0, 130.0):
        assert all(width(line, font) <= room or len(line) == 1 for line in wrap(text, font, room, 99))


@every_script
def test_what_is_cut_fits_and_says_so(text: str) -> None:
    whole = clean(text)
    for part in (0.3, 0.6, 0.9):
        room = width(whole, Font(10)) * part
        said = cut(text, Font(10), room)
        assert width(said, Font(10)) <= room
        assert said.endswith(ELLIPSIS) or not said


def test_mathematics_is_drawn_as_it_was_typed() -> None:
    text = SCRIPTS["mathematics"]
    assert "".join(glyph.text for glyph in shaped(clean(text), False)) == text
    assert width(text, Font(10)) == pytest.approx(sum(width(char, Font(10)) for char in text))


def test_arabic_letters_join_and_run_from_right_to_left() -> None:
    joined = shaped("بيت", False)
    alone = [shaped(char, False)[0].index for char in "بيت"]
    assert [glyph.text for glyph in joined][::-1] == list("بيت")
    assert [glyph.index for glyph in joined][::-1] != alone
    assert reads_from_right("بيت 2027")


def test_a_line_goes_the_way_of_its_text() -> None:
    first, second = wrap("it costs and then it costs מרחבא", Font(10), width("it costs and then it", Font(10)), 9)
    turned = wrap("מרחבא it costs and then it", Font(10), 60, 9)[-1]
    assert not reads_from_right(first)
    assert not reads_from_right(second)
    assert reads_from_right(turned)
    assert "".join(glyph.text for glyph in shaped(turned, False)).strip() in "מרחבא it costs and then it"


def test_brackets_turn_round_in_text_from_right_to_left() -> None:
    first, *_, last = shaped("(שלום)", False)
    assert (first.text, last.text) == (")", "(")
    opening, closing = (shaped(char, False)[0].index for char in "()")
    assert (first.index, last.index) == (opening, closing)


def test_latin_greek_and_cyrillic_take_the_short_way() -> None:
    for script in ("Latin", "Greek", "Cyrillic", "mathematics"):
        assert is_plain(SCRIPTS[script])


def test_faces_are_the_text_face_and_that_for_ideographs() -> None:
    assert {glyph.face for glyph in shaped("Aéλя", False)} == {TEXT}
    assert {glyph.face for glyph in shaped("客户の고객", False)} == {CJK}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("well done 👍🏽", "well done 👍"),
        ("to the 🚀!", "to the [rocket]!"),
        ("🇳🇱", "[Netherlands]"),
        ("1️⃣ first", "1 first"),
        ("I ❤️ it", "I ❤ it"),
        ("© ™ → ✓", "© ™ → ✓"),
    ],
)
def test_an_emoji_that_cannot_be_drawn_is_spelled_out(typed: str, shown: str) -> None:
    assert clean(typed) == shown
