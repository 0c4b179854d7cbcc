"""What the signs mean: only those that occur. To explain one more: an entry in `_entries`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from drawing import sizes
from drawing.canvas import Ink, Layer, Page
from drawing.cards import DASH, marks_of
from drawing.emotion import ROOM_FOR_DOTS, diamond
from drawing.geometry import Box, circle, line, rounded
from drawing.highlights import is_short
from drawing.moments import room_for, together
from drawing.peaks import FEW_RATERS, mean_of
from drawing.scene import Scene
from drawing.short_cards import short_marks
from drawing.shown import has_evidence
from drawing.symbols import symbol
from drawing.typeface import clean, cut, width
from drawing.wording import told_apart
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
                left = x + SIGN + 5
                said = cut(entry.text, sizes.SMALL, page.width - sizes.MARGIN - left)
                entry.sign(page, Box(x, y + (ROW - SIGN) / 2, SIGN, SIGN))
                cell = Box(left, y, width(said, sizes.SMALL) + 1, ROW)
                page.text(said, cell, sizes.SMALL, self.scene.look.palette.muted)
            y += ROW


def legend_of(scene: Scene, touchpoints: Sequence[Touchpoint] | None = None) -> Legend:
    """What occurs at these touchpoints; at all of them when none are named."""
    here = scene.journey.touchpoints if touchpoints is None else tuple(touchpoints)
    rows: list[list[tuple[Entry, float]]] = []
    x = scene.width
    for entry in _entries(scene, here):
        wide = SIGN + 5 + width(clean(entry.text), sizes.SMALL)
        if x + wide > scene.width - sizes.MARGIN:
            rows.append([])
            x = sizes.MARGIN
        rows[-1].append((entry, x))
        x += wide + BETWEEN
    return Legend(scene, rows)


def _entries(scene: Scene, here: Sequence[Touchpoint]) -> Iterator[Entry]:
    if not scene.overview:
        yield from _marks(scene, here)
    yield from _curve(scene, here)
    if not scene.overview and not is_short(scene):
        yield from _jumps(scene, here)
    yield from _grades(scene, here)


def _marks(scene: Scene, here: Sequence[Touchpoint]) -> Iterator[Entry]:
    palette, say = scene.look.palette, scene.look.say
    marks = short_marks if is_short(scene) else lambda t: marks_of(scene, t)
    seen = {name for t in here for name in marks(t)}
    for name, text in MARKS.items():
        if name in seen:
            color = palette.key if name == "key" else palette.done if name == "evidence" else palette.muted
            yield Entry(_symbol(name, color, palette.key if name == "key" else None), say(text))
    if any(not has_evidence(scene.journey, t) for t in here):
        ink = Ink(fill=palette.faded_card, line=palette.faint, width=0.9, dash=DASH)
        yield Entry(lambda page, box: page.shape(rounded(box.inset(0, 2), 3), ink, Layer.CARD), say("Assumption"))


def _symbol(name: str, color: str, fill: str | None = None) -> Sign:
    return lambda page, box: symbol(page, name, box.inset(1), color, fill)


def _curve(scene: Scene, here: Sequence[Touchpoint]) -> Iterator[Entry]:
    rated = [t for t in here if mean_of(t) is not None]
    joined = any(mean_of(a) is not None and mean_of(b) is not None for a, b in pairwise(here))
    if joined or (rated and scene.beside):
        yield from _lines(scene, rated)
    dots = any(room_for(band) >= ROOM_FOR_DOTS for band in scene.bands)
    if dots and any(any(t.rating.scores) for t in rated):
        yield Entry(_dot(scene.look.palette.dots), scene.look.say("One person's rating"))


def _lines(scene: Scene, rated: Sequence[Touchpoint]) -> Iterator[Entry]:
    palette, say = scene.look.palette, scene.look.say
    several = max((together(band) for band in scene.bands), default=1)
    one, other = told_apart(say, scene.journey, scene.beside) if scene.beside else ("", "")
    mean = say("Mean of {count} touchpoints each", count=several) if several > 1 else say("Mean of all ratings")
    enough = any(a.rating.count >= FEW_RATERS <= b.rating.count for a, b in pairwise(rated))
    if one or several > 1 or enough:
        yield Entry(_stroke(Ink(line=palette.curve, width=2.2)), _named(scene, one) if one else mean)
    if other:
        yield Entry(_thin(scene), _named(scene, other))
    if any(t.rating.count < FEW_RATERS for t in rated):
        few = say.many("Fewer than {count} rater", "Fewer than {count} raters", FEW_RATERS)
        yield Entry(_stroke(Ink(line=palette.curve, width=2.2, dash=(4, 3))), few)
    if several > 1 or any(t.rating.spread for t in rated):
        ink, said = (
            Ink(fill=palette.spread),
            say("From lowest to highest") if several > 1 else say("How far people differ"),
        )
        yield Entry(lambda page, box: page.shape(rounded(box.inset(0, 3), 2), ink), said)


def _named(scene: Scene, name: str) -> str:
    return cut(name, sizes.SMALL, scene.width - 2 * sizes.MARGIN - SIGN - 5)


def _thin(scene: Scene) -> Sign:
    def draw(page: Page, box: Box) -> None:
        _stroke(Ink(line=scene.look.palette.key, width=1.6))(page, box)
        page.shape(
            diamond(*box.middle, 3.2), Ink(fill=scene.look.palette.paper, line=scene.look.palette.key, width=1.2)
        )

    return draw


def _stroke(ink: Ink) -> Sign:
    return lambda page, box: page.shape(line([(box.x, box.middle[1]), (box.right, box.middle[1])]), ink)


def _dot(color: str) -> Sign:
    return lambda page, box: page.shape(circle(*box.middle, 2.2), Ink(fill=color))


def _jumps(scene: Scene, here: Sequence[Touchpoint]) -> Iterator[Entry]:
    palette, say = scene.look.palette, scene.look.say
    kinds = {j.kind for t in here for j in t.jumps}
    if JumpKind.BACK in kinds:
        yield Entry(_symbol("back", palette.low), say("Back to an earlier moment"))
    if JumpKind.SKIP in kinds:
        yield Entry(_symbol("ahead", palette.accent), say("Skips ahead"))


def _grades(scene: Scene, here: Sequence[Touchpoint]) -> Iterator[Entry]:
    palette, say, journey = scene.look.palette, scene.look.say, scene.journey
    everywhere = here is journey.touchpoints
    numbers = {t.number for t in here}
    pains = [p for p in journey.pain_points if everywhere or p.touchpoint in numbers]
    if pains:
        yield Entry(_symbol("pain", palette.low), say("Pain point, with its severity"))
    known = {p.number for p in pains}
    states = {a.state for a in journey.actions if everywhere or a.pain_point in known}
    if State.OPEN in states:
        yield Entry(_symbol("open", palette.accent), say("Open action"))
    if State.DONE in states:
        yield Entry(_symbol("done", palette.done), say("Action done"))
    stages = {t.stage for t in here} - {""}
    measures = [m for m in journey.measures if everywhere or m.touchpoint in numbers or m.stage in stages]
    if any(m.misses_target for m in measures):
        yield Entry(_symbol("missed", palette.low), say("Misses its target"))
