"""The journey as Mermaid's `journey` text.

Mermaid's scores run from 1 to 5 and it draws no touchpoint without one: an unrated touchpoint stands in the middle,
and its name says so. What its grammar cannot take is written as Mermaid's own character codes (`#58;`), which it
shows as the characters that people typed.
"""

from __future__ import annotations

import re

from drawing.exports.cells import readable
from drawing.peaks import mean_of
from journey.model import JourneyMap, Touchpoint
from journey.words import Voice

MIDDLE = 3
_CODED = re.compile(r"[#:;%{}<>&\"`\\]")
_BLANKS = re.compile(r"[\s\u200b\u2028\u2029\ufeff]+")


def as_mermaid(journey: JourneyMap, say: Voice) -> bytes:
    lines = ["journey", f"    title {coded(journey.name)}"]
    stage: str | None = None
    for touchpoint in journey.touchpoints:
        if touchpoint.stage != stage:
            stage = touchpoint.stage
            lines.append(f"    section {coded(stage or say('No stage yet'))}")
        lines.append(f"      {_task(say, touchpoint)}")
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _task(say: Voice, touchpoint: Touchpoint) -> str:
    mean = mean_of(touchpoint)
    what = touchpoint.what if mean is not None else f"{touchpoint.what} ({say('not rated')})"
    score = MIDDLE if mean is None else round(mean) + MIDDLE
    actors = ", ".join(coded(name).replace(",", "#44;") for name in touchpoint.departments if name.strip())
    return f"{touchpoint.number}. {coded(what)}: {score}" + (f": {actors}" if actors else "")


def coded(text: str) -> str:
    """One line that Mermaid shows as it was typed; a dash where nothing is left."""
    line = _BLANKS.sub(" ", readable(text)).strip()
    return _CODED.sub(lambda found: f"#{ord(found[0])};", line) or "-"
