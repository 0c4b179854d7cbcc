"""Every colour of a theme, by what it is for; the sizes are in sizes.py.

Chosen to hold for the common colour blindnesses and in greyscale: high and low differ in hue (blue, vermilion) and in
lightness, in place and in the mouth of the face; neighbouring stages differ in lightness; nothing is said by colour
alone. tests/drawing/test_colors.py measures it. To add a theme: another Palette in THEMES.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from drawing.color import mixed, readable


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
    muted="#566073",
    faint="#8A93A5",
    rule="#E3E7EE",
    panel="#F6F8FB",
    card="#FFFFFF",
    accent="#2B4C8C",
    stages=("#DCE6F6", "#BFE0D9", "#EAE4F7", "#EDD9B4", "#DFEEF6", "#E8C3CC"),
    stage_ink="#1F2D4D",
    curve="#2B4C8C",
    spread="#E1E9F6",
    dots="#94A8CE",
    high="#0B5394",
    high_soft="#C5DFF5",
    low="#C2410C",
    low_soft="#FBE3D8",
    even_soft="#ECEEF2",
    key="#B97A00",
    done="#1D6B5A",
    chip="#EDF0F5",
    faded_card="#F6F8FB",
)

DARK = Palette(
    paper="#141922",
    ink="#EEF2F8",
    muted="#AAB5C7",
    faint="#6B778D",
    rule="#2C3544",
    panel="#1A202B",
    card="#1F2632",
    accent="#8FB4FF",
    stages=("#24365A", "#2F5A55", "#332B55", "#5A4A22", "#1F3B4A", "#5F3845"),
    stage_ink="#F1F5FB",
    curve="#8FB4FF",
    spread="#223557",
    dots="#5D78AC",
    high="#A9D3FF",
    high_soft="#1D4468",
    low="#F0804F",
    low_soft="#4A2115",
    even_soft="#343D4C",
    key="#F2B632",
    done="#63CDB2",
    chip="#2A3342",
    faded_card="#171D27",
)

PRINT = Palette(
    paper="#FFFFFF",
    ink="#000000",
    muted="#3D3D3D",
    faint="#7A7A7A",
    rule="#CFCFCF",
    panel="#FFFFFF",
    card="#FFFFFF",
    accent="#1F2A44",
    stages=("#F4F4F4", "#E2E2E2"),
    stage_ink="#000000",
    curve="#000000",
    spread="#E9E9E9",
    dots="#8E8E8E",
    high="#0B3A66",
    high_soft="#FFFFFF",
    low="#B23A0A",
    low_soft="#DADADA",
    even_soft="#EDEDED",
    key="#9A6500",
    done="#12483C",
    chip="#F4F4F4",
    faded_card="#FFFFFF",
)

TINTS = (0.15, 0.32)
"""How much of a colour of one's own there is in the grounds of the stages."""
THEMES: dict[str, Palette] = {"light": LIGHT, "dark": DARK, "print": PRINT}


def with_accent(palette: Palette, accent: str) -> Palette:
    """The theme with a colour of one's own, as dark or light as text needs to be on its grounds and on it; the stages
    are by turns in two tints of it."""
    if not accent:
        return palette
    shown = readable(accent, (palette.paper, palette.panel))
    return replace(palette, accent=shown, stages=tuple(mixed(palette.paper, shown, share) for share in TINTS))
