"""What runs in the drawing process: plain values in, bytes out, so that anything can cross the border."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date


def begin(folder: str | None, niceness: int) -> None:
    """Called once in the new process: give way to those who answer people, keep matplotlib's font cache in `folder`."""
    if folder:
        os.environ["MPLCONFIGDIR"] = folder
    if hasattr(os, "nice"):
        os.nice(niceness)


def draw_json(
    journey: str,
    picture: str,
    form: str,
    language: str,
    theme: str,
    others: Sequence[str] = (),
    today: str = "",
    paper: str = "A3",
) -> bytes:
    """`journey` and each of `others` is a JourneyMap as JSON; `today` is a date in ISO 8601 or empty."""
    from drawing.pictures import draw  # after begin() has set the folder
    from journey.model import JourneyMap

    read = JourneyMap.model_validate_json
    day = date.fromisoformat(today) if today else None
    beside = [read(other) for other in others]
    return draw(read(journey), picture, form, language, theme, others=beside, today=day, paper=paper)
