"""Small line drawings on a grid of 24 by 24: one per channel, and the marks.

To add a channel: its outline in CHANNELS and the words people call it by in CALLED.
"""

from __future__ import annotations

from functools import cache

from drawing.canvas import Ink, Layer, Page
from drawing.geometry import Box, Outline, circle, drawn, joined, rectangle, rounded
from journey.words import mark

GRID = 24.0
LINE_WIDTH = 1.7

CALLED: dict[str, tuple[str, ...]] = {
    mark("website"): ("website", "web", "site", "webshop", "online", "blog", "landing", "portal", "page", "browser"),
    mark("e-mail"): ("e-mail", "email", "mail", "newsletter", "nieuwsbrief"),
    mark("phone"): ("phone", "call", "telephone", "telefoon", "bellen", "hotline"),
    mark("shop"): ("shop", "store", "winkel", "counter", "balie", "checkout", "kassa"),
    mark("chat"): ("chat", "whatsapp", "messenger", "sms", "bot", "slack"),
    mark("social"): ("social", "instagram", "facebook", "linkedin", "twitter", "tweet", "x", "tiktok", "youtube"),
    mark("app"): ("app", "mobile", "product", "software"),
    mark("post"): ("post", "letter", "brief", "parcel", "pakket", "delivery", "bezorging"),
    mark("in person"): ("in person", "person", "visit", "bezoek", "persoonlijk", "meeting", "event", "friend", "face"),
    mark("advertisement"): ("advertisement", "ad", "ads", "advertentie", "banner", "radio", "tv", "search"),
    mark("other"): (),
}


def channel_symbol(channel: str) -> str:
    """The symbol's name for a channel as people typed it: "other" for unknown ones, empty for none."""
    said = " ".join(channel.lower().replace("-", " ").split())
    if not said:
        return ""
    for name, words in CALLED.items():
        if said in (w.replace("-", " ") for w in words):
            return name
    parts = set(said.replace("/", " ").split())
    return next((name for name, words in CALLED.items() if parts.intersection(words)), "other")


def _people() -> Outline:
    return joined(
        [
            circle(8.5, 8, 3),
            drawn("M2.5 19 C2.5 15 5 13.5 8.5 13.5 C12 13.5 14.5 15 14.5 19"),
            drawn("M15 5.3 C18.8 5.3 18.8 10.7 15 10.7 M17 13.8 C20 14.3 21.5 16 21.5 19"),
        ]
    )


