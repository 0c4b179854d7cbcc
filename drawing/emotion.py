"""The emotion curve: the mean as a smooth line, how far people differ around it, faces with their scores."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

import numpy as np

from drawing import sizes
from drawing.canvas import Ink, Layer, Page
from drawing.curve import STEPS, smooth
from drawing.faces import face
from drawing.geometry import Box, Outline, Points, circle, circles, line, rounded
from drawing.moments import Moment, places, room_for, stretches, stretches_beside, together
from drawing.peaks import mean_of
from drawing.scene import Band, Scene
from drawing.typeface import cut, width
from journey.model import Touchpoint

FACE = 9.5
LABEL = 13.0
DENSE = 36.0
"""With less room than this for each touchpoint only the highest and lowest moment get a face."""
DOT, DOT_STEP, MOST_DOTS = 1.9, 4.8, 40
BESIDE = 20.0
"""Where dots begin: past the face and its score."""
ROOM_FOR_DOTS = 60.0
AXIS_FACE = 6.5
SCORES = (2, 1, 0, -1, -2)
DIAMOND = 3.6
FEW_DASH = (5.0, 3.5)
BENDING = 3
"""Moments beside a band on which its part of the curve depends."""


@dataclass(frozen=True)
class Frame:
    """Where a band's part of the curve stands on the page. `taken` is where callouts, scores and the other curve's
    moments stand already."""

    box: Box
    start: float
    taken: list[Box] = field(default_factory=list)

    @property
    def end(self) -> float:
        return self.start + self.box.width

    def x(self, along: float) -> float:
        return self.box.x + along - self.start

    def y(self, score: float) -> float:
        return self.box.y + sizes.CURVE_PAD + (2 - score) / 4 * (self.box.height - 2 * sizes.CURVE_PAD)

    def holds(self, along: float) -> bool:
        return self.start <= along < self.end

    def near(self, run: list[Moment]) -> list[Moment]:
        """The moments in this band and as many beside it as bend the curve within; none where it does not come here."""
        if run[-1].x < self.start or run[0].x > self.end:
            return []
        first = bisect_left(run, self.start, key=lambda m: m.x) - BENDING
        return run[max(first, 0) : bisect_right(run, self.end, key=lambda m: m.x) + BENDING]

    def part(self, xs: Points, ys: Points) -> Points | None:
        """What of a line lies in this band, on the page; None when nothing does."""
        edges = [edge for edge in (self.start, self.end) if xs[0] < edge < xs[-1]]
        every = np.unique(np.concatenate([xs, edges]))
        every = every[(every >= self.start) & (every <= self.end)]
        if len(every) < 2:
            return None
        scores = np.interp(every, xs, ys)
        return np.column_stack([self.box.x + every - self.start, self.y(0) - scores * (self.y(0) - self.y(1))])


@dataclass(frozen=True)
class EmotionLane:
    title: str

    def measure(self, scene: Scene, band: Band) -> float:
        rated = any(mean_of(t) is not None for t in scene.journey.touchpoints)
        return scene.curve_height + 2 * sizes.LANE_PAD if rated else 0.0

    def draw(self, page: Page, scene: Scene, band: Band, y: float, height: float) -> None:
        around = Box(band.left - band.side, y + sizes.LANE_PAD, band.width + 2 * band.side, height - 2 * sizes.LANE_PAD)
        frame = Frame(around, band.start - band.side)
        _ground(page, scene, frame)
        runs = [near for run in stretches(scene) if (near := frame.near(run))]
        for run in runs:
            _spread(page, scene, frame, run)
        for run in stretches_beside(scene):
            if near := frame.near(run):
                _other(page, scene, frame, near)
        for run in runs:
            _line(page, frame, run, Ink(line=scene.look.palette.curve, width=2.2))
        _callouts(page, scene, frame, band)
        for run in runs:
            _moments(page, scene, frame, band, run)


def _ground(page: Page, scene: Scene, frame: Frame) -> None:
    palette, box = scene.look.palette, frame.box
    page.shape(rounded(box, sizes.CARD_RADIUS), Ink(fill=palette.panel), Layer.GROUND)
    for score in SCORES:
        y = frame.y(score)
        ink = Ink(line=palette.dots if score == 0 else palette.rule, width=1.0 if score == 0 else 0.8)
        page.shape(line([(box.x + 4, y), (box.right - 4, y)]), ink, Layer.RULE)
    for score in (2, 0, -2):
        face(page, box.x - AXIS_FACE - (1.5 if scene.above else 6), frame.y(score), AXIS_FACE, score, palette)


def _spread(page: Page, scene: Scene, frame: Frame, run: list[Moment]) -> None:
    x = np.array([m.x for m in run])
    spans = np.array([m.span for m in run])
    if len(x) < 2 or not np.ptp(spans, axis=1).any():
        return
    upper, lower = frame.part(*smooth(x, spans[:, 1])), frame.part(*smooth(x, spans[:, 0]))
    if upper is not None and lower is not None:
        ink = Ink(fill=scene.look.palette.spread)
        page.shape(line(np.vstack([upper, lower[::-1]]), closed=True), ink, Layer.BAND)


def _line(page: Page, frame: Frame, run: list[Moment], ink: Ink) -> None:
    """Dashed between moments that only a few have rated."""
    xs, ys = smooth(np.array([m.x for m in run]), np.array([m.mean for m in run]))
    at = 0
    for dashed, group in groupby(a.few or b.few for a, b in pairwise(run)):
        end = at + sum(1 for _ in group)
        part = frame.part(xs[at * STEPS : end * STEPS + 1], ys[at * STEPS : end * STEPS + 1])
        at = end
        if part is not None:
            page.shape(line(part), Ink(line=ink.line, width=ink.width, dash=FEW_DASH if dashed else None), Layer.CURVE)


def _other(page: Page, scene: Scene, frame: Frame, run: list[Moment]) -> None:
    """The other journey's curve: thinner, another colour, diamonds where this one has faces."""
    palette = scene.look.palette
    _line(page, frame, run, Ink(line=palette.key, width=1.6))
    for moment in run:
        if frame.holds(moment.x) and len(moment.touchpoints) == 1:
            x, y = frame.x(moment.x), frame.y(moment.mean)
            frame.taken.append(Box(x - DIAMOND, y - DIAMOND, 2 * DIAMOND, 2 * DIAMOND))
            shape = diamond(x, y, DIAMOND)
            page.shape(shape, Ink(fill=palette.paper, line=palette.key, width=1.4), Layer.CURVE)


