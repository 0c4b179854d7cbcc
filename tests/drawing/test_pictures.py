"""Files come out in every form, the same each time, and say in letters what they show."""

from __future__ import annotations

import struct
import warnings
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader
from sample import AWKWARD, awkward, empty, of_size, software_service

from drawing.palette import THEMES, Palette
from drawing.pictures import FORMS, PICTURES, draw, fingerprint
from drawing.png import _flat_colors
from drawing.shown import shown_on_map
from drawing.sizes import PNG_WIDTH
from journey.model import JourneyMap, Perspective, Reason, Review, Schedule, Step

START = {"png": b"\x89PNG\r\n\x1a\n", "svg": b"<svg ", "pdf": b"%PDF-"}


def words_in_svg(picture: bytes) -> str:
    root = ElementTree.fromstring(picture)
    return " ".join(node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text"))


def words_in_pdf(picture: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(picture)).pages)


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize("form", FORMS)
def test_a_picture_comes_in_every_form(picture: str, form: str) -> None:
    assert draw(software_service(), picture, form).startswith(START[form])


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize("form", FORMS)
def test_the_same_journey_gives_the_same_bytes(picture: str, form: str) -> None:
    assert draw(software_service(), picture, form) == draw(software_service(), picture, form)


@pytest.mark.parametrize("form", ["png", "svg"])
def test_the_same_journey_gives_the_same_bytes_in_many_threads(form: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        drawn = set(threads.map(lambda journey: draw(journey, form=form), [software_service()] * 8))
    assert len(drawn) == 1


@pytest.mark.parametrize("form", FORMS)
def test_a_journey_without_touchpoints_gives_a_friendly_picture(form: str) -> None:
    assert draw(empty(), form=form).startswith(START[form])


def test_an_empty_map_says_how_to_begin() -> None:
    assert "The journey starts here" in words_in_svg(draw(empty(), form="svg"))


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts_are_drawn_without_a_warning(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for form in FORMS:
            draw(awkward(text), form=form)


def test_a_picture_for_the_channel_has_its_width_and_stays_small() -> None:
    picture = draw(of_size(30))
    width, height = struct.unpack(">II", picture[16:24])
    assert width == PNG_WIDTH
    assert height < 3 * width
    assert len(picture) < 400_000


def test_svg_holds_the_text_as_text() -> None:
    said = words_in_svg(draw(software_service(), form="svg"))
    for touchpoint in software_service().touchpoints:
        for word in touchpoint.what.split():
            assert word in said


def test_pdf_holds_the_text_as_text() -> None:
    said = words_in_pdf(draw(software_service(), form="pdf"))
    assert "From advertisement to loyal customer" in said
    for word in ("newsletter", "Retention", "Marketing", "Amira"):
        assert word in said


def test_money_is_never_taken_for_mathematics() -> None:
    assert "$5 and $6" in words_in_svg(draw(software_service(), form="svg"))


def test_svg_says_its_title_and_language() -> None:
    root = ElementTree.fromstring(draw(software_service(), form="svg", language="nl"))
    assert root.findtext("{http://www.w3.org/2000/svg}title") == software_service().name
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "nl"


@pytest.mark.parametrize(
    ("picture", "form", "theme"), [("nothing", "png", "light"), ("map", "gif", "light"), ("map", "png", "plaid")]
)
def test_what_does_not_exist_is_named(picture: str, form: str, theme: str) -> None:
    with pytest.raises(ValueError, match=r"nothing|gif|plaid"):
        draw(software_service(), picture, form, theme=theme)


UNSEEN = (
    {"step": Step.REVIEW},
    {"trigger": "Complaints"},
    {"timezone": "Asia/Tokyo"},
    {"channel": "C1"},
    {"facilitators": ("U1",)},
    {"schedule": Schedule(every=6, unit="week")},
)


@pytest.mark.parametrize("change", UNSEEN)
def test_the_fingerprint_ignores_what_is_not_shown(change: dict[str, object]) -> None:
    journey = software_service()
    assert fingerprint(journey) == fingerprint(journey.model_copy(update=change))


def test_the_fingerprint_ignores_why_somebody_gave_a_score() -> None:
    journey = software_service()
    first = journey.touchpoints[0]
    told = first.rating.model_copy(update={"reasons": (Reason(score=0, why="It was fine"),)})
    changed = first.model_copy(update={"rating": told})
    other = journey.model_copy(update={"touchpoints": (changed, *journey.touchpoints[1:])})
    assert fingerprint(journey) == fingerprint(other)


SEEN = ({"name": "Another"}, {"goal": "Another"}, {"perspective": Perspective.TO_BE}, {"stages": ("Start",)})


@pytest.mark.parametrize("change", SEEN)
def test_the_fingerprint_changes_with_what_is_shown(change: dict[str, object]) -> None:
    journey = software_service()
    assert fingerprint(journey) != fingerprint(journey.model_copy(update=change))


def test_the_fingerprint_differs_by_form_and_language() -> None:
    journey = software_service()
    prints = {fingerprint(journey, form=form, language=language) for form in FORMS for language in ("en", "nl")}
    assert len(prints) == 2 * len(FORMS)


@pytest.mark.parametrize("journey", [software_service(), of_size(120), empty()], ids=["rich", "long", "empty"])
@pytest.mark.parametrize("form", ["png", "svg"])
def test_only_what_the_fingerprint_knows_is_drawn(journey: JourneyMap, form: str) -> None:
    assert draw(journey, form=form) == draw(shown_on_map(journey), form=form)


@pytest.mark.parametrize("palette", THEMES.values(), ids=THEMES.keys())
def test_no_two_colours_of_a_theme_melt_into_one_in_a_png(palette: Palette) -> None:
    every = {c for v in vars(palette).values() for c in (v if isinstance(v, tuple) else (v,))}
    shades = {tuple(int(c[i : i + 2], 16) >> (2 if i == 3 else 3) for i in (1, 3, 5)) for c in every}
    assert len(shades) == len(every)


def test_flat_colours_are_exact_in_a_png() -> None:
    from drawing.look import look_for

    shown = shown_on_map(software_service())
    page = PICTURES["map"].pages(shown, look_for("png", "light", "en"))[0]
    exact = {tuple(int(c).to_bytes(3, "little")) for c in _flat_colors(page).tolist()}
    picture = draw(software_service())
    start = picture.index(b"PLTE") + 4
    size = struct.unpack(">I", picture[start - 8 : start - 4])[0]
    palette = {tuple(picture[i : i + 3]) for i in range(start, start + size, 3)}
    assert exact <= palette


def test_what_the_last_reviews_did_not_confirm_is_faded_and_says_since_when() -> None:
    held = datetime(2027, 6, 1, 9, 0, tzinfo=UTC)
    first, *rest = software_service().touchpoints
    seen = [first.model_copy(update={"confirmed_at": held - timedelta(days=200)})]
    seen += [t.model_copy(update={"confirmed_at": held}) for t in rest]
    reviewed = software_service().model_copy(
        update={"touchpoints": tuple(seen), "reviews": (Review(number=1, held_at=held),)}
    )
    said = draw(reviewed, form="svg").decode()
    assert said.count("Confirmed ") == 1
    assert "13 Nov 2026" in said
    later = [t.model_copy(update={"confirmed_at": held + timedelta(hours=1)}) for t in rest]
    again = reviewed.model_copy(update={"touchpoints": (seen[0], *later)})
    assert fingerprint(again) == fingerprint(reviewed)