@cache
def outlines() -> dict[str, Outline]:
    """Every symbol and mark by name; drawn with a line."""
    return {
        "website": joined([rounded(Box(3, 4.5, 18, 15), 2), drawn("M3 9 L21 9"), circle(6, 6.8, 0.4)]),
        "e-mail": joined([rounded(Box(3, 5.5, 18, 13), 2), drawn("M3.5 7 L12 13.3 L20.5 7")]),
        "phone": drawn(
            "M8 3.8 L5.2 4.8 C3 11.5 12.5 21 19.2 18.8 L20.2 16 L16 13.4 L13.9 15.2 C11.7 14.1 9.9 12.3 8.8 10.1 "
            "L10.6 8 Z"
        ),
        "shop": drawn(
            "M5.5 4.5 L18.5 4.5 L21 9.5 L3 9.5 Z M5 12 L5 19.5 L19 19.5 L19 12 M10 19.5 L10 14 L14 14 L14 19.5"
        ),
        "chat": joined(
            [
                drawn(
                    "M5.5 4.5 L18.5 4.5 C20 4.5 21 5.5 21 7 L21 14 C21 15.5 20 16.5 18.5 16.5 L11 16.5 L6.5 20.5 "
                    "L6.5 16.5 L5.5 16.5 C4 16.5 3 15.5 3 14 L3 7 C3 5.5 4 4.5 5.5 4.5 Z"
                ),
                drawn("M8 9 L16 9 M8 12.3 L13 12.3"),
            ]
        ),
        "social": joined(
            [
                circle(6, 12, 2.8),
                circle(17.5, 5.8, 2.8),
                circle(17.5, 18.2, 2.8),
                drawn("M8.5 10.7 L15 7.1 M8.5 13.3 L15 16.9"),
            ]
        ),
        "app": joined([rounded(Box(6.5, 2.5, 11, 19), 2.2), drawn("M10.5 18.4 L13.5 18.4")]),
        "post": joined(
            [rounded(Box(3, 5.5, 18, 13), 1.2), rectangle(Box(15, 8, 3.4, 3.8)), drawn("M6 12 L11 12 M6 15 L13 15")]
        ),
        "in person": _people(),
        "advertisement": drawn(
            "M4 9.5 L8.5 9.5 L18 4.5 L18 18.5 L8.5 13.5 L4 13.5 Z M7 13.7 L8.6 19.5 L11 19.5 L10 14.4 "
            "M20.8 9.5 L20.8 13.5"
        ),
        "other": joined([circle(12, 12, 8.5), circle(8, 12, 0.6), circle(12, 12, 0.6), circle(16, 12, 0.6)]),
        "waiting": drawn(
            "M6 3.5 L18 3.5 M6 20.5 L18 20.5 M7.5 3.5 L7.5 7 C7.5 10 12 10.5 12 12 C12 13.5 7.5 14 7.5 17 L7.5 20.5 "
            "M16.5 3.5 L16.5 7 C16.5 10 12 10.5 12 12 C12 13.5 16.5 14 16.5 17 L16.5 20.5"
        ),
        "follow-up": drawn(
            "M4.5 17.5 L19.5 17.5 C17.5 15.5 17.8 13 17.8 10.5 C17.8 7 15.3 4.8 12 4.8 C8.7 4.8 6.2 7 6.2 10.5 "
            "C6.2 13 6.5 15.5 4.5 17.5 Z M12 4.8 L12 2.5 M9.8 20.2 C10.4 21.9 13.6 21.9 14.2 20.2"
        ),
        "back": drawn("M21 19 C21 4.5 5.5 4.5 5 17.5 M1.2 13.2 L5 18.5 L9.4 13.8"),
        "ahead": drawn("M3 19 C3 4.5 18.5 4.5 19 17.5 M22.8 13.2 L19 18.5 L14.6 13.8"),
        "leaving": drawn("M13 4 L5 4 L5 20 L13 20 M10 12 L21 12 M17 8 L21 12 L17 16"),
        "key": drawn("M12 2.5 L14.9 8.7 L21.6 9.5 L16.6 14.1 L18 20.8 L12 17.4 L6 20.8 L7.4 14.1 L2.4 9.5 L9.1 8.7 Z"),
        "not ours": joined([circle(12, 12, 9), drawn("M5.8 5.8 L18.2 18.2")]),
        "evidence": drawn("M6 3 L15 3 L19 7 L19 21 L6 21 Z M9 13.2 L11.6 15.8 L16 10.4"),
        "person": joined([circle(12, 8, 4), drawn("M4.5 20.5 C4.5 15.5 7.5 14 12 14 C16.5 14 19.5 15.5 19.5 20.5")]),
        "target": joined([circle(12, 12, 9), circle(12, 12, 4.6), circle(12, 12, 0.6)]),
        "date": joined([rounded(Box(3.5, 5, 17, 15.5), 2), drawn("M3.5 10 L20.5 10 M8 2.8 L8 6.5 M16 2.8 L16 6.5")]),
        "vote": drawn("M12 4 L20 13 L15 13 L15 20 L9 20 L9 13 L4 13 Z"),
        "open": circle(12, 12, 8.5),
        "done": joined([circle(12, 12, 9), drawn("M7.5 12.3 L10.8 15.6 L16.6 8.8")]),
        "pain": drawn("M13.5 2.5 L5 13.5 L11.2 13.5 L10.2 21.5 L19 10 L12.6 10 Z"),
        "missed": drawn("M12 3 L22 20.5 L2 20.5 Z M12 9.5 L12 14.5 M12 17 L12 17.4"),
        "metric": drawn("M4 20 L20 20 M6.5 16.5 L6.5 12 M12 16.5 L12 5 M17.5 16.5 L17.5 9"),
    }


def symbol(page: Page, name: str, box: Box, color: str, fill: str | None = None, layer: Layer = Layer.SYMBOL) -> None:
    """A symbol in a square box; its line keeps its weight in proportion."""
    outline = outlines()[name].at(box.x, box.y, box.width / GRID)
    page.shape(outline, Ink(fill=fill, line=color, width=round(LINE_WIDTH * box.width / GRID, 2)), layer)
