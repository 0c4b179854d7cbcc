"""What runs in the drawing process: plain values in, bytes out, so that anything can cross the border."""

from __future__ import annotations

import os


def begin(folder: str | None, niceness: int) -> None:
    """Called once in the new process: give way to those who answer people, keep matplotlib's font cache in `folder`."""
    if folder:
        os.environ["MPLCONFIGDIR"] = folder
    if hasattr(os, "nice"):
        os.nice(niceness)


def draw_json(
    journey: str, picture: str, form: str, language: str, theme: str, paper: str = "A3", beside: str = ""
) -> bytes:
    """`journey` is a JourneyMap as JSON, and so is `beside` unless it is empty."""
    from drawing.pictures import draw  # after begin() has set the folder
    from journey.model import JourneyMap

    other = JourneyMap.model_validate_json(beside) if beside else None
    return draw(JourneyMap.model_validate_json(journey), picture, form, language, theme, paper, other)