def diamond(x: float, y: float, radius: float) -> Outline:
    return line([(x - radius, y), (x, y - radius), (x + radius, y), (x, y + radius)], closed=True)


def _callouts(page: Page, scene: Scene, frame: Frame, band: Band) -> None:
    """The highest and lowest moment, wherever they stand."""
    peaks = scene.peaks
    for touchpoint, along in places(scene):
        if frame.holds(along) and (touchpoint in peaks.highest or touchpoint in peaks.lowest):
            _callout(page, scene, frame, (touchpoint, along), room_for(band))


def _callout(page: Page, scene: Scene, frame: Frame, place: tuple[Touchpoint, float], room: float) -> None:
    touchpoint, along = place
    palette, say = scene.look.palette, scene.look.say
    mean, high = mean_of(touchpoint) or 0.0, touchpoint in scene.peaks.highest
    x = min(max(frame.x(along), frame.box.x + FACE + 1), frame.box.right - FACE - 1)
    y = frame.y(mean)
    face(page, x, y, FACE, mean, palette)
    score = say.signed(mean)
    said = say("Highest {score}", score=score) if high else say("Lowest {score}", score=score)
    said = cut(said, sizes.PILL, min(frame.box.width, 110) - 12)
    wide = width(said, sizes.PILL) + 12
    left = min(max(x - wide / 2, frame.box.x), frame.box.right - wide)
    middle = y - _away() if high else y + _away()
    box = Box(left, middle - LABEL / 2 + (-2.0 if high else 1.0), wide, LABEL + 1)
    dots = _dots(frame, touchpoint, along, room)
    if any(box.overlaps(Box(dot_x - DOT, dot_y - DOT, 2 * DOT, 2 * DOT)) for dot_x, dot_y in dots):
        box = replace(box, x=max(frame.x(along) + BESIDE - DOT - 1.0 - wide, frame.box.x - 1.0))
    page.shape(rounded(box, LABEL / 2), Ink(fill=palette.high if high else palette.low), Layer.SHAPE)
    page.text(said, box, sizes.PILL, palette.paper, "middle")
    frame.taken.append(box)


def _away() -> float:
    return FACE + LABEL / 2 + 1.5


def _moments(page: Page, scene: Scene, frame: Frame, band: Band, run: list[Moment]) -> None:
    room = room_for(band)
    for i, moment in enumerate(run):
        if not frame.holds(moment.x) or together(band) > 1:
            continue
        touchpoint = moment.touchpoints[0]
        called_out = touchpoint in scene.peaks.highest or touchpoint in scene.peaks.lowest
        if dots := _dots(frame, touchpoint, moment.x, room):
            page.shape(circles(dots, DOT), Ink(fill=scene.look.palette.dots), Layer.CURVE)
        if not called_out and room < DENSE:
            page.shape(
                circle(frame.x(moment.x), frame.y(moment.mean), 2), Ink(fill=scene.look.palette.curve), Layer.CURVE
            )
        elif not called_out:
            face(page, frame.x(moment.x), frame.y(moment.mean), FACE, moment.mean, scene.look.palette)
            _score(page, scene, frame, moment, _above(run, i))


def _above(run: Sequence[Moment], index: int) -> bool:
    """Whether the score stands over the face: where the line does not go, over hills and under valleys."""
    around = [run[i].mean for i in (index - 1, index + 1) if 0 <= i < len(run)]
    mean = run[index].mean
    return mean >= sum(around) / len(around) if around else mean >= 0


def _score(page: Page, scene: Scene, frame: Frame, moment: Moment, above: bool) -> None:
    """Over or under its face, where no callout stands; left away where both are taken."""
    said = scene.look.say.signed(moment.mean)
    wide = width(said, sizes.SCORE) + 2
    for side in (-1, 1) if above else (1, -1):
        middle = frame.y(moment.mean) + side * _away()
        cell = Box(frame.x(moment.x) - wide / 2, middle - LABEL / 2, wide, LABEL)
        if not any(cell.overlaps(box) for box in frame.taken):
            frame.taken.append(cell)
            page.text(said, cell, sizes.SCORE, scene.look.palette.ink, "middle")
            return


def _dots(frame: Frame, touchpoint: Touchpoint, along: float, room: float) -> list[tuple[float, float]]:
    """Where the dots for each person's score are, beside the face; closer together where there are many; none where
    there is no room for them."""
    middles: list[tuple[float, float]] = []
    for score, count in zip(reversed(SCORES), touchpoint.rating.scores, strict=True) if room >= ROOM_FOR_DOTS else ():
        shown = min(count, MOST_DOTS)
        left = frame.x(along) + BESIDE
        step = min(DOT_STEP, (room / 2 - BESIDE - DOT) / max(shown - 1, 1))
        middles += [(left + i * step, frame.y(score)) for i in range(shown)]
    return middles
