"""What the signs mean: only those that occur. To explain one more: an entry in `_entries`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from drawing import sizes
from drawing.canvas import Ink, Layer, Page
from drawing.cards import DASH, marks_of
from drawing.geometry import Box, circle, line, rounded
from drawing.peaks import FEW_RATERS, mean_of
from drawing.scene import Scene
from drawing.shown import has_evidence
from drawing.symbols import symbol
from drawing.typeface import cut, width
from journey.model import JumpKind, State, Touchpoint
from journey.words import mark

SIGN = 14.0
ROW = 19.0
BETWEEN = 16.0

MARKS = {
    "key": mark("Key moment"),
    "waiting": mark("Waiting"),
    "follow-up": mark("Follow-up"),
    "leaving": mark("Customer leaves"),
    "not ours": mark("Not ours"),
    "evidence": mark("Supported by evidence"),
}

Sign = Callable[[Page, Box], None]


@dataclass(frozen=True)
class Entry:
    sign: Sign
    text: str


@dataclass(frozen=True)
class Legend:
    scene: Scene
    rows: list[list[tuple[Entry, float]]]

    @property
    def height(self) -> float:
        return len(self.rows) * ROW + 8 if self.rows else 0.0

    def draw(self, page: Page, y: float) -> None:
        for row in self.rows:
            for entry, x in row:
                room = Box(x + SIGN + 5, y, page.width - sizes.MARGIN - x - SIGN - 5, ROW)
                entry.sign(page, Box(x, y + (ROW - SIGN) / 2, SIGN, SIGN))
                page.text(cut(entry.text, sizes.SMALL, room.width), room, sizes.SMALL, self.scene.look.palette.muted)
            y += ROW


def legend_of(scene: Scene) -> Legend:
    rows: list[list[tuple[Entry, float]]] = []
    x = scene.width
    for entry in _entries(scene):
        wide = SIGN + 5 + width(entry.text, sizes.SMALL)
        if x + wide > scene.width - sizes.MARGIN:
            rows.append([])
            x = sizes.MARGIN
        rows[-1].append((entry, x))
        x += wide + BETWEEN
    return Legend(scene, rows)


def _entries(scene: Scene) -> Iterator[Entry]:
    if not scene.overview:
        yield from _marks(scene)
    yield from _curve(scene)
    if not scene.overview:
        yield from _jumps(scene)
    yield from _grades(scene)


def _marks(scene: Scene) -> Iterator[Entry]:
    palette, say = scene.look.palette, scene.look.say
    seen = {name for t in scene.journey.touchpoints for name in marks_of(scene, t)}
    for name, text in MARKS.items():
        if name in seen:
            color = palette.key if name == "key" else palette.done if name == "evidence" else palette.muted
            yield Entry(_symbol(name, color, palette.key if name == "key" else None), say(text))
    if any(not has_evidence(scene.journey, t) for t in scene.journey.touchpoints):
        ink = Ink(fill=palette.faded_card, line=palette.faint, width=0.9, dash=DASH)
        yield Entry(lambda page, box: page.shape(rounded(box.inset(0, 2), 3), ink, Layer.CARD), say("Assumption"))


def _symbol(name: str, color: str, fill: str | None = None) -> Sign:
    return lambda page, box: symbol(page, name, box.inset(1), color, fill)


def _curve(scene: Scene) -> Iterator[Entry]:
    palette, say = scene.look.palette, scene.look.say
    rated: list[Touchpoint] = [t for t in scene.journey.touchpoints if mean_of(t) is not None]
    joined = any(mean_of(a) is not None and mean_of(b) is not None for a, b in _neighbours(scene))
    if joined:
        yield from _lines(scene)
    if not scene.overview and any(any(t.rating.scores) for t in rated):
        yield Entry(_dot(palette.dots), say("One person's rating"))


def _neighbours(scene: Scene) -> list[tuple[Touchpoint, Touchpoint]]:
    return list(pairwise(scene.journey.touchpoints))


def _lines(scene: Scene) -> Iterator[Entry]:
    palette, say = scene.look.palette, scene.look.say
    rated = [t for t in scene.journey.touchpoints if mean_of(t) is not None]
    yield Entry(_stroke(Ink(line=palette.curve, width=2.2)), say("Mean of all ratings"))
    if any(t.rating.count < FEW_RATERS for t in rated):
        few = say.many("Fewer than {count} rater", "Fewer than {count} raters", FEW_RATERS)
        yield Entry(_stroke(Ink(line=palette.curve, width=2.2, dash=(4, 3))), few)
    if any(t.rating.spread for t in rated):
        ink = Ink(fill=palette.spread)
        yield Entry(lambda page, box: page.shape(rounded(box.inset(0, 3), 2), ink), say("How far people differ"))


def _stroke(ink: Ink) -> Sign:
    return lambda page, box: page.shape(line([(box.x, box.middle[1]), (box.right, box.middle[1])]), ink)


def _dot(color: str) -> Sign:
    return lambda page, box: page.shape(circle(*box.middle, 2.2), Ink(fill=color))


def _jumps(scene: Scene) -> Iterator[Entry]:
    palette, say = scene.look.palette, scene.look.say
    kinds = {j.kind for t in scene.journey.touchpoints for j in t.jumps}
    if JumpKind.BACK in kinds:
        yield Entry(_symbol("follow-up", palette.low), say("Back to an earlier moment"))
    if JumpKind.SKIP in kinds:
        yield Entry(_symbol("follow-up", palette.accent), say("Skips ahead"))


def _grades(scene: Scene) -> Iterator[Entry]:
    palette, say = scene.look.palette, scene.look.say
    if scene.journey.pain_points:
        yield Entry(_symbol("pain", palette.low), say("Pain point, with its severity"))
    states = {a.state for a in scene.journey.actions}
    if State.OPEN in states:
        yield Entry(_symbol("open", palette.accent), say("Open action"))
    if State.DONE in states:
        yield Entry(_symbol("done", palette.done), say("Action done"))
