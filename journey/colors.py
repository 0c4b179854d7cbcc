"""Reading a colour that somebody types."""

from __future__ import annotations

import re

from journey.refusal import Refusal
from journey.typed import plain
from journey.words import mark

NONE = ("off", "none", "uit", "geen")
SHORT_OR_LONG = re.compile("#?([0-9a-f]{3}|[0-9a-f]{6})")


def read_color(text: str) -> str:
    """As #rrggbb; empty for "off". Raises Refusal."""
    wanted = plain(text).lower()
    if wanted in NONE:
        return ""
    found = SHORT_OR_LONG.fullmatch(wanted)
    if found is None:
        raise Refusal(
            mark("“{text}” is not a colour: # and six digits or letters a to f, such as #0a7d6c, or off."),
            text=plain(text)[:60],
            example=mark("accent #0a7d6c"),
        )
    digits = found[1]
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))
