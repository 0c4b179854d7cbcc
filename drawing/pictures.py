"""The pictures that can be drawn: a name, its title, what it shows, and who lays it out.

To add one: a module whose function lays out pages, and an entry in PICTURES; its content hash, its file
forms and its tests come by themselves. Importing this loads no matplotlib: layouts are loaded when drawn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from drawing.shown import shown_on_map
from journey.model import JourneyMap
from journey.words import mark, voice

if TYPE_CHECKING:
    from drawing.canvas import Page
    from drawing.look import Look

Form = Literal["png", "svg", "pdf"]
FORMS: tuple[Form, ...] = ("png", "svg", "pdf")
DRAWING_VERSION = 2
"""Raise it when pictures look different, so that those kept are drawn again."""


@dataclass(frozen=True)
class Picture:
    title: str
    shown: Callable[[JourneyMap], JourneyMap]
    pages: Callable[[JourneyMap, Look], list[Page]]


def _map_pages(journey: JourneyMap, look: Look) -> list[Page]:
    from drawing.map import pages  # matplotlib is loaded only where pictures are drawn

    return pages(journey, look)


PICTURES: dict[str, Picture] = {
    "map": Picture(title=mark("Journey map"), shown=shown_on_map, pages=_map_pages),
}


def draw(
    journey: JourneyMap, picture: str = "map", form: str = "png", language: str = "en", theme: str = "light"
) -> bytes:
    """The picture as a file's bytes; the same input gives the same bytes.

    Raises ValueError for a picture, form or theme that does not exist.
    """
    _check(picture, form)
    from drawing.forms import encode  # matplotlib is loaded only where pictures are drawn
    from drawing.look import branded, look_for

    entry, look = PICTURES[picture], look_for(form, theme, language, journey.accent)
    shown = entry.shown(journey)
    pages = branded(entry.pages(shown, look), look)
    return encode(pages, look, title=shown.name, subject=voice(language)(entry.title))


def fingerprint(
    journey: JourneyMap, picture: str = "map", form: str = "png", language: str = "en", theme: str = "light"
) -> str:
    """Equal for two journeys that give the same picture; changes when anything that is shown changes."""
    _check(picture, form)
    shown = PICTURES[picture].shown(journey).model_dump_json()
    drawn = f"{DRAWING_VERSION}|{picture}|{form}|{voice(language).language}|{theme}|{journey.accent}"
    said = f"{drawn}|{shown}"
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def _check(picture: str, form: str) -> None:
    if picture not in PICTURES:
        raise ValueError(f"No picture is called {picture!r}; there are {', '.join(PICTURES)}.")
    if form not in FORMS:
        raise ValueError(f"A picture comes as {', '.join(FORMS)}, not as {form!r}.")
