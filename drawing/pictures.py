"""The pictures that can be drawn: a name, its title, what it shows, and who lays it out.

To add one: a module whose function lays out pages, and an entry in PICTURES; its content hash, its file
forms, its command, its button and its tests come by themselves. Importing this loads no matplotlib: layouts are
loaded when drawn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, cast

from drawing import comparing
from drawing.beside import NOTHING, PAPERS, Beside
from drawing.showing import showing
from drawing.shown import shown_on_map
from drawing.told import coverage, curves, dashboard, drivers, measures, pain_points, plan, quick_wins
from drawing.words_of import alt_text
from journey.model import JourneyMap, Step
from journey.words import mark, voice

if TYPE_CHECKING:
    from drawing.canvas import Page
    from drawing.look import Look

Form = Literal["png", "svg", "pdf"]
FORMS: tuple[Form, ...] = ("png", "svg", "pdf")
DRAWING_VERSION = 4
"""Raise it when pictures look different, so that those kept are drawn again."""


class Layout(Protocol):
    def __call__(self, journey: JourneyMap, look: Look, beside: Beside = NOTHING) -> list[Page]: ...


class Picture(NamedTuple):
    """`dutch` is its name as typed in Dutch, where people ask for it by name; `step` shows a button for it; `own_word`
    makes its name a command too.

    `compares` says that it shows other journeys beside the first; `recalls`, the last review where none is named.
    """

    title: str
    shown: Callable[[JourneyMap], JourneyMap]
    pages: Layout
    dutch: str = ""
    step: Step | None = None
    own_word: bool = False
    compares: bool = False
    recalls: bool = False


def _of_map(layout: str) -> Layout:
    """A layout in drawing.map, which is loaded only where pictures are drawn."""

    def pages(journey: JourneyMap, look: Look, beside: Beside = NOTHING) -> list[Page]:
        found: Layout = getattr(import_module("drawing.map"), layout)
        return found(journey, look, beside)

    return pages


def _chart(module: str) -> Layout:
    """The layout in a module of drawing.charts, which is loaded only where pictures are drawn."""

    def pages(journey: JourneyMap, look: Look, beside: Beside = NOTHING) -> list[Page]:
        layout = cast("Layout", import_module(f"drawing.charts.{module}").pages)
        return layout(journey, look, beside)

    return pages


PICTURES: dict[str, Picture] = {
    "map": Picture(mark("Journey map"), shown_on_map, _of_map("pages"), "kaart", compares=True),
    "overview": Picture(mark("Journey map"), shown_on_map, _of_map("overview"), compares=True),
    "part": Picture(mark("Part of the journey map"), shown_on_map, _of_map("part"), compares=True),
    "curves": Picture(
        curves.TITLE,
        showing("id", "stages", "touchpoints"),
        _chart("curves"),
        "curven",
        Step.EMOTIONS,
        own_word=True,
        compares=True,
        recalls=True,
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
    paper: str = "A3",
) -> bytes:
    """The picture as a file's bytes; the same input gives the same bytes. `picture` is a name in PICTURES, with the
    number of the part behind it where it has parts: "part:2".

    `others` stand beside the journey in a picture that compares; `today` says what is late where dates are shown;
    `paper` is a PDF's. Raises ValueError for a picture, part, form, theme or paper that does not exist.
    """
    entry, number = _found(picture, form, paper)
    from drawing.forms import encode  # matplotlib is loaded only where pictures are drawn
    from drawing.look import branded, look_for

    look = look_for(form, theme, language, journey.accent)
    shown, beside = entry.shown(journey), Beside(_shown_beside(entry, others), today, number, paper)
    pages = entry.pages(shown, look, beside)
    if form == "pdf":
        from drawing.book import bound

        pages = bound(pages, _told(entry, journey, form), look, picture, beside)
    alt = alt_text(shown, language, picture, beside)
    return encode(branded(pages, look), look, title=shown.name, subject=look.say(entry.title), alt=alt)


def fingerprint(
    journey: JourneyMap,
    picture: str = "map",
    form: str = "png",
    language: str = "en",
    theme: str = "light",
    *,
    others: Sequence[JourneyMap] = (),
    today: date | None = None,
    paper: str = "A3",
) -> str:
    """Equal for two journeys that give the same picture; changes when anything that is shown changes."""
    entry, _ = _found(picture, form, paper)
    drawn = (DRAWING_VERSION, picture, form, voice(language).language, theme, paper, journey.accent, today or "")
    shown = (each.model_dump_json() for each in (_told(entry, journey, form), *_shown_beside(entry, others)))
    return hashlib.sha256("|".join([*map(str, drawn), *shown]).encode("utf-8", "replace")).hexdigest()


def _told(entry: Picture, journey: JourneyMap, form: str) -> JourneyMap:
    """What the file tells: a PDF of the map brings the whole of it in words."""
    return journey if form == "pdf" and entry is PICTURES["map"] else entry.shown(journey)


def _shown_beside(entry: Picture, others: Sequence[JourneyMap]) -> tuple[JourneyMap, ...]:
    return tuple(map(entry.shown, others)) if entry.compares else ()


def _found(picture: str, form: str, paper: str) -> tuple[Picture, int]:
    """The picture's entry, and the number of the part."""
    name, _, number = picture.partition(":")
    if name not in PICTURES or not (number.isdecimal() or not number):
        raise ValueError(f"No picture is called {picture!r}; there are {', '.join(PICTURES)}.")
    if form not in FORMS:
        raise ValueError(f"A picture comes as {', '.join(FORMS)}, not as {form!r}.")
    if paper not in PAPERS:
        raise ValueError(f"Paper is {' or '.join(PAPERS)}, not {paper!r}.")
    return PICTURES[name], int(number or 1)
