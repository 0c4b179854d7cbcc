"""The charts beside the map, all by running over the registry: every form, language, size and awkward text."""

from __future__ import annotations

import warnings
from datetime import timedelta
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_charts import charted
from rich_journeys import TODAY, another_persona, earlier, rich, rich_of_size, wordy
from sample import AWKWARD, empty, software_service
from test_layout import assert_readable, shapes_of

from drawing.beside import Beside
from drawing.canvas import Page
from drawing.charts.sheet import WIDTH
from drawing.color import contrast
from drawing.geometry import Box
from drawing.look import look_for
from drawing.palette import THEMES, Palette
from drawing.pictures import ASKED_BY_NAME, FORMS, PICTURES, draw, fingerprint
from drawing.told import CHARTS
from drawing.words_of import ALT_TEXT_MOST, SHORT_MOST, alt_text, short_words
from journey.model import JourneyMap, Measure, Reading, Reason

LANGUAGES = ("en", "nl")
OTHERS = (earlier(), another_persona())
BESIDE = Beside(OTHERS, TODAY)
unhurried = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


@lru_cache
def of_size(count: int) -> JourneyMap:
    return rich_of_size(count)


def laid_out(journey: JourneyMap, picture: str, form: str = "png", language: str = "en") -> list[Page]:
    entry = PICTURES[picture]
    others = tuple(map(entry.shown, OTHERS)) if entry.compares else ()
    return entry.pages(entry.shown(journey), look_for(form, "light", language), Beside(others, TODAY))


def assert_shapes_inside(pages: list[Page]) -> None:
    for page in pages:
        paper = Box(0, 0, page.width, page.height)
        assert all(paper.holds(box) for box in shapes_of(page))


def test_every_picture_but_the_map_is_told_as_a_chart() -> None:
    assert set(ASKED_BY_NAME) - {"map"} == set(CHARTS)


@pytest.mark.parametrize("picture", CHARTS)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_comes_in_every_form_and_language(picture: str, form: str, language: str) -> None:
    assert draw(rich(), picture, form, language, others=OTHERS, today=TODAY)


