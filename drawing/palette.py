"""Every colour of a theme, by what it is for; the sizes are in sizes.py.

Chosen to hold for the common colour blindnesses and in greyscale: high and low differ in hue (blue, vermilion),
in place and in the mouth of the face; nothing is said by colour alone.
To add a theme: another Palette in THEMES.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    paper: str
    ink: str
    muted: str
    faint: str
    rule: str
    panel: str
    card: str
    accent: str
    stages: tuple[str, ...]
    stage_ink: str
    curve: str
    spread: str
    dots: str
    high: str
    high_soft: str
    low: str
    low_soft: str
    even_soft: str
    key: str
    done: str
    chip: str
    faded_card: str


LIGHT = Palette(
    paper="#FFFFFF",
    ink="#1B2333",
    muted="#5A6478",
    faint="#8A93A5",
    rule="#E3E7EE",
    panel="#F6F8FB",
    card="#FFFFFF",
    accent="#2B4C8C",
    stages=("#DCE6F6", "#D6ECE8", "#E6E1F4", "#F5EBD6", "#DDEBF2", "#F3E1E4"),
    stage_ink="#1F2D4D",
    curve="#2B4C8C",
    spread="#E1E9F6",
    dots="#A9B9D6",
    high="#1F6FB2",
    high_soft="#CFE4F5",
    low="#B8481F",
    low_soft="#FADFD2",
    even_soft="#ECEEF2",
    key="#C98A00",
    done="#2F7D6B",
    chip="#EDF0F5",
    faded_card="#F6F8FB",
)

THEMES: dict[str, Palette] = {"light": LIGHT}
