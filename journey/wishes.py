"""Titles that tell what should be instead of what is: “Should get an answer at once”. Stay real, says the method: a
wish belongs on a to-be map of its own.

A careful guess: only where a title all but begins with such a word, or is built as a Dutch wish. Quoted titles are
somebody's own words, and whoever only wonders (“Asks what should happen”) wishes for nothing.
"""

from __future__ import annotations

import re

from journey.company_voice import OPENING_QUOTES

_ASKING = r"(?!what|whether|if|why|who|how|when|where|wat|of|waarom|wie|hoe|wanneer|waar)"
_WISHES = (
    re.compile(rf"(?:{_ASKING}[^\W\d_]+ ){{0,2}}(?P<cue>should|ought to|ideally|idealiter|hoort te|horen te)\b"),
    re.compile(
        rf"(?:{_ASKING}[^\W\d_]+ ){{0,2}}(?P<cue>zou(?:den)?|moet(?:en)?)\b.* (?:moeten|kunnen|krijgen|worden|zijn)$"
    ),
)


def wish_cue(title: str) -> str:
    """The word that sounds like a wish; empty for a title that may well be real."""
    told = " ".join(title.casefold().split())
    if not told or told[0] in OPENING_QUOTES:
        return ""
    found = next((match for wish in _WISHES if (match := wish.match(told))), None)
    return found["cue"] if found else ""
