"""What a layout must know besides the journey: the file's form, colours, language, and how much is cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drawing.canvas import Ink, Layer, Page
from drawing.color import readable
from drawing.geometry import Box, rectangle
from drawing.palette import THEMES, Palette, with_accent
from journey.words import Voice, voice

EDGE = 6.0
SEEN = 1.3
"""The least contrast of an edge with the paper, so that it is not lost."""
WHOLE_LINES = 60
"""Files to open show texts whole; beyond this many lines the text equivalent is the place."""


@dataclass(frozen=True)
class Look:
    form: str
    palette: Palette
    say: Voice
    brand: str = ""
    """The workspace's own colour, where it stands by itself."""

    @property
    def whole(self) -> bool:
        """Files that are opened and zoomed show everything; the picture in a channel is kept short."""
        return self.form != "png"

    def most(self, count: int) -> int:
        """How many lines or things a cell may show."""
        return WHOLE_LINES if self.whole else count


def look_for(form: str, theme: str, language: str, accent: str = "") -> Look:
    """`accent` is the workspace's colour, "#rrggbb", or empty. Raises ValueError for an unknown theme."""
    if theme not in THEMES:
        raise ValueError(f"There is no theme {theme!r}; there are {', '.join(THEMES)}.")
    palette = THEMES[theme]
    brand = readable(accent, (palette.paper,), SEEN) if accent else ""
    return Look(form, with_accent(palette, accent), voice(language), brand)


def branded(pages: Sequence[Page], look: Look) -> Sequence[Page]:
    """Each page with an edge in the workspace's colour at its top."""
    for page in pages if look.brand else ():
        page.shape(rectangle(Box(0, 0, page.width, EDGE)), Ink(fill=look.brand), Layer.TOP)
    return pages
