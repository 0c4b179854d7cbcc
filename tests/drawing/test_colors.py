"""The colours of every theme: readable, and told apart without seeing red, green or blue, and in grey."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import software_service

from drawing.color import READABLE, channels, contrast, linear, luminance
from drawing.look import SEEN, look_for
from drawing.palette import THEMES, Palette, with_accent
from drawing.pictures import FORMS, draw, fingerprint

# Machado, Oliveira, Fernandes (2009), severity 1.0, on amounts of light
SIGHTS = {
    "all colours": np.eye(3),
    "no red": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "no green": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "no blue": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = np.array([0.95047, 1.0, 1.08883])
every_theme = pytest.mark.parametrize("palette", THEMES.values(), ids=THEMES.keys())
every_sight = pytest.mark.parametrize("sight", SIGHTS)
colors = st.builds("#{:02x}{:02x}{:02x}".format, *[st.integers(0, 255)] * 3)


def lab(color: str, sight: str = "all colours") -> np.ndarray:
    """CIE L*a*b* of the colour as it is seen."""
    seen = np.clip(SIGHTS[sight] @ np.array(linear(color)), 0, 1)
    ratios = TO_XYZ @ seen / WHITE
    x, y, z = np.where(ratios > 216 / 24389, np.cbrt(ratios), (24389 / 27 * ratios + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def difference(one: str, other: str, sight: str) -> float:
    """Just noticeable is about 2.3."""
    return float(np.linalg.norm(lab(one, sight) - lab(other, sight)))


def in_grey(one: str, other: str) -> float:
    """The difference in lightness, 0 to 100."""
    return abs(float(lab(one)[0] - lab(other)[0]))


def meanings(palette: Palette) -> dict[str, tuple[str, str]]:
    """Pairs of marks that would say something else if they were taken for one another."""
    return {
        "high and low": (palette.high, palette.low),
        "done and pain": (palette.done, palette.low),
        "high and even": (palette.high, palette.muted),
        "low and even": (palette.low, palette.muted),
        "key moment and card": (palette.key, palette.faint),
        "curve and its ground": (palette.curve, palette.panel),
        "curve and spread": (palette.curve, palette.spread),
        "dots and ground": (palette.dots, palette.panel),
        "dots and spread": (palette.dots, palette.spread),
        "severity and card": (palette.low, palette.paper),
    }


def texts(palette: Palette) -> list[tuple[str, str]]:
    """Text and the ground it may stand on."""
    grounds = (palette.paper, palette.panel, palette.card, palette.faded_card)
    pairs = [(text, ground) for text in (palette.ink, palette.muted, palette.accent) for ground in grounds[:2]]
    pairs += [(text, ground) for text in (palette.ink, palette.muted) for ground in grounds[2:]]
    pairs += [(palette.stage_ink, stage) for stage in palette.stages]
    pairs += [(palette.paper, ground) for ground in (palette.accent, palette.high, palette.low)]
    return [*pairs, (palette.ink, palette.chip), (palette.ink, palette.spread)]


@every_theme
def test_text_stands_out_from_every_ground(palette: Palette) -> None:
    assert [pair for pair in texts(palette) if contrast(*pair) < READABLE] == []


@every_sight
@every_theme
def test_marks_of_different_meaning_look_different(palette: Palette, sight: str) -> None:
    alike = {name for name, pair in meanings(palette).items() if difference(*pair, sight) < 10}
    assert alike == set()


@every_theme
def test_high_and_low_differ_in_grey(palette: Palette) -> None:
    assert in_grey(palette.high, palette.low) >= 8
    assert in_grey(palette.curve, palette.spread) >= 25


@every_sight
@every_theme
def test_soft_grounds_of_high_even_and_low_differ(palette: Palette, sight: str) -> None:
    softs = (palette.high_soft, palette.even_soft, palette.low_soft)
    assert all(difference(one, other, sight) >= 4 for one, other in pairwise((*softs, softs[0])))


@every_sight
@every_theme
def test_neighbouring_stages_differ(palette: Palette, sight: str) -> None:
    around = (*palette.stages, palette.stages[0])
    assert all(difference(one, other, sight) >= 6 for one, other in pairwise(around))


@every_theme
def test_neighbouring_stages_differ_in_grey(palette: Palette) -> None:
    around = (*palette.stages, palette.stages[0])
    assert all(in_grey(one, other) >= 3 for one, other in pairwise(around))


def test_print_is_white_and_takes_little_ink() -> None:
    palette = THEMES["print"]
    assert palette.paper == palette.card == palette.panel == "#FFFFFF"
    assert all(luminance(ground) > 0.7 for ground in (*palette.stages, palette.spread, palette.chip))


@every_theme
@given(accent=colors)
def test_text_stays_readable_whatever_accent_is_chosen(palette: Palette, accent: str) -> None:
    chosen = with_accent(palette, accent).accent
    assert contrast(chosen, palette.paper) >= READABLE
    assert contrast(chosen, palette.panel) >= READABLE


@every_theme
@given(accent=colors)
def test_stages_in_tints_of_an_accent_differ_in_every_sight_and_in_grey_and_their_names_can_be_read(
    palette: Palette, accent: str
) -> None:
    chosen = with_accent(palette, accent)
    around = list(pairwise((*chosen.stages, chosen.stages[0])))
    assert all(difference(one, other, sight) >= 5 for sight in SIGHTS for one, other in around)
    assert all(in_grey(one, other) >= 3 for one, other in around)
    assert all(contrast(chosen.stage_ink, stage) >= READABLE for stage in chosen.stages)


@pytest.mark.parametrize("theme", THEMES)
def test_the_bands_of_the_stages_bear_the_accent(theme: str) -> None:
    assert set(with_accent(THEMES[theme], "#0a7d6c").stages).isdisjoint(THEMES[theme].stages)


@pytest.mark.parametrize("theme", THEMES)
@given(accent=colors)
def test_the_edge_is_seen_whatever_accent_is_chosen(theme: str, accent: str) -> None:
    assert contrast(look_for("png", theme, "en", accent).brand, THEMES[theme].paper) >= SEEN


def test_an_accent_that_is_readable_is_drawn_as_it_is() -> None:
    assert with_accent(THEMES["light"], "#0a7d6c").accent == "#0a7d6c"


def test_a_bright_yellow_stays_yellow_in_hue() -> None:
    red, green, blue = channels(with_accent(THEMES["light"], "#ffe600").accent)
    assert red > 0.3
    assert green > 0.3
    assert blue < 0.05


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("theme", THEMES)
def test_a_picture_comes_in_every_theme_with_an_accent(theme: str, form: str) -> None:
    plain = software_service()
    own = plain.model_copy(update={"accent": "#0a7d6c"})
    assert draw(own, form=form, theme=theme) != draw(plain, form=form, theme=theme)


def test_the_fingerprint_differs_by_theme_and_accent() -> None:
    journey = software_service()
    own = journey.model_copy(update={"accent": "#0a7d6c"})
    assert len({fingerprint(one, theme=theme) for one in (journey, own) for theme in THEMES}) == 2 * len(THEMES)
