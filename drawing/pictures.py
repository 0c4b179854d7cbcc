"""The pictures that can be drawn: a name, its title, what it shows, and who lays it out.

To add one: a module whose function lays out pages, and an entry in PICTURES; its content hash, its file
forms and its tests come by themselves. Importing this loads no matplotlib: layouts are loaded when drawn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

from drawing.beside import NOTHING, Beside
from drawing.shown import shown_on_map
from journey.model import JourneyMap
from journey.words import mark, voice

if TYPE_CHECKING:
    from drawing.canvas import Page
    from drawing.look import Look

Form = Literal["png", "svg", "pdf"]
FORMS: tuple[Form, ...] = ("png", "svg", "pdf")
DRAWING_VERSION = 1
"""Raise it when pictures look different, so that those kept are drawn again."""


class Layout(Protocol):
    def __call__(self, journey: JourneyMap, look: Look, beside: Beside = NOTHING) -> list[Page]: ...


@dataclass(frozen=True)
class Picture:
    """`compares` says that it shows other journeys beside the first."""

    title: str
    shown: Callable[[JourneyMap], JourneyMap]
    pages: Layout
    compares: bool = False


def _map_pages(journey: JourneyMap, look: Look, beside: Beside = NOTHING) -> list[Page]:
    from drawing.map import pages  # matplotlib is loaded only where pictures are drawn

    return pages(journey, look)


def _portfolio_pages(journey: JourneyMap, look: Look, beside: Beside = NOTHING) -> list[Page]:
    from drawing.charts.portfolio import pages  # as above

    return pages(journey, look, beside)


PICTURES: dict[str, Picture] = {
    "map": Picture(title=mark("Journey map"), shown=shown_on_map, pages=_map_pages),
    "portfolio": Picture(mark("Journeys at a glance"), lambda journey: journey, _portfolio_pages, compares=True),
}


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
    from drawing.look import look_for

    entry, look = PICTURES[picture], look_for(form, theme, language)
    shown, beside = entry.shown(journey), _beside(entry, others, today)
    return encode(entry.pages(shown, look, beside), look, title=shown.name, subject=voice(language)(entry.title))


def fingerprint(
    journey: JourneyMap,
    picture: str = "map",
    form: str = "png",
    language: str = "en",
    *,
    others: Sequence[JourneyMap] = (),
    today: date | None = None,
) -> str:
    """Equal for two journeys that give the same picture; changes when anything that is shown changes."""
    _check(picture, form)
    entry = PICTURES[picture]
    beside = _beside(entry, others, today)
    shown = "|".join(each.model_dump_json() for each in (entry.shown(journey), *beside.others))
    said = f"{DRAWING_VERSION}|{picture}|{form}|{voice(language).language}|{beside.today or ''}|{shown}"
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def _beside(entry: Picture, others: Sequence[JourneyMap], today: date | None) -> Beside:
    return Beside(tuple(map(entry.shown, others)) if entry.compares else (), today)


def _check(picture: str, form: str) -> None:
    if picture not in PICTURES:
        raise ValueError(f"No picture is called {picture!r}; there are {', '.join(PICTURES)}.")
    if form not in FORMS:
        raise ValueError(f"A picture comes as {', '.join(FORMS)}, not as {form!r}.")
