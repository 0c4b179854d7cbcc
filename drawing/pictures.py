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


PAPERS = ("A3", "A4")


@dataclass(frozen=True)
class Wish:
    """What can be said of a picture besides its name: which part (from 1), the PDF's paper, and another journey whose
    curve is drawn in the same map."""

    part: int = 1
    paper: str = "A3"
    beside: JourneyMap | None = None


@dataclass(frozen=True)
class Picture:
    """`wished` lays out instead of `pages` where the picture knows what to do with a Wish."""

    title: str
    shown: Callable[[JourneyMap], JourneyMap]
    pages: Callable[[JourneyMap, Look], list[Page]]
    wished: Callable[[JourneyMap, Look, Wish], list[Page]] | None = None

    def laid_out(self, journey: JourneyMap, look: Look, wish: Wish) -> list[Page]:
        return self.wished(journey, look, wish) if self.wished else self.pages(journey, look)


def _of_map(layout: str, title: str) -> Picture:
    """A picture that the function `layout` of drawing.map lays out."""

    def wished(journey: JourneyMap, look: Look, wish: Wish) -> list[Page]:
        from drawing import map as layouts  # matplotlib is loaded only where pictures are drawn

        found: list[Page] = getattr(layouts, layout)(journey, look, wish)
        return found

    return Picture(title, shown_on_map, lambda journey, look: wished(journey, look, Wish()), wished)


PICTURES: dict[str, Picture] = {
    "map": _of_map("pages", mark("Journey map")),
    "overview": _of_map("overview", mark("Journey map")),
    "part": _of_map("part", mark("Part of the journey map")),
}


def draw(
    journey: JourneyMap,
    picture: str = "map",
    form: str = "png",
    language: str = "en",
    theme: str = "light",
    paper: str = "A3",
    beside: JourneyMap | None = None,
) -> bytes:
    """The picture as a file's bytes; the same input gives the same bytes. `picture` is a name in PICTURES, with the
    number of the part behind it where it has parts: "part:2"; `paper` and `beside` as in Wish.

    Raises ValueError for a picture, part, form, theme or paper that does not exist.
    """
    entry, number = _found(picture, form, paper)
    from drawing.forms import encode  # matplotlib is loaded only where pictures are drawn
    from drawing.look import look_for

    look, shown = look_for(form, theme, language), entry.shown(journey)
    wish = Wish(number, paper, entry.shown(beside) if beside else None)
    return encode(entry.laid_out(shown, look, wish), look, title=shown.name, subject=voice(language)(entry.title))


def fingerprint(
    journey: JourneyMap,
    picture: str = "map",
    form: str = "png",
    language: str = "en",
    paper: str = "A3",
    beside: JourneyMap | None = None,
) -> str:
    """Equal for two journeys that give the same picture; changes when anything that is shown changes."""
    entry, _ = _found(picture, form, paper)
    shown = [entry.shown(each).model_dump_json() for each in (journey, beside) if each is not None]
    said = "|".join([str(DRAWING_VERSION), picture, form, voice(language).language, paper, *shown])
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


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
