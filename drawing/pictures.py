"""The pictures that can be drawn: a name, its title, what it shows, and who lays it out.

To add one: a module whose function lays out pages, and an entry in PICTURES; its content hash, its file
forms, its command, its button and its tests come by themselves. Importing this loads no matplotlib: layouts are
loaded when drawn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Literal, Protocol, cast

from drawing import comparing
from drawing.beside import NOTHING, Beside
from drawing.showing import showing
from drawing.shown import shown_on_map
from drawing.told import coverage, curves, dashboard, drivers, measures, pain_points, plan, quick_wins
from journey.model import JourneyMap, Step
from journey.words import mark, voice

if TYPE_CHECKING:
    from drawing.canvas import Page
    from drawing.look import Look

Form = Literal["png", "svg", "pdf"]
FORMS: tuple[Form, ...] = ("png", "svg", "pdf")
DRAWING_VERSION = 2
"""Raise it when pictures look different, so that those kept are drawn again."""


class Layout(Protocol):
    def __call__(self, journey: JourneyMap, look: Look, beside: Beside = NOTHING) -> list[Page]: ...


@dataclass(frozen=True)
class Picture:
    """`dutch` is its name as typed in Dutch, where people ask for it by name; `step` shows a button for it; `own_word`
    makes its name a command too.

    `compares` says that it shows other journeys beside the first.
    """

    title: str
    shown: Callable[[JourneyMap], JourneyMap]
    pages: Layout
    dutch: str = ""
    step: Step | None = None
    own_word: bool = False
    compares: bool = False


def _map_pages(journey: JourneyMap, look: Look, beside: Beside = NOTHING) -> list[Page]:
    from drawing.map import pages  # matplotlib is loaded only where pictures are drawn

    return pages(journey, look)


def _chart(module: str) -> Layout:
    """The layout in a module of drawing.charts, which is loaded only where pictures are drawn."""

    def pages(journey: JourneyMap, look: Look, beside: Beside = NOTHING) -> list[Page]:
        layout = cast("Layout", import_module(f"drawing.charts.{module}").pages)
        return layout(journey, look, beside)

    return pages


PICTURES: dict[str, Picture] = {
    "map": Picture(title=mark("Journey map"), shown=shown_on_map, pages=_map_pages, dutch="kaart"),
    "curves": Picture(
        curves.TITLE,
        showing("id", "stages", "touchpoints"),
        _chart("curves"),
        "curven",
        Step.EMOTIONS,
        own_word=True,
        compares=True,
    ),
    "drivers": Picture(
        drivers.TITLE, showing("touchpoints"), _chart("drivers"), "belang", Step.EMOTIONS, own_word=True
    ),
    "quick-wins": Picture(
        quick_wins.TITLE,
        showing("actions", "people"),
        _chart("quick_wins"),
        "snelle-winst",
        Step.ACTION_PLAN,
        own_word=True,
    ),
    "pain-points": Picture(
        pain_points.TITLE,
        showing("touchpoints", "pain_points"),
        _chart("pain_points"),
        "knelpunten",
        Step.PAIN_POINTS,
    ),
    "coverage": Picture(
        coverage.TITLE,
        showing("stages", "touchpoints", "participation"),
        _chart("coverage"),
        "dekking",
        Step.TOUCHPOINTS,
        own_word=True,
    ),
    "plan": Picture(
        plan.TITLE, showing("actions", "people"), _chart("plan"), "planning", Step.ACTION_PLAN, own_word=True
    ),
    "measures": Picture(
        measures.TITLE, showing("stages", "touchpoints", "measures"), _chart("measures"), "meetwaarden", Step.REVIEW
    ),
    "dashboard": Picture(
        dashboard.TITLE,
        showing("stages", "touchpoints", "pain_points", "actions", "measures", "participation", "people"),
        _chart("dashboard"),
        "overzicht",
        Step.REVIEW,
    ),
    "comparison": Picture(comparing.TITLE, comparing.shown_compared, _chart("comparison"), compares=True),
    "portfolio": Picture(mark("Journeys at a glance"), lambda journey: journey, _chart("portfolio"), compares=True),
}

ASKED_BY_NAME = {name: entry for name, entry in PICTURES.items() if entry.dutch}
"""The others have a command that chooses what they show."""


def draw(
    journey: JourneyMap,
    picture: str = "map",
    form: str = "png",
    language: str = "en",
    theme: str = "light",
    *,
    others: Sequence[JourneyMap] = (),
    today: date | None = None,
) -> bytes:
    """The picture as a file's bytes; the same input gives the same bytes.

    `others` stand beside the journey in a picture that compares; `today` says what is late where dates are shown.
    Raises ValueError for a picture, form or theme that does not exist.
    """
    _check(picture, form)
    from drawing.forms import encode  # matplotlib is loaded only where pictures are drawn
    from drawing.look import branded, look_for

    entry, look = PICTURES[picture], look_for(form, theme, language, journey.accent)
    shown, beside = entry.shown(journey), _beside(entry, others, today)
    pages = branded(entry.pages(shown, look, beside), look)
    return encode(pages, look, title=shown.name, subject=voice(language)(entry.title))


def fingerprint(
    journey: JourneyMap,
    picture: str = "map",
    form: str = "png",
    language: str = "en",
    theme: str = "light",
    *,
    others: Sequence[JourneyMap] = (),
    today: date | None = None,
) -> str:
    """Equal for two journeys that give the same picture; changes when anything that is shown changes."""
    _check(picture, form)
    entry = PICTURES[picture]
    beside = _beside(entry, others, today)
    shown = "|".join(each.model_dump_json() for each in (entry.shown(journey), *beside.others))
    drawn = (DRAWING_VERSION, picture, form, voice(language).language, theme, journey.accent, beside.today or "")
    said = "|".join([*map(str, drawn), shown])
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def _beside(entry: Picture, others: Sequence[JourneyMap], today: date | None) -> Beside:
    return Beside(tuple(map(entry.shown, others)) if entry.compares else (), today)


def _check(picture: str, form: str) -> None:
    if picture not in PICTURES:
        raise ValueError(f"No picture is called {picture!r}; there are {', '.join(PICTURES)}.")
    if form not in FORMS:
        raise ValueError(f"A picture comes as {', '.join(FORMS)}, not as {form!r}.")
