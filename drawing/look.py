"""What a layout must know besides the journey: the file's form, colours, language, and how much is cut."""

from __future__ import annotations

from dataclasses import dataclass

from drawing.palette import THEMES, Palette
from journey.words import Voice, voice

WHOLE_LINES = 60
"""Files to open show texts whole; beyond this many lines the text equivalent is the place."""


@dataclass(frozen=True)
class Look:
    form: str
    palette: Palette
    say: Voice

    @property
    def whole(self) -> bool:
        """Files that are opened and zoomed show everything; the picture in a channel is kept short."""
        return self.form != "png"

    def most(self, count: int) -> int:
        """How many lines or things a cell may show."""
        return WHOLE_LINES if self.whole else count


def look_for(form: str, theme: str, language: str) -> Look:
    if theme not in THEMES:
        raise ValueError(f"There is no theme {theme!r}; there are {', '.join(THEMES)}.")
    return Look(form, THEMES[theme], voice(language))
