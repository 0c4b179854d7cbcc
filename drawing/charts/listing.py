"""What the numbers of a chart stand for: groups with a title, each item with its badge, its text and a small note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from drawing import sizes
from drawing.blocks import Block, Gap, words
from drawing.canvas import Page
from drawing.charts.badges import HEIGHT, Badge
from drawing.charts.sheet import BOLD, LABEL, SMALL
from drawing.geometry import Box
from drawing.look import Look
from drawing.typeface import Font, wrap

AFTER = 8.0
SLOT = 28.0
"""Badges of one and two figures have texts that stand in line."""
STEP = 5.0


@dataclass(frozen=True)
class Item:
    """One line of a list: a badge, then up to `most` lines of text, then a note in small."""

    badge: Badge
    text: str
    note: str
    look: Look
    room: float
    most: int = 2
    lines: Sequence[tuple[str, Font, str]] = field(init=False)

    def __post_init__(self) -> None:
        palette, room = self.look.palette, self.room - self._slot - AFTER
        told = [(line, LABEL, palette.ink) for line in wrap(self.text, LABEL, room, self.look.most(self.most))]
        told += [(line, SMALL, palette.muted) for line in wrap(self.note, SMALL, room, self.look.most(2))]
        object.__setattr__(self, "lines", told)

    @property
    def _slot(self) -> float:
        return max(SLOT, self.badge.width)

    @property
    def height(self) -> float:
        return max(HEIGHT, sum(font.size for _, font, _ in self.lines) * sizes.LEADING + 3) + STEP

    def draw(self, page: Page, x: float, y: float) -> None:
        self.badge.draw(page, x + self.badge.width / 2, y + HEIGHT / 2, self.look.palette)
        left = x + self._slot + AFTER
        y += 3
        for text, font, color in self.lines:
            step = font.size * sizes.LEADING
            page.text(text, Box(left, y, self.room - self._slot - AFTER, step), font, color)
            y += step


def group(look: Look, title: str, means: str, items: Sequence[Item], room: float, most: int = 5) -> list[Block]:
    """A title, what it means, the first items, and how many more there are."""
    palette, shown = look.palette, look.most(most)
    told = [*words(title, BOLD, palette.ink, room, 2), *words(means, SMALL, palette.muted, room, 2), Gap(6)]
    told += items[:shown]
    if len(items) > shown:
        rest = look.say.many("and {count} more", "and {count} more", len(items) - shown)
        told += words(rest, SMALL, palette.muted, room, 1)
    if not items:
        told += words(look.say("Nothing here"), SMALL, palette.muted, room, 1)
    return told


def in_rows(look: Look, told: Sequence[tuple[str, str, Sequence[Item]]], room: float) -> list[list[Block]]:
    """Groups for two columns, each of a title, what it means and its items; a row in which nothing stands is left
    away."""
    rows = [told[start : start + 2] for start in range(0, len(told), 2)]
    return [group(look, *one, room) for row in rows if any(items for _, _, items in row) for one in row]