@pytest.mark.parametrize("picture", CHARTS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("journey", [rich(), software_service(), empty(), of_size(1), of_size(120)],
                         ids=["rich", "sample", "empty", "one", "many"])  # fmt: skip
def test_a_chart_is_tidy(journey: JourneyMap, form: str, language: str, picture: str) -> None:
    pages = laid_out(journey, picture, form, language)
    assert_readable(pages)
    assert_shapes_inside(pages)


@pytest.mark.parametrize("picture", CHARTS)
@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_is_tidy(text: str, picture: str) -> None:
    for form in ("png", "svg"):
        assert_readable(laid_out(wordy(text), picture, form))


@pytest.mark.parametrize("picture", CHARTS)
@pytest.mark.parametrize("text", ["$5 and $6", r"$\frac{1}{2}$", "مرحبا بالعالم", "お客様👍🏽", "\ud800\x00\u202e"])
def test_awkward_text_can_be_drawn(text: str, picture: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for form in FORMS:
            assert draw(wordy(text), picture, form, others=OTHERS, today=TODAY)


@pytest.mark.parametrize("picture", CHARTS)
@given(journey=charted(), form=st.sampled_from(FORMS))
@unhurried
def test_no_text_lies_over_another_whatever_was_gathered(picture: str, journey: JourneyMap, form: str) -> None:
    pages = laid_out(journey, picture, form)
    assert_readable(pages)
    assert_shapes_inside(pages)


def test_values_that_hardly_differ_still_give_an_axis_that_can_be_read() -> None:
    readings = (Reading(on=TODAY, value=0.0), Reading(on=TODAY + timedelta(days=1), value=-1e-300))
    odd = Measure(number=1, name="Drift", target=0.0, values=readings)
    assert_readable(laid_out(rich().model_copy(update={"measures": (odd,)}), "measures"))


@pytest.mark.parametrize("picture", CHARTS)
def test_a_chart_in_a_channel_is_no_wider_than_its_text_allows(picture: str) -> None:
    for journey in (rich(), of_size(120)):
        (page,) = laid_out(journey, picture)
        assert page.width == WIDTH
        assert min(line.font.size for line in page.lines) >= 11, "smaller text is unreadable at 480 pixels"


@pytest.mark.parametrize("picture", CHARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_alt_text_names_picture_and_journey_and_says_more(picture: str, language: str) -> None:
    said = alt_text(rich(), language, picture, BESIDE)
    assert rich().name in said
    assert len(said) > 150
    assert len(said) <= ALT_TEXT_MOST


@pytest.mark.parametrize("picture", CHARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_with_nothing_to_show_says_so_and_what_to_type(picture: str, language: str) -> None:
    assert empty().name in alt_text(empty(), language, picture)
    told = " ".join(line.text for line in laid_out(empty(), picture, language=language)[0].lines)
    assert "/klantreis" in told


@pytest.mark.parametrize("picture", CHARTS)
@pytest.mark.parametrize("text", AWKWARD)
def test_words_fit_into_a_message(picture: str, text: str) -> None:
    assert len(short_words(wordy(text), "nl", picture, BESIDE)) <= SHORT_MOST
    assert len(alt_text(wordy(text), "nl", picture, BESIDE)) <= ALT_TEXT_MOST


@pytest.mark.parametrize("picture", CHARTS)
def test_words_of_a_long_journey_fit_into_a_message(picture: str) -> None:
    assert len(short_words(of_size(120), "nl", picture, BESIDE)) <= SHORT_MOST
    assert len(alt_text(of_size(120), "nl", picture, BESIDE)) <= ALT_TEXT_MOST


@pytest.mark.parametrize("picture", CHARTS)
def test_only_what_the_fingerprint_knows_is_drawn(picture: str) -> None:
    journey, shown = rich(), PICTURES[picture].shown(rich())
    assert draw(journey, picture, "svg", today=TODAY) == draw(shown, picture, "svg", today=TODAY)


@pytest.mark.parametrize("picture", CHARTS)
def test_why_somebody_gave_a_score_is_not_drawn(picture: str) -> None:
    journey = rich()
    first = journey.touchpoints[0]
    told = first.model_copy(
        update={"rating": first.rating.model_copy(update={"reasons": (Reason(score=0, why="Mine"),)})}
    )
    other = journey.model_copy(update={"touchpoints": (told, *journey.touchpoints[1:])})
    assert fingerprint(journey, picture, today=TODAY) == fingerprint(other, picture, today=TODAY)


@pytest.mark.parametrize("picture", [name for name, entry in PICTURES.items() if entry.compares])
def test_another_journey_beside_it_changes_the_picture(picture: str) -> None:
    assert fingerprint(rich(), picture) != fingerprint(rich(), picture, others=OTHERS)
    assert draw(rich(), picture, "svg") != draw(rich(), picture, "svg", others=OTHERS)


@pytest.mark.parametrize("palette", THEMES.values(), ids=THEMES.keys())
def test_text_in_charts_stands_out_from_its_ground(palette: Palette) -> None:
    pairs = [(palette.paper, badge) for badge in (palette.low, palette.high, palette.done, palette.muted)]
    pairs += [(palette.ink, soft) for soft in (palette.low_soft, palette.high_soft, palette.even_soft, palette.card)]
    pairs += [(palette.muted, palette.panel), (palette.low, palette.panel), (palette.accent, palette.card)]
    for text, ground in pairs:
        assert contrast(text, ground) >= 4.5, (text, ground)


@pytest.mark.parametrize("picture", PICTURES)
def test_names_can_be_typed_in_one_word(picture: str) -> None:
    entry = PICTURES[picture]
    assert picture == picture.lower()
    assert entry.dutch == entry.dutch.lower()
    assert not set(f"{picture}{entry.dutch}") & set(" |_")
