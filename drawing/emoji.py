"""Emoji in text: the sign itself where a face has it, in one colour; else its short name in brackets."""

from __future__ import annotations

import re

from drawing.fonts import face_of

MAY_BE = re.compile("[\u00a9\u00ae\u203c-\u3299\ufe0f\U0001f000-\U0001faff\u20e3]")
DRESS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
"""Colour or not, and the tones of skin: of no use in one colour."""
KEYCAP = "\u20e3"


def spelled(text: str) -> str:
    """The text without emoji that no face has."""
    if not MAY_BE.search(text):
        return text
    from emoji import replace_emoji  # its list is loaded when the first emoji is drawn

    return DRESS.sub("", replace_emoji(text, replace=_sign))


def _sign(emoji: str, about: dict[str, str]) -> str:
    bare = DRESS.sub("", emoji)
    if bare.endswith(KEYCAP):
        return bare[0]
    if len(bare) == 1 and face_of(bare, False):
        return bare
    return f"[{_name(bare, about)}]"


def _name(bare: str, about: dict[str, str]) -> str:
    """Without the tone of skin where it has a name without."""
    from emoji import EMOJI_DATA

    said: str = EMOJI_DATA.get(bare, about).get("en", about["en"])
    return said.strip(":").replace("_", " ")
