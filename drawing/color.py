"""Sums with colours: how well one stands out from another, and making it do so."""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls

READABLE = 4.5
"""The contrast that text needs, as WCAG 2 has it (level AA)."""
STEP = 0.01


def channels(color: str) -> tuple[float, float, float]:
    """Red, green and blue of "#rrggbb", 0 to 1."""
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def linear(color: str) -> tuple[float, float, float]:
    """Amounts of light instead of steps of a screen."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(color))
    return red, green, blue


def luminance(color: str) -> float:
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear(color), strict=True))


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(ground: str, color: str, share: float) -> str:
    """The ground with a share of the colour, 0 to 1, laid over it."""
    pairs = zip(channels(ground), channels(color), strict=True)
    return "#" + "".join(f"{round((under + (over - under) * share) * 255):02X}" for under, over in pairs)


def readable(color: str, grounds: tuple[str, ...], least: float = READABLE) -> str:
    """The colour, made darker on light grounds and lighter on dark ones until it stands out from all of them."""
    hue, light, full = rgb_to_hls(*channels(color))
    step = STEP if luminance(grounds[0]) < 0.18 else -STEP
    while min(contrast(color, ground) for ground in grounds) < least and 0 <= light <= 1:
        light += step
        color = "#" + "".join(f"{round(part * 255):02X}" for part in hls_to_rgb(hue, min(max(light, 0), 1), full))
    return color
